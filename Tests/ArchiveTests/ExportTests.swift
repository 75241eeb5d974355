import Foundation
import Reporting
import Testing

@testable import Archive

/// What an archive gives to other programs.
@Suite struct ExportTests {
  let fixture: Fixture
  let archive: String

  init() throws {
    fixture = try Fixture()
    archive = fixture.path + "/archive.sqlite"
    try fixture.write("in/1.txt", IngestTests.page(1))
    try fixture.write("in/2.zip", try Pack.archive("zip", [Pack.Member("甲.txt", Array(IngestTests.page(2).utf8))]))
    try fixture.write("in/copy.html", Pack.page(IngestTests.page(1), charset: "utf-8"))
    try Program.run(["ingest", fixture.path + "/in", "--db", archive, "--no-progress"])
  }

  /// Each table selects a value for every column of its records.
  @Test func everyTableHasTheColumnsOfItsRecords() throws {
    let store = try ArchiveStore(archive)
    for table in ArchiveTable.all {
      var rows = 0
      try table.forEach(in: store) { row in
        rows += 1
        #expect(row.count == table.type.columns.count)
      }
      #expect(rows > 0 || ["problem", "decision"].contains(table.type.name))
    }
  }

  @Test(arguments: [("statistic", "extract"), ("mention", "mentions"), ("finding", "check")])
  func recordsAreThoseOfTheCommands(_ table: String, _ command: String) throws {
    let exported = try Program.run(["export", "--db", archive, "--format", "jsonl", "--table", table])
    let all = command == "check" ? ["--all"] : []
    let printed = try Program.run([command, "--format", "jsonl"] + all + [fixture.path + "/in"])
    #expect(!exported.output.isEmpty)
    #expect(exported.output.split(separator: "\n").sorted() == printed.output.split(separator: "\n").sorted())
  }

  @Test func statisticsOfReprintsCountOnce() throws {
    let table = try Program.run(["stats", "--db", archive, "--format", "jsonl"])
    try FileManager.default.removeItem(atPath: fixture.path + "/in/copy.html")
    let expected = try Program.run(["stats", "--format", "jsonl", fixture.path + "/in"])
    func cells(_ text: String) throws -> [String] {
      try text.split(separator: "\n").map { line in
        let record = try JSONRecord(Array(line.utf8))
        return ["district", "action", "object", "value", "low", "high", "unit", "basis", "figures"]
          .map { record.values[$0] ?? "" }.joined(separator: " ")
      }.sorted()
    }
    let counted = try cells(table.output)
    #expect(!counted.isEmpty)
    #expect(try counted == cells(expected.output))
  }

  @Test func workbooksAndPackagesAreWritten() throws {
    let book = fixture.path + "/book.xlsx"
    #expect(try Program.run(["export", "--db", archive, "--format", "xlsx", "--output", book]).status == 0)
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: book)))
    #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
    let folder = fixture.path + "/package"
    #expect(try Program.run(["export", "--db", archive, "--format", "datapackage", "--output", folder]).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(
      names == [
        "datapackage.json", "decision.csv", "finding.csv", "mention.csv", "problem.csv", "source.csv", "statistic.csv",
      ])
  }

  @Test func annotatorsGetTheTextsWithTheirFigures() throws {
    let folder = fixture.path + "/brat"
    #expect(try Program.run(["export", "--db", archive, "--format", "brat", "--output", folder]).status == 0)
    for number in 1...3 {
      let text = Array(try String(contentsOfFile: "\(folder)/\(number).txt", encoding: .utf8).unicodeScalars)
      let lines = try String(contentsOfFile: "\(folder)/\(number).ann", encoding: .utf8).split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("T") && $0.contains("statistic") })
      for line in lines where line.hasPrefix("T") {
        let parts = line.split(separator: "\t")
        let offsets = parts[1].split(separator: " ").compactMap { Int($0) }
        let covered = String(String.UnicodeScalarView(text[offsets[0]..<offsets[1]]))
        #expect(covered.replacing("\n", with: " ") == parts[2])
      }
    }
    let file = fixture.path + "/doccano.jsonl"
    #expect(try Program.run(["export", "--db", archive, "--format", "doccano", "--output", file]).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count == 3)
    try fixture.write("in/1.txt", "改了。")
    let changed = try Program.run(["export", "--db", archive, "--format", "brat", "--output", folder])
    #expect(changed.status == 2 && changed.errors.contains("ingest it again"))
  }

  @Test func datasetteIsToldWhatTheTablesAre() throws {
    let text = try String(contentsOfFile: fixture.path + "/metadata.yaml", encoding: .utf8)
    #expect(text.contains("\"archive\":") && text.contains("label_column"))
  }
}
