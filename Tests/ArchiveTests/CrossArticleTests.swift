import Testing

@testable import Archive

/// Which figures of different articles contradict each other.
@Suite struct CrossArticleTests {
  static func rules() throws -> ArchiveCheckRules { try ArchiveCheckRules(rules: Fixture.rulesPath) }

  static func figure(
    _ value: Double, _ text: String = "", article: Int64, place: String = "", scope: String = "cumulative",
    end: String = "2023-06-30", published: String = "2023-07-01", rounding: Double = 0
  ) -> ArchiveFigure {
    ArchiveFigure(
      indicator: ArchiveFigure.Indicator(
        district: "南岭区", activity: "", action: "举办", object: "讲座", unit: "场"), key: "s\(article)", place: place,
      scope: scope, periodStart: "2023-01-01", periodEnd: end, published: published, low: value, high: value,
      rounding: rounding, article: article, sentence: article, source: "a/\(article).txt", span: (0, 1),
      text: text.isEmpty ? "\(value)" : text, headline: "")
  }

  @Test(
    arguments: [
      // Totals to date: March 40, June 35.
      ("cumulative", [figure(40, article: 1, end: "2023-03-31"), figure(35, article: 2)], [.fails]),
      ("cumulative", [figure(30, article: 1, end: "2023-03-31"), figure(35, article: 2)], [.holds]),
      ("cumulative", [figure(35, article: 2), figure(40, article: 1, end: "2023-03-31")], [.fails]),
      // 约 1.2万 against 11987: rounding alone.
      (
        "cumulative", [figure(12000, article: 1, end: "2023-03-31", rounding: 500), figure(11987, article: 2)],
        [.tension]
      ),
      // Not a total, or within one article.
      ("cumulative", [figure(40, article: 1, scope: "period", end: "2023-03-31"), figure(35, article: 2)], []),
      ("cumulative", [figure(40, article: 1, end: "2023-03-31"), figure(35, article: 1)], []),
      ("cross-article", [figure(40, article: 1), figure(35, article: 2)], [.fails]),
      ("cross-article", [figure(40, article: 1), figure(40, article: 2)], [.holds]),
      ("cross-article", [figure(40, article: 1), figure(35, article: 2, end: "2023-05-31")], []),
      ("cross-article", [figure(40, article: 1), figure(35, article: 2, place: "东平街道")], []),
      ("containment", [figure(70, article: 1), figure(90, article: 2, place: "东平街道")], [.fails]),
      ("containment", [figure(70, article: 1), figure(60, article: 2, place: "东平街道")], [.holds]),
      ("containment", [figure(70, article: 1, end: "2015-12-31"), figure(90, article: 2, place: "东平街道")], []),
    ] as [(String, [ArchiveFigure], [ArchiveFinding.Verdict])])
  func gives(_ check: String, _ figures: [ArchiveFigure], _ verdicts: [ArchiveFinding.Verdict]) throws {
    let checker = ArchiveChecker(rules: try Self.rules())
    let found = checker.crossArticle(figures) + checker.cumulative(figures) + checker.containment(figures)
    #expect(found.filter { $0.check == check }.map(\.verdict) == verdicts)
    for finding in found { #expect(finding.members.count == 2 && finding.rule.hasPrefix("checks/archive.tsv:")) }
  }

  @Test func placesOneCharacterOff() throws {
    let checker = ArchiveChecker(rules: try Self.rules())
    var figures = (1...4).map { Self.figure(1, article: $0, place: "东平街道") }
    figures.append(Self.figure(1, article: 5, place: "东坪街道"))
    figures.append(Self.figure(1, article: 6, place: "西平街道"))
    #expect(checker.placeNames(figures).map { $0.members.map(\.source) } == [["a/5.txt", "a/1.txt"]])
  }

  @Test func ratiosFarFromTheirPeers() throws {
    let checker = ArchiveChecker(rules: try Self.rules())
    func pair(_ number: Int64, _ people: Double) -> [ArchiveFigure] {
      var other = Self.figure(people, article: number)
      other.indicator.unit = "人次"
      return [Self.figure(2, article: number), other]
    }
    let usual = (1...40).flatMap { pair($0, Double(80 + $0)) }
    #expect(checker.perUnit(usual).isEmpty)
    #expect(checker.perUnit(usual + pair(50, 900_000)).count == 1)
    #expect(checker.perUnit(pair(1, 90) + pair(2, 900_000)).isEmpty, "too few peers")
  }

  @Test func lastDigitsThatHeap() throws {
    let checker = ArchiveChecker(rules: try Self.rules())
    func figures(_ share: Int) -> [ArchiveFigure] {
      (0..<200).map { Self.figure(Double(100 + $0 * 10 + ($0 % 100 < share ? 0 : 3)), article: Int64($0)) }
    }
    #expect(checker.heaping(figures(80)).count == 1)
    #expect(checker.heaping(figures(12)).isEmpty)
    #expect(checker.heaping(Array(figures(80).prefix(50))).isEmpty)
  }

  @Test func theCommandPrintsThem() throws {
    let fixture = try Fixture()
    for (month, day, count) in [(3, 31, 320), (6, 30, 290)] {
      try fixture.write(
        "in/\(month).txt",
        """
        2023年\(month)月\(day)日 星期五
        渭滨区宣讲工作有序推进
        本报讯　截至2023年\(month)月\(day)日，渭滨区累计开展宣讲\(count)场，受到群众欢迎，活动还将继续进行下去。

        """)
    }
    let archive = fixture.path + "/a.sqlite"
    try Program.run(["ingest", fixture.path + "/in", "--db", archive, "--no-progress"])
    let result = try Program.run(["check", "--db", archive, "--format", "jsonl", "--only", "cumulative"])
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("\"check\":\"cumulative\",\"verdict\":\"fails\""), "\(result.output)")
  }
}
