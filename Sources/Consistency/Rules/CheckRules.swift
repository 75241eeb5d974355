import Foundation
import NewsText
import RuleFiles

/// What licenses one kind of check: the stanzas of `checks/ID.rules`.
///
///     relation of-which
///       about     parts after 其中 do not exceed the figure before it
///       severity  error
///       opens     其中 其中包括
///       example   受理80件,其中噪声50件、占道45件。 => fails
///       none      义诊100人,其中测血压80人次、测血糖60人次。
///
/// Besides `about`, `severity`, `example` and `none`, a stanza carries the lists of words that its check asks for.
struct CheckRules: Sendable {
  final class Relation: Sendable {
    let id: String
    let severity: Finding.Severity
    let reference: RuleReference
    /// The lists of words of the keys that have any.
    private let lists: [(key: WordKey, list: Int)]
    /// The words of the same, in file order.
    private let words: [[String]]
    /// The number that the first of the words is, where it is one.
    private let limits: [Decimal?]

    fileprivate init(
      _ stanza: StanzaFile.Stanza, severity: Finding.Severity, keys: [String], rules: inout RuleFolder
    ) {
      id = stanza.id
      self.severity = severity
      reference = stanza.reference
      var lists: [(key: WordKey, list: Int)] = []
      var words: [[String]] = []
      for key in keys {
        let list = stanza.all(key).flatMap { $0.value.split(separator: " ").map(String.init) }
        if list.isEmpty { continue }
        lists.append((WordKey(key), rules.wordLists))
        words.append(list)
        rules.wordLists += 1
      }
      (self.lists, self.words) = (lists, words)
      limits = words.map { $0[0].utf8.first.map { $0 < 0x3A } ?? false ? Decimal(string: $0[0]) : nil }
    }

    /// Adds the words to the lists of all relations, each at its number.
    func add(to all: inout [[String]]) {
      for (at, list) in lists.enumerated() {
        while all.count <= list.list { all.append([]) }
        all[list.list] = words[at]
      }
    }

    /// The number of the list of a key; nil where the relation has no words of it.
    @inline(__always)
    fileprivate func list(_ key: WordKey) -> Int? {
      for at in lists.indices where lists[at].key == key { return lists[at].list }
      return nil
    }

    /// Whether the relation has words of a key.
    func has(_ key: WordKey) -> Bool { list(key) != nil }

    /// The words of a key in file order.
    func words(_ key: WordKey) -> [String] { lists.firstIndex { $0.key == key }.map { words[$0] } ?? [] }

    /// The number that a key gives: `high 120`.
    func limit(_ key: WordKey) -> Decimal? { lists.firstIndex { $0.key == key }.flatMap { limits[$0] } }
  }

  /// A text with what the check must say of it; `verdict` nil for a text it must not fault.
  struct Example: Sendable {
    var text: String
    var verdict: Finding.Verdict?
    var field: StanzaFile.Field
    var relation: String
    var file: String
  }

  let check: String
  let file: String
  private(set) var relations: [Relation] = []
  private(set) var examples: [Example] = []

  /// - Parameter keys: the lists of words that a stanza may carry.
  init(_ check: String, keys: [String], rules: inout RuleFolder) {
    self.check = check
    file = "checks/\(check).rules"
    var grammar: [String: StanzaGrammar.Occurrence] = [
      "about": .required, "severity": .required, "example": .repeatedRequired, "none": .repeated,
    ]
    for key in keys { grammar[key] = .repeated }
    let stanzas = rules.stanzas(file, grammar: StanzaGrammar(["relation": grammar]))
    for stanza in stanzas.stanzas {
      let name = stanza.first("severity")?.value ?? ""
      let severity = Finding.Severity(rawValue: name)
      if severity == nil, let field = stanza.first("severity") {
        rules.diagnostics.append(
          Diagnostic(
            file: stanza.reference.file, line: field.line, column: field.column, message: "no severity '\(name)'",
            source: field.source,
            help: Suggestion.help(for: name, among: Finding.Severity.allCases.map(\.rawValue))))
      }
      relations.append(Relation(stanza, severity: severity ?? .error, keys: keys, rules: &rules))
      for field in stanza.fields where field.key == "example" || field.key == "none" {
        add(field, of: stanza, &rules)
      }
    }
  }

  /// The relation of that id; where a check's algorithm needs one, its file must have it.
  func relation(_ id: String, _ rules: inout RuleFolder) -> Relation? {
    rules.asked.insert("\(file) \(id)")
    if let known = relations.first(where: { $0.id == id }) { return known }
    rules.diagnostics.append(
      Diagnostic(
        file: file, line: 1, column: 1, message: "the relation '\(id)' is missing", source: "",
        help: "known: " + relations.map(\.id).joined(separator: ", ")))
    return nil
  }

  /// Reports the relations that nothing asked for by their id.
  func reportUnasked(_ rules: inout RuleFolder) {
    let known = rules.asked.filter { $0.hasPrefix(file + " ") }.map { String($0.dropFirst(file.count + 1)) }
    for relation in relations where !known.contains(relation.id) {
      rules.diagnostics.append(
        Diagnostic(
          file: relation.reference.file, line: relation.reference.line, column: 10,
          message: "the check '\(check)' has no relation '\(relation.id)'", source: "relation \(relation.id)",
          help: Suggestion.help(for: relation.id, among: known)))
    }
  }

  private mutating func add(
    _ field: StanzaFile.Field, of stanza: StanzaFile.Stanza, _ rules: inout RuleFolder
  ) {
    func trimmed(_ text: Substring) -> Substring {
      var text = text
      while text.utf8.first == 0x20 { text.removeFirst() }
      while text.utf8.last == 0x20 { text.removeLast() }
      return text
    }
    // ¶, of which 0xC2 is the first byte, stands for the end of a line.
    func lines(_ text: Substring) -> String {
      guard text.utf8.contains(0xC2) else { return String(trimmed(text)) }
      return text.split(separator: "¶", omittingEmptySubsequences: false).map(trimmed).joined(separator: "\n")
    }
    if field.key == "none" {
      examples.append(
        Example(
          text: lines(field.value[...]), verdict: nil, field: field, relation: stanza.id, file: stanza.reference.file))
      return
    }
    let arrow = WrittenForm.lastArrow(field.value)
    let name = arrow.map { String(trimmed(field.value[$0.upperBound...])) } ?? ""
    guard let arrow, let verdict = Finding.Verdict(rawValue: name) else {
      // The caret stands under the verdict, or where one should be.
      let shift =
        arrow.map { field.value.distance(from: field.value.startIndex, to: $0.upperBound) + 1 } ?? field.value.count
      rules.diagnostics.append(
        Diagnostic(
          file: stanza.reference.file, line: field.line, column: field.column + shift,
          message: name.isEmpty ? "an example ends in '=> VERDICT'" : "no verdict '\(name)'", source: field.source,
          help: Suggestion.help(for: name, among: Finding.Verdict.allCases.map(\.rawValue))))
      return
    }
    examples.append(
      Example(
        text: lines(field.value[..<arrow.lowerBound]), verdict: verdict, field: field, relation: stanza.id,
        file: stanza.reference.file))
  }
}

extension CheckRules.Relation {
  /// Whether a word of a key stands anywhere in the stretch.
  func holds(_ key: WordKey, _ text: IndexedText, in span: Span) -> Bool { first(key, text, in: span) != nil }

  /// The first, longest word of a key in the stretch.
  func first(_ key: WordKey, _ text: IndexedText, in span: Span) -> Span? {
    list(key).flatMap { text.hits.first(of: $0, in: span) }
  }

  /// Every word of a key in the stretch, longest first at each place, without overlap.
  func all(_ key: WordKey, _ text: IndexedText, in span: Span) -> [Span] {
    guard let list = list(key) else { return [] }
    var found: [Span] = []
    var at = span.start
    while let next = text.hits.first(of: list, in: Span(at, span.end)) {
      found.append(next)
      at = next.end
    }
    return found
  }

  /// The last word of a key in the stretch, of those that `all` gives.
  func last(_ key: WordKey, _ text: IndexedText, in span: Span) -> Span? {
    guard let list = list(key) else { return nil }
    var found: Span?
    var at = span.start
    while let next = text.hits.first(of: list, in: Span(at, span.end)) {
      found = next
      at = next.end
    }
    return found
  }

  /// The longest word of a key that ends right at `end`.
  func ending(_ key: WordKey, _ text: IndexedText, at end: Int, from: Int) -> Span? {
    guard end > from else { return nil }
    return list(key).flatMap { text.hits.ending(of: $0, at: end, from: from) }
  }

  /// The longest word of a key that starts right at `start`.
  func starting(_ key: WordKey, _ text: IndexedText, at start: Int, limit: Int) -> Span? {
    list(key).flatMap { text.hits.starting(of: $0, at: start, limit: limit) }
  }

  /// Whether words of a key, one right behind the other, fill the stretch; so does an empty one.
  func fills(_ key: WordKey, _ text: IndexedText, _ span: Span) -> Bool {
    var at = span.start
    while at < span.end {
      guard let word = starting(key, text, at: at, limit: span.end) else { return false }
      at = word.end
    }
    return true
  }

  /// Which word of a key, in file order, stands at a stretch found by the look-ups above.
  func number(_ key: WordKey, _ text: IndexedText, _ span: Span) -> Int? {
    list(key).flatMap { text.hits.number(of: $0, span) }
  }

  /// Whether a word of a key stands anywhere in the text.
  func occurs(_ key: WordKey, _ text: IndexedText) -> Bool { list(key).map { !text.hits.isEmpty($0) } ?? false }

  /// The first place at an offset or behind it where a word of a key starts.
  func next(_ key: WordKey, _ text: IndexedText, from offset: Int) -> Int? {
    list(key).flatMap { text.hits.next(of: $0, from: offset) }
  }

  /// Calls `body` with each place where a word of a key starts.
  func forEachStart(_ key: WordKey, _ text: IndexedText, _ body: (Int) -> Void) {
    if let list = list(key) { text.hits.forEachStart(of: list, body) }
  }

  /// Whether a key lists exactly this word.
  func lists(_ key: WordKey, _ word: String, _ text: IndexedText) -> Bool { lists(key, text.terms.term(word), text) }

  /// Whether a key lists the word of this number, as `Figure.term` has it.
  func lists(_ key: WordKey, _ term: Int32, _ text: IndexedText) -> Bool {
    list(key).map { text.terms.has($0, term) } ?? false
  }
}
