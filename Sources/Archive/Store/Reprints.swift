import GRDB

/// Finds articles that are alike: reprints, with the same figures, and series made from one template, with others.
enum Reprints {
  private struct Article {
    var id: Int64
    var print: Likeness.Print
    var place: ArticlePlace
  }

  /// Links every article that is like an earlier one to it: the earlier is the one published first, of those without
  /// date or with the same the first by name. Complexity: linear in the articles, and in those that are alike.
  ///
  /// - Returns: how many reprints there are.
  static func link(_ db: Database) throws -> Int {
    var articles = try Row.fetchAll(
      db,
      sql: """
        SELECT article.id, fingerprint, figures, coalesce (article.published, nullif (source.published, ''), '9999'),
        coalesce (nullif (source.record, ''), source.name), article.number
        FROM article JOIN source ON source.id = article.source_id WHERE fingerprint != ''
        """
    ).compactMap { row -> Article? in
      guard let text = UInt64(row[1] as String, radix: 16) else { return nil }
      return Article(
        id: row[0], print: Likeness.Print(text: text, figures: row[2]),
        place: ArticlePlace(date: row[3], source: row[4], number: row[5]))
    }
    articles.sort { ($0.place, $0.id) < ($1.place, $1.id) }
    try db.execute(sql: "UPDATE article SET likeness = NULL, original_id = NULL WHERE likeness IS NOT NULL")
    let statement = try db.cachedStatement(sql: "UPDATE article SET likeness = ?, original_id = ? WHERE id = ?")
    var reprints = 0
    for (article, link) in zip(articles, Likeness.links(articles.map(\.print))) {
      guard let link else { continue }
      if link.likeness == .reprint { reprints += 1 }
      try statement.execute(arguments: [link.likeness.rawValue, articles[link.original].id, article.id])
    }
    return reprints
  }
}
