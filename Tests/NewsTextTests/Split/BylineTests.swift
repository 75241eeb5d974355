import Testing

@testable import NewsText

@Suite struct BylineTests {
  private static func kinds(_ text: String) -> String {
    LineReader(cues: SplitHelp.cues).lines(SplitHelp.clean(text)).map { line in
      "\(line.kind)" + (line.closes ? "!" : "")
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("□记者 王小明", "byline"),
    ("□记者 王小明 文/图", "byline"),
    ("□本报记者 王小明 通讯员 李四光 张伟", "byline"),
    ("□王小明", "byline"),
    ("本报记者 王小明 通讯员 李四光", "byline"),
    ("记者王小明通讯员李四光", "byline"),
    ("本报全媒体记者 王小明 见习记者 张伟", "byline"),
    ("记者 阿依古丽 王小明/文 李四光/图", "byline"),
    ("作者：王小明", "byline"),
    ("文/王小明", "byline"),
    ("记者林佑升/台中报导", "byline"),
    ("【记者林佑升／台中报导】", "signature"),
    ("记者手记", "label"),
    ("记者走进社区看变化", "heading"),
    ("记者从昨日召开的推进会上了解到，全市走访群众3万户。", "body"),
    ("记者 王小明 摄", "credit"),
    ("记者王小明摄", "credit"),
    ("王小明 摄影报道", "credit"),
    ("王小明 李四光 摄", "credit"),
    ("图/王小明", "credit"),
    ("摄影：王小明", "credit"),
    ("(王小明 摄)", "credit"),
    ("市民拍摄", "heading"),
    ("(王小明)", "signature"),
    ("（王小明 李四光）", "signature"),
    ("(记者 王小明 整理)", "signature"),
    ("(据新华社)", "signature"),
    ("(如图)", "subtitle"),
    ("(2024年5月6日—5月12日)", "subtitle"),
    ("——张湾区见闻", "subtitle"),
    ("核心提示", "label"),
    ("【编者按】", "label"),
    ("■相关背景", "label"),
    ("一、受理情况", "part"),
    ("（二）办理情况", "part"),
    ("3.热点诉求", "part"),
    ("3.5公里绿道建成", "heading"),
    ("——", "filler"),
    ("1234", "filler"),
    ("张湾区整治背街小巷", "heading"),
    ("谁来养老？社区来帮忙", "heading"),
    ("“这么快就办好了？”", "body"),
    ("老城区换新颜，居民笑开颜", "heading"),
    ("走访群众3万户，收集意见5225条，办结4950件", "body"),
    ("走访群众3万户。", "body"),
    ("图为志愿者清扫街道。", "caption"),
    ("走访群众3万户。(王小明)", "body signature"),
    ("走访群众3万户。 （记者 王小明 通讯员 李四光）", "body signature"),
    ("走访群众3万户。记者 王小明 摄", "caption credit"),
    ("走访群众3万户。(见上图)", "body"),
    ("走访群众3万户。⟦code②15⟧", "body!"),
    ("走访群众3万户。⟦code②15⟧(王小明 李四光)", "body! signature"),
    ("走访群众3万户。⟦code②15⟧张湾区入户走访", "body! heading"),
    ("走访群众3万户。\n⟦page下转4版⟧", "body!"),
    ("⟦mast2023年3月15日 星期三⟧", ""),
  ])
  func linesAreReadByTheirLooks(text: String, kinds: String) {
    #expect(Self.kinds(text) == kinds)
  }

  /// What stands before the text of a first paragraph.
  @Test(arguments: [
    ("本报讯(记者 王小明)", "近日，全区整治。"),
    ("本报讯（记者 王小明 通讯员 李四光） ", "近日，全区整治。"),
    ("本报讯 ", "近日，全区整治。"),
    ("本报综合消息 ", "近日，全区整治。"),
    ("新华社北京6月1日电（记者王小明）", "近日，全国整治。"),
    ("新华社北京6月1日电 ", "近日，全国整治。"),
    ("中新网杭州5月3日电(王小明 李四光)", "近日，全省整治。"),
    ("大河网讯(记者 王小明)", "近日，全省整治。"),
    ("央视网消息：", "近日，全国整治。"),
    ("〔记者林佑升/台中报导〕", "春节近，家家户户整理。"),
    ("【记者林佑升／台中报导】", "春节近，家家户户整理。"),
    ("（中央社记者林佑升台中3日电）", "春节近，家家户户整理。"),
    ("【本报讯】", "春节近，家家户户整理。"),
    ("【明报专讯】", "春节近，家家户户整理。"),
    ("□记者 王小明 ", "近日，全区整治。"),
    ("记者林佑升/台中报导 ", "春节近，家家户户整理。"),
    ("", "记者昨日从市区获悉，全区整治。"),
    ("", "(一)全区整治，成效好。"),
    ("", "新华社区昨日整治，成效好。"),
  ])
  func leadsAreToldFromText(lead: String, text: String) {
    let line = LineReader(cues: SplitHelp.cues).lines(SplitHelp.clean(lead + text)).first
    #expect(line?.byline ?? Span(0, 0) == Span(0, lead.utf16.count))
    #expect(line?.kind == (lead.isEmpty ? .body : .lead))
  }
}
