import Consistency
import Extraction
import NewsText
import RuleFiles
import Testing

@testable import Reporting

/// What is explained of the relations of a line.
@Suite struct ExplanationTests {
  @Test func aRelationIsExplainedWithItsMembersAndItsArithmetic() throws {
    let extractor = try Extractor(Knowledge(rules: Corpora.root + "/Rules"))
    let checker = try Checker(rules: Corpora.root + "/Rules")
    let text = "全镇共清运垃圾93吨，其中东片41吨、西片63吨。\n\n共修路灯40盏。\n"
    let source = SourceText(decoding: Array(text.utf8), name: "text")
    let document = extractor.document(source)
    let explanation = Explanation(document, findings: checker.findings(in: document)) { _ in "the rule" }
    func lines(_ number: Int) throws -> [String] {
      let range = try #require(source.range(ofLine: number))
      let text = explanation.text(of: range, words: { _ in [] }, traces: { _ in [] })
      return text.split(separator: "\n").map(String.init)
    }
    let first = try lines(1)
    let start = try #require(first.firstIndex { $0 == "relations" })
    #expect(first[start + 1].contains(" fails"))
    #expect(first[start + 2].contains("checks/") && first[start + 2].hasSuffix("the rule"))
    for quote in ["line 1: 93吨", "line 1: 41吨", "line 1: 63吨"] {
      #expect(first[start...].contains { $0.contains(quote) }, "\(quote)")
    }
    #expect(first[start...].contains { $0.contains("93") && $0.contains("104") }, "the arithmetic")
    #expect(try !lines(3).contains("relations"))
  }
}
