import GRDB

/// An article as a list shows it.
public struct ArticleLine: Sendable {
  /// Its number in the archive.
  public var id: Int64
  /// Headline of the article, empty without one.
  public var headline: String
  /// Name of the document.
  public var source: String
  /// Date of the article, ISO 8601 as far as it is known.
  public var published: String
  /// Name of the district that reports, empty when none is known.
  public var district: String
  /// Id of the campaign activity, empty for none.
  public var activity: String
  /// How many figures it reports.
  public var figures: Int
  /// Findings that fail or are in tension.
  public var findings: Int
}

/// What articles and figures can be looked for by; what is empty leaves nothing out.
public struct PlaceFilter: Sendable, Equatable {
  /// Name of the district that reports, empty when none is known.
  public var district = ""
  /// Id of the campaign activity, empty for none.
  public var activity = ""
  /// First date, ISO 8601; empty for any.
  public var from = ""
  /// Last date, ISO 8601; empty for any.
  public var to = ""
  /// Name of the document.
  public var source = ""

  /// Every article.
  public init() {}
}

extension ArchiveBrowser {
  /// Articles in the order in which they were read, at most `limit`.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func articles(
    _ filter: PlaceFilter, _ from: From<Int64> = .start, limit: Int = 50
  ) throws -> ListPart<ArticleLine> {
    try part(from, limit: limit, table: "article") { conditions, order, limit, db in
      var conditions = conditions
      try conditions.add(district: filter.district, db)
      if !filter.activity.isEmpty { conditions.add("article.activity = ?", [filter.activity]) }
      try conditions.add(from: filter.from, to: filter.to, column: "published", db)
      try conditions.add(source: filter.source, article: "article.id", db)
      let ids = try Int64.fetchAll(
        db,
        sql: "SELECT article.id FROM \(conditions.rows) WHERE \(conditions.text) ORDER BY article.id \(order) LIMIT ?",
        arguments: conditions.arguments + [limit])
      return try ids.compactMap { try Self.articleLine($0, db) }
    }
  }

  /// Figures in the order in which they were read, at most `limit`.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func figures(
    _ filter: PlaceFilter, _ from: From<Int64> = .start, limit: Int = 50
  ) throws -> ListPart<FigureRecord> {
    try part(from, limit: limit, table: "statistic") { conditions, order, limit, db in
      var conditions = conditions
      try conditions.add(district: filter.district, db)
      if !filter.activity.isEmpty { conditions.add("statistic.activity = ?", [filter.activity]) }
      try conditions.add(from: filter.from, to: filter.to, column: "period_end", db)
      try conditions.add(source: filter.source, article: "statistic.article_id", db)
      let ids = try Int64.fetchAll(
        db,
        sql:
          "SELECT statistic.id FROM \(conditions.rows) WHERE \(conditions.text) ORDER BY statistic.id \(order) LIMIT ?",
        arguments: conditions.arguments + [limit])
      let statement = try db.cachedStatement(sql: "\(FigureRecord.sql) WHERE statistic.id = ?")
      return try ids.compactMap { try Row.fetchOne(statement, arguments: [$0]).map { FigureRecord($0) } }
    }
  }

  private func part<Line>(
    _ from: From<Int64>, limit: Int, table: String,
    _ fetch: (Conditions, String, Int, Database) throws -> [Line]
  ) throws -> ListPart<Line> {
    try read { db in
      var conditions = Conditions(table: table)
      var (order, isAtStart) = ("", false)
      switch from {
      case .start: isAtStart = true
      case .after(let id): conditions.add("\(table).id > ?", [id])
      case .before(let id):
        conditions.add("\(table).id < ?", [id])
        order = "DESC"
      }
      let found = try fetch(conditions, order, limit + 1, db)
      let more = found.count > limit
      let shown = Array(found.prefix(limit))
      let isBackward = !order.isEmpty
      return ListPart(
        lines: isBackward ? shown.reversed() : shown, hasEarlier: isBackward ? more : !isAtStart,
        hasLater: isBackward || more)
    }
  }

  private static func articleLine(_ id: Int64, _ db: Database) throws -> ArticleLine? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT article.id, coalesce (nullif (headline, ''), title), source.name, coalesce (article.published,
        source.published, ''), coalesce (district.name, ''), article.activity,
        (SELECT count(*) FROM statistic WHERE article_id = article.id),
        (SELECT count(*) FROM finding WHERE article_id = article.id AND rank <= 1)
        FROM article JOIN source ON source.id = article.source_id LEFT JOIN district ON district.id = article.district_id
        WHERE article.id = ?
        """)
    return try Row.fetchOne(statement, arguments: [id]).map { row in
      ArticleLine(
        id: row[0], headline: row[1], source: row[2], published: row[3], district: row[4], activity: row[5],
        figures: row[6], findings: row[7])
    }
  }
}
