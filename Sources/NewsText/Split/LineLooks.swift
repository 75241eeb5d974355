/// The looks of a line: how wide it is and which marks it has.
struct LineLooks {
  /// 。 and ；
  private(set) var fullStops = 0
  /// ！ and ？ before the end.
  private(set) var calls = 0
  private(set) var commas = 0
  private(set) var halfWidths = 0
  private(set) var hasWords = false
  private let units: [UInt16]
  private let span: Span

  init(_ units: [UInt16], _ span: Span) {
    self.units = units
    self.span = span
    units.withUnsafeBufferPointer { look($0) }
  }

  private mutating func look(_ units: UnsafeBufferPointer<UInt16>) {
    halfWidths = span.count * 2
    for at in span.range {
      let unit = units[at]
      // Nearly all units are Han characters.
      if UnitClass.isPlain(unit) {
        if !hasWords { hasWords = UnitClass.isHan(unit) }
        continue
      }
      halfWidths -= unit < 0x100 ? 1 : 0
      switch unit {
      case 0x3002, 0xFF1B, 0x3B, 0xFF61: fullStops += 1
      case 0xFF0C: commas += 1
      case 0x2C:
        let inNumber =
          at > span.start && at + 1 < span.end && UnitClass.isDigit(units[at - 1]) && UnitClass.isDigit(units[at + 1])
        if !inNumber { commas += 1 }
      case 0xFF01, 0xFF1F, 0x21, 0x3F: if at + 1 < span.end { calls += 1 }
      default: if UnitClass.isHan(unit) || UnitClass.isLatin(unit) { hasWords = true }
      }
    }
  }

  /// Short, without full stop, at most one comma, not broken off at a mark, not a line of talk.
  func isHeading(widest: Int) -> Bool {
    guard fullStops == 0, commas <= 1, calls <= 1, halfWidths <= 2 * widest, let last = units[span.range].last,
      let first = units[span.range].first
    else { return false }
    if UnitClass.divides(first) || UnitClass.closes(first) { return false }
    if UnitClass.divides(last), last != 0xFF1A, last != 0x3A { return false }
    return !isTalk
  }

  /// “这么快就办好了？”: a quotation from end to end that ends as a sentence.
  private var isTalk: Bool {
    guard span.count > 2, MarkPairs.isQuote(units[span.start]), UnitClass.closes(units[span.end - 1]) else {
      return false
    }
    return UnitClass.endsSentence(units[span.end - 2])
  }

  /// —— or brackets from end to end.
  var isSubtitle: Bool {
    if units[span.start] == 0x2014 || units[span.start] == 0x2500 { return true }
    let isRound = units[span.start] == 0x28 || units[span.start] == 0xFF08
    return isRound && UnitClass.closes(units[span.end - 1])
  }

  /// 1. 2、 (3) ④ before the words.
  var isNumbered: Bool {
    var at = span.start
    if units[at] >= 0x2460, units[at] <= 0x2473 { return true }
    let bracket = units[at] == 0x28 || units[at] == 0xFF08
    if bracket { at += 1 }
    let digits = at
    while at < span.end, UnitClass.isDigit(units[at]), at - digits < 3 { at += 1 }
    guard at > digits, at + 1 < span.end else { return false }
    if bracket { return units[at] == 0x29 || units[at] == 0xFF09 }
    // 3.5公里 is a number.
    return units[at] == 0x3001 || (units[at] == 0x2E && !UnitClass.isDigit(units[at + 1]))
  }
}
