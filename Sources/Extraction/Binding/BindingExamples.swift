import NewsText
import RuleFiles

extension Binder {
  /// Tries an `example` or `none` line of a binding pattern.
  ///
  /// - Parameter document: its text, as it is read.
  /// - Returns: nil when it gives what it says.
  func failure(of example: BindingRules.Example, in document: Document) -> Diagnostic? {
    let found = document.statistics
    func failure(_ what: String) -> Diagnostic {
      let got = found.map { statistic in
        "\(document.page.clean.text(in: statistic.mention.span)) action=\(statistic.action) object=\(statistic.object)"
          + " (\(statistic.rule))"
      }
      return Diagnostic(
        file: example.file, line: example.field.line, column: example.field.column,
        message: "pattern '\(example.pattern)' \(what)", source: example.field.source,
        help: "got \(got.isEmpty ? "no statistic" : got.joined(separator: "; "))")
    }
    guard let expected = example.expected else {
      return found.contains { pattern($0.rule) == example.pattern }
        ? failure("takes a figure of a text marked 'none'") : nil
    }
    if expected.isEmpty { return found.isEmpty ? nil : failure("should yield nothing here") }
    let fits = found.contains { statistic in
      expected.allSatisfy { key, value in
        switch key {
        case "action": statistic.action == value
        case "object": statistic.object == value
        default: document.page.clean.text(in: statistic.mention.span) == value
        }
      }
    }
    return fits ? nil : failure("does not yield what this example says")
  }

  private func pattern(_ reference: RuleReference) -> String? {
    rules.patterns.first { $0.reference == reference }?.id
  }
}
