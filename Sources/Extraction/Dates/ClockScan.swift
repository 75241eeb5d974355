import Foundation
import NewsText

extension MentionScan {
  /// 15:22:10, 8时30分, 上午9点, 三点半, 约3时, 上午8时至下午4时.
  mutating func readClock(_ start: Int, _ hour: Numeral, _ hedge: Hedge?) -> Int? {
    if let end = readMinutesAndSeconds(start, hour) { return end }
    guard start == hour.span.start || hedge == .about || hedge == .nearly else { return nil }
    var stop: Int
    if let end = clockEnd(start, hour) {
      stop = end
      if let close = closingClock(end) { stop = close }
    } else {
      // 9点至17点: two hours say together what each leaves open.
      guard let end = clockEnd(start, hour, isSure: true), let close = closingClock(end) else {
        return nil
      }
      stop = close
    }
    add(
      .duration, .clock, Span(start, stop), qualifier: hedge?.qualifier ?? .exact, number: Span(hour.span.start, stop))
    return stop
  }

  /// Where the second time of 9点至17点 ends.
  private func closingClock(_ end: Int) -> Int? {
    guard let to = rules.dates.match(.to, text, at: skipSpace(end), limit: limit) else { return nil }
    let part = rules.dates.match(.dayPart, text, at: skipSpace(to.end), limit: limit)?.end ?? to.end
    guard let last = rules.numerals.read(text, at: skipSpace(part), limit: limit) else { return nil }
    return clockEnd(last.span.start, last, isSure: true)
  }

  /// Where a time of day ends, nil where none begins.
  ///
  /// - Parameter isSure: an hour mark alone is enough.
  private func clockEnd(_ start: Int, _ hour: Numeral, isSure known: Bool = false) -> Int? {
    guard hour.isPlainInteger, !hour.isSequence, (0...24).contains(hour.value) else { return nil }
    if hour.script == .arabic, hour.digitCount <= 2,
      !followsRatio(start), !rules.dates.ends(.ratioBefore, text, at: start, from: span.start),
      let end = readColons(hour)
    {
      return end
    }
    let mark = skipSpace(hour.span.end)
    guard let hours = rules.dates.match(.hour, text, at: mark, limit: limit),
      rules.dates.match(.notHour, text, at: mark, limit: limit) == nil
    else { return nil }
    var end = hours.end
    var isSure = known || rules.dates.ends(.dayPart, text, at: start, from: span.start) || rules.isHour(text[mark])
    let next = skipSpace(hours.end)
    if let minutes = rules.numerals.read(text, at: next, limit: limit), minutes.isPlainInteger, minutes.value < 60 {
      if let stop = rules.dates.match(.minute, text, at: skipSpace(minutes.span.end), limit: limit)?.end {
        end = stop
        isSure = true
        if let seconds = rules.numerals.read(text, at: stop, limit: limit), seconds.isPlainInteger, seconds.value < 60,
          let last = rules.dates.match(.second, text, at: seconds.span.end, limit: limit)
        {
          end = last.end
        }
      } else if isSure, minutes.value >= 10 {
        end = minutes.span.end
      }
    }
    if end == hours.end, let word = rules.dates.match(.hourEnd, text, at: end, limit: limit) {
      end = word.end
      isSure = true
    }
    return isSure ? end : nil
  }

  /// 2分25秒: a length of time; 分 alone may be a score.
  private mutating func readMinutesAndSeconds(_ start: Int, _ minutes: Numeral) -> Int? {
    guard minutes.isPlainInteger, !minutes.isSequence,
      let mark = rules.dates.match(.minute, text, at: minutes.span.end, limit: limit),
      let seconds = rules.numerals.read(text, at: mark.end, limit: limit), seconds.low == seconds.high,
      !seconds.isSequence, seconds.decimal < 60,
      var last = rules.dates.match(.second, text, at: seconds.span.end, limit: limit)
    else { return nil }
    var length = seconds.decimal
    // 1分32秒45
    if let rest = rules.numerals.plain(text, at: last.end, limit: limit), rest.digitCount <= 2, seconds.fraction == 0,
      rules.units.longest(text, at: rest.span.end, limit: limit) == nil
    {
      length += rest.decimal / Numeral.power(rest.digitCount)
      last.end = rest.span.end
    }
    let value = rounded(minutes.decimal + length / 60)
    add(
      .duration, .composite, Span(start, last.end), value: value, unit: string(Span(minutes.span.end, mark.end)),
      measure: Measure(dimension: .duration, baseUnit: "s", factor: 60), number: minutes.span)
    return last.end
  }

  private func readColons(_ hour: Numeral) -> Int? {
    guard let minute = sixty(hour.span.end) else { return nil }
    return sixty(minute) ?? minute
  }

  /// The end of a colon and two digits below 60.
  private func sixty(_ position: Int) -> Int? {
    guard position + 2 < limit, text[position] == 0x3A || text[position] == 0xFF1A, isDigit(position + 1),
      isDigit(position + 2), !isDigit(position + 3), rules.characters.value(text[position + 1]) < 6
    else { return nil }
    return position + 3
  }
}
