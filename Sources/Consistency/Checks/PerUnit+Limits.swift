import Extraction
import Foundation
import NewsText
import RuleFiles

/// What one of a kind can do, carry or cost at most: no lorry takes 45,000 tonnes on one trip.
extension PerUnit {
  static let limitKeys = ["doer", "time", "done", "of", "base", "high"]

  /// Whether a relation sets a limit and tests no mean.
  static func isLimit(_ relation: CheckRules.Relation) -> Bool { relation.has("high") }

  /// Finds a figure that one, or the few counted just before, can never come to. Silent unless the words say who or what
  /// it is (`doer`), in what time or turn (`time`) and what is done (`done`).
  func limit(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[index]
    let measure = ledger.document.mentions[figure.mention].measure
    guard let high = relation.limit("high"),
      relation.lists("of", figure.term, ledger.units)
        || measure.map({ relation.lists("base", $0.baseUnit, ledger.units) }) ?? false,
      NSDecimalNumber(decimal: high).doubleValue < figure.rough,
      relation.holds("done", ledger.units, in: figure.lead)
        || relation.starting("done", ledger.units, at: figure.tail.start, limit: figure.tail.end) != nil
    else { return nil }
    let sentence = ledger.sentence(of: figure).span
    // Up to the stop or semicolon before the figure.
    let start =
      ledger.units[sentence.start..<figure.span.start].lastIndex { LedgerMark.of($0) == .semicolon }.map { $0 + 1 }
      ?? sentence.start
    let before = Span(start, figure.span.start)
    guard !relation.holds("silent", ledger.units, in: Span(start, figure.tail.end)),
      !relation.has("time") || relation.holds("time", ledger.units, in: before),
      let number = doers(before, index, ledger, relation)
    else { return nil }
    let most = high * number.value
    guard let low = figure.amount.wide.low, low > most else { return nil }
    let factor = measure?.factor ?? 1
    let text = Arithmetic.number(factor == 0 ? most : most / factor) + ledger.unit(figure)
    return Finding(
      check: Self.id, verdict: .fails, severity: relation.severity,
      members: [number.span, figure.span], statistics: figure.statistic.map { [$0] } ?? [], article: figure.article,
      expected: most, computed: figure.amount.value,
      message: .init(
        "“\(ledger.text(Span(number.span.start, figure.span.end)))”：至多约\(text)",
        "“\(ledger.text(Span(number.span.start, figure.span.end)))”: at most about \(text)"),
      rule: relation.reference)
  }

  /// How many do it, with the words for them: the figure that counts the doers, or one.
  private func doers(
    _ before: Span, _ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (value: Decimal, span: Span)? {
    guard let doer = relation.last("doer", ledger.units, in: before) else { return nil }
    // 三名网格员, 一口80米深的机井
    let sentence = ledger.bySentence[ledger.figures[index].sentence]
    let counting = (sentence.lowerBound..<index).last {
      let other = ledger.figures[$0]
      return other.kind == .count && other.span.end <= doer.start && doer.start - other.span.end <= Self.modifiers
        && ledger.document.mentions[other.mention].measure?.dimension == .count
        && !ledger.units[other.span.end..<doer.start].contains { LedgerMark.of($0) != nil }
    }
    if let counting, counting >= 0, ledger.figures[counting].amount.value >= 1 {
      return (ledger.figures[counting].amount.value, ledger.figures[counting].span)
    }
    // A doer that no number counts may be many.
    guard relation.starting("doer", ledger.units, at: doer.start, limit: doer.end) != nil,
      ledger.units[max(before.start, doer.start - Self.modifiers)..<doer.start].contains(0x4E00)
    else { return nil }
    return (1, doer)
  }

  /// How many characters may stand between a number and what it counts.
  private static let modifiers = 10
}
