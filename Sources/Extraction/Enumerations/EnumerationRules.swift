import NewsText
import RuleFiles

/// The words around announced counts.
struct EnumerationRules: Sendable {
  enum Role: String, Sendable, CaseIterable {
    case classifier, loose, announces, points, open, section, ranks, kinds, sides, joins, derived, sums, names, parts
    case speech, modifies, bodies, links, first, ones, pair, extends
  }

  private var tables: [Role: TermTable] = [:]
  private(set) var fixed = TermTable(capacity: 256)
  /// What the characters of counts stand for.
  let characters: NumeralCharacters
  let reference = RuleReference(file: "enumerations/words.tsv", line: 1)

  /// Reads `enumerations/` and `numerals/characters.tsv`.
  init(rules: inout RuleFolder) {
    // Those who read numbers report what is wrong with the characters.
    var numerals = RuleFolder(path: rules.path)
    characters = NumeralCharacters(rules: &numerals)
    let file = rules.table("enumerations/words.tsv", required: ["role", "words"], optional: ["example"])
    if let role = file.column("role"), let words = file.column("words") {
      for row in 0..<file.rowCount {
        guard let known: Role = file.choice(row, role, &rules.diagnostics) else { continue }
        for word in file.cell(row, words).split(separator: " ") {
          tables[known, default: TermTable()].insert(String(word), Int32(row))
        }
      }
    }
    let terms = rules.table("enumerations/fixed-terms.tsv", required: ["words"], optional: ["example"])
    if let words = terms.column("words") {
      for row in 0..<terms.rowCount {
        for word in terms.cell(row, words).split(separator: " ") { fixed.insert(String(word), Int32(row)) }
      }
    }
  }

  /// The end of the longest word of a role that starts at `at`.
  func end(_ role: Role, _ units: [UInt16], at: Int, limit: Int) -> Int? {
    tables[role]?.longestMatch(units, at: at, limit: limit)?.end
  }

  /// Whether a word has a role.
  func has(_ role: Role, _ word: String) -> Bool { tables[role]?.value(word) != nil }

  /// The start of the longest word of a role that ends at `end`.
  func start(_ role: Role, _ units: [UInt16], end: Int, from: Int) -> Int? {
    guard let table = tables[role] else { return nil }
    for length in stride(from: min(table.longest, end - from), to: 0, by: -1)
    where table.value(units, Span(end - length, end)) != nil {
      return end - length
    }
    return nil
  }
}
