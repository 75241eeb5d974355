import Foundation
import NewsText

extension MentionScan {
  /// Letters with digits (G107, COVID-19, PM2.5) and circled digits (②15).
  mutating func readCode(_ start: Int) -> Int {
    var end = start
    var hasDigit = false
    if (0x2460...0x2473).contains(text[start]) {
      end += 1
      hasDigit = isDigit(end)
      while isDigit(end) { end += 1 }
    } else {
      while end < limit {
        let unit = text[end]
        if isDigit(end) {
          hasDigit = true
        } else if !UnitTable.isLatinLetter(unit) {
          guard [0x2D, 0x2E, 0x2F, 0x2B].contains(unit), end + 1 < limit,
            isDigit(end + 1) || UnitTable.isLatinLetter(text[end + 1])
          else { break }
        }
        end += 1
      }
    }
    if hasDigit { add(.identifier, .code, Span(start, end), number: Span(start, end)) }
    return end
  }

  /// 2号楼, 4版, 12345热线, 4A级, 0394-8222222.
  mutating func readIdentifier(_ numeral: Numeral, hedge: Hedge?) -> Int? {
    guard hedge == nil, numeral.low == numeral.high, !numeral.isVague, !numeral.startsWithMultiplier else { return nil }
    let end = numeral.span.end
    if numeral.script == .arabic, let codeEnd = codeEnd(numeral) {
      add(.identifier, .code, Span(numeral.span.start, codeEnd), number: numeral.span)
      return codeEnd
    }
    guard numeral.fraction == 0, let match = rules.identifiers.longestMatch(text, at: skipSpace(end), limit: limit)
    else {
      return nil
    }
    if let unit = unit(after: numeral, at: skipSpace(end)), unit.end > match.end { return nil }
    add(
      .identifier, .identifier, Span(numeral.span.start, match.end), value: numeral.decimal, number: numeral.span)
    return match.end
  }

  /// Whether a ratio or score stands right before this place, with one mark between: 11:7、8:11.
  func followsRatio(_ start: Int) -> Bool {
    guard !found.isEmpty, found[found.count - 1].mention.kind == .identifier, start == lastEnd + 1,
      let last = found.last?.mention,
      last.span.end > last.number.end
    else { return false }
    return Self.colons.contains(text[last.number.end])
  }

  /// What stands between the terms of a ratio or score (3:2, 1∶12.8).
  private static let colons: [UInt16] = [0x3A, 0xFF1A, 0x2236]

  /// Whether the digits here end in another dash before digits: 400-820-8820.
  private func hasSecondDash(_ position: Int) -> Bool {
    var end = position
    while isDigit(end), end - position < 12 { end += 1 }
    return end < limit && text[end] == 0x2D && isDigit(end + 1)
  }

  /// The end of a code that starts with these digits, nil when they are a plain number.
  private func codeEnd(_ numeral: Numeral) -> Int? {
    var end = numeral.span.end
    guard end < limit, numeral.digitCount > 0 else { return nil }
    if Self.colons.contains(text[end]), isDigit(end + 1),
      let next = rules.numerals.read(text, at: end + 1, limit: limit)
    {
      return next.span.end
    }
    if !numeral.isScaled, numeral.digitCount <= 3,
      let mark = rules.ratioMarks.longestMatch(text, at: end, limit: limit), isDigit(mark.end),
      let next = rules.numerals.read(text, at: mark.end, limit: limit), !next.isScaled, next.digitCount <= 3,
      rules.units.longest(text, at: next.span.end, limit: limit) == nil
    {
      return next.span.end
    }
    if UnitTable.isLatinLetter(text[end]) {
      guard rules.units.longest(text, at: end, limit: limit) == nil else { return nil }
      while end < limit, UnitTable.isLatinLetter(text[end]) || isDigit(end) { end += 1 }
      return end
    }
    if text[end] == 0x2D, isDigit(end + 1), numeral.leadsWithZero || numeral.digitCount >= 5 || hasSecondDash(end + 1) {
      while end < limit, text[end] == 0x2D || isDigit(end) { end += 1 }
      return end
    }
    if text[end] == 0x2E, isDigit(end + 1) {
      while end < limit, text[end] == 0x2E || isDigit(end) { end += 1 }
      return end
    }
    return numeral.leadsWithZero && numeral.fraction == 0 ? end : nil
  }
}
