import Extraction
import NewsText

/// A pattern for one figure: its neighbours, each by its class.
struct PatternDraft {
  /// The `match` line.
  let match: String
  private let span: Span
  private let figure: Span
  private let action: Span?
  private let object: Span?

  private static let verbs: Set<String> = ["act", "dual", "cause", "verb", "done"]
  private static let nouns: Set<String> = ["noun", "quoted", "name", "verbal", "head", "latin", "enumeration"]
  private static let ends: Set<String> = ["comma", "colon", "semicolon", "stop", "space", "mark"]
  /// How many pieces before a figure are looked at.
  private static let reach = 6

  /// - Returns: nil when no noun stands beside the figure.
  init?(_ trace: BindingTrace) {
    let pieces = trace.pieces
    guard let value = pieces.firstIndex(where: { $0.span == trace.figure }) else { return nil }
    func isIn(_ index: Int, _ set: Set<String>) -> Bool { pieces[index].classes.contains(where: set.contains) }
    var first = value
    while first > 0, value - first < Self.reach, !isIn(first - 1, Self.ends) { first -= 1 }
    let verb = (first..<value).last { isIn($0, Self.verbs) }
    var last = value + 1
    while last < pieces.count, last - value <= 3, isIn(last, Self.nouns), !isIn(last, Self.ends) { last += 1 }
    var nouns = (value + 1)..<last
    var start = verb ?? value
    if nouns.isEmpty {
      // The noun stands before the figure: behind the verb, or alone.
      var low = value
      while low > (verb.map { $0 + 1 } ?? first), isIn(low - 1, Self.nouns) { low -= 1 }
      nouns = low..<value
      start = min(start, low)
    }
    guard !nouns.isEmpty else { return nil }
    var elements: [String] = []
    var at = start
    while at < max(last, value + 1) {
      if at == value {
        elements.append("value:FIGURE")
      } else if at == nouns.lowerBound {
        elements.append("object:NP+")
        at = nouns.upperBound
        continue
      } else if let verb, at == verb {
        elements.append("action:VERB")
      } else {
        elements.append(pieces[at].classes.first ?? "noun")
      }
      at += 1
    }
    match = elements.joined(separator: " ")
    figure = trace.figure
    action = verb.map { pieces[$0].span }
    object = Span(pieces[nouns.lowerBound].span.start, pieces[nouns.upperBound - 1].span.end)
    span = Span(pieces[start].span.start, pieces[max(last, value + 1) - 1].span.end)
  }

  /// - Parameter text: the characters of a stretch.
  func stanza(_ text: (Span) -> String) -> String {
    var expected = text(figure)
    if let action { expected += " action=\(text(action))" }
    if let object { expected += " object=\(text(object))" }
    return """
      pattern NEW-ID
        about    WHAT IT IS FOR
        match    \(match)
        example  \(text(span)) => \(expected)

      """
  }
}
