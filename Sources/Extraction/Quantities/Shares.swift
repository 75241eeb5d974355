import Foundation
import NewsText

extension MentionScan {
  /// 百分之九十五点六, 三分之二, 3/4, 七成五.
  mutating func readParts(_ start: Int, _ numeral: Numeral, _ hedge: Hedge?, _ isNegative: Bool) -> Int? {
    if let mark = rules.fractionMark.longestMatch(text, at: numeral.span.end, limit: limit) {
      return readSpokenParts(start, numeral, mark.end, hedge, isNegative)
    }
    if numeral.script == .arabic, numeral.isPlainInteger, unit(at: numeral.span.end) == 0x2F,
      isDigit(numeral.span.end + 1)
    {
      return readSlash(start, numeral, hedge)
    }
    return readTenths(start, numeral, hedge)
  }

  private mutating func readSpokenParts(
    _ start: Int, _ whole: Numeral, _ next: Int, _ hedge: Hedge?, _ isNegative: Bool
  ) -> Int? {
    guard whole.isPlainInteger, whole.value > 0,
      let part = rules.numerals.read(text, at: skipSpace(next), limit: limit),
      !part.startsWithMultiplier || part.value == 100
    else { return nil }
    var end = part.span.end
    var force = hedge
    if !isNegative, let stop = readPartsRange(start, whole, part, hedge) { return stop }
    if let (after, entry) = rules.qualifiers.longest(.afterNumber, text, at: end, limit: limit), entry.need == .nothing
    {
      force = force ?? entry.hedge
      end = after
    }
    if let (after, entry) = rules.qualifiers.longest(.afterUnit, text, at: end, limit: limit), entry.need == .nothing {
      force = force ?? entry.hedge
      end = after
    }
    force = force ?? rules.qualifiers.verb(endingAt: start, text, from: span.start)?.hedge
    let unit = Self.partsUnit(whole)
    var (narrow, wide) = part.intervals(force, isRounded: !unit.isEmpty)
    var value = part.decimal
    if unit.isEmpty {
      let factor = 100 / whole.decimal
      value = rounded(value * factor)
      (narrow, wide) = (narrow.scaled(factor), wide.scaled(factor))
    }
    if isNegative { (value, narrow, wide) = (-value, narrow.negated, wide.negated) }
    add(
      .percent, unit.isEmpty ? .fraction : .parts, Span(start, end), value: value, narrow: narrow, wide: wide,
      qualifier: qualifier(part, force), unit: unit, measure: percentMeasure(unit),
      number: Span(whole.span.start, part.span.end))
    return end
  }

  /// 百分之 %, 千分之 ‰, 万分之 ‱; empty for a fraction.
  private static func partsUnit(_ whole: Numeral) -> String {
    switch whole.value {
    case 100: "%"
    case 1000: "‰"
    case 10000: "‱"
    default: ""
    }
  }

  /// 百分之二十至三十, 百分之二十至百分之三十, 三分之一到二分之一.
  private mutating func readPartsRange(_ start: Int, _ whole: Numeral, _ first: Numeral, _ hedge: Hedge?) -> Int? {
    guard first.low == first.high,
      let to = rules.dates.match(.to, text, at: skipSpace(first.span.end), limit: limit),
      var second = rules.numerals.read(text, at: skipSpace(to.end), limit: limit), second.low == second.high
    else { return nil }
    var other = whole
    if let mark = rules.fractionMark.longestMatch(text, at: second.span.end, limit: limit),
      second.isPlainInteger, second.value > 0,
      let part = rules.numerals.read(text, at: skipSpace(mark.end), limit: limit), part.low == part.high
    {
      (other, second) = (second, part)
    } else if rules.units.longest(text, at: second.span.end, limit: limit) != nil {
      return nil
    }
    let unit = Self.partsUnit(whole)
    guard Self.partsUnit(other) == unit else { return nil }
    var (low, high) = (first.decimal, second.decimal)
    if unit.isEmpty { (low, high) = (rounded(low * 100 / whole.decimal), rounded(high * 100 / other.decimal)) }
    guard low < high else { return nil }
    let interval = Interval(low, high)
    add(
      .percent, .range, Span(start, second.span.end), value: low, narrow: interval, wide: interval, qualifier: .range,
      unit: unit, measure: percentMeasure(unit), number: Span(whole.span.start, second.span.end))
    return second.span.end
  }

  private func percentMeasure(_ unit: String) -> Measure {
    rules.units.measure(of: unit.isEmpty ? "%" : unit) ?? Measure(dimension: .percent, baseUnit: "%", factor: 1)
  }

  /// 3/4; no date and no code follow.
  private mutating func readSlash(_ start: Int, _ upper: Numeral, _ hedge: Hedge?) -> Int? {
    guard let lower = rules.numerals.read(text, at: upper.span.end + 1, limit: limit), lower.isPlainInteger,
      lower.script == .arabic, upper.value > 0, upper.value < lower.value, lower.value <= 100,
      !upper.leadsWithZero, !lower.leadsWithZero
    else { return nil }
    let next = unit(at: lower.span.end)
    if next == 0x2F || UnitTable.isLatinLetter(next)
      || rules.identifiers.longestMatch(text, at: lower.span.end, limit: limit) != nil
    {
      return nil
    }
    var end = lower.span.end
    var force = hedge
    if let (after, entry) = rules.qualifiers.longest(.afterUnit, text, at: end, limit: limit), entry.need == .nothing {
      force = force ?? entry.hedge
      end = after
    }
    let factor = 100 / lower.decimal
    let (narrow, wide) = upper.intervals(force, isRounded: false)
    add(
      .percent, .fraction, Span(start, end), value: rounded(upper.decimal * factor), narrow: narrow.scaled(factor),
      wide: wide.scaled(factor), qualifier: qualifier(upper, force), measure: percentMeasure(""),
      number: Span(upper.span.start, lower.span.end))
    return end
  }

  /// 七成五, 近3成2: a digit behind 成.
  private mutating func readTenths(_ start: Int, _ numeral: Numeral, _ hedge: Hedge?) -> Int? {
    guard numeral.span.count == 1, numeral.isPlainInteger, numeral.value > 0,
      let (end, entry) = rules.units.longest(text, at: numeral.span.end, limit: limit), entry.valueFactor.equals(10),
      end < limit
    else { return nil }
    var digit = 5
    if !rules.isHalf(text[end]) {
      guard [.digit, .arabic].contains(rules.characters.kind(text[end])),
        let next = rules.numerals.read(text, at: end, limit: limit), next.span.count == 1, next.value > 0,
        rules.units.longest(text, at: next.span.end, limit: limit) == nil
      else { return nil }
      digit = next.value
    }
    let value = Decimal(numeral.value * 10 + digit)
    var narrow = Interval(value - 1 / 2, value + 1 / 2, includesHigh: false)
    var wide = Interval(value - 1, value + 1)
    if let hedge {
      let rule = IntervalRule(value: value, place: 0, roundPlace: 0, isRounded: true)
      (narrow, wide) = (rule.narrow(hedge), rule.wide(hedge))
    }
    add(
      .percent, .percent, Span(start, end + 1), value: value, narrow: narrow, wide: wide,
      qualifier: hedge?.qualifier ?? .exact, unit: entry.surface, measure: entry.measure,
      number: Span(numeral.span.start, end + 1))
    return end + 1
  }

  /// 半数, 过半, 翻番, with what stands before and behind.
  mutating func readShare(_ start: Int, _ index: Int, _ end: Int, hedge: Hedge?) -> Int {
    let share = rules.expressions[index]
    var stop = end
    var force = hedge
    if let (after, entry) = rules.qualifiers.longest(.afterUnit, text, at: end, limit: limit),
      entry.need != .round && entry.need != .never
    {
      force = force ?? entry.hedge
      stop = after
    }
    let value = Decimal(share.value)
    var narrow = share.interval
    var wide = share.interval
    if let force, share.qualifier == .exact {
      let rule = IntervalRule(value: value, place: 0, roundPlace: 1, isRounded: false)
      (narrow, wide) = (rule.narrow(force), rule.wide(force))
      if force == .above || force == .atLeast || force == .orMore { (narrow.high, wide.high) = (100, 100) }
    }
    add(
      .percent, .share, Span(start, stop), value: value, narrow: narrow, wide: wide,
      qualifier: force?.qualifier ?? share.qualifier, unit: share.unit,
      measure: share.unit.isEmpty ? percentMeasure("") : Measure(dimension: .ratio, baseUnit: share.unit, factor: 1),
      number: Span(end - 1, end))
    return stop
  }

  /// 半年, 半小时, 近半年, 半个百分点.
  mutating func readHalf(_ start: Int, _ half: Int, _ hedge: Hedge?) -> Int? {
    guard let (end, entry) = rules.units.longest(text, at: half + 1, limit: limit),
      entry.trait == .plain || entry.trait == .arabic,
      let measure = entry.measure
    else { return nil }
    switch measure.dimension {
    case .percent where entry.valueFactor.equals(1): break
    case .count, .attendance, .ratio, .percent, .other: return nil
    default: break
    }
    let word = edges.word(at: half)
    if word.end > end || (word.start < start && word.start >= (found.isEmpty ? 0 : lastEnd)) { return nil }
    var stop = end
    var force = hedge
    if let (after, entry) = rules.qualifiers.longest(.afterUnit, text, at: end, limit: limit) {
      force = force ?? entry.hedge
      stop = after
    }
    let value: Decimal = 1 / 2
    let rule = IntervalRule(value: value, place: 0, roundPlace: -1, isRounded: false)
    let kind: Mention.Kind =
      switch measure.dimension {
      case .duration: .duration
      case .percent: .percent
      default: .quantity
      }
    add(
      kind, .half, Span(start, stop), value: value,
      narrow: rule.narrow(force), wide: rule.wide(force), qualifier: force?.qualifier ?? .exact,
      unit: string(Span(half + 1, end)), measure: measure, number: Span(half, half + 1))
    return stop
  }
}
