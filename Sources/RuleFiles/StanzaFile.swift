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
    func name(_ stanza: Stanza) -> String { stanza.keyword + " " + stanza.id }
    var places = Dictionary(stanzas.indices.map { (name(stanzas[$0]), $0) }) { first, _ in first }
    for stanza in later.stanzas {
      guard let at = places[name(stanza)] else {
        places[name(stanza)] = stanzas.count
        stanzas.append(stanza)
        continue
      }
      // Within one file its reader has said so.
      if stanzas[at].layer == stanza.layer, stanzas[at].reference.file != stanza.reference.file, !stanza.id.isEmpty {
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
  ///   - bytes: the file, in UTF-8.
  ///   - file: what references and diagnostics call it.
  ///   - layer: which of the folders of a load the file is in, 0 for the lowest.
  ///   - grammar: the keywords of the file and the keys each may carry.
  ///   - diagnostics: receives everything that is wrong; bad lines are left out.
  /// - Complexity: linear in the size of the file.
  public init(
    bytes: [UInt8], file: String, layer: Int = 0, grammar: StanzaGrammar, diagnostics: inout [Diagnostic]
  ) {
    var reader = StanzaReader(file: file, layer: layer, grammar: grammar)
    reader.read(bytes)
    self.init(file: file, stanzas: reader.stanzas)
    diagnostics += reader.diagnostics
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
