import NewsText

/// Finds the date each article of a page was published.
struct PublishedDates {
  let page: Page

  /// One entry for each article, nil where the page gives none.
  ///
  /// A date line inside the article comes first, then the nearest one before it, then the first on the page.
  func parts(_ mentions: [RawMention]) -> [DateParts?] {
    let dated = datelines(mentions)
    guard !dated.isEmpty else { return page.articles.map { _ in nil } }
    var next = 0
    return page.articles.map { article in
      while next < dated.count, dated[next].position < article.span.start { next += 1 }
      if next < dated.count, article.span.contains(dated[next].position) { return dated[next].date }
      return next > 0 ? dated[next - 1].date : dated[0].date
    }
  }

  /// The full dates in date lines, mastheads and page headers, in text order.
  private func datelines(_ mentions: [RawMention]) -> [(position: Int, date: DateParts)] {
    var lines = page.datelines
    lines += page.clean.asides.filter { $0.reason == .masthead || $0.reason == .pageHeader }.map(\.span)
    lines.sort()
    var result: [(position: Int, date: DateParts)] = []
    var line = 0
    for raw in mentions {
      let start = raw.mention.span.start
      while line < lines.count, lines[line].end <= start { line += 1 }
      guard line < lines.count else { break }
      guard lines[line].contains(start), let date = raw.date, date.year != nil, date.month != nil, date.endDay == nil
      else { continue }
      if let last = result.last, lines[line].contains(last.position) { continue }
      result.append((start, date))
    }
    return result
  }
}
