import GRDB

/// Finds articles that are alike: reprints, with the same figures, and series made from one template, with others.
///
/// Fingerprints that differ in at most three of their 64 bits share at least one of four parts of 16 bits; only articles
/// that share one are compared.
enum Reprints {
  /// Bits in which the fingerprints of alike texts may differ.
  private static let tolerance = 3

  private struct Article {
    var id: Int64
    var print: UInt64
    var figures: String
    var order: String
  }

  /// Links every article that is like an earlier one to it: the earlier is the one published first, of those without
  /// date the one read first. Complexity: linear in the articles, and in those that are alike.
  ///
  /// - Returns: how many reprints there are.
  static func link(_ db: Database) throws -> Int {
    var articles = try Row.fetchAll(
      db,
      sql: """
        SELECT article.id, fingerprint, figures, coalesce (article.published, nullif (source.published, ''), '9999')
        FROM article JOIN source ON source.id = article.source_id WHERE fingerprint != ''
        """
    ).compactMap { row -> Article? in
      guard let print = UInt64(row[1] as String, radix: 16) else { return nil }
      return Article(id: row[0], print: print, figures: row[2], order: row[3])
    }
    articles.sort { ($0.order, $0.id) < ($1.order, $1.id) }
    var links: [Int64: (likeness: String, original: Int64)] = [:]
    /// The first articles of their kind, by the parts of their fingerprints.
    var firsts: [UInt32: [Int]] = [:]
    for (index, article) in articles.enumerated() {
      var like: Int?
      var same: Int?
      for part in parts(article.print) {
        for candidate in firsts[part] ?? []
        where (articles[candidate].print ^ article.print).nonzeroBitCount <= tolerance {
          if articles[candidate].figures == article.figures { same = min(same ?? candidate, candidate) }
          like = min(like ?? candidate, candidate)
        }
      }
      if let same {
        links[article.id] = ("reprint", articles[same].id)
        continue
      }
      if let like { links[article.id] = ("series", articles[like].id) }
      for part in parts(article.print) { firsts[part, default: []].append(index) }
    }
    try db.execute(sql: "UPDATE article SET likeness = NULL, original_id = NULL WHERE likeness IS NOT NULL")
    let statement = try db.cachedStatement(sql: "UPDATE article SET likeness = ?, original_id = ? WHERE id = ?")
    for (id, link) in links { try statement.execute(arguments: [link.likeness, link.original, id]) }
    return links.values.count { $0.likeness == "reprint" }
  }

  /// The four parts of a fingerprint, each told from the others.
  private static func parts(_ print: UInt64) -> [UInt32] {
    (0..<4).map { UInt32($0) << 16 | UInt32(truncatingIfNeeded: print >> UInt64(16 * $0) & 0xFFFF) }
  }
}
