import Extraction
import Foundation
import NewsText
import RuleFiles

extension UnitDimension {
  /// One measure given twice: 20公顷,也就是300亩.
  func equation(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    guard index > 0 else { return nil }
    let (one, other) = (ledger.figures[index - 1], ledger.figures[index])
    guard one.sentence == other.sentence, one.unitClass == other.unitClass, one.unit != other.unit,
      let measure = ledger.document.mentions[other.mention].measure, Self.telling.contains(measure.dimension),
      measure.dimension != .money, one.amount.value > 0, other.amount.value > 0, one.tail.count <= Self.longestNoun,
      relation.starting("equals", ledger.units, at: other.lead.start, limit: other.lead.end)?.end == other.lead.end
    else { return nil }
    func rounded(_ figure: Figure) -> Amount {
      let value = figure.amount.value
      let wide = Interval(value * (1 - Self.slack), value * (1 + Self.slack))
      return Amount(value, narrow: wide, wide: wide.hull(figure.amount.wide))
    }
    let agreement = Agreement.equal(rounded(one), rounded(other))
    guard agreement != .tension else { return nil }
    let value = Arithmetic(ledger: ledger).inUnit(one.amount.value, of: index)
    let (a, b) = (ledger.quote(index - 1), ledger.quote(index))
    let trial = Trial(
      members: [index - 1, index], agreement: agreement, expected: other.amount.value, computed: one.amount.value,
      message: .init("\(a)＝\(value)，文中为\(b)", "\(a) = \(value), printed \(b)"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// What rounding may make of a measure.
  private static let slack = Decimal(string: "0.02")!
  /// The longest noun between a measure and its equal.
  private static let longestNoun = 6

  /// What lies between two measures has no percentage: 最高气温38.5%.
  func share(_ index: Int, _ ledger: Ledger, _ relations: [CheckRules.Relation]) -> Finding? {
    let figure = ledger.figures[index]
    guard figure.kind == .percent, ledger.changes[index].role != .change else { return nil }
    for relation in relations where relation.has("base") {
      guard !relation.has("with"), let thing = thing(of: figure, ledger, relation),
        !relation.holds("silent", ledger.units, in: ledger.sentence(of: figure).span)
      else { continue }
      let name = ledger.text(thing)
      return Finding(
        check: Self.id, verdict: .fails, severity: relation.severity, members: [figure.span],
        statistics: figure.statistic.map { [$0] } ?? [], article: figure.article,
        message: .init(
          "“\(name)\(ledger.quote(index))”：\(name)不以百分比计",
          "“\(name)\(ledger.quote(index))” cannot be a percentage"), rule: relation.reference)
    }
    return nil
  }
}
