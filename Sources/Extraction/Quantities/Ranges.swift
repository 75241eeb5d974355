import Foundation
import NewsText

extension MentionScan {
  /// 3-5个, 3至5, 5～7万, 30%–40%, 20元至30元.
  mutating func readRange(_ start: Int, _ first: Numeral, _ hedge: Hedge?, _ isNegative: Bool) -> Int? {
    guard first.low == first.high, !first.isSequence, !first.startsWithMultiplier, !first.leadsWithZero,
      !first.isScaled || first.script != .chinese
    else { return nil }
    var at = skipSpace(first.span.end)
    var firstUnit: UnitTable.Entry?
    if let (end, entry) = unit(after: first, at: at), rules.dates.match(.to, text, at: end, limit: limit) != nil {
      firstUnit = entry
      at = end
    }
    guard let to = rules.dates.match(.to, text, at: at, limit: limit),
      let second = rules.numerals.read(text, at: skipSpace(to.end), limit: limit), second.low == second.high,
      !second.isSequence, !second.startsWithMultiplier, !second.leadsWithZero,
      (first.script == .chinese) == (second.script == .chinese),
      !second.isSequence
    else { return nil }
    let tail = tail(of: second, hedge: hedge)
    var low = first
    if firstUnit == nil, second.isScaled, !first.isScaled, first.decimal < second.decimal,
      first.decimal * Numeral.power(second.place + second.fraction) <= second.decimal * 1000
    {
      let power = second.place + second.fraction
      if !low.scale(power) { return nil }
    }
    if let firstUnit {
      guard let unit = tail.unit, unit.measure?.baseUnit == firstUnit.measure?.baseUnit else { return nil }
    }
    var (a, b) = (low.decimal, second.decimal)
    if let factor = firstUnit?.measure?.factor, let other = tail.measure?.factor, factor != other, other != 0 {
      a = a * factor / other
    }
    if isNegative { a = -a }
    guard a < b else { return nil }
    if tail.unit == nil, first.digitCount > 4 || second.digitCount > 4 { return nil }
    if tail.unit == nil, tail.hedge == nil, isModel(start, first, second, Span(at, to.end)) {
      let code = Span(first.span.start, second.span.end)
      add(.identifier, .code, code, number: code)
      return code.end
    }
    if tail.unit == nil, isConnectorCode(second) { return nil }
    let scale = tail.unit?.valueFactor ?? 1
    (a, b) = (a * scale, b * scale)
    let kind: Mention.Kind =
      switch tail.measure?.dimension {
      case .percent?, .ratio?: .percent
      case .duration?: .duration
      default: .quantity
      }
    let interval = Interval(a, b)
    add(
      kind, .range, Span(start, tail.end), value: a, narrow: interval, wide: interval, qualifier: .range,
      unit: tail.unitText, measure: tail.measure, number: Span(first.span.start, second.span.end))
    return tail.end
  }

  /// 737-800, Boeing 737-8: long numbers with a hyphen, or numbers behind a Latin word, name a model.
  private func isModel(_ start: Int, _ first: Numeral, _ second: Numeral, _ mark: Span) -> Bool {
    if UnitTable.isLatinLetter(unit(at: start - 1))
      || unit(at: start - 1) == 0x20 && UnitTable.isLatinLetter(unit(at: start - 2))
    {
      return true
    }
    return mark.count == 1 && text[mark.start] == 0x2D && first.digitCount == 3 && second.digitCount == 3
  }

  /// A further hyphen or letter makes 12-34-5 a code.
  private func isConnectorCode(_ numeral: Numeral) -> Bool {
    let next = unit(at: numeral.span.end)
    return next == 0x2D || next == 0x2F || UnitTable.isLatinLetter(next)
  }
}
