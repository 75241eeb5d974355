import NewsText
import RuleFiles

extension Extractor {
  /// Runs every `example` and `none` line of the rule files.
  ///
  /// - Returns: a diagnostic for each line that does not give what it says, in file order.
  public func failingExamples() -> [Diagnostic] {
    knowledge.binder.failingExamples(segmenter: segmenter, read: read)
      + knowledge.activities.failingExamples { document(SourceText(decoding: Array($0.utf8), name: "example")).page }
  }

  private func read(_ text: String) -> Document { document(SourceText(decoding: Array(text.utf8), name: "example")) }
}

extension ActivityReader {
  /// A diagnostic for each example that shows another activity.
  func failingExamples(page: (String) -> Page) -> [Diagnostic] {
    var failures: [Diagnostic] = []
    for activity in rules.activities {
      for field in activity.examples {
        let found = activities(in: page(field.value)).zones.first?.activity ?? ""
        let expected = name(of: activity)
        guard found != expected else { continue }
        failures.append(
          Diagnostic(
            file: activity.reference.file, line: field.line, column: field.column,
            message: "activity '\(activity.id)' is not what this example shows", source: field.source,
            help: "got \(found.isEmpty ? "none" : found): give the words that decide as 'strong'"))
      }
    }
    return failures
  }
}
