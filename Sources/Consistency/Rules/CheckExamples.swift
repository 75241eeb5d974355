import NewsText
import RuleFiles

extension CheckRules {
  /// A diagnostic for each example that the check does not judge as it says: an `example` needs a finding of this check
  /// with its verdict, a `none` must have neither `fails` nor `tension`.
  func failingExamples(_ findings: (String) -> [Finding]) -> [Diagnostic] {
    examples.compactMap { example in
      let found = findings(example.text).filter { $0.check == check }
      let holds =
        if let verdict = example.verdict {
          found.contains { $0.verdict == verdict }
        } else {
          !found.contains { $0.verdict == .fails || $0.verdict == .tension }
        }
      if holds { return nil }
      let got = found.map { "\($0.verdict.rawValue) (\($0.message.chinese))" }.joined(separator: "; ")
      return Diagnostic(
        file: example.file, line: example.field.line, column: example.field.column,
        message: "\(check) '\(example.relation)' does not judge this example so", source: example.field.source,
        help: "got \(got.isEmpty ? "no finding" : got)")
    }
  }
}
