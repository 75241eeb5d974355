import NewsText

extension MentionScan {
  /// Reads the date that a number begins; nil when it begins none.
  mutating func readDate(_ start: Int, _ first: Numeral, hedge: Hedge?) -> Int? {
    // 五六十年代
    if first.isRange, first.high < 100, first.low % 10 == 0, hedge == nil,
      let decade = rules.dates.match(.decade, text, at: first.span.end, limit: limit)
    {
      var parts = DateParts(year: 1900 + first.low, endYear: 1900 + first.high)
      parts.isDecade = true
      addDate(parts, .datePeriod, Span(start, decade.end))
      return decade.end
    }
    guard first.fraction == 0, first.low == first.high, !first.isVague, !first.startsWithMultiplier, !first.isScaled
    else {
      return readDottedDate(start, first, hedge)
    }
    if hedge == nil, let next = readSplitYear(start, first) ?? readNumericDate(start, first) { return next }
    let mark = skipSpace(first.span.end)
    var parts = DateParts()
    if let end = readYear(first, at: mark, hedge, start, &parts) {
      return finishDate(start, end, &parts)
    }
    guard hedge == nil || hedge == .about else { return nil }
    if let end = readMonth(first, at: mark, &parts) { return finishDate(start, end, &parts) }
    if let end = readDay(first, at: mark, start, &parts) { return finishDate(start, end, &parts) }
    return readOpenRange(start, first)
  }

  /// 2023.3.15: the reader of numbers takes 2023.3 for a decimal.
  private mutating func readDottedDate(_ start: Int, _ first: Numeral, _ hedge: Hedge?) -> Int? {
    guard hedge == nil, first.fraction > 0, first.script == .arabic, first.digitCount == 4,
      let year = rules.numerals.plain(text, at: first.span.start, limit: limit)
    else { return nil }
    return readNumericDate(start, year)
  }

  private mutating func finishDate(_ start: Int, _ end: Int, _ parts: inout DateParts) -> Int {
    var end = end
    let form: Form
    if let stop = readRangeEnd(end, &parts) {
      end = stop
      form = .dateRange
    } else {
      form = parts.quarter != nil || parts.endMonth != nil || parts.isDecade || parts.isCentury ? .datePeriod : .date
    }
    addDate(parts, form, Span(start, end), qualifier: form == .dateRange ? .range : .exact)
    return end
  }

  // MARK: year, month, day

  /// 2023年, 二〇二三年, 23年3月, 113年, 80年代, and what follows the year.
  private mutating func readYear(
    _ number: Numeral, at mark: Int, _ hedge: Hedge?, _ start: Int, _ parts: inout DateParts
  ) -> Int? {
    if let decade = rules.dates.match(.decade, text, at: mark, limit: limit), number.value % 10 == 0 {
      let isFull = number.value >= 1000
      guard isFull || number.value < 100 else { return nil }
      parts.year = isFull ? number.value : 1900 + number.value
      parts.isDecade = true
      return decade.end
    }
    if let century = rules.dates.match(.century, text, at: mark, limit: limit), number.value > 10, number.value < 22,
      let next = rules.numerals.read(text, at: skipSpace(century.end), limit: limit), next.value < 100,
      let decade = rules.dates.match(.decade, text, at: next.span.end, limit: limit)
    {
      parts.year = (number.value - 1) * 100 + next.value
      parts.isDecade = true
      return decade.end
    }
    if let century = rules.dates.match(.century, text, at: mark, limit: limit), hedge == nil,
      (5...22).contains(number.value)
    {
      parts.year = (number.value - 1) * 100 + 1
      parts.isCentury = true
      return rules.dates.match(.edge, text, at: century.end, limit: limit)?.end ?? century.end
    }
    guard let yearMark = rules.dates.match(.year, text, at: mark, limit: limit) else {
      // 112学年度 where years count from 1912.
      if (60...140).contains(number.value), number.script == .arabic, hedge == nil, countsFromRepublicHere(start),
        let school = rules.dates.match(.schoolYear, text, at: mark, limit: limit)
      {
        parts.year = number.value + 1911
        parts.mayBeRepublican = true
        return school.end
      }
      guard number.digitCount == 4, isCalendarYear(number),
        let school = rules.dates.match(.schoolYear, text, at: mark, limit: limit)
      else { return nil }
      parts.year = number.value
      return school.end
    }
    // 2003年制定: behind a year of four digits a word may begin with 年 by chance.
    let isCertain = isCalendarYear(number) && (1900...2100).contains(number.value)
    if !isCertain, rules.dates.match(.notYear, text, at: mark, limit: limit) != nil { return nil }
    let behind = skipSpace(yearMark.end)
    if isCalendarYear(number), hedge == nil || number.value % 10 != 0 {
      parts.year = number.value
    } else {
      guard hedge == nil, number.script == .arabic || number.isSequence || number.script == .chinese else { return nil }
      let monthFollows = nextIsMonth(behind)
      if number.digitCount == 2 || number.isSequence && number.digitCount == 2, monthFollows {
        parts.year = number.value < 60 ? 2000 + number.value : 1900 + number.value
        if countsFromRepublicHere(start), (60...110).contains(number.value) { parts.year = number.value + 1911 }
      } else if (1...150).contains(number.value), isRepublican(number, start, monthFollows) {
        parts.year = number.value + 1911
        parts.mayBeRepublican = true
      } else {
        return nil
      }
    }
    return readAfterYear(yearMark.end, behind, &parts)
  }

  private func isCalendarYear(_ number: Numeral) -> Bool {
    (number.digitCount == 4 && (number.script == .arabic || number.isSequence)) && (1000...2200).contains(number.value)
      && !number.isGrouped
  }

  private func nextIsMonth(_ position: Int) -> Bool {
    guard let month = rules.numerals.read(text, at: position, limit: limit), (1...12).contains(month.value) else {
      return false
    }
    return rules.dates.match(.month, text, at: skipSpace(month.span.end), limit: limit) != nil
  }

  private mutating func isRepublican(_ number: Numeral, _ start: Int, _ monthFollows: Bool) -> Bool {
    if endsRepublic(start) { return true }
    guard number.script == .arabic else { return false }
    if rules.dates.ends(.durationBefore, text, at: start, from: span.start) { return false }
    return (60...140).contains(number.value) && (monthFollows || countsFromRepublicHere(start))
  }

  private func endsRepublic(_ start: Int) -> Bool { rules.dates.ends(.republic, text, at: start, from: span.start) }

  /// Whether words of the text show that it counts years from 1912; looked up once for a text.
  private mutating func countsFromRepublicHere(_ start: Int) -> Bool {
    if let known = countsFromRepublic { return known }
    var position = span.start
    var result = false
    while position < limit, !result {
      result = rules.dates.republicSigns.longestMatch(text, at: position, limit: limit) != nil
      position += 1
    }
    countsFromRepublic = result
    return result
  }

  /// What may follow 年: 度, 底, 上半年, 一季度, a month.
  private mutating func readAfterYear(_ yearEnd: Int, _ behind: Int, _ parts: inout DateParts) -> Int {
    if let end = readPeriodWord(behind, &parts) { return end }
    if let month = rules.dates.match(.monthName, text, at: behind, limit: limit) {
      parts.month = month.value
      return readBehindMonth(month.end, &parts)
    }
    if let month = rules.numerals.read(text, at: behind, limit: limit), month.isPlainInteger {
      if let end = readMonth(month, at: skipSpace(month.span.end), &parts) { return end }
      if let end = readMonthRange(month, &parts) { return end }
    }
    if let word = rules.dates.match(.yearSpan, text, at: yearEnd - 1, limit: limit), word.end > yearEnd {
      return word.end
    }
    return rules.dates.match(.edge, text, at: yearEnd, limit: limit)?.end ?? yearEnd
  }

  /// 上半年, 一季度, 前三季度, 前八个月.
  private func readPeriodWord(_ position: Int, _ parts: inout DateParts) -> Int? {
    if let half = rules.dates.match(.half, text, at: position, limit: limit) {
      (parts.month, parts.endMonth) = half.value == 1 ? (1, 6) : (7, 12)
      return half.end
    }
    if let quarter = rules.dates.match(.quarter, text, at: position, limit: limit) {
      parts.quarter = quarter.value
      return quarter.end
    }
    if let quarters = rules.dates.match(.quarters, text, at: position, limit: limit) {
      (parts.month, parts.endMonth) = (1, quarters.value * 3)
      return quarters.end
    }
    if let months = rules.dates.match(.months, text, at: position, limit: limit),
      !rules.dates.ends(.notMonths, text, at: position + 1, from: max(0, position - 2))
    {
      (parts.month, parts.endMonth) = (1, months.value)
      return months.end
    }
    return nil
  }

  /// 3月, 4月份, 6月上旬, 6月底, 3月15日, 3月5号.
  private func readMonth(_ number: Numeral, at mark: Int, _ parts: inout DateParts) -> Int? {
    guard (1...12).contains(number.value), number.isPlainInteger,
      let month = rules.dates.match(.month, text, at: mark, limit: limit),
      rules.dates.match(.notMonth, text, at: mark, limit: limit) == nil
    else { return nil }
    parts.month = number.value
    return readBehindMonth(month.end, &parts)
  }

  /// What may follow 月: a day, a range of days, 上旬, 底.
  private func readBehindMonth(_ monthEnd: Int, _ parts: inout DateParts) -> Int {
    let next = skipSpace(monthEnd)
    if let day = rules.numerals.read(text, at: next, limit: limit), day.isPlainInteger, (1...31).contains(day.value) {
      let behind = skipSpace(day.span.end)
      if let end = dayEnd(behind, inMonth: true) {
        parts.day = day.value
        return end
      }
      if let end = readDayRange(day, &parts) { return end }
    }
    if let third = rules.dates.match(.third, text, at: monthEnd, limit: limit) { return third.end }
    if let edge = rules.dates.match(.edge, text, at: monthEnd, limit: limit) { return edge.end }
    return monthEnd
  }

  func dayEnd(_ position: Int, inMonth: Bool) -> Int? {
    if let day = rules.dates.match(.day, text, at: position, limit: limit) {
      return rules.dates.match(.notDay, text, at: position, limit: limit) == nil || inMonth ? day.end : nil
    }
    return inMonth ? rules.dates.match(.dayOfMonth, text, at: position, limit: limit)?.end : nil
  }

  /// 15日 by itself; 15日内 and 为期15日 are lengths of time.
  private func readDay(_ number: Numeral, at mark: Int, _ start: Int, _ parts: inout DateParts) -> Int? {
    guard (1...31).contains(number.value), number.isPlainInteger,
      number.script != .chinese || number.span.count > 1 || number.value > 10,
      let end = dayEnd(mark, inMonth: false)
    else { return nil }
    if rules.dates.match(.durationAfter, text, at: end, limit: limit) != nil { return nil }
    if rules.dates.ends(.durationBefore, text, at: start, from: span.start) { return nil }
    parts.day = number.value
    takeMonthBefore(start, &parts)
    return end
  }

  /// 11日 in 2月10日、11日: month and year of the date before it, within a few characters.
  private func takeMonthBefore(_ start: Int, _ parts: inout DateParts) {
    guard !found.isEmpty, let date = found[found.count - 1].date, date.day != nil, start - lastEnd <= 3 else {
      return
    }
    parts.month = date.endMonth ?? date.month
    parts.year = date.year
  }

  // MARK: ranges

  /// 至12日 behind a day: the end of a range that names no month of its own.
  private func readRangeEnd(_ position: Int, _ parts: inout DateParts) -> Int? {
    guard parts.day != nil, parts.endDay == nil,
      let to = rules.dates.match(.to, text, at: skipSpace(position), limit: limit),
      let number = rules.numerals.read(text, at: skipSpace(to.end), limit: limit), number.isPlainInteger,
      (1...31).contains(number.value), let end = dayEnd(skipSpace(number.span.end), inMonth: true)
    else { return nil }
    parts.endDay = number.value
    return end
  }

  /// 6-12日 and 6日-12日 behind a month.
  private func readDayRange(_ first: Numeral, _ parts: inout DateParts) -> Int? {
    guard let to = rules.dates.match(.to, text, at: skipSpace(first.span.end), limit: limit),
      let second = rules.numerals.read(text, at: skipSpace(to.end), limit: limit), second.isPlainInteger,
      second.value > first.value, second.value <= 31, let end = dayEnd(skipSpace(second.span.end), inMonth: true)
    else { return nil }
    parts.day = first.value
    parts.endDay = second.value
    return end
  }

  /// 1至9月 behind a year.
  private func readMonthRange(_ first: Numeral, _ parts: inout DateParts) -> Int? {
    guard (1...12).contains(first.value),
      let to = rules.dates.match(.to, text, at: skipSpace(first.span.end), limit: limit),
      let second = rules.numerals.read(text, at: skipSpace(to.end), limit: limit), second.isPlainInteger,
      (1...12).contains(second.value), second.value > first.value,
      let month = rules.dates.match(.month, text, at: skipSpace(second.span.end), limit: limit)
    else { return nil }
    parts.month = first.value
    parts.endMonth = second.value
    return month.end
  }

  /// 1至9月, 6至12日, 2021—2023年: only the second number has a mark.
  private mutating func readOpenRange(_ start: Int, _ first: Numeral) -> Int? {
    guard first.isPlainInteger || first.isSequence,
      let to = rules.dates.match(.to, text, at: skipSpace(first.span.end), limit: limit),
      let second = rules.numerals.read(text, at: skipSpace(to.end), limit: limit),
      second.isPlainInteger || second.isSequence, second.value > first.value
    else { return nil }
    var parts = DateParts()
    let mark = skipSpace(second.span.end)
    var end: Int?
    if isCalendarYear(first), isCalendarYear(second) {
      if let year = rules.dates.match(.year, text, at: mark, limit: limit) {
        end = rules.dates.match(.yearSpan, text, at: mark, limit: limit)?.end ?? year.end
      }
      end = rules.dates.match(.schoolYear, text, at: mark, limit: limit)?.end ?? end
      (parts.year, parts.endYear) = (first.value, second.value)
    } else if second.value <= 31 {
      if let stop = readMonthRange(first, &parts) {
        end = stop
      } else if (1...31).contains(first.value), let stop = dayEnd(mark, inMonth: false),
        rules.dates.match(.durationAfter, text, at: stop, limit: limit) == nil,
        !rules.dates.ends(.durationBefore, text, at: start, from: span.start)
      {
        end = stop
        (parts.day, parts.endDay) = (first.value, second.value)
        takeMonthBefore(start, &parts)
      }
    }
    guard let end else { return nil }
    addDate(parts, .dateRange, Span(start, end), qualifier: .range)
    return end
  }

  // MARK: other forms

  /// 2023/24年度, 2023-24学年, 2023/2024学年: two years, the second often without its century.
  private mutating func readSplitYear(_ start: Int, _ first: Numeral) -> Int? {
    guard first.script == .arabic, isCalendarYear(first),
      [0x2D, 0x2F, 0x2013, 0x2014, 0xFF0F].contains(unit(at: first.span.end)),
      let second = rules.numerals.plain(text, at: first.span.end + 1, limit: limit),
      second.digitCount == 2 && second.value == (first.value + 1) % 100 || second.value == first.value + 1,
      let end = rules.dates.match(.schoolYear, text, at: second.span.end, limit: limit)?.end
        ?? rules.dates.match(.yearSpan, text, at: second.span.end, limit: limit)?.end
    else { return nil }
    addDate(
      DateParts(year: first.value, endYear: first.value + 1), .dateRange, Span(start, end), qualifier: .range)
    return end
  }

  /// 2023-03-15, 2023/3/15, 2023.3.15, 2023-03.
  private mutating func readNumericDate(_ start: Int, _ year: Numeral) -> Int? {
    guard year.script == .arabic, year.digitCount == 4, isCalendarYear(year) else { return nil }
    let mark = unit(at: year.span.end)
    guard [0x2D, 0x2F, 0x2E, 0xFF0E, 0xFF0F, 0x2014].contains(mark),
      let month = rules.numerals.plain(text, at: year.span.end + 1, limit: limit), month.digitCount <= 2,
      (1...12).contains(month.value)
    else { return nil }
    var parts = DateParts(year: year.value, month: month.value)
    if unit(at: month.span.end) == mark,
      let day = rules.numerals.plain(text, at: month.span.end + 1, limit: limit), day.digitCount <= 2,
      (1...31).contains(day.value)
    {
      parts.day = day.value
      addDate(parts, .numericDate, Span(start, day.span.end))
      return day.span.end
    }
    guard mark == 0x2D, month.digitCount == 2, !isDigit(month.span.end), unit(at: month.span.end) != 0x2D,
      rules.dates.match(.year, text, at: month.span.end, limit: limit) == nil, isBoundary(month.span.end)
    else { return nil }
    addDate(parts, .numericDate, Span(start, month.span.end))
    return month.span.end
  }

  /// 上半年, 第一季度, 民国112年, 公元前221年, 上世纪90年代.
  mutating func readDateWord(_ start: Int, _ index: Int, _ end: Int) -> Int? {
    var parts = DateParts()
    switch rules.dates.entries[index].role {
    case .half, .quarter, .quarters, .months:
      guard let stop = readPeriodWord(start, &parts) else {
        // 提前3个月: the number behind 前 is read by itself.
        return rules.dates.entries[index].role == .months ? start + 1 : nil
      }
      addDate(parts, .datePeriod, Span(start, stop))
      return stop
    case .monthName:
      parts.month = rules.dates.entries[index].value
      return finishDate(start, readBehindMonth(end, &parts), &parts)
    case .lunar, .lunarMonth: return readLunarDate(start, index, end)
    case .lastCentury:
      guard let number = rules.numerals.read(text, at: skipSpace(end), limit: limit), number.value < 100,
        let decade = rules.dates.match(.decade, text, at: number.span.end, limit: limit)
      else { return nil }
      parts.year = 1900 + number.low
      parts.endYear = number.isRange ? 1900 + number.high : nil
      parts.isDecade = true
      addDate(parts, .datePeriod, Span(start, decade.end))
      return decade.end
    case .republic, .christ, .beforeChrist:
      let role = rules.dates.entries[index].role
      guard let number = rules.numerals.read(text, at: skipSpace(end), limit: limit), number.low == number.high,
        let year = rules.dates.match(.year, text, at: skipSpace(number.span.end), limit: limit)
      else { return nil }
      switch role {
      case .republic: parts.year = number.value + 1911
      case .beforeChrist: parts.year = 1 - number.value
      default: parts.year = number.value
      }
      let stop = readAfterYear(year.end, skipSpace(year.end), &parts)
      return finishDate(start, stop, &parts)
    default: return nil
    }
  }
}
