import NewsText

/// Works out the years, and for lone days the months, that dates leave open.
struct DateResolver {
  let words: DateWords
  let text: [UInt16]

  /// - Parameters:
  ///   - published: the date of the article a position belongs to, nil when it has none.
  func resolve(_ mentions: inout [RawMention], published: (Int) -> DateParts?) {
    let pageYear = yearOfPage(mentions)
    var sentenceDate: DateParts?
    var last = 0
    for index in mentions.indices {
      guard var date = mentions[index].date else { continue }
      let start = mentions[index].mention.span.start
      if hasSentenceEnd(last, start) { sentenceDate = nil }
      last = mentions[index].mention.span.end
      if date.year == nil {
        complete(&date, at: start, sentenceDate, published(start), pageYear)
        mentions[index].date = date
        mentions[index].mention.value = .date(date.iso)
      }
      if date.year != nil, !date.isDecade, !date.isCentury { sentenceDate = date }
    }
  }

  private func complete(
    _ date: inout DateParts, at start: Int, _ sentence: DateParts?, _ published: DateParts?, _ pageYear: Int?
  ) {
    let base = published?.year ?? pageYear
    if date.month == nil, date.quarter == nil, date.day != nil {
      if let sentence, sentence.month != nil {
        date.month = sentence.endMonth ?? sentence.month
        date.year = sentence.year
      } else if let published, let month = published.month {
        let isEarlier = published.day.map { date.day ?? 0 > $0 + 7 } ?? false
        date.month = isEarlier ? (month == 1 ? 12 : month - 1) : month
        date.year = isEarlier && month == 1 ? published.year.map { $0 - 1 } : published.year
      }
      return
    }
    if let shift = words.relativeYear(endingAt: start, text, from: max(0, start - 4)) {
      date.year = base.map { $0 + shift }
      return
    }
    if let sentence, let year = sentence.year, !sentence.isYearInferred {
      date.year = year
      return
    }
    date.year = base
    date.isYearInferred = true
    if let published, let year = published.year, let month = date.month, let now = published.month, month > now + 6,
      now <= 2
    {
      date.year = year - 1
    }
  }

  private func hasSentenceEnd(_ from: Int, _ to: Int) -> Bool {
    guard from < to else { return false }
    return text[from..<to].contains { $0 == 0x3002 || $0 == 0x0A || $0 == 0xFF01 || $0 == 0xFF1F }
  }

  /// The year the page counts in: the latest of its full dates, else the latest year it names, unless that year opens
  /// a frame (2022年以来) or lies ahead (到2025年).
  private func yearOfPage(_ mentions: [RawMention]) -> Int? {
    var dated: Int?
    var bare: (year: Int, isOpen: Bool)?
    for raw in mentions {
      guard let date = raw.date, let year = date.year, !date.isDecade, !date.isCentury, year < 2100 else { continue }
      if !date.isBareYear || date.endMonth != nil {
        dated = max(dated ?? 0, year)
        continue
      }
      if isAhead(raw.mention.span.start) { continue }
      if year > bare?.year ?? 0 { bare = (year, opensFrame(raw.mention.span.end)) }
    }
    if let dated { return dated }
    guard let bare, !bare.isOpen else { return nil }
    return bare.year
  }

  private func opensFrame(_ end: Int) -> Bool { words.match(.frameAfter, text, at: end, limit: text.count) != nil }

  private func isAhead(_ start: Int) -> Bool { words.ends(.aheadBefore, text, at: start, from: 0) }
}
