import NewsText
import Testing

@testable import Extraction

/// Which district a figure is reported for where its text names more than one place, or names it in short.
@Suite struct PlacesInPassingTests {
  /// A text and the district of each of its figures, in order.
  static let texts: [(source: String, districts: [String])] = [
    // A neighbour, a partner, an origin, a measure of comparison hold nothing.
    ("衡阳县东邻衡山县，西与邵东市交界，今年全县新修山塘312口。", ["衡阳县"]),
    ("衡阳县与祁东县联合巡查，收缴渔具27套。", ["衡阳县"]),
    ("衡阳县从常宁市引进的企业投资2.4亿元。", ["衡阳县"]),
    ("衡阳县亩均用水比祁东县低12%。", ["衡阳县"]),
    // A body's name shortens its zone.
    ("潍坊高新公安分局出动警力620人次。", ["潍坊市高新区"]),
    // A kind of zone is the zone that the page has named.
    ("九江市八里湖新区修复路灯3盏。濂溪区修复路灯5盏。新区清运垃圾40吨。", ["八里湖新区", "濂溪区", "八里湖新区"]),
    // Towns of the counties of Taiwan.
    ("新竹縣竹北市公所清疏側溝38公里。", ["竹北市"]),
  ]

  @Test(arguments: texts.indices)
  func districtOfEachFigure(_ index: Int) throws {
    let (source, districts) = Self.texts[index]
    let extractor = try Extractor(Knowledge(rules: RulesFolder.path))
    let document = extractor.document(SourceText(decoding: Array(source.utf8), name: "test"))
    #expect(document.statistics.map { $0.district?.name ?? "" } == districts)
  }

  /// What ends like a place and names none.
  @Test(arguments: [
    "全区创建未来社区7个。", "全区建起好人广场5个。", "全县选派技术员60名下村。",
    // 中城镇 is a town of 绥江县.
    "其中城镇就业60人。",
  ])
  func commonNounsAreNoPlaces(_ source: String) throws {
    let extractor = try Extractor(Knowledge(rules: RulesFolder.path))
    let document = extractor.document(SourceText(decoding: Array(source.utf8), name: "test"))
    #expect(document.statistics.map(\.place) == [""])
  }
}
