import Consistency
import Extraction
import NewsText
import RuleFiles
import Testing

/// Every example of `Rules/checks` is judged as it says.
@Suite struct CheckExampleTests {
  @Test func everyExampleHolds() throws {
    let extractor = try Extractor(Knowledge(rules: RulesFolder.path))
    let checker = try Checker(rules: RulesFolder.path)
    let failures = checker.failingExamples {
      extractor.document(SourceText(decoding: Array($0.utf8), name: "example"))
    }
    for failure in failures { Issue.record("\(failure)") }
  }
}
