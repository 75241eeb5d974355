/// A `.rules` file: stanzas of a keyword with an id, each followed by indented `key value` lines.
///
///     pattern act-object-count
///       about    action, object, figure: the ordinary order
///       match    action:Verb object:Noun+ value:Quantity
///       example  收集意见建议5225条 => action=收集 object=意见建议
///       none     第5225条意见
public struct StanzaFile: Sendable {
  /// One `key value` line.
  public struct Field: Sendable {
    /// As the grammar of the file names it.
    public var key: String
    /// Without the spaces around it; full-width signs are ASCII where only ASCII means something.
    public var value: String
    /// 1-based.
    public var line: Int
    /// 1-based column of the first character of the value.
    public var column: Int
    /// The whole line as written, for diagnostics.
    public var source: String
  }

  /// A head line with the lines under it.
  public struct Stanza: Sendable {
    /// What kind of rule it is: `pattern`.
    public var keyword: String
    /// What it is called; kebab-case, sets in capitals.
    public var id: String
    /// In the order of the file.
    public var fields: [Field]
    /// Where its head stands.
    public var reference: RuleReference
    /// The head line as written.
    public var source: String
    /// Which of the folders of a load it comes from, 0 for the lowest.
    public var layer = 0

    /// The value of the only field with that key.
    public func first(_ key: String) -> Field? { fields.first { $0.key == key } }
    /// The values of all fields with that key.
    public func all(_ key: String) -> [Field] { fields.filter { $0.key == key } }
  }

  /// Path relative to the rules folder; of a folder that was read as one, its name.
  public let file: String
  /// In the order of reading; those of higher folders stand in the place of what they replace.
  public var stanzas: [Stanza]

  init(file: String, stanzas: [Stanza]) {
    self.file = file
    self.stanzas = stanzas
  }

  /// Takes over the stanzas of another file: those of a higher layer take the place of stanzas with their id.
  mutating func add(_ later: StanzaFile, diagnostics: inout [Diagnostic]) {
    for stanza in later.stanzas {
      guard let at = stanzas.firstIndex(where: { $0.keyword == stanza.keyword && $0.id == stanza.id }) else {
        stanzas.append(stanza)
        continue
      }
      if stanzas[at].layer == stanza.layer, !stanza.id.isEmpty {
        diagnostics.append(
          Diagnostic(
            file: stanza.reference.file, line: stanza.reference.line, column: 1,
            message: "\(stanza.keyword) '\(stanza.id)' is already defined at \(stanzas[at].reference)",
            source: stanza.source, help: "ids are never reused"))
      }
      stanzas[at] = stanza
    }
  }

  /// - Parameters:
  ///   - layer: which of the folders of a load the file is in.
  ///   - grammar: the keywords of the file and the keys each may carry.
  ///   - diagnostics: receives everything that is wrong; bad lines are left out.
  public init(
    bytes: [UInt8], file: String, layer: Int = 0, grammar: StanzaGrammar, diagnostics: inout [Diagnostic]
  ) {
    self.file = file
    stanzas = []
    var seen: [String: Int] = [:]
    var lineNumber = 0
    for raw in StanzaLine.lines(of: bytes) {
      lineNumber += 1
      guard let parts = StanzaLine(raw) else { continue }
      let (line, indent, key, trimmed, column) = (parts.source, parts.indent, parts.key, parts.value, parts.column)
      func report(_ column: Int, _ message: String, _ help: String?) {
        diagnostics.append(
          Diagnostic(file: file, line: lineNumber, column: column, message: message, source: line, help: help))
      }
      if parts.hasTab, let tab = line.firstIndex(of: "\t") {
        report(
          line.distance(from: line.startIndex, to: tab) + 1, "a TAB is not allowed in a .rules file",
          "indent with spaces")
        continue
      }
      if indent == 0 {
        guard grammar.stanzas[key] != nil else {
          report(1, "no stanza '\(key)' is known here", Suggestion.help(for: key, among: Array(grammar.stanzas.keys)))
          continue
        }
        if trimmed.isEmpty { report(column, "'\(key)' needs an id", "write '\(key) some-id'") }
        if let earlier = seen["\(key) \(trimmed)"] {
          report(column, "\(key) '\(trimmed)' is already defined at line \(earlier)", "ids are never reused")
        }
        seen["\(key) \(trimmed)"] = lineNumber
        stanzas.append(
          Stanza(
            keyword: key, id: trimmed, fields: [], reference: RuleReference(file: file, line: lineNumber), source: line,
            layer: layer))
        continue
      }
      guard let keyword = stanzas.last?.keyword, let keys = grammar.stanzas[keyword] else {
        report(indent + 1, "this line belongs to no stanza", "a stanza starts in the first column")
        continue
      }
      guard let rule = keys[key] else {
        report(indent + 1, "a \(keyword) has no '\(key)'", Suggestion.help(for: key, among: Array(keys.keys)))
        continue
      }
      if rule == .once || rule == .required, let earlier = stanzas[stanzas.count - 1].first(key) {
        report(indent + 1, "'\(key)' is already given at line \(earlier.line)", nil)
        continue
      }
      stanzas[stanzas.count - 1].fields.append(
        Field(key: key, value: trimmed, line: lineNumber, column: column, source: line))
    }
    for stanza in stanzas {
      for (key, rule) in (grammar.stanzas[stanza.keyword] ?? [:]).sorted(by: { $0.key < $1.key })
      where (rule == .required || rule == .repeatedRequired) && stanza.first(key) == nil {
        diagnostics.append(
          Diagnostic(
            file: file, line: stanza.reference.line, column: 1,
            message: "\(stanza.keyword) '\(stanza.id)' has no '\(key)'", source: stanza.source,
            help: key == "example" ? "every rule carries at least one 'example' line" : nil))
      }
    }
  }
}

/// The keywords of a `.rules` file and the keys that each stanza may carry.
public struct StanzaGrammar: Sendable {
  /// How often a key may stand in a stanza.
  public enum Occurrence: Sendable {
    /// Exactly one.
    case required
    /// None or one.
    case once
    /// Any number.
    case repeated
    /// At least one.
    case repeatedRequired
  }

  /// Keyword → key → how often.
  public var stanzas: [String: [String: Occurrence]]
  /// Keyword → key → how often.
  public init(_ stanzas: [String: [String: Occurrence]]) { self.stanzas = stanzas }
}
