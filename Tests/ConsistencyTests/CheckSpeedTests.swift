import Consistency
import Extraction
import NewsText
import Testing

/// Checking stays linear in the figures of a page.
@Suite struct CheckSpeedTests {
  /// An optimised build takes a few hundredths of this.
  private static let allowed = Duration.seconds(10)

  @Test func fiveThousandFigures() throws {
    let extractor = try Extractor(Knowledge(rules: RulesFolder.path))
    let checker = try Checker(rules: RulesFolder.path)
    var text = "多地开展环境整治\n\n"
    for number in 1...1000 {
      let (first, second) = (100 + number * 7 % 523, 50 + number * 3 % 211)
      text += "第\(number % 40)片区共清运垃圾\(first + second)吨，其中东段\(first)吨、西段\(second)吨，"
      text += "出动人员\(number * 13 % 900 + 20)人次，整改问题\(number % 90 + 2)处。\n\n"
    }
    let document = extractor.document(SourceText(decoding: Array(text.utf8), name: "page"))
    #expect(document.mentions.count >= 5000)
    var findings: [Finding] = []
    let time = ContinuousClock().measure { findings = checker.findings(in: document) }
    #expect(findings.count >= 500)
    #expect(time < Self.allowed, "\(time) for \(document.mentions.count) figures")
  }
}
