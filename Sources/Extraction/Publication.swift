import NewsText

/// Which date each article of a page was published on.
enum Publication {
  /// For each article its date, ISO 8601 as far as it is known: from the last dateline inside it, else from the last one
  /// before it, else from the first one of the page.
  ///
  /// - Parameter mentions: in text order.
  static func dates(page: Page, mentions: [Mention]) -> [String?] {
    let dated = page.datelines.sorted().compactMap { line in
      date(in: line, mentions: mentions).map { (span: line, date: $0) }
    }
    return page.articles.map { article in
      let inside = dated.last { article.span.contains($0.span) }
      let before = dated.last { $0.span.start < article.span.start }
      return (inside ?? before ?? dated.first)?.date
    }
  }

  /// The date of a line that says most: a full one rather than one without its year, the first of equals.
  private static func date(in line: Span, mentions: [Mention]) -> String? {
    var best: String?
    for mention in mentions where line.contains(mention.span) {
      guard case .date(let date) = mention.value else { continue }
      if weight(date) > best.map(weight) ?? 0 { best = date }
    }
    return best
  }

  private static func weight(_ date: String) -> Int { date.hasPrefix("-") ? 1 : date.utf8.count }
}
