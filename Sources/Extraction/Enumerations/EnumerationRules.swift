import NewsText
import RuleFiles

/// The words around announced counts.
struct EnumerationRules: Sendable {
  enum Role: String, Sendable, CaseIterable {
    case classifier, loose, announces, points, open, section, ranks, kinds, sides, joins, derived, sums, names, parts
    case speech, modifies, bodies, links, first, ones, pair, extends, noted, days, above, each, `is`, some, abstract,
      coined, counted, also, last, worded, twins, former, these, calls
    case allOf = "all-of"
    case now, others, whole, tiers, levels, altogether,
      times, persons, arrives,
      sites

    /// Its place in `allCases`: an enumeration without payloads is stored as the number of its case.
    fileprivate var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
  }

  /// The words of each role, in the order of `Role.allCases`.
  private var tables = [TermTable?](repeating: nil, count: Role.allCases.count)
  private(set) var fixed = TermTable(capacity: 256)
  /// What the characters of counts stand for.
  let characters: NumeralCharacters
  /// Whether a unit may begin a count, a fixed term or a quotation.
  private var counts = UnitMap<Bool>(false)
  /// Surnames, by which short items are known for names of persons.
  private var surnames = TermTable(capacity: 512)
  /// The ordinals that number items (一是, 二是, ①), each with its order and its rank.
  private var ordinals = TermTable(capacity: 256)
  let reference = RuleReference(file: "enumerations/words.tsv", line: 1)

  /// Reads `enumerations/` and `numerals/characters.tsv`.
  init(rules: inout RuleFolder) {
    // Those who read numbers report what is wrong with the characters.
    var numerals = RuleFolder(rules.layers)
    characters = NumeralCharacters(rules: &numerals)
    let file = rules.table("enumerations/words.tsv", required: ["role", "words"], optional: ["example"])
    if let role = file.column("role"), let words = file.column("words") {
      for row in 0..<file.rowCount {
        guard let known: Role = file.choice(row, role, &rules.diagnostics) else { continue }
        for word in file.cell(row, words).split(separator: " ") {
          var table = tables[known.index] ?? TermTable()
          tables[known.index] = nil
          table.insert(String(word), Int32(row))
          tables[known.index] = table
        }
      }
    }
    let terms = rules.table("enumerations/fixed-terms.tsv", required: ["words"], optional: ["example"])
    if let words = terms.column("words") {
      for row in 0..<terms.rowCount {
        for word in terms.cell(row, words).split(separator: " ") { fixed.insert(String(word), Int32(row)) }
      }
    }
    let orders = rules.table("enumerations/orders.tsv", required: ["words"], optional: ["example"])
    if let words = orders.column("words") {
      for row in 0..<orders.rowCount {
        for (rank, word) in orders.cell(row, words).split(separator: " ").enumerated() where rank < Self.longestOrder {
          ordinals.insert(String(word), Int32(row * Self.longestOrder + rank))
        }
      }
    }
    let names = rules.table("layout/surnames.tsv", required: ["surname"], optional: ["example"])
    if let surname = names.column("surname") {
      for row in 0..<names.rowCount { surnames.insert(names.cell(row, surname), 0) }
    }
    for unit in UInt16.min...UInt16.max {
      let kind = characters.kind(unit)
      if kind == .digit || kind == .small || fixed.mayStart(unit) || ListFinder.opensQuote(unit) {
        counts.set(unit, true)
      }
    }
  }

  private static let longestOrder = 32

  /// The next place from `start` on where a count, a fixed term or a quotation may begin; `end` when there is none.
  func nextCount(_ units: borrowing [UInt16], from start: Int, to end: Int) -> Int {
    units.withUnsafeBufferPointer { units in
      var at = start
      while at < end, !counts[units[at]] { at &+= 1 }
      return at
    }
  }

  /// The ordinal that starts at `at`: where it ends, the order it is of and its rank from 0.
  func ordinal(_ units: [UInt16], at: Int, limit: Int) -> (end: Int, order: Int, rank: Int)? {
    ordinals.longestMatch(units, at: at, limit: limit).map { end, value in
      (end, Int(value) / Self.longestOrder, Int(value) % Self.longestOrder)
    }
  }

  /// 一 to 九, 两; nil for anything else.
  func digit(_ unit: UInt16) -> Int? {
    guard characters.kind(unit) == .digit else { return nil }
    let value = characters.value(unit)
    return value > 0 ? Int(value) : nil
  }

  /// Where a classifier ends that stands near the start of an item, behind its number.
  func end(unit: [UInt16], in item: Span, _ units: [UInt16]) -> Int? {
    (item.start + 1..<max(item.start + 1, min(item.start + 5, item.end - unit.count + 1))).first {
      units[$0..<($0 + unit.count)].elementsEqual(unit)
    }.map { $0 + unit.count }
  }

  /// Whether a stretch is as long as a name of a person and begins with a surname.
  func isPerson(_ units: [UInt16], _ span: Span) -> Bool {
    guard (2...4).contains(span.count), let end = surnames.longestMatch(units, at: span.start, limit: span.end)?.end
    else { return false }
    return end < span.end && span.end - end <= 2
  }

  /// The end of the longest word of a role that starts at `at`.
  func end(_ role: Role, _ units: [UInt16], at: Int, limit: Int) -> Int? {
    tables[role.index]?.longestMatch(units, at: at, limit: limit)?.end
  }

  /// Whether a word has a role.
  func has(_ role: Role, _ word: String) -> Bool { tables[role.index]?.value(word) != nil }

  /// The start of the longest word of a role that ends at `end`.
  func start(_ role: Role, _ units: [UInt16], end: Int, from: Int) -> Int? {
    guard let table = tables[role.index] else { return nil }
    for length in stride(from: min(table.longest, end - from), to: 0, by: -1)
    where table.value(units, Span(end - length, end)) != nil {
      return end - length
    }
    return nil
  }
}
