import Foundation
import NewsText
import Testing

@testable import Extraction

/// The same number has the same value, and the span it has in the source, in whatever dress it comes.
@Suite struct SourceFormTests {
  /// The number between ⟦ and ⟧ as the source writes it, and its value.
  static let dressed: [(source: String, value: String)] = [
    ("全市共收集意见建议⟦5225条⟧，已经全部办结。", "5225"),
    ("全市共收集意见建议⟦５２２５条⟧，已经全部办结。", "5225"),
    ("全市共收集意見建議⟦5225條⟧，已經全部辦結。", "5225"),
    ("各社區共走訪群眾⟦1萬2,846戶⟧，辦結率不斷提高。", "12846"),
    ("各社區共走訪群眾⟦三萬四千餘人⟧，辦結率不斷提高。", "34000"),
    ("薌城區(qū)開展愛國衛(wèi)生運(yùn)動，共投入⟦約218萬元⟧，改造公廁⟦19座⟧。", "2180000"),
    ("清理违规“小菜园”⟦18 处⟧，增绿补绿⟦500 平方米⟧。", "18"),
    (
      "本报讯 近日，该街道在辖区各小区开展活动，\n辖区各家商户踊跃参加活动，提供了价值⟦近两万\n元⟧的兑换物品，形成了党员带头、商家参与、居\n民满意的良好局面，居民纷纷表示满意和感谢。",
      "20000"
    ),
    (
      "本报讯 近日，该区卫健委组织医疗机构下乡，\n面向全区各村开展义诊，累计服务村民⟦3800\n余人⟧，检测血压、血糖、心电图和视力，受到广\n大村民的交口称赞，大家都说活动办得非常好。",
      "3800"
    ),
    ("全年接待游客⟦3．2万人次⟧，同比明显增长。", "32000"),
    ("全年接待遊客⟦３.２萬人次⟧，同比明顯增長。", "32000"),
    ("全区共有群众⟦12，580人⟧参加活动。", "12580"),
    ("全區共有群眾⟦二百三十余人⟧參加活動，氣氛熱烈。", "230"),
  ]

  @Test(arguments: dressed.indices)
  func sameValueAndSpan(_ index: Int) throws {
    let (marked, value) = Self.dressed[index]
    let extractor = try Extractor(Knowledge(rules: RulesFolder.path))
    let source = marked.replacingOccurrences(of: "⟦", with: "").replacingOccurrences(of: "⟧", with: "")
    let document = extractor.document(SourceText(decoding: Array(source.utf8), name: "test"))
    var expected: [String] = []
    for part in marked.components(separatedBy: "⟦").dropFirst() {
      expected.append(part.components(separatedBy: "⟧")[0])
    }
    let scalars = Array(source.unicodeScalars)
    let found = document.mentions.filter { $0.kind == .quantity }.map { mention in
      let span = document.page.clean.offsets.source(mention.span)
      return String(String.UnicodeScalarView(scalars[span.start..<span.end]))
    }
    for text in expected { #expect(found.contains(text), "\(text) not in \(found)") }
    #expect(document.mentions.contains { $0.value.number == Decimal(string: value) })
  }
}
