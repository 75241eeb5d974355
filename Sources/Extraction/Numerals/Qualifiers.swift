import NewsText
import RuleFiles

/// Words that hedge a number, by the place where they stand; read from `numerals/qualifiers.tsv`.
///
/// Set up by the thread that loads the rules, then only read, by all that share it.
final class QualifierWords: @unchecked Sendable {
  /// Where a qualifier stands.
  enum Place: String, Sendable, CaseIterable {
    case before
    case afterNumber = "after-number"
    case afterUnit = "after-unit"
    /// Before the number and outside the span of the mention.
    case verbBefore = "verb-before"

    fileprivate var index: Int {
      switch self {
      case .before: 0
      case .afterNumber: 1
      case .afterUnit: 2
      case .verbBefore: 3
      }
    }
  }

  /// What a qualifier asks of the number or the unit.
  enum Need: String, Sendable, CaseIterable {
    case nothing = ""
    /// The number starts with 百, 千, 万 …
    case multiplier
    /// The number ends in 十, 百, 千 …
    case round
    /// The unit measures (年, 米, 倍) and does not count (人, 个).
    case measure
    /// No qualifier at all, but the begin of a longer word: 比27吨多出11吨.
    case never
  }

  struct Entry: Sendable {
    var hedge: Hedge
    var need: Need
    /// Of the word, in UTF-16 units.
    var length: Int
    var reference: RuleReference
    var example: String
  }

  /// The words of each place.
  private var terms = [TermTable](repeating: TermTable(), count: Place.allCases.count)
  private(set) var entries: [Entry] = []
  /// The words that stand before a number, for a table that holds all the words that may begin a mention.
  private(set) var before: [(word: String, entry: Int)] = []

  init(rules: inout RuleFolder) {
    let table = rules.table(
      "numerals/qualifiers.tsv", required: ["word", "place", "hedge", "needs"], optional: ["example"],
      key: ["word", "place"])
    guard let word = table.column("word"), let place = table.column("place"), let hedge = table.column("hedge"),
      let needs = table.column("needs")
    else { return }
    for row in 0..<table.rowCount {
      guard let side: Place = table.choice(row, place, &rules.diagnostics) else { continue }
      guard let what: Hedge = table.choice(row, hedge, &rules.diagnostics) else { continue }
      guard let need: Need = table.choice(row, needs, &rules.diagnostics) else { continue }
      let surface = table.cell(row, word)
      if side == .before { before.append((surface, entries.count)) }
      terms[side.index].insert(surface, Int32(entries.count))
      entries.append(
        Entry(
          hedge: what, need: need, length: surface.utf16.count, reference: table.reference(row),
          example: table.cell(row, "example")))
    }
  }

  /// The longest qualifier of that place which starts here.
  func longest(_ place: Place, _ text: [UInt16], at: Int, limit: Int) -> (end: Int, entry: Entry)? {
    guard let match = terms[place.index].longestMatch(text, at: at, limit: limit) else { return nil }
    return (match.end, entries[Int(match.value)])
  }

  /// The longest verb that ends here (突破300人).
  func verb(endingAt end: Int, _ text: [UInt16], from start: Int) -> Entry? {
    let index = Place.verbBefore.index
    var length = min(terms[index].longest, end - start)
    while length > 0 {
      if let value = terms[index].value(text, Span(end - length, end)) { return entries[Int(value)] }
      length -= 1
    }
    return nil
  }
}
