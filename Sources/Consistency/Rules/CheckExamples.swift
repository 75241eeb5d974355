import NewsText
import RuleFiles

extension CheckRules {
  /// Whether a check judges an example as it says: an `example` needs a finding of this check with its verdict, a `none`
  /// must have neither `fails` nor `tension`.
  ///
  /// - Parameter found: the findings of this check in its text.
  /// - Returns: nil when it does.
  func failure(of example: Example, _ found: [Finding]) -> Diagnostic? {
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
