import NewsText
import RuleFiles

extension Knowledge {
  /// How many `example` and `none` lines the rules of binding and of activities have.
  public var exampleCount: Int { binder.rules.examples.count + activities.exampleCount }
}

extension Extractor {
  /// Runs every `example` and `none` line of the rules of binding and of activities.
  ///
  /// - Returns: a diagnostic for each line that does not give what it says, in file order.
  public func failingExamples() -> [Diagnostic] { (0..<knowledge.exampleCount).compactMap(failure) }

  /// Runs one of these lines.
  ///
  /// - Parameter number: from 0 to `Knowledge.exampleCount`.
  /// - Returns: nil when it gives what it says.
  public func failure(ofExample number: Int) -> Diagnostic? {
    let bound = knowledge.binder.rules.examples.count
    if number < bound {
      let example = knowledge.binder.rules.examples[number]
      return knowledge.binder.failure(of: example, in: read(example.text))
    }
    return knowledge.activities.failure(ofExample: number - bound) { text in
      document(SourceText(decoding: Array(text.utf8), name: "example"), through: .page).page
    }
  }

  private func read(_ text: String) -> Document { document(SourceText(decoding: Array(text.utf8), name: "example")) }
}

extension ActivityReader {
  var exampleCount: Int { rules.activities.reduce(0) { $0 + $1.examples.count } }

  /// A diagnostic when an example shows another activity, or a `none` line this one.
  ///
  /// - Parameter number: from 0 to `exampleCount`.
  func failure(ofExample number: Int, page: (String) -> Page) -> Diagnostic? {
    var rest = number
    for activity in rules.activities {
      guard rest < activity.examples.count else {
        rest -= activity.examples.count
        continue
      }
      let field = activity.examples[rest]
      let found = activities(in: page(field.value)).zones.first?.activity ?? ""
      let isFound = found == name(of: activity)
      if isFound == (field.key == "example") { return nil }
      return Diagnostic(
        file: activity.reference.file, line: field.line, column: field.column,
        message: isFound
          ? "activity '\(activity.id)' is shown by a text marked 'none'"
          : "activity '\(activity.id)' is not what this example shows",
        source: field.source,
        help: isFound
          ? "make the words that decide 'weak', or longer"
          : "got \(found.isEmpty ? "none" : found): give the words that decide as 'strong'")
    }
    return nil
  }
}
