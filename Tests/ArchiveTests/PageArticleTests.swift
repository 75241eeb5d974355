import NewsText
import Testing

@testable import Archive

/// What is read of a web page.
@Suite struct PageArticleTests {
  static func read(_ page: String) throws -> Reading { try Fixture().read("a.html", Array(page.utf8))[0] }

  static func lines(_ reading: Reading) -> [String] {
    (reading.source?.content?.scalars ?? []).split(separator: 0x0A).map {
      String(String.UnicodeScalarView($0.compactMap { Unicode.Scalar($0) }))
    }
  }

  @Test(arguments: [
    // Founder e-paper.
    (
      """
      <html><head><title>x</title></head><body><!--enpproperty <date>2022-03-04 01:02:03.0</date><author>李四</author>\
      <title>甲县植树</title>/enpproperty--><ul><li><a href=1>第01版：要闻</a></ul><table><tr><td>\
      <founder-title>甲县植树</founder-title></td></tr><tr><td><div id="ozoom"><founder-content><p>全县植树5万株。</p>\
      </founder-content></div></td></tr></table></body></html>
      """, ["甲县植树", "全县植树5万株。"], "甲县植树", "2022-03-04", "李四"
    ),
    (
      "<body><div>版次</div><!--enpcontent--><p>植树&#53;万株。<br>造林2亩。</p><!--/enpcontent--><p>版权</p>",
      ["植树5万株。", "造林2亩。"], "", "", ""
    ),
    // Marks of the page itself.
    (
      "<meta property='og:title' content='甲县植树'><meta name=PubDate content='2022-3-4'><nav>首页 新闻</nav>"
        + "<article><h1>甲县植树</h1><p>全县植树 5 万株。</p></article><footer>电话 12345</footer>",
      ["甲县植树", "全县植树 5 万株。"], "甲县植树", "2022-03-04", ""
    ),
    // No mark at all, and the conventions of Chinese sites.
    (
      "<title>甲县植树_某网</title><body><div><a href=1>首页</a><a href=2>新闻</a></div><div><h1>甲县植树</h1>"
        + "<div>发布时间：2022年3月4日 来源：甲县日报 作者：李四</div><div><p>去年，全县植树5万株，造林2亩。</p><p>今年，植树6万株。</p></div></div>",
      ["甲县植树", "发布时间：2022年3月4日 来源：甲县日报 作者：李四", "去年，全县植树5万株，造林2亩。", "今年，植树6万株。"],
      "甲县植树", "2022-03-04", "李四"
    ),
  ]) func gives(_ page: String, _ lines: [String], _ title: String, _ date: String, _ author: String) throws {
    let reading = try Self.read(page)
    #expect(Self.lines(reading) == lines)
    #expect(reading.metadata.title == title)
    #expect(reading.metadata.published == date)
    #expect(reading.metadata.author == author)
    #expect(reading.problems.isEmpty)
  }

  @Test func tablesAreRowsWithTheUnitOfTheirHead() throws {
    let reading = try Self.read(
      """
      <body><p>各镇走访情况如下，请查阅。</p><table><tr><td colspan=3>走访情况（单位：户）</td></tr>
      <tr><th>乡镇</th><th>走访</th><th>投入(万元)</th></tr>
      <tr><td>东乡</td><td>1,203</td><td>12.5</td></tr><tr><td>西乡</td><td>96</td><td>8</td></tr></table>
      """)
    #expect(
      Self.lines(reading) == [
        "各镇走访情况如下，请查阅。", "走访情况（单位：户）", "东乡走访1,203户，投入12.5万元。", "西乡走访96户，投入8万元。",
      ])
  }

  /// Spans lead to the characters of the page, entities and tags included.
  @Test func offsetsPointIntoThePage() throws {
    let page = "<body><p>一、走访&nbsp;群众<b>34</b>71人次，办结&#49;&#50;件&amp;评议，植树&#x35;&#19975;株。</p>"
    let reading = try Self.read(page)
    let source = try #require(reading.source)
    let content = try #require(source.content)
    #expect(zip(content.starts, content.starts.dropFirst()).allSatisfy { $0 <= $1 })
    let texts = try Fixture.figures(source).compactMap { figure in
      figure.split(separator: " ").first { $0.hasPrefix("text=") }.map(String.init)
    }
    #expect(texts.contains("text=text(\"34</b>71人次\")"), "\(texts)")
    #expect(texts.contains("text=text(\"&#49;&#50;件\")"), "\(texts)")
    #expect(texts.contains("text=text(\"&#x35;&#19975;株\")"), "\(texts)")
  }

  @Test(arguments: [
    ("发布时间：2023-06-11 08:30", "2023-06-11"), ("2023年6月1日", "2023-06-01"), ("2023/6/11", "2023-06-11"),
    ("20230611", "2023-06-11"), ("2023-06-11T08:00:00+08:00", "2023-06-11"), ("电话2023611", nil), ("第12期", nil),
    ("", nil),
  ]) func dates(_ text: String, _ date: String?) { #expect(PageDate.find(text) == date) }
}
