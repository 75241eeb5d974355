import NewsText
import RuleFiles

/// The campaign activities and the words that show them.
struct ActivityRules: Sendable {
  struct Activity: Sendable {
    var id: String
    /// What pages and reports call it.
    var name: String
    /// The `example` and the `none` lines.
    var examples: [StanzaFile.Field]
    var reference: RuleReference
  }

  private(set) var activities: [Activity] = []
  private var cues = TermTable(capacity: 1_024)
  /// For each cue the activities it shows, with a weight.
  private(set) var votes: [[(activity: Int, weight: Int)]] = []

  private static let strong = 3
  private static let weak = 1
  private static let grammar = StanzaGrammar([
    "activity": [
      "about": .required, "name": .once, "strong": .repeatedRequired, "weak": .repeated, "example": .repeatedRequired,
      "none": .repeated,
    ]
  ])

  /// Reads `activities/*.rules`.
  init(rules: inout RuleFolder) {
    for stanza in rules.stanzas(in: "activities", grammar: Self.grammar).stanzas {
      let index = activities.count
      activities.append(
        Activity(
          id: stanza.id, name: stanza.all("name").first?.value ?? stanza.id,
          examples: stanza.fields.filter { $0.key == "example" || $0.key == "none" },
          reference: stanza.reference))
      for field in stanza.fields where field.key == "strong" || field.key == "weak" {
        for word in field.value.split(separator: " ") {
          let at = Int(cues.insert(String(word), Int32(votes.count)))
          if at == votes.count { votes.append([]) }
          votes[at].append((index, field.key == "strong" ? Self.strong : Self.weak))
        }
      }
    }
  }

  /// Gives the votes of a stretch of text, each with its weight. The longest cue counts: 文明实践 is no 文明.
  func count(_ units: [UInt16], _ span: Span, _ vote: (Int, Int) -> Void) {
    var at = span.start
    while at < span.end {
      at = cues.nextStart(units, from: at, to: span.end)
      guard at < span.end else { return }
      if let (end, cue) = cues.longestMatch(units, at: at, limit: span.end) {
        for (activity, weight) in votes[Int(cue)] { vote(activity, weight) }
        at = end
      } else {
        at += 1
      }
    }
  }
}
