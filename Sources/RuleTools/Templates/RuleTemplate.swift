import Consistency
import Reporting
import RuleFiles

/// A rule to be filled in.
public enum RuleTemplate {
  /// What can be made: as in `heshu rules new KIND`.
  public enum Kind: String, Sendable, CaseIterable { case activity, unit, pattern, relation }

  /// What stands in capitals where something is to be written.
  static let blanks: Set<String> = [
    "WHAT THE CAMPAIGN IS ABOUT", "NAMES OF THE CAMPAIGN", "WORDS THAT GO WITH IT", "A SENTENCE THAT REPORTS ON IT",
    "WHAT IT IS FOR", "A TEXT", "A TEXT OF WHICH THIS PATTERN MUST TAKE NO FIGURE", "WHAT MUST HOLD", "WORDS",
    "A TEXT IN WHICH IT FAILS", "A TEXT IN WHICH IT HOLDS", "A TEXT THAT IT MUST NOT FAULT", "NEW-ID",
  ]

  /// A stanza with everything to fill in, in capitals.
  public static func activity(_ id: String) -> String {
    """
    # Goes into activities/\(id).rules of your folder. A strong word names the activity, a weak one goes with others too.

    activity \(id)
      about    WHAT THE CAMPAIGN IS ABOUT
      strong   NAMES OF THE CAMPAIGN
      weak     WORDS THAT GO WITH IT
      example  A SENTENCE THAT REPORTS ON IT

    """
  }

  /// Rows of a table of units, with its header.
  public static func units(_ words: [String]) -> String {
    """
    # Goes into units/own.tsv of your folder; cells are separated by one TAB.
    # dimension: count for things, attendance for comings (人次), or length area mass volume money … with base (m, m2, kg,
    # CNY) and factor. example: a text with it.
    unit\tdimension\tbase\tfactor\texample

    """ + words.map { "\($0)\tcount\t\t\t走访3\($0)\n" }.joined()
  }

  /// A stanza of a binding pattern with everything to fill in, in capitals.
  public static func pattern(_ id: String) -> String {
    """
    # Goes into binding/own.rules of your folder. 'heshu explain --text …' prints the words of a sentence with their
    # classes; the sets in capitals (VERB, NP, FIGURE, SKIP, LINK) are those of binding/statistics.rules.

    pattern \(id)
      about    WHAT IT IS FOR
      match    action:VERB SKIP{0,3} value:FIGURE object:NP+
      example  A TEXT => FIGURE action=VERB object=NOUN
      none     A TEXT OF WHICH THIS PATTERN MUST TAKE NO FIGURE

    """
  }

  /// Checks that take relations of one's own.
  public static var checks: [String] { Checker.openChecks }

  /// - Returns: nil when the check takes no relation of one's own.
  public static func relation(_ check: String, _ id: String, in rules: RuleSet) -> String? {
    let file = "checks/\(check).rules"
    guard checks.contains(check),
      let source = rules.sources.first(where: { $0.name == file }),
      case .stanzas(let stanzas, let grammar) = source.content
    else { return nil }
    let head = RuleLines(rules.layers).all(file).prefix { $0.hasPrefix("#") }
    let explained = explanations(of: Set(WordLists.keys(grammar, "relation")), in: Array(head))
    let keys = explained.keys + WordLists.keys(grammar, "relation").filter { !explained.keys.contains($0) }
    let width = (keys + ["severity", "example"]).map(\.count).max() ?? 8
    func line(_ key: String, _ value: String) -> String {
      "  \(key)\(String(repeating: " ", count: width - key.count + 1))\(value)\n"
    }
    var text = "# Goes into \(file) of your folder. Leave out the lines of words that you do not need:\n"
    for line in explained.lines { text += line + "\n" }
    if let example = stanzas.stanzas.first {
      text += "# One of the program: heshu rules show \(example.id)\n"
    }
    text += "\nrelation \(id)\n" + line("about", "WHAT MUST HOLD") + line("severity", "error")
    for key in keys { text += line(key, "WORDS") }
    text += line("example", "A TEXT IN WHICH IT FAILS => fails")
    text += line("example", "A TEXT IN WHICH IT HOLDS => holds")
    return text + line("none", "A TEXT THAT IT MUST NOT FAULT")
  }

  /// What the comment at the head of a file says of its keys, as it stands there (`# whole   words of what comes in`, and
  /// what goes on below it), and the keys in the order in which it speaks of them.
  private static func explanations(of keys: Set<String>, in head: [String]) -> (lines: [String], keys: [String]) {
    func named(_ line: String) -> [String] {
      // A line goes on from the one above it where it is indented further.
      guard line.hasPrefix("# "), !line.hasPrefix("#  ") else { return [] }
      return line.dropFirst(2).split(separator: " ").map(String.init).prefix { keys.contains($0) }.map { $0 }
    }
    // What the file is for stands before an empty line.
    let text = head.drop { $0 != "#" }.drop { named($0).isEmpty }
    var order: [String] = []
    for key in text.flatMap(named) where !order.contains(key) { order.append(key) }
    return (Array(text), order)
  }
}
