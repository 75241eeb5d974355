import Testing

@testable import Reporting

@Suite struct ScoreTests {
  @Test(arguments: [
    (true, 0, 4, 0, 4), (true, 0, 4, 2, 4), (false, 0, 4, 3, 5), (false, 0, 4, 4, 8), (true, 0, 4, 0, 8),
    (false, 0, 4, 0, 9), (false, 3, 3, 3, 3),
  ])
  func overlap(expected: Bool, a: Int, b: Int, c: Int, d: Int) {
    #expect(GoldMatch.overlaps((a, b), (c, d)) == expected)
  }

  @Test func theClosestSpansArePaired() {
    let pairs = GoldMatch.pairs([(0, 4), (4, 8)], [(0, 3), (0, 4), (5, 8), (20, 30)])
    #expect(pairs.map { [$0.gold, $0.found] } == [[0, 1], [1, 2]])
  }

  @Test(
    arguments: [
      (true, "", nil), (true, "*", nil), (true, "5", 5), (true, "3|5", 5), (false, "5", nil), (false, "5", 5.1),
      (true, "1000000", 1_000_000.5), (false, "五", 5),
    ] as [(Bool, String, Double?)])
  func numbers(expected: Bool, gold: String, found: Double?) { #expect(GoldMatch.sameNumber(gold, found) == expected) }

  @Test(arguments: [
    (true, false, "居民", "居民"), (true, false, "居民|群众", "群众"), (true, false, "“五老”志愿者", "五老 志愿者"),
    (true, false, "*", "x"), (false, false, "居民", "小区居民"), (true, true, "居民", "小区居民"), (false, true, "居民", ""),
    (true, false, "", ""), (false, true, "", "居民"), (true, false, "a|", ""),
  ])
  func texts(expected: Bool, relaxed: Bool, gold: String, found: String) {
    #expect(GoldMatch.sameText(gold, found, relaxed: relaxed) == expected)
  }

  @Test(arguments: [(true, "蚌埠市蚌山区"), (true, "蚌山区"), (false, "山区"), (false, "")])
  func aDistrictMayHaveItsCity(expected: Bool, found: String) {
    #expect(GoldMatch.sameDistrict("蚌山区", found) == expected)
  }

  @Test func theMeasures() {
    let tally = Tally(hit: 8, gold: 10, found: 16)
    #expect(tally.precision == 0.5 && tally.recall == 0.8)
    #expect(abs(tally.f1 - 8.0 / 13) < 1e-12)
    #expect(Tally().f1 == 1)
    #expect(Tally(hit: 0, gold: 3, found: 0).f1 == 0)
  }

  @Test func aGoldFileIsReadByColumnName() {
    let file = GoldFile("# note\ndoc\tstart\tend\tspans\tnote\n\nA\t3\t7\t1-2,5-9\toptional: doubtful\nA\t8\t9\n")
    #expect(file.rows.count == 2)
    #expect(file.rows[0].span == (3, 7))
    #expect(file.rows[0].spans.map { [$0.start, $0.end] } == [[1, 2], [5, 9]])
    #expect(file.rows[0].isOptional && !file.rows[1].isOptional)
    #expect(file.rows[1]["spans"] == "")
  }

  @Test func theTableHasOneLineForEachMeasure() {
    var score = Score()
    score.total.mention = Tally(hit: 1, gold: 3, found: 2)
    score.documents = [("A01", score.total, nil)]
    let lines = score.table.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "             precision    recall        F1   hit / gold / got")
    #expect(lines[1] == "mention            0.5    0.3333       0.4   1 / 3 / 2")
    #expect(lines[4].hasPrefix("attributes   qualifier None  unit None"))
    #expect(lines[7] == "  A01: mention F1 0.4  statistic F1 1.0  full F1 1.0")
  }

  @Test func relationsAreShownByVerdictAlsoWithoutMentions() {
    var score = Score()
    score.relations.byVerdict = [.fails: Tally(hit: 2, gold: 3), .holds: Tally(hit: 4, gold: 4)]
    score.relations.falseAlarms = 2
    score.relations.trapAlarms = 1
    score.documents = [("K01", nil, score.relations)]
    let lines = score.table.split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "relations    6 of 7 found with the right verdict, 2 false alarms (1 on traps)",
        "verdicts     fails 2/3  holds 4/4",
        "  K01: fails 2/3  holds 4/4  false alarms 2",
      ])
  }
}
