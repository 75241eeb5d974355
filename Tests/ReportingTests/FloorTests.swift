import Extraction
import Foundation
import NewsText
import RuleFiles
import Testing

@testable import Reporting

/// The scores over Corpus/ do not fall below what Corpus/floors.tsv pins.
@Suite struct FloorTests {
  private static let root: String = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.path + "/Corpus/floors.tsv") { return folder.path }
    }
    return "."
  }()

  private func bytes(_ path: String) throws -> [UInt8] {
    let data = FileManager.default.contents(atPath: Self.root + "/" + path)
    return [UInt8](try #require(data, "cannot read \(path)"))
  }

  @Test func noScoreFalls() throws {
    var diagnostics: [Diagnostic] = []
    let floors = TableFile(
      bytes: try bytes("Corpus/floors.tsv"), file: "Corpus/floors.tsv", required: ["measure", "floor"],
      diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)

    let extractor = try Extractor(Knowledge(rules: Self.root + "/Rules"))
    var score = Score()
    var reached: [String: Double] = ["documents": 0, "rows": 0]
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Corpus/gold").filter {
      $0.hasSuffix(".tsv") && !$0.hasSuffix(".relations.tsv")
    }.map { String($0.dropLast(4)) }.sorted()
    for name in names {
      let gold = GoldFile(String(decoding: try bytes("Corpus/gold/\(name).tsv"), as: UTF8.self))
      let source = SourceText(decoding: try bytes("Corpus/articles/\(name).txt"), name: name)
      score.add(name, gold: gold, relations: nil, document: extractor.document(source), findings: [])
      reached["documents", default: 0] += 1
      reached["rows", default: 0] += Double(gold.rows.count)
    }
    reached["mention_f1"] = score.total.mention.f1
    reached["statistic_f1"] = score.total.statistic.f1
    reached["full_f1"] = score.total.full.f1

    #expect(floors.rowCount > 0)
    for row in 0..<floors.rowCount {
      let measure = floors.cell(row, "measure")
      let floor = try #require(Double(floors.cell(row, "floor")), "\(measure): the floor is no number")
      let value = try #require(reached[measure], "no measure '\(measure)'")
      #expect(value >= floor, "\(measure) fell to \(value), its floor is \(floor): \(score.errors.prefix(12))")
    }
  }
}
