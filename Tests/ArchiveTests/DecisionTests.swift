import Foundation
import Testing

@testable import Archive

/// What reviewers say of findings, and how it outlives what is read.
@Suite struct DecisionTests {
  let fixture: Fixture
  let archive: String

  init() throws {
    fixture = try Fixture()
    archive = fixture.path + "/archive.sqlite"
    for number in 1...8 {
      try fixture.write(
        "in/\(number).txt",
        """
        渭滨区宣讲工作第\(number)期
        本报讯　2023年6月\(number)日，渭滨区收集建议\(40 + number)条，办结\(60 + number)条。全区共清运垃圾90吨，东片40吨、西片60吨。

        """)
    }
    try ingest()
  }

  func ingest(_ more: String...) throws {
    let result = try Program.run(["ingest", fixture.path + "/in", "--db", archive, "--no-progress"] + more)
    #expect(result.status == 0, "\(result.errors)")
  }

  func keys(_ status: FindingFilter.Status) throws -> [String] {
    var filter = FindingFilter()
    filter.status = status
    return try ArchiveBrowser(archive).findings(filter, limit: 1000).lines.map(\.key)
  }

  @Test func stepsCanBeTakenBack() throws {
    let browser = try ArchiveBrowser(archive)
    let key = try #require(try keys(.any).first)
    #expect(try browser.decide(key, status: .confirmed, note: "核实"))
    #expect(try browser.decide(key, status: .dismissed, note: nil))
    #expect(try browser.decide(key, status: nil, note: "再看"))
    #expect(try browser.finding(key)?.line.decision?.status == .dismissed)
    #expect(try browser.undo(key) == key)
    #expect(try browser.finding(key)?.line.decision?.note == "核实")
    #expect(try browser.undo(key) == key)
    #expect(try browser.finding(key)?.line.decision?.status == .confirmed)
    #expect(try browser.undo(nil) == key)
    #expect(try browser.finding(key)?.line.decision?.status == .open)
    #expect(try browser.undo(key) == nil)
    #expect(try browser.finding(key)?.history.count == 3)
    #expect(try !browser.decide("f0000000000000000", status: .confirmed, note: nil))
    #expect(try keys(.confirmed).isEmpty)
  }

  @Test func outliveANewReading() throws {
    let all = try keys(.any)
    let browser = try ArchiveBrowser(archive)
    for key in all { #expect(try browser.decide(key, status: .confirmed, note: "甲")) }
    try FileManager.default.moveItem(atPath: fixture.path + "/in", toPath: fixture.path + "/out")
    try fixture.write("in/9.txt", "空\n")
    try ingest("--prune")
    #expect(try browser.lostDecisions().count == Set(all).count)
    #expect(try ArchiveDump.count(archive, "SELECT count(*) FROM decision") == Set(all).count)
    for name in try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/out") {
      try FileManager.default.moveItem(atPath: fixture.path + "/out/" + name, toPath: fixture.path + "/in/" + name)
    }
    try ingest()
    #expect(try Set(keys(.confirmed)) == Set(all))
    #expect(try browser.lostDecisions().isEmpty)
  }

  /// A rule that reads a figure with other edges gives its findings other ids; a line elsewhere gives others to all.
  @Test func followFindingsThatMoved() throws {
    let browser = try ArchiveBrowser(archive)
    let key = try #require(
      try browser.findings(FindingFilter(), limit: 100).lines.first { $0.source.hasSuffix("/3.txt") }?.key)
    #expect(try browser.decide(key, status: .dismissed, note: "丙"))
    let store = try ArchiveStore(archive)
    // As after a change of rules: one more character belongs to each figure.
    try store.write { db in
      try db.execute(
        sql: """
          UPDATE finding SET key = 'fffffffffffffffff', quotes = '["x"]',
          spans = (SELECT json_group_array (json_array (value ->> 0, (value ->> 1) + 1)) FROM json_each (spans))
          WHERE key = ?
          """, arguments: [key])
      try DecisionLinks.renew(db)
    }
    #expect(try browser.finding("fffffffffffffffff")?.line.decision?.note == "丙")
    #expect(try browser.undo("fffffffffffffffff") == "fffffffffffffffff")
    // Another line in the same file: the words compared are the same.
    let other = try #require(
      try browser.findings(FindingFilter(), limit: 100).lines.first { $0.source.hasSuffix("/5.txt") })
    #expect(try browser.decide(other.key, status: .confirmed, note: ""))
    let text = try String(contentsOfFile: fixture.path + "/in/5.txt", encoding: .utf8)
    try fixture.write("in/5.txt", text + "活动还将继续进行。\n")
    try ingest()
    #expect(try browser.finding(other.key) == nil)
    let moved = try browser.findings(FindingFilter(), limit: 100).lines.filter { $0.decision?.status == .confirmed }
    #expect(moved.map(\.message) == [other.message])
  }

  @Test func comparisonsOfArticlesAreKeptToo() throws {
    for (month, day, count) in [(3, 31, 320), (6, 30, 290)] {
      try fixture.write(
        "in/more\(month).txt",
        """
        2023年\(month)月\(day)日 星期五
        渭滨区宣讲工作有序推进
        本报讯　截至2023年\(month)月\(day)日，渭滨区累计开展宣讲\(count)场，受到群众欢迎，活动还将继续进行下去。

        """)
    }
    try ingest()
    func compare() throws {
      try CrossFindings(try ArchiveStore(archive), rules: try ArchiveCheckRules(rules: Fixture.rulesPath)).renewIfDue()
    }
    try compare()
    var filter = FindingFilter()
    (filter.reach, filter.check) = (.articles, "cumulative")
    let browser = try ArchiveBrowser(archive)
    let line = try #require(try browser.findings(filter).lines.first)
    let detail = try #require(try browser.finding(line.key))
    #expect(detail.evidence.count == 2)
    #expect(
      detail.evidence.map { $0.sentences.flatMap(\.pieces).filter { !$0.marks.isEmpty }.map(\.text).joined() }
        == ["320场", "290场"])
    #expect(try browser.decide(line.key, status: .confirmed, note: nil))
    // The exported findings of single texts are as they were.
    let before = try Program.run(["export", "--db", archive, "--format", "jsonl", "--table", "finding"]).output
    #expect(!before.contains(line.key) && !before.isEmpty)
    try fixture.write("in/more7.txt", "渭滨区\n本报讯　渭滨区清运垃圾7吨。\n")
    try ingest()
    try compare()
    #expect(try browser.finding(line.key)?.line.decision?.status == .confirmed)
  }
}
