import Foundation
import NewsText

extension MentionScan {
  /// 每周五, 每月十五日, 每周开展一次, 每10天一次, 每年两次.
  mutating func readFrequency(_ start: Int, _ behind: Int) -> Int? {
    let period = skipSpace(behind)
    if let (end, _) = matchPeriod(period) {
      if let stop = readWeekdays(end) {
        add(.duration, .frequency, Span(start, stop), number: Span(end, stop))
        return stop
      }
      if let numeral = rules.numerals.read(text, at: skipSpace(end), limit: limit), numeral.isPlainInteger,
        !numeral.startsWithMultiplier, numeral.value <= 31,
        let stop = rules.dates.match(.day, text, at: skipSpace(numeral.span.end), limit: limit)?.end
          ?? rules.dates.match(.dayOfMonth, text, at: skipSpace(numeral.span.end), limit: limit)?.end
      {
        add(
          .duration, .frequency, Span(start, stop), value: numeral.decimal, unit: string(Span(numeral.span.end, stop)),
          number: numeral.span)
        return stop
      }
      if let (stop, times) = readTimes(end) {
        add(
          .duration, .frequency, Span(start, stop), value: times.decimal, unit: string(Span(times.span.end, stop)),
          number: times.span)
        return stop
      }
      return nil
    }
    guard let numeral = rules.numerals.read(text, at: period, limit: limit), !numeral.isSequence else { return nil }
    let tail = tail(of: numeral, hedge: nil)
    guard tail.measure?.dimension == .duration, let (stop, times) = readTimes(tail.end)
    else { return nil }
    add(
      .quantity, .frequency, Span(start, stop), value: times.decimal, unit: string(Span(times.span.end, stop)),
      number: times.span)
    return stop
  }

  private func matchPeriod(_ position: Int) -> (end: Int, value: Int32)? {
    rules.periods.longestMatch(text, at: position, limit: limit)
  }

  /// 五; 二、周五
  private func readWeekdays(_ position: Int) -> Int? {
    guard position > span.start,
      rules.weekMarks.value(text, Span(position - 1, position)) != nil
        || rules.weekMarks.value(text, Span(max(span.start, position - 2), position)) != nil
    else { return nil }
    guard var end = rules.weekdays.longestMatch(text, at: position, limit: limit)?.end else { return nil }
    // 每周一次 counts
    if rules.units.longest(text, at: end, limit: limit) != nil { return nil }
    while end < limit, rules.isListMark(text[end]) {
      var next = end + 1
      if let mark = rules.weekMarks.longestMatch(text, at: next, limit: limit) { next = mark.end }
      guard let day = rules.weekdays.longestMatch(text, at: next, limit: limit) else { break }
      end = day.end
    }
    return end
  }

  /// A number of times within a few characters: 开展一次, 两次.
  private func readTimes(_ position: Int) -> (end: Int, times: Numeral)? {
    var at = position
    while at < limit, at - position <= 6 {
      if let numeral = rules.numerals.read(text, at: at, limit: limit), !numeral.startsWithMultiplier,
        !numeral.isSequence
      {
        guard let times = rules.times.longestMatch(text, at: skipSpace(numeral.span.end), limit: limit) else {
          return nil
        }
        return (times.end, numeral)
      }
      guard WordEdges.isHan(text[at]) else { return nil }
      at += 1
    }
    return nil
  }
}
