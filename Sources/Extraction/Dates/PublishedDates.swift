import NewsText

/// Finds the date each article of a page was published.
struct PublishedDates {
  let page: Page

  /// One entry for each article, nil where the page gives none.
  ///
  /// The last date line inside the article comes first, then the last one before it, then the first on the page.
  ///
  /// - Parameters:
  ///   - mentions: the indices of those of the page, in text order.
  ///   - start: where a mention starts.
  ///   - date: its date, nil for what is none; asked of mentions in date lines.
  func parts(_ mentions: Range<Int>, start: (Int) -> Int, date: (Int) -> DateParts?) -> [DateParts?] {
    let dated = datelines(mentions, start, date)
    guard !dated.isEmpty else { return page.articles.map { _ in nil } }
    var next = 0
    return page.articles.map { article in
      while next < dated.count, dated[next].position < article.span.end { next += 1 }
      return next > 0 ? dated[next - 1].date : dated[0].date
    }
  }

  /// The date that says most of each date line, masthead and page header, in text order; a range is none.
  private func datelines(
    _ mentions: Range<Int>, _ start: (Int) -> Int, _ date: (Int) -> DateParts?
  ) -> [(position: Int, date: DateParts)] {
    var lines = page.datelines
    lines += page.clean.asides.filter { $0.reason == .masthead || $0.reason == .pageHeader }.map(\.span)
    lines.sort()
    var result: [(position: Int, date: DateParts)] = []
    var line = 0
    for index in mentions {
      let start = start(index)
      while line < lines.count, lines[line].end <= start { line += 1 }
      guard line < lines.count else { break }
      guard lines[line].contains(start), let date = date(index), date.month != nil, date.endMonth == nil,
        date.endDay == nil
      else { continue }
      guard let last = result.last, lines[line].contains(last.position) else {
        result.append((start, date))
        continue
      }
      if weight(date) > weight(last.date) { result[result.count - 1] = (start, date) }
    }
    return result
  }

  private func weight(_ date: DateParts) -> Int { (date.year == nil ? 0 : 2) + (date.day == nil ? 0 : 1) }
}
