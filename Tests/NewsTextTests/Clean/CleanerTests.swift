import Extraction
import Foundation
import RuleFiles
import Testing

@testable import NewsText

/// What cleaning makes of lines, and what holds for every text.
@Suite struct CleanerTests {
  static let root: String = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.path + "/Rules/cleaning") { return folder.path }
    }
    return "."
  }()

  private static let cleaner: Cleaner = {
    var folder = RuleFolder(path: root + "/Rules")
    return Cleaner(tables: CleaningTables(rules: &folder))
  }()

  private func clean(_ text: String) -> CleanText {
    Self.cleaner.clean(SourceText(decoding: Array(text.utf8), name: "test"))
  }

  private func text(_ clean: CleanText) -> String { String(decoding: clean.units, as: UTF16.self) }

  @Test(arguments: [
    ("走访群众93000多人次。", "走访群众９３０００多人次。"),
    ("实践活动", "實(shí)踐(jiàn)活動"),
    ("看着著名画家的显著成绩,台湾后面", "看著著名畫家的顯著成績,臺灣後面"),
    ("里程碑后来只有干部几人著名", "里程碑后来只有干部几人著名"),
    ("劏房整治\n各地开展专项行动。", "劏房整治\n各地开展专项行动。"),
    ("发放宣传册400册。", "发放宣传册 400 册。"),
    ("连日来,清运垃圾30吨,疏通沟渠5公里。", "连日来,清运垃圾\n30吨,疏\n\n通沟渠5公里。"),
    ("清洁家园行动 三镇各出“实招”\n□记者 王一", "清洁家园行动 三镇各出“实招”\n□记者 王一"),
    ("人和街街道办事处", "人 和 街 街 道 办 事 处"),
    ("本报讯(记者 王一)近日,某区开展走访。", "\u{FFFD}\u{FFFD}本报讯（记者 王一） 近日,某区开展走访。"),
    ("春节将近,家家户户忙。\n下一段。", "\u{3000}\u{3000}春节将近,家家户户忙。\r\n\u{3000}\u{3000}下一段。"),
    ("", ""),
    ("", "\n\n \n"),
  ])
  func lines(_ expected: String, _ source: String) { #expect(text(clean(source)) == expected) }

  @Test func columnsAreJoined() {
    let column = """
      为了让河道两岸常年干净整洁， 方便
      沿河村民早晚散步和健身锻炼，上个星
      期，某某镇政府组织党员和沿线群众一
      起，分段清理岸坡上的枯枝和杂物，出

      动人员82 人次，清理垃圾18处，受到
      居民好评。
      """
    #expect(!text(clean(column)).contains("\n"))
    #expect(text(clean(column)).contains("出动人员82人次"))
  }

  @Test(arguments: [
    (CleanText.Aside.Reason.masthead, "东昌时报　2024年6月14日 星期五　要闻　2版\n正文。"),
    (.masthead, "2021-11-16 15:22:10 来源: 某某晚报\n正文。"),
    (.spam, "在线看_免费看_高清_无码\n正文。"),
    (.relatedReading, "正文。\n相关阅读\n另一篇\n再一篇"),
    (.editorCode, "受到好评。②15\n下一篇"),
    (.pageFurniture, "正文。\n(下转4版)"),
  ])
  func asides(_ reason: CleanText.Aside.Reason, _ source: String) {
    #expect(clean(source).asides.map(\.reason) == [reason])
  }

  static let pages: [String] = {
    let folder = root + "/Corpus/articles"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
    return names.compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }()

  private func checkLaws(_ source: String) {
    let once = clean(source)
    let map = once.offsets.codePoints
    #expect(map.count == once.units.count)
    #expect(!zip(map, map.dropFirst()).contains { $0 > $1 }, "the offset map goes back in \(source)")
    let twice = clean(text(once))
    #expect(
      twice.units == once.units,
      "cleaning again changes \(text(once).debugDescription) to \(text(twice).debugDescription), first from \(source.debugDescription)"
    )
  }

  @Test(arguments: pages.indices) func pagesObeyTheLaws(_ index: Int) { checkLaws(Self.pages[index]) }

  @Test func randomTextObeysTheLaws() {
    let alphabet = Array("区市人次多余12 \n\n，。、；“”（）本报讯记者著実實檢查①a(b)\u{3000}".unicodeScalars)
    var state: UInt64 = 7
    for _ in 0..<2_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int(state % 60) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        scalars.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      checkLaws(String(scalars))
    }
  }
}
