import RuleFiles

/// Reads the `match` line of a pattern.
///
///     action:act+ aspect? mod{0,3} object:NP+ value:figure !NP
///
/// An element is a class, a `define`d set in capitals, a list `[act dual]`, a literal `"占"`, or `^` for the start of a
/// clause; `!` before it looks ahead for its absence, `>` for its presence. `?`, `*`, `+` and `{least,most}` repeat it; `role:` keeps it.
struct PatternParser {
  var field: StanzaFile.Field
  var file: String
  var defines: [String: ClassSet]
  var lexicon: WordLexicon
  /// The classes and sets that were named so far.
  private(set) var named: Set<String> = []
  /// The names that are neither a class nor a set, by what is said of them.
  private(set) var unknown: [String: String] = [:]
  /// Each element as it is written.
  private(set) var written: [String] = []

  private var text: [Unicode.Scalar] = []
  private var at = 0

  /// The most items one element may take.
  static let longestRun = 24

  init(field: StanzaFile.Field, file: String, defines: [String: ClassSet], lexicon: WordLexicon) {
    self.field = field
    self.file = file
    self.defines = defines
    self.lexicon = lexicon
  }

  /// - Parameter needsValue: whether one element must be the figure.
  /// - Throws: `Diagnostic` at the character that is wrong.
  mutating func elements(needsValue: Bool = true) throws(Diagnostic) -> [Pattern.Element] {
    text = WrittenForm.pattern(field.value)
    at = 0
    var elements: [Pattern.Element] = []
    skip()
    while at < text.count {
      let start = at
      elements.append(try element())
      written.append(string(start, at))
      skip()
    }
    guard !needsValue || elements.contains(where: { $0.role == .value }) else {
      throw fail("the pattern has no 'value:'", help: "one element must be the figure, as in value:figure")
    }
    return elements
  }

  /// The set behind an `is` line: classes and literals separated by spaces.
  mutating func set() throws(Diagnostic) -> ClassSet {
    text = WrittenForm.pattern(field.value)
    at = 0
    var mask: ClassSet = 0
    skip()
    while at < text.count {
      mask |= try atom()
      skip()
    }
    return mask
  }

  private mutating func element() throws(Diagnostic) -> Pattern.Element {
    if text[at] == "^" {
      at += 1
      return Pattern.Element(mask: 0, least: 0, most: 0, role: nil, boundary: true)
    }
    if text[at] == ">" {
      at += 1
      return Pattern.Element(mask: try atom(), least: 0, most: 0, role: nil, positive: true)
    }
    if text[at] == "!" {
      at += 1
      return Pattern.Element(mask: try atom(), least: 0, most: 0, role: nil, negative: true)
    }
    let start = at
    var role: Pattern.Role?
    let word = name()
    if at < text.count, text[at] == ":" {
      guard let known = Pattern.Role(rawValue: word) else {
        at = start
        throw fail(
          "no role '\(word)'", help: Suggestion.help(for: word, among: Pattern.Role.allCases.map(\.rawValue)))
      }
      role = known
      at += 1
    } else {
      at = start
    }
    let mask = try atom()
    let (least, most) = try repeats()
    return Pattern.Element(mask: mask, least: least, most: most, role: role)
  }

  private mutating func repeats() throws(Diagnostic) -> (Int, Int) {
    guard at < text.count else { return (1, 1) }
    switch text[at] {
    case "?":
      at += 1
      return (0, 1)
    case "*":
      at += 1
      return (0, Self.longestRun)
    case "+":
      at += 1
      return (1, Self.longestRun)
    case "{":
      let open = at
      guard let close = text[at...].firstIndex(of: "}") else { throw fail("'{' is never closed") }
      let bounds = string(at + 1, close).split(separator: ",").compactMap { Int($0) }
      guard bounds.count == 2, bounds[0] >= 0, bounds[0] <= bounds[1], bounds[1] <= Self.longestRun else {
        at = open
        throw fail("a repeat is written {least,most}, at most \(Self.longestRun)", help: "for example mod{0,3}")
      }
      at = close + 1
      return (bounds[0], bounds[1])
    default: return (1, 1)
    }
  }

  private mutating func atom() throws(Diagnostic) -> ClassSet {
    let start = at
    guard at < text.count else { throw fail("expected a class, a [list] or a \"literal\" here") }
    if text[at] == "[" {
      at += 1
      var mask: ClassSet = 0
      skip()
      while at < text.count, text[at] != "]" {
        mask |= try atom()
        skip()
      }
      guard at < text.count else {
        at = start
        throw fail("'[' is never closed")
      }
      at += 1
      return mask
    }
    if text[at] == "\"" {
      guard let close = text[(at + 1)...].firstIndex(of: "\"") else { throw fail("'\"' is never closed") }
      let word = string(at + 1, close)
      at = close + 1
      guard let bit = lexicon.addLiteral(word) else {
        at = start
        throw fail("too many classes and literals: 128 are possible", help: "put the word into a lexicon")
      }
      return bit
    }
    let word = name()
    guard !word.isEmpty else { throw fail("unexpected '\(text[at])'") }
    if let mask = defines[word] ?? lexicon.classes.bit(word) {
      named.insert(word)
      return mask
    }
    at = start
    let known = Array(defines.keys) + lexicon.classes.indices.keys.filter { !$0.hasPrefix("\"") }
    let message = "no class '\(word)'"
    unknown[message] = word
    throw fail(message, help: Suggestion.help(for: word, among: known))
  }

  private mutating func name() -> String {
    let start = at
    while at < text.count, Self.isNamePart(text[at]) { at += 1 }
    return string(start, at)
  }

  /// A stretch of the text; appended as a slice, it would cost twenty times as much.
  private func string(_ start: Int, _ end: Int) -> String {
    var string = ""
    for at in start..<end { string.unicodeScalars.append(text[at]) }
    return string
  }

  /// What may be a name in a line as it is written, right or wrong, and inside of literals too.
  static func names(_ value: String) -> [String] {
    WrittenForm.pattern(value).split { !isNamePart($0) }.map { name in
      var string = String.UnicodeScalarView()
      string.append(contentsOf: name)
      return String(string)
    }
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-": return true
    default: return !scalar.isASCII && (Character(scalar).isLetter || Character(scalar).isNumber)
    }
  }

  private mutating func skip() {
    while at < text.count, text[at] == " " { at += 1 }
  }

  private func fail(_ message: String, help: String? = nil) -> Diagnostic {
    // Columns count characters, some of which are of several scalars.
    Diagnostic(
      file: file, line: field.line, column: field.column + string(0, at).count, message: message, source: field.source,
      help: help)
  }
}
