import NewsText
import RuleFiles

extension Binder {
  /// Runs every `example` and `none` line of the binding patterns.
  ///
  /// - Parameter read: reads a text up to, but without, its statistics.
  /// - Returns: a diagnostic for each example that does not give what it says.
  public func failingExamples(segmenter: WordSegmenter, read: (String) -> Document) -> [Diagnostic] {
    var failures: [Diagnostic] = []
    for example in rules.examples {
      let document = read(example.text)
      let found = statistics(in: document, segmenter: segmenter)
      let rendered = found.map { statistic in
        "\(document.page.clean.text(in: statistic.mention.span)) action=\(statistic.action) object=\(statistic.object)"
          + " (\(statistic.rule))"
      }
      guard let expected = example.expected, !expected.isEmpty else {
        if example.expected == nil, found.contains(where: { self.pattern($0.rule) == example.pattern }) {
          failures.append(failure(example, "takes a figure of a text marked 'none'", rendered))
        } else if example.expected != nil, !found.isEmpty {
          failures.append(failure(example, "should yield nothing here", rendered))
        }
        continue
      }
      let fits = found.contains { statistic in
        expected.allSatisfy { key, value in
          switch key {
          case "action": statistic.action == value
          case "object": statistic.object == value
          default: document.page.clean.text(in: statistic.mention.span) == value
          }
        }
      }
      if !fits { failures.append(failure(example, "does not yield what this example says", rendered)) }
    }
    return failures
  }

  private func pattern(_ reference: RuleReference) -> String? {
    rules.patterns.first { $0.reference == reference }?.id
  }

  private func failure(_ example: BindingRules.Example, _ what: String, _ got: [String]) -> Diagnostic {
    Diagnostic(
      file: example.file, line: example.field.line, column: example.field.column,
      message: "pattern '\(example.pattern)' \(what)", source: example.field.source,
      help: "got \(got.isEmpty ? "no statistic" : got.joined(separator: "; "))")
  }
}
