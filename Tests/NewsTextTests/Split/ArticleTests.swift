import Foundation
import Testing

@testable import NewsText

/// Pages of many makes, and the articles an editor sees on them.
@Suite struct ArticleTests {
  private static let body = "近日，张湾区走访群众3万户，收集意见5225条。"

  @Test(arguments: [
    // 本报讯 below a headline.
    (
      "张湾区整治背街小巷\n本报讯(记者 王小明)B\nB\n走访不停步\n本报讯(记者 李四光)B",
      ["张湾区整治背街小巷|by=本报讯(记者 王小明)", "走访不停步|by=本报讯(记者 李四光)"]
    ),
    // Sections are no articles.
    (
      "创建进行时\n四区各有妙招\n□记者 王小明\nB\n张湾区：敲门问需\nB\nB\n茅箭区：走访解难\nB⟦code②15⟧\n健康义诊进乡村\nB",
      ["四区各有妙招|shoulder=创建进行时|by=□记者 王小明|§张湾区：敲门问需|§茅箭区：走访解难", "健康义诊进乡村"]
    ),
    // The author in brackets closes an article.
    ("三包三联促就业\nB\nB(王小明 李四光)\n提供温馨服务\nB\n(张伟)\n强化监督\nB", ["三包三联促就业|by=(王小明 李四光)", "提供温馨服务|by=(张伟)", "强化监督"]),
    // A letter column has an author below each letter.
    ("建言献策\n市民张先生：B\n(记者 王小明 整理)\n市民李先生：B\n(记者 王小明 整理)\n招聘会举行\nB", ["建言献策|by=(记者 王小明 整理)", "招聘会举行"]),
    // A photograph with a headline, and one without at the end of an article.
    ("清理小菜园\n本报讯 B\nB\n重点工程忙\nB图为施工现场。\n记者 王小明 摄\n校车体检\n本报讯 B", ["清理小菜园|by=本报讯", "重点工程忙|photo", "校车体检|by=本报讯"]),
    ("清理小菜园\n本报讯 B\nB\nB居民看演出。\n记者 王小明 摄", ["清理小菜园|by=本报讯", "|photo"]),
    ("清理小菜园\n本报讯 B\nB\n垃圾不落地。B图为垃圾堆。记者王小明摄\n建言献策\nB", ["清理小菜园|by=本报讯", "|photo", "建言献策"]),
    // The photograph of an article stays with it.
    ("清理小菜园\n本报讯 B\n图为志愿者清扫街道。\n王小明 摄\nB\nB", ["清理小菜园|by=本报讯"]),
    ("清理小菜园\n本报讯 B\n居民在社区聊天\n王小明 摄\n走访不停步\nB", ["清理小菜园|by=本报讯|§走访不停步"]),
    // Introduction, picture, headline and byline of one feature.
    (
      "五项活动强城市\n核心提示\nB\n社区凉亭一角\n老城换新颜\n□记者 王小明 文/图\nB\n富民社区新路径\n□记者 李四光\nB",
      ["五项活动强城市|by=□记者 王小明 文/图|§核心提示|§老城换新颜", "富民社区新路径|by=□记者 李四光"]
    ),
    // Numbered parts are no articles, not even behind an author.
    (
      "热线一周受理8642件\n(5月6日—12日)\n一、受理情况\nB\n二、办理情况\nB(王小明)\n三、热点诉求\nB",
      ["热线一周受理8642件|sub=(5月6日—12日)|by=(王小明)|§一、受理情况|§二、办理情况|§三、热点诉求"]
    ),
    // The name of an organisation above a headline; a subtitle below it.
    (
      "区社会事务管理局\n开展校车体检\n本报讯 B\n智惠居民 幸福暖心\n——搬口办事处见闻\n□记者 王小明\nB",
      ["开展校车体检|shoulder=区社会事务管理局|by=本报讯", "智惠居民 幸福暖心|sub=——搬口办事处见闻|by=□记者 王小明"]
    ),
    // A headline lost in the paragraph above.
    ("清理小菜园\n□记者 王小明\nB\n□记者 李四光\nB\n本报讯(记者 张伟)B", ["清理小菜园|by=□记者 王小明", "|by=□记者 李四光", "|by=本报讯(记者 张伟)"]),
    // A headline that comes twice.
    ("晨查促提升 发力增实效\n本报讯 B\nB\n晨查促提升 发力增实效\nB", ["晨查促提升 发力增实效|by=本报讯"]),
    // A byline below the text.
    ("清理小菜园\nB\nB\n本报记者 王小明\n走访不停步\nB\n本报记者 李四光", ["清理小菜园|by=本报记者 王小明", "走访不停步|by=本报记者 李四光"]),
    // Web pages: date line below the headline, several on a page.
    (
      "鲤城打通治理末梢\n⟦mast2021-11-16 15:22:10 来源:晚报⟧\nB\n共建共享\nB\n丰泽清理河道\n⟦mast2021-11-17 08:00:10 来源:晚报⟧\nB",
      ["鲤城打通治理末梢|§共建共享", "丰泽清理河道"]
    ),
    // Briefs without headlines.
    ("简讯\n本报讯 B\n本报讯 B\n新华社北京6月1日电 B", ["简讯|by=本报讯", "|by=本报讯", "|by=新华社北京6月1日电"]),
    // The end of another page's article comes first.
    ("B\nB\n清理小菜园\n本报讯 B", ["", "清理小菜园|by=本报讯"]),
    // Taiwan, Hong Kong.
    (
      "台中清出垃圾 丰原里动员\n〔记者林佑升/台中报导〕B\nB\n北屯扫街\n〔记者陈小明/台中报导〕B",
      ["台中清出垃圾 丰原里动员|by=〔记者林佑升/台中报导〕", "北屯扫街|by=〔记者陈小明/台中报导〕"]
    ),
    ("食环署清理黑点\n【本报讯】B\nB\n民政署巡区\n【本报讯】记者王小明报道：B", ["食环署清理黑点|by=【本报讯】", "民政署巡区|by=【本报讯】记者王小明报道："]),
    // A byline in brackets on its own line below the headline.
    ("清理小菜园\n(记者 王小明)\nB\n走访不停步\n(记者 李四光)\nB", ["清理小菜园|by=(记者 王小明)", "走访不停步|by=(记者 李四光)"]),
    // Nothing but a headline; nothing.
    ("清理小菜园", ["清理小菜园"]), ("", []), ("\n\n\n", []), ("⟦mast2023年3月15日⟧", []), ("B", [""]), ("12\n——", [""]),
  ])
  func pageHasTheArticlesOfAnEditor(marked: String, outline: [String]) {
    let page = SplitHelp.page(marked.replacingOccurrences(of: "B", with: Self.body))
    #expect(page.outline == outline)
    SplitLawTests.check(page.clean)
  }

  /// Roles of the sentences, one letter each.
  @Test(arguments: [
    ("创建进行时\n四区妙招\n□记者 王小明\n一。二。\n张湾区：问需\n三。(张伟)", "shoulder headline byline body body heading body byline"),
    ("清理小菜园\n——侧记\n本报讯(记者 王小明)一。二。", "headline subheadline byline body body"),
    ("重点工程忙\n一。图为现场。\n王小明 摄", "headline caption caption caption"),
    ("富民社区\n一。\n老人在聊天", "headline body caption"),
    ("晨查促提升\n一。\n晨查促提升\n二。", "headline body headline body"),
  ])
  func sentencesKnowTheirRoles(marked: String, roles: String) {
    #expect(SplitHelp.page(marked).sentences.map(\.role.rawValue).joined(separator: " ") == roles)
  }

  @Test func sentencesKnowSectionAndParagraph() {
    let page = SplitHelp.page("清理小菜园\n一。二。\n张湾区：问需\n三。\n四。⟦code②15⟧(王小明)")
    #expect(page.sentences.map(\.section) == [nil, nil, nil, 0, 0, 0, 0])
    #expect(page.sentences.map(\.paragraph) == [0, 1, 1, 2, 3, 4, 4])
    #expect(page.text(page.articles[0].sections[0].span) == "张湾区：问需\n三。\n四。②15(王小明)")
  }

  @Test func placesAreFoundByUnit() {
    let page = SplitHelp.page("清理小菜园\n一，二。三。\n⟦code②15⟧\n走访\n本报讯 四。")
    #expect(page.sentenceIndex(at: 0) == 0)
    #expect(page.sentenceIndex(at: 5) == nil)
    #expect(page.sentenceIndex(at: 9) == 1)
    #expect(page.clauseIndex(at: 9)?.clause == 1)
    #expect(page.articleIndex(at: 9) == 0)
    #expect(page.articleIndex(at: page.clean.units.count - 1) == 1)
    #expect(page.articleIndex(at: 99) == nil)
    #expect(page.sentenceIndices(in: Span(8, 11)) == 1..<3)
    #expect(page.sentenceIndices(in: Span(5, 5)) == 1..<1)
    #expect(page.sentenceIndices(in: Span(0, 99)) == 0..<page.sentences.count)
  }
}
