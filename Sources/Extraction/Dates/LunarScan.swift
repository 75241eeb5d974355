import NewsText

extension MentionScan {
  /// 农历八月十五: a day of the lunar calendar, whose date the words do not give. 正月十五 alone names a feast.
  mutating func readLunarDate(_ start: Int, _ index: Int, _ end: Int) -> Int? {
    var at = end
    if rules.dates.entries[index].role == .lunar {
      if let month = rules.dates.match(.lunarMonth, text, at: at, limit: limit) {
        at = month.end
      } else if let number = rules.numerals.read(text, at: at, limit: limit), (1...12).contains(number.value),
        number.isPlainInteger, let month = rules.dates.match(.month, text, at: number.span.end, limit: limit)
      {
        at = month.end
      } else {
        return nil
      }
    }
    let number = rules.dates.match(.lunarDay, text, at: at, limit: limit)?.end ?? at
    let day = rules.numerals.read(text, at: number, limit: limit)
    guard let day, day.isPlainInteger, (1...30).contains(day.value),
      number > at || day.span.count > 1 || day.value > 10
    else {
      guard rules.dates.entries[index].role == .lunar else { return nil }
      add(.date, .date, Span(start, at), number: Span(start, at))
      return at
    }
    let stop = dayEnd(day.span.end, inMonth: true) ?? day.span.end
    if rules.dates.entries[index].role == .lunar {
      add(.date, .date, Span(start, stop), number: day.span)
    } else {
      add(.name, .date, Span(start, stop), value: day.decimal, number: day.span)
    }
    return stop
  }
}
