import Foundation
import NewsText

extension MentionScan {
  /// 第13届, 第三批, 第二次; 第一巡察组 is a name.
  mutating func readOrdinal(_ start: Int, number: Int) -> Int? {
    guard let numeral = rules.numerals.read(text, at: number, limit: limit),
      numeral.isPlainInteger || numeral.isSequence || numeral.isScaled && numeral.fraction == 0,
      !numeral.startsWithMultiplier
    else { return nil }
    let next = skipSpace(numeral.span.end)
    guard let match = rules.ordinalUnits.longestMatch(text, at: next, limit: limit) else {
      // 位列第一。 is a rank, 第一巡察组 a name.
      let isName = numeral.script == .chinese && !isBoundary(numeral.span.end)
      add(
        isName ? .name : .ordinal, isName ? .nameFront : .ordinal, Span(start, numeral.span.end),
        value: numeral.decimal, number: numeral.span)
      return numeral.span.end
    }
    if numeral.script == .chinese, numeral.span.count == 1 {
      let word = edges.word(at: next)
      if word.start == next, word.end > match.end, rules.units.terms.value(text, word) == nil, isOrdinalName(word) {
        add(.name, .nameFront, Span(start, numeral.span.end), value: numeral.decimal, number: numeral.span)
        return numeral.span.end
      }
    }
    let surface = string(Span(next, match.end))
    add(
      .ordinal, .ordinal, Span(start, match.end), value: numeral.decimal, unit: surface,
      measure: Measure(dimension: .other, baseUnit: surface, factor: 1), number: numeral.span)
    return match.end
  }

  /// 第一人民医院, 第三组织: the unit is only the front of a longer word.
  private func isOrdinalName(_ word: Span) -> Bool { word.count >= 2 }

  /// 五届市委, 十一届三次会议.
  mutating func readSession(_ start: Int, _ numeral: Numeral, _ tail: QuantityTail) -> Int {
    add(
      .ordinal, .session, Span(start, tail.end), value: numeral.decimal, unit: tail.unitText, measure: tail.measure,
      number: numeral.span)
    return tail.end
  }

  /// 三次 in 十一届三次会议: the number of a meeting, right behind 届 or the name of a body.
  func isMeeting(_ numeral: Numeral, _ tail: QuantityTail) -> Bool {
    guard numeral.script == .chinese, rules.meetings.longestMatch(text, at: tail.end, limit: limit) != nil,
      numeral.span.start > span.start
    else { return false }
    if !found.isEmpty, found[found.count - 1].mention.kind == .ordinal, lastEnd == numeral.span.start { return true }
    return rules.bodies.value(text, Span(numeral.span.start - 1, numeral.span.start)) != nil
  }
}
