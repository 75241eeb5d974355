import Foundation
import RuleFiles

/// The binding patterns of `Rules/binding/*.rules` with their examples.
struct BindingRules: Sendable {
  /// A sentence of a stanza with what binding it must give.
  struct Example: Sendable {
    var text: String
    /// Role or key → value; nil when the text must give no statistic.
    var expected: [(key: String, value: String)]?
    var pattern: String
    var field: StanzaFile.Field
    var file: String
  }

  var patterns: [Pattern] = []
  var chunks: [Chunk] = []
  var vetoes: [Pattern] = []
  var examples: [Example] = []
  var lexicon: WordLexicon
  /// The classes and sets that some stanza names.
  private(set) var named: Set<String> = []
  /// The names that are neither a class nor a set, by what is said of them.
  private var unknown: [String: String] = [:]
  /// Where each set is defined.
  private(set) var defines: [String: StanzaFile.Stanza] = [:]

  private static let grammar = StanzaGrammar([
    "define": ["about": .once, "is": .required],
    "chunk": ["about": .once, "match": .required, "class": .required, "example": .repeatedRequired],
    "pattern": [
      "about": .once, "match": .required, "inherit": .once, "yield": .once, "unit": .once, "object": .once,
      "example": .repeatedRequired, "none": .repeated,
    ],
  ])

  init(rules: inout RuleFolder) {
    lexicon = WordLexicon(rules: &rules)
    var defines: [String: ClassSet] = [:]
    let stanzas = rules.stanzas(in: "binding", grammar: Self.grammar).stanzas
    let start = rules.diagnostics.count
    for stanza in stanzas where stanza.keyword == "define" { read(define: stanza, &defines, &rules) }
    // Of patterns that fit equally well the first wins: those of a folder stand before those of the folders below it.
    for layer in Set(stanzas.map(\.layer)).sorted(by: >) {
      for stanza in stanzas where stanza.layer == layer {
        switch stanza.keyword {
        case "define": continue
        case "chunk": read(chunk: stanza, defines, &rules)
        default: read(pattern: stanza, defines, &rules)
        }
      }
    }
    if !unknown.isEmpty { explainUnknown(stanzas, &rules.diagnostics[start...]) }
  }

  /// Says of names that are not known where the slip may be: in the line that defines a set, or in the class of a
  /// lexicon that no line names.
  private func explainUnknown(_ stanzas: [StanzaFile.Stanza], _ diagnostics: inout ArraySlice<Diagnostic>) {
    var mentioned = ItemClasses.inCode.union(ItemClasses.Structural.allCases.map(\.id))
    for stanza in stanzas {
      for field in stanza.fields where ["is", "match", "class"].contains(field.key) {
        mentioned.formUnion(PatternParser.names(field.value))
      }
    }
    let unused = lexicon.origins.filter { !mentioned.contains($0.key) }.sorted { $0.key < $1.key }
    for index in diagnostics.indices {
      guard let word = unknown[diagnostics[index].message] else { continue }
      if let define = defines[word] {
        diagnostics[index].help = "'\(word)' is defined at \(define.reference), which must come before this line"
      } else if let define = stanzas.first(where: { $0.keyword == "define" && $0.id == word }) {
        diagnostics[index].help = "'\(word)' is defined at \(define.reference), and there is an error in that stanza"
      } else if !unused.isEmpty {
        let names = unused.map { "'\($0.key)' in \($0.value)" }.joined(separator: ", ")
        diagnostics[index].help = "\(names) is used by no pattern; is that '\(word)', misspelt?"
      }
    }
  }

  private mutating func read(
    define stanza: StanzaFile.Stanza, _ defines: inout [String: ClassSet], _ rules: inout RuleFolder
  ) {
    let file = stanza.reference.file
    guard let field = stanza.first("is") else { return }
    do throws(Diagnostic) {
      defines[stanza.id] = try parsing(field, file, defines) { parser throws(Diagnostic) in try parser.set() }
      self.defines[stanza.id] = stanza
    } catch { rules.diagnostics.append(error) }
  }

  /// Parses a line. The lexicon, which literals are added to, is lent to the parser: two that share it would copy it.
  private mutating func parsing<Result>(
    _ field: StanzaFile.Field, _ file: String, _ defines: [String: ClassSet],
    _ parse: (inout PatternParser) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    var parser = PatternParser(field: field, file: file, defines: defines, lexicon: lexicon)
    lexicon = WordLexicon()
    defer {
      lexicon = parser.lexicon
      named.formUnion(parser.named)
      unknown.merge(parser.unknown) { first, _ in first }
    }
    return try parse(&parser)
  }

  private mutating func read(
    chunk stanza: StanzaFile.Stanza, _ defines: [String: ClassSet], _ rules: inout RuleFolder
  ) {
    let file = stanza.reference.file
    guard let match = stanza.first("match"), let name = stanza.first("class") else { return }
    do throws(Diagnostic) {
      let elements = try parsing(match, file, defines) { parser throws(Diagnostic) in
        try parser.elements(needsValue: false)
      }
      let classes = try parsing(name, file, defines) { parser throws(Diagnostic) in try parser.set() }
      chunks.append(Chunk(id: stanza.id, elements: elements, classes: classes, reference: stanza.reference))
    } catch { rules.diagnostics.append(error) }
    readExamples(stanza, file, &rules)
  }

  private mutating func read(
    pattern stanza: StanzaFile.Stanza, _ defines: [String: ClassSet], _ rules: inout RuleFolder
  ) {
    let file = stanza.reference.file
    guard let field = stanza.first("match") else { return }
    do throws(Diagnostic) {
      let (elements, written) = try parsing(field, file, defines) { parser throws(Diagnostic) in
        let elements = try parser.elements()
        return (elements, parser.written)
      }
      var pattern = Pattern(
        id: stanza.id, elements: elements, inherits: try roles(stanza, file), units: units(stanza),
        takesUnit: try takesUnit(stanza, file), reference: stanza.reference)
      pattern.written = written
      if stanza.first("inherit")?.value.split(separator: " ").last == "nearest" { pattern.inheritsNearest = true }
      if try rejects(stanza, file) { vetoes.append(pattern) } else { patterns.append(pattern) }
    } catch { rules.diagnostics.append(error) }
    readExamples(stanza, file, &rules)
  }

  private mutating func readExamples(_ stanza: StanzaFile.Stanza, _ file: String, _ rules: inout RuleFolder) {
    for example in stanza.fields where example.key == "example" || example.key == "none" {
      do throws(Diagnostic) {
        examples.append(try self.example(example, stanza.id, file))
      } catch { rules.diagnostics.append(error) }
    }
  }

  private func roles(_ stanza: StanzaFile.Stanza, _ file: String) throws(Diagnostic) -> [Pattern.Role] {
    guard let field = stanza.first("inherit") else { return [] }
    var roles: [Pattern.Role] = []
    for word in field.value.split(separator: " ").map(String.init) where word != "nearest" {
      guard let role = Pattern.Role(rawValue: word), role != .value else {
        throw diagnostic(field, file, "no role '\(word)' to inherit", "known: action, object, and nearest behind them")
      }
      roles.append(role)
    }
    return roles
  }

  private func units(_ stanza: StanzaFile.Stanza) -> [String] {
    stanza.first("unit").map { $0.value.split(separator: " ").map(String.init) } ?? []
  }

  private func takesUnit(_ stanza: StanzaFile.Stanza, _ file: String) throws(Diagnostic) -> Bool {
    guard let field = stanza.first("object") else { return false }
    guard field.value == "unit" else {
      throw diagnostic(
        field, file, "'object' knows only 'unit'", "an object of words is captured by object: in 'match'")
    }
    return true
  }

  private func rejects(_ stanza: StanzaFile.Stanza, _ file: String) throws(Diagnostic) -> Bool {
    guard let field = stanza.first("yield") else { return false }
    guard field.value == "none" else {
      throw diagnostic(field, file, "'yield' knows only 'none'", "leave the line out for a pattern that binds")
    }
    return true
  }

  private func example(_ field: StanzaFile.Field, _ pattern: String, _ file: String) throws(Diagnostic) -> Example {
    guard field.key == "example" else {
      return Example(text: field.value, expected: nil, pattern: pattern, field: field, file: file)
    }
    if field.value.hasSuffix(" =>") {
      return Example(
        text: String(field.value.dropLast(3)), expected: [], pattern: pattern, field: field, file: file)
    }
    guard let arrow = WrittenForm.first(" => ", in: field.value) else {
      throw diagnostic(
        field, file, "an example needs ' => ' and what it should yield",
        "such as: 走访群众3000人次 => 3000人次 action=走访 object=群众")
    }
    var expected: [(key: String, value: String)] = []
    for word in field.value[arrow.upperBound...].split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 1 {
        expected.append(("text", parts[0]))
      } else if parts[0] == "action" || parts[0] == "object" {
        expected.append((parts[0], parts[1]))
      } else {
        var wrong = diagnostic(
          field, file, "an example checks no '\(parts[0])'",
          Suggestion.help(for: parts[0], among: ["action", "object"]) + "; the figure stands alone")
        wrong.column += field.value.distance(from: field.value.startIndex, to: word.startIndex)
        throw wrong
      }
    }
    return Example(
      text: String(field.value[..<arrow.lowerBound]), expected: expected, pattern: pattern, field: field, file: file)
  }

  private func diagnostic(
    _ field: StanzaFile.Field, _ file: String, _ message: String, _ help: String
  ) -> Diagnostic {
    Diagnostic(
      file: file, line: field.line, column: field.column, message: message, source: field.source, help: help)
  }
}
