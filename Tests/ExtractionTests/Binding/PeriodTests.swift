import NewsText
import Testing

@testable import Extraction

/// Over which time a figure counts: from dates, from words beside the day of the article, and how that scopes it.
@Suite struct PeriodTests {
  private static let knowledge = try? Knowledge(rules: RulesFolder.path)

  /// Figure, scope, first and last day of a page that was published on Wednesday, 2024-06-12.
  static let cases: [(text: String, figure: String, scope: Statistic.Scope, from: String?, to: String?)] = [
    ("昨日，全市新增岗位320个。", "320个", .none, "2024-06-11", "2024-06-11"),
    ("前天，全市新增岗位320个。", "320个", .none, "2024-06-10", "2024-06-10"),
    ("上周，全市受理诉求320件。", "320件", .period, "2024-06-03", "2024-06-09"),
    ("上月，全市受理诉求320件。", "320件", .period, "2024-05", "2024-05"),
    ("去年，全市办理实事20件。", "20件", .period, "2023", "2023"),
    ("今年以来，全市新建泊位300个。", "300个", .cumulative, "2024", "2024-06-12"),
    ("截至目前，全市新建泊位300个。", "300个", .cumulative, nil, "2024-06-12"),
    ("截至5月31日，全市新建泊位300个。", "300个", .cumulative, nil, "2024-05-31"),
    ("1至5月，全市清运垃圾3.2万吨。", "3.2万吨", .period, "2024-01", "2024-05"),
    ("1至5月，全市共有3000人参加培训。", "3000人", .period, "2024-01", "2024-05"),
    ("一季度，全市受理诉求320件。", "320件", .period, "2024-01", "2024-03"),
    ("4月份，全市受理诉求320件。", "320件", .period, "2024-04", "2024-04"),
    ("自3月1日起至5月31日止，全市清运垃圾300吨。", "300吨", .period, "2024-03-01", "2024-05-31"),
    ("6月3日至9日，全市清运垃圾300吨。", "300吨", .period, "2024-06-03", "2024-06-09"),
    ("3月15日以来，全市清运垃圾300吨。", "300吨", .cumulative, "2024-03-15", "2024-06-12"),
    ("全市清运垃圾300吨，比去年同期增加20吨。", "300吨", .none, nil, nil),
  ]

  @Test(arguments: cases.indices)
  func figuresHaveTheirPeriod(_ index: Int) throws {
    let item = Self.cases[index]
    let extractor = try Extractor(#require(Self.knowledge))
    let source = "城乡日报 2024年6月12日 星期三\n\n全市民生工程稳步推进\n\n\(item.text)\n"
    let document = extractor.document(SourceText(decoding: Array(source.utf8), name: "test"))
    #expect(document.published == ["2024-06-12"])
    let units = document.page.clean.units
    let statistic = try #require(
      document.statistics.first { String(decoding: units[$0.mention.span.range], as: UTF16.self) == item.figure },
      "\(item.text): no figure \(item.figure)")
    #expect(statistic.scope == item.scope, "\(item.text)")
    #expect(statistic.periodStart == item.from, "\(item.text)")
    #expect(statistic.periodEnd == item.to, "\(item.text)")
  }

  @Test func daysCountAndKnowTheirWeekday() {
    #expect(CivilDay(year: 1970, month: 1, day: 1).number == 0)
    #expect(CivilDay(year: 2024, month: 6, day: 12).weekday == 3)
    #expect(CivilDay(number: CivilDay(year: 2024, month: 2, day: 28).number + 1).iso == "2024-02-29")
    #expect(CivilDay(number: CivilDay(year: 1900, month: 3, day: 1).number - 1).iso == "1900-02-28")
    for number in stride(from: -200_000, to: 200_000, by: 97) {
      let (year, month, day) = CivilDay(number: number).parts
      #expect(CivilDay(year: year, month: month, day: day).number == number)
    }
  }
}
