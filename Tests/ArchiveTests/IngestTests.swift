import Consistency
import Foundation
import Testing

@testable import Archive

/// What an archive holds after runs over files that change.
@Suite struct IngestTests {
  /// A report with figures of its own.
  static func page(_ number: Int) -> String {
    """
    南岭区文明城市创建工作第\(number)期
    本报讯　今年以来，南岭区东平街道共走访群众\(3000 + number)人次，收集意见建议\(1200 + number)条，办结\(1100 + number)条。
    据悉，该区已投入资金\(200 + number)万元，改造老旧小区\(10 + number)个，新增停车位830个。

    """
  }

  let fixture: Fixture
  let archive: String

  init() throws {
    fixture = try Fixture()
    archive = fixture.path + "/archive.sqlite"
    for number in 0..<6 { try fixture.write("in/\(number).txt", Self.page(number)) }
    let records = try (10..<16).map { try Pack.json(Self.page($0)) }.joined(separator: "\n")
    try fixture.write("in/records.jsonl", records + "\n{\"text\": \"坏\n")
    let members = (20..<23).map { Pack.Member("\($0).txt", Array(Self.page($0).utf8)) }
    try fixture.write("in/pages.zip", try Pack.archive("zip", members))
  }

  @discardableResult
  func ingest(_ more: String..., to archive: String? = nil) throws -> Program.Result {
    try Program.run(["ingest", fixture.path + "/in", "--db", archive ?? self.archive, "--no-progress"] + more)
  }

  func count(_ sql: String) throws -> Int { try ArchiveDump.count(archive, sql) }

  @Test func holdsEverythingThatWasRead() throws {
    let result = try ingest()
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.errors.contains("15 documents added"))
    #expect(try count("SELECT count(*) FROM source") == 15)
    #expect(try count("SELECT count(*) FROM figure WHERE district = '南岭区' OR district IS NULL") > 60)
    #expect(try count("SELECT count(*) FROM statistic") == count("SELECT count(*) FROM figure"))
    #expect(try count("SELECT count(*) FROM problem WHERE member = '#7' AND stage = 'parse'") == 1)
    #expect(try count("SELECT count(*) FROM finding") > 0)
    #expect(try ArchiveDump.integrity(archive) == ["ok"])
    let store = try ArchiveStore(archive)
    #expect(try store.sentences(with: "走访").count == 15)
    #expect(try store.sentences(with: "3011人次").count == 1)
    #expect(try store.sentences(with: "小区").count == 15)
    #expect(try store.sentences(with: "区小").isEmpty)
  }

  @Test func aSecondRunChangesNothing() throws {
    try ingest()
    let before = try ArchiveDump.rows(archive)
    let result = try ingest()
    #expect(result.status == 2 && result.errors.contains("15 unchanged"), "\(result.errors)")
    #expect(try ArchiveDump.rows(archive) == before)
  }

  /// Whatever was there before, the archive is the one a clean run over the files makes.
  @Test func changedFilesAreReplacedAndGoneOnesRemoved() throws {
    try ingest()
    try fixture.write("in/2.txt", Self.page(50))
    try fixture.write("in/new.txt", Self.page(60))
    try fixture.write("in/records.jsonl", try (10..<13).map { try Pack.json(Self.page($0)) }.joined(separator: "\n"))
    try fixture.write("in/3.txt", [0x89, 0x50, 0x4E, 0x47])
    try FileManager.default.removeItem(atPath: fixture.path + "/in/1.txt")
    let kept = try ingest()
    #expect(kept.errors.contains("1 documents added, 1 replaced"), "\(kept.errors)")
    #expect(try count("SELECT count(*) FROM source WHERE name LIKE '%/1.txt'") == 1)
    try ingest("--prune")
    let clean = fixture.path + "/clean.sqlite"
    try ingest(to: clean)
    let (rows, expected) = (try ArchiveDump.rows(archive), try ArchiveDump.rows(clean))
    #expect(rows == expected, "\(Set(rows).symmetricDifference(expected).prefix(3))")
    #expect(try ArchiveDump.integrity(archive) == ["ok"])
  }

  @Test func otherRulesMakeRowsStaleAndRefreshReadsThemAgain() throws {
    try ingest()
    let rules = fixture.path + "/rules"
    try FileManager.default.copyItem(atPath: Fixture.rulesPath, toPath: rules)
    let file = rules + "/units/currencies.tsv"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try Data(("# 改\n" + text).utf8).write(to: URL(fileURLWithPath: file))
    let again = try ingest("--rules", rules)
    #expect(again.errors.contains("15 documents were read with other rules"), "\(again.errors)")
    let result = try Program.run(["refresh", "--db", archive, "--rules", rules, "--no-progress"])
    #expect(result.errors.contains("15 replaced"), "\(result.errors)")
    #expect(try count("SELECT count(*) FROM stale") == 0)
    let clean = fixture.path + "/clean.sqlite"
    try ingest("--rules", rules, to: clean)
    #expect(try ArchiveDump.rows(archive) == ArchiveDump.rows(clean))
  }

  @Test func reprintsAreKeptAndLinked() throws {
    let text = Self.page(1)
    let traditional =
      "南嶺區文明城市創建工作第1期\n本報訊　今年以來，南嶺區東平街道共走訪群眾3001人次，收集意見建議1201條，"
      + "辦結1101條。\n據悉，該區已投入資金201萬元，改造老舊小區11個，新增停車位830個。\n"
    try fixture.write("in/copy.html", Pack.page(text, charset: "utf-8"))
    try fixture.write("in/traditional.txt", traditional)
    try ingest()
    #expect(try count("SELECT count(*) FROM article WHERE likeness = 'reprint'") == 2)
    #expect(try count("SELECT count(*) FROM article WHERE likeness = 'series'") == 14)
    #expect(try count("SELECT count(*) FROM figure WHERE is_reprint") > 0)
  }

  /// Killed at any moment and started again, it ends as if nothing had happened. `HESHU_FAULTS` sets how often.
  @Test func aKilledRunGoesOn() throws {
    for number in 30..<60 { try fixture.write("in/\(number).txt", Self.page(number)) }
    let clean = fixture.path + "/clean.sqlite"
    let begin = ContinuousClock.now
    try ingest(to: clean)
    let expected = try ArchiveDump.rows(clean)
    let whole = begin.duration(to: .now) / .seconds(1)
    let rounds = ProcessInfo.processInfo.environment["HESHU_FAULTS"].flatMap { Int($0) } ?? 4
    for round in 0..<rounds {
      let killed = fixture.path + "/killed\(round).sqlite"
      for _ in 0..<2 {
        try Program.run(
          ["ingest", fixture.path + "/in", "--db", killed, "--no-progress", "--batch", "3"],
          killAfter: whole * Double.random(in: 0.1...1))
      }
      #expect(try ArchiveDump.integrity(killed) == ["ok"])
      try ingest(to: killed)
      let rows = try ArchiveDump.rows(killed)
      #expect(rows == expected, "\(Set(rows).symmetricDifference(expected).prefix(3))")
    }
  }

  /// A run may be killed right behind a transaction: what is due for its documents must stand in it.
  @Test func whatIsDueIsNotedWithTheDocuments() throws {
    let means = try Ingest.Means(
      knowledge: Fixture.knowledge.get(), checker: Checker(rules: Fixture.rulesPath), rules: Fixture.rules.get(),
      digest: "1")
    var noted: [Bool] = []
    _ = try Ingest(ArchiveStore(archive), means: means, jobs: 1, batch: 1).run([fixture.path + "/in"]) { _ in
      if let documents = try? count("SELECT count(*) FROM source"), documents > 0 {
        noted.append((try? count("SELECT count(*) FROM meta WHERE key = 'reprints' AND value = 'to-do'")) == 1)
      }
      return true
    }
    #expect(noted.count > 5 && noted.allSatisfy { $0 })
    #expect(try count("SELECT count(*) FROM meta WHERE key = 'reprints'") == 0)
    #expect(try count("SELECT count(*) FROM article WHERE likeness IS NOT NULL") > 0)
  }

  @Test func aFullDiskIsToldAndHarmsNothing() throws {
    try ingest(to: fixture.path + "/clean.sqlite")
    for kilobytes in [150, 200, 250] {
      let result = try Program.run(
        ["ingest", fixture.path + "/in", "--db", archive, "--no-progress", "--batch", "2"], kilobytes: kilobytes)
      #expect(result.status == 2)
      #expect(result.errors.contains("the disk is full"), "\(result.errors)")
    }
    #expect(try ArchiveDump.integrity(archive) == ["ok"])
    try ingest()
    #expect(try ArchiveDump.rows(archive) == ArchiveDump.rows(fixture.path + "/clean.sqlite"))
  }

  @Test func whatIsNoArchiveIsLeftAlone() throws {
    let file = try fixture.write("other.sqlite", "走访群众。")
    let result = try Program.run(["ingest", fixture.path + "/in", "--db", file])
    #expect(result.status == 2 && result.errors.contains("no archive of heshu"), "\(result.errors)")
    #expect(FileManager.default.contents(atPath: file) == Data("走访群众。".utf8))
    let missing = try Program.run(["refresh", "--db", fixture.path + "/none.sqlite"])
    #expect(missing.status == 2 && missing.errors.contains("heshu ingest"))
  }
}
