/// Reads a `.rules` file line by line, in its bytes: a load reads some thousand lines.
struct StanzaReader {
  private let file: String
  private let layer: Int
  private let grammar: StanzaGrammar
  private(set) var stanzas: [StanzaFile.Stanza] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The keys that lines of each stanza, by its index, seem to mean.
  private var meant: [Int: Set<String>] = [:]
  /// The line of each stanza, by its keyword and id.
  private var seen: [String: Int] = [:]

  init(file: String, layer: Int, grammar: StanzaGrammar) {
    (self.file, self.layer, self.grammar) = (file, layer, grammar)
  }

  /// Takes in the stanzas of a file, and what is wrong with them.
  mutating func read(_ bytes: [UInt8]) {
    if let problem = RuleBytes.problem(bytes, file) {
      diagnostics.append(problem)
      return
    }
    bytes.withUnsafeBufferPointer { bytes in
      RuleBytes.forEachLine(bytes) { number, line in readLine(bytes, line, number) }
    }
    reportMissing()
  }

  /// A line as it is cut: its key and its value, and where each stands.
  private struct Cut {
    /// In characters.
    var indent: Int
    var key: String
    var value: String
    /// 1-based column of the value, in characters.
    var column: Int
  }

  private mutating func readLine(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ number: Int) {
    guard let cut = cut(bytes, line) else { return }
    let source = String(decoding: bytes[line], as: UTF8.self)
    if let tab = bytes[line].firstIndex(of: 0x09) {
      let column = RuleBytes.characters(bytes, line.lowerBound..<tab) + 1
      report(number, column, source, "a TAB is not allowed in a .rules file", "indent with spaces")
    } else if cut.indent == 0 {
      readHead(cut, number, source)
    } else {
      readField(cut, number, source)
    }
  }

  /// - Returns: nil for a line that says nothing.
  private func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Cut? {
    var at = line.lowerBound
    let limit = line.upperBound
    var indent = 0
    while true {
      let length = WrittenForm.space(bytes, at: at, limit: limit)
      if length == 0 { break }
      at += length
      indent += 1
    }
    if at == limit || WrittenForm.isComment(bytes, at: at, limit: limit) { return nil }
    let start = at
    while at < limit, WrittenForm.space(bytes, at: at, limit: limit) == 0,
      WrittenForm.colon(bytes, at: at, limit: limit) == 0
    { at += 1 }
    let key = String(decoding: bytes[start..<at], as: UTF8.self)
    // Who writes 'about: …' means the same.
    at += WrittenForm.colon(bytes, at: at, limit: limit)
    while at < limit {
      let length = WrittenForm.space(bytes, at: at, limit: limit)
      if length == 0 { break }
      at += length
    }
    var end = limit
    while end > at {
      let length = WrittenForm.space(bytes, before: end, from: at)
      if length == 0 { break }
      end -= length
    }
    var value = String(decoding: bytes[at..<end], as: UTF8.self)
    if WrittenForm.holdsWideSigns(bytes, at..<end) {
      value = WrittenForm.value(value[...], isExample: key == "example" || key == "none")
    }
    return Cut(
      indent: indent, key: key, value: value, column: RuleBytes.characters(bytes, line.lowerBound..<at) + 1)
  }

  private mutating func readHead(_ cut: Cut, _ number: Int, _ source: String) {
    let (key, id) = (cut.key, cut.value)
    guard grammar.stanzas[key] != nil else {
      // A line that lost its indent is more likely than a stanza of another sort.
      let isField = stanzas.last.flatMap { grammar.stanzas[$0.keyword]?[key] } != nil
      report(
        number, 1, source, "no stanza '\(key)' is known here",
        isField
          ? "indent it to make it a line of the \(stanzas[stanzas.count - 1].keyword) above"
          : Suggestion.help(for: key, among: Array(grammar.stanzas.keys)))
      return
    }
    if id.isEmpty { report(number, cut.column, source, "'\(key)' needs an id", "write '\(key) some-id'") }
    if let earlier = seen["\(key) \(id)"] {
      report(
        number, cut.column, source, "\(key) '\(id)' is already defined at line \(earlier)", "ids are never reused")
    }
    seen["\(key) \(id)"] = number
    stanzas.append(
      StanzaFile.Stanza(
        keyword: key, id: id, fields: [], reference: RuleReference(file: file, line: number), source: source,
        layer: layer))
  }

  private mutating func readField(_ cut: Cut, _ number: Int, _ source: String) {
    let key = cut.key
    guard let keyword = stanzas.last?.keyword, let keys = grammar.stanzas[keyword] else {
      report(number, cut.indent + 1, source, "this line belongs to no stanza", "a stanza starts in the first column")
      return
    }
    guard let rule = keys[key] else {
      if let near = Suggestion.nearest(to: key, among: Array(keys.keys)) {
        meant[stanzas.count - 1, default: []].insert(near)
      }
      report(
        number, cut.indent + 1, source, "\(Self.article(keyword)) \(keyword) has no '\(key)'",
        grammar.stanzas[key] == nil
          ? Suggestion.help(for: key, among: Array(keys.keys)) : "a stanza starts in the first column")
      return
    }
    if rule == .once || rule == .required, let earlier = stanzas[stanzas.count - 1].first(key) {
      report(
        number, cut.indent + 1, source, "'\(key)' is already given at line \(earlier.line)",
        "keep one of them; a stanza has one '\(key)'")
      return
    }
    if cut.value.isEmpty { report(number, cut.column, source, "'\(key)' says nothing", "write it out, or remove it") }
    stanzas[stanzas.count - 1].fields.append(
      StanzaFile.Field(key: key, value: cut.value, line: number, column: cut.column, source: source))
  }

  private static func article(_ word: String) -> String { "aeiou".contains(word.first ?? " ") ? "an" : "a" }

  private mutating func reportMissing() {
    let needed = grammar.stanzas.mapValues { keys in
      keys.filter { $0.value == .required || $0.value == .repeatedRequired }.map(\.key).sorted()
    }
    for (index, stanza) in stanzas.enumerated() {
      for key in needed[stanza.keyword] ?? []
      where stanza.first(key) == nil && meant[index]?.contains(key) != true {
        report(
          stanza.reference.line, 1, stanza.source, "\(stanza.keyword) '\(stanza.id)' has no '\(key)'",
          key == "example" ? "every rule carries at least one 'example' line" : "add an indented line '\(key) …'")
      }
    }
  }

  private mutating func report(_ line: Int, _ column: Int, _ source: String, _ message: String, _ help: String?) {
    diagnostics.append(
      Diagnostic(file: file, line: line, column: column, message: message, source: source, help: help))
  }
}
