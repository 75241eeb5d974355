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
    /// The words of each key that has any.
    private let words: [(key: WordKey, table: TermTable)]
    /// The same as strings, in file order.
    let lists: [String: [String]]

    fileprivate init(_ stanza: StanzaFile.Stanza, severity: Finding.Severity, keys: [String]) {
      id = stanza.id
      self.severity = severity
      reference = stanza.reference
      var words: [(key: WordKey, table: TermTable)] = []
      var lists: [String: [String]] = [:]
      for key in keys {
        let list = stanza.all(key).flatMap { $0.value.split(separator: " ").map(String.init) }
        lists[key] = list
        if list.isEmpty { continue }
        var table = TermTable(capacity: list.count)
        for (number, word) in list.enumerated() { table.insert(word, Int32(number)) }
        words.append((WordKey(key), table))
      }
      (self.words, self.lists) = (words, lists)
    }

    /// What one of the tables says; nil where the relation has no words of that key.
    @inline(__always)
    fileprivate func with<Result>(_ key: WordKey, _ body: (borrowing TermTable) -> Result?) -> Result? {
      for at in words.indices where words[at].key == key { return body(words[at].table) }
      return nil
    }
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
      relations.append(Relation(stanza, severity: severity ?? .error, keys: keys))
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
    // ¶ stands for the end of a line.
    func lines(_ text: some StringProtocol) -> String {
      text.split(separator: "¶", omittingEmptySubsequences: false)
        .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
    }
    if field.key == "none" {
      examples.append(
        Example(text: lines(field.value), verdict: nil, field: field, relation: stanza.id, file: stanza.reference.file))
      return
    }
    let parts = field.value.components(cutAt: "=>")
    let name = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
    guard let verdict = Finding.Verdict(rawValue: name) else {
      rules.diagnostics.append(
        Diagnostic(
          file: stanza.reference.file, line: field.line, column: field.column,
          message: "an example ends in '=> VERDICT'",
          source: field.source,
          help: "the verdicts are " + Finding.Verdict.allCases.map(\.rawValue).joined(separator: ", ")))
      return
    }
    examples.append(
      Example(text: lines(parts[0]), verdict: verdict, field: field, relation: stanza.id, file: stanza.reference.file))
  }
}

extension CheckRules.Relation {
  /// Whether a word of a key stands anywhere in the stretch.
  func holds(_ key: WordKey, _ units: [UInt16], in span: Span) -> Bool { first(key, units, in: span) != nil }

  /// The first, longest word of a key in the stretch.
  func first(_ key: WordKey, _ units: [UInt16], in span: Span) -> Span? {
    with(key) { $0.first(units, in: span)?.span }
  }

  /// Every word of a key in the stretch, longest first at each place, without overlap.
  func all(_ key: WordKey, _ units: [UInt16], in span: Span) -> [Span] {
    with(key) { table -> [Span]? in
      var found: [Span] = []
      var at = span.start
      while let next = table.first(units, in: Span(at, span.end))?.span {
        found.append(next)
        at = next.end
      }
      return found
    } ?? []
  }

  /// The last word of a key in the stretch, of those that `all` gives.
  func last(_ key: WordKey, _ units: [UInt16], in span: Span) -> Span? { all(key, units, in: span).last }

  /// The longest word of a key that ends right at `end`.
  func ending(_ key: WordKey, _ units: [UInt16], at end: Int, from: Int) -> Span? {
    guard end > from else { return nil }
    return with(key) { table in
      for length in stride(from: min(table.longest, end - from), to: 0, by: -1)
      where table.value(units, Span(end - length, end)) != nil {
        return Span(end - length, end)
      }
      return nil
    }
  }

  /// The longest word of a key that starts right at `start`.
  func starting(_ key: WordKey, _ units: [UInt16], at start: Int, limit: Int) -> Span? {
    with(key) { $0.longestMatch(units, at: start, limit: limit).map { Span(start, $0.end) } }
  }

  /// Which word of a key, in file order, stands at a stretch found by the look-ups above.
  func number(_ key: WordKey, _ units: [UInt16], _ span: Span) -> Int? {
    with(key) { $0.value(units, span).map(Int.init) }
  }

  /// Whether a key lists exactly this word.
  func lists(_ key: WordKey, _ word: String) -> Bool { with(key) { $0.value(word) } != nil }
}

extension String {
  /// The two sides of the last `mark`; the whole when it is not there.
  fileprivate func components(cutAt mark: String) -> [Substring] {
    var at = endIndex
    while at > startIndex {
      at = index(before: at)
      if self[at...].hasPrefix(mark) { return [self[..<at], self[index(at, offsetBy: mark.count)...]] }
    }
    return [self[...]]
  }
}
