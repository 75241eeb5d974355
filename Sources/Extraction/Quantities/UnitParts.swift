import Foundation
import NewsText
import RuleFiles

/// Words that are units only inside a quantity of two units: 3块5毛, 3元5角8分, 2年又3个月; read from `units/parts.tsv`.
///
/// Set up by the thread that loads the rules, then only read, by all that share it.
final class UnitParts: @unchecked Sendable {
  /// Where such a word stands.
  enum Place: String, Sendable, CaseIterable {
    /// Behind the first number: 块 counts pieces otherwise.
    case head
    /// Behind a later number.
    case part
    /// Between the two: 零, 又.
    case link

    fileprivate var index: Int {
      switch self {
      case .head: 0
      case .part: 1
      case .link: 2
      }
    }
  }

  private var terms = [TermTable](repeating: TermTable(), count: Place.allCases.count)
  /// The words for later numbers, by base unit.
  private var parts: [String: TermTable] = [:]
  private var measures: [Measure] = []

  init(rules: inout RuleFolder) {
    let table = rules.table(
      "units/parts.tsv", required: ["word", "place", "base", "factor"], optional: ["example"],
      key: ["word", "place", "base"])
    guard let word = table.column("word"), let place = table.column("place"), let base = table.column("base"),
      let factor = table.column("factor")
    else { return }
    for row in 0..<table.rowCount {
      guard let known: Place = table.choice(row, place, &rules.diagnostics) else { continue }
      guard let number = known == .link ? 1 : UnitTable.decimal(table.cell(row, factor)) else {
        rules.diagnostics.append(
          table.diagnostic(
            row: row, column: factor, "factor '\(table.cell(row, factor))' is not a number or a fraction"))
        continue
      }
      let baseUnit = table.cell(row, base)
      guard known == .link || baseUnit == "s" || UnitTable.isCurrency(baseUnit) else {
        rules.diagnostics.append(
          table.diagnostic(
            row: row, column: base, "no base '\(baseUnit)' is known here", help: "s, or the code of a currency: CNY"))
        continue
      }
      terms[known.index].insert(table.cell(row, word), Int32(measures.count))
      if known == .part { parts[baseUnit, default: TermTable()].insert(table.cell(row, word), Int32(measures.count)) }
      measures.append(
        Measure(dimension: baseUnit == "s" ? .duration : .money, baseUnit: baseUnit, factor: number))
    }
  }

  /// The word for a smaller unit of the same base which starts here: 分 is a minute behind hours, a hundredth behind 元.
  func part(of base: Measure, _ text: [UInt16], at: Int, limit: Int) -> (end: Int, measure: Measure)? {
    var found: (end: Int, measure: Measure)?
    parts[base.baseUnit]?.forEachMatch(text, at: at, limit: limit) { found = ($0, measures[Int($1)]) }
    return found
  }

  /// The longest word of that place which starts here, with what it measures.
  func longest(_ place: Place, _ text: [UInt16], at: Int, limit: Int) -> (end: Int, measure: Measure)? {
    guard let match = terms[place.index].longestMatch(text, at: at, limit: limit) else { return nil }
    return (match.end, measures[Int(match.value)])
  }
}
