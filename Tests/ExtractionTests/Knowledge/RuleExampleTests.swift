import RuleFiles
import Testing

@testable import Extraction

/// Every example in the rule files gives what it says.
@Suite struct RuleExampleTests {
  @Test func everyExampleHolds() throws {
    let extractor = try Extractor(Knowledge(rules: RulesFolder.path))
    for failure in extractor.failingExamples() {
      Issue.record("\(failure)")
    }
  }
}
