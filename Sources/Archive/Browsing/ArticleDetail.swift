import GRDB

/// An article, or a part of a long one, with its figures marked.
public struct ArticleDetail: Sendable {
  /// A sentence with what is marked in it.
  public struct Line: Sendable {
    /// What it is in its article.
    public var role: String
    /// Number of its paragraph in the article, from 0.
    public var paragraph: Int
    /// The sentence, cleaned, with its marks.
    public var text: MarkedText
    /// The code point of the source where it starts.
    public var start: Int
  }

  /// Its number in the archive.
  public var id: Int64
  /// Headline of the article, empty without one.
  public var headline: String
  /// Name of the document.
  public var source: String
  /// Where the document is on the web, empty when that is not known.
  public var url: String
  /// As the page names them, empty when it does not.
  public var author: String
  /// Date of the article, ISO 8601 as far as it is known.
  public var published: String
  /// Whether the article is a reprint or nearly one; empty for neither.
  public var likeness: String
  /// Number of the article that it reprints; nil for none.
  public var original: Int64?
  /// In text order.
  public var lines: [Line]
  /// Those of the article, in text order.
  public var figures: [FigureRecord]
  /// Those with a member in it.
  public var findings: [FindingLine]
  /// Number of the part shown, from 0, and of all parts.
  public var part: Int
  /// How many such parts it has.
  public var parts: Int
}

extension ArchiveBrowser {
  /// Characters and figures that a part of an article may hold.
  private static let mostCharacters = 12_000
  private static let mostFigures = 120

  /// An article by its row, cut into parts that fit on a page.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func article(_ id: Int64, part: Int = 0) throws -> ArticleDetail? {
    try read { try Self.article(id, part: part, $0) }
  }

  /// The part of an article that holds a figure; the first where none does.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func part(of figure: String, in article: Int64) throws -> Int {
    if figure.isEmpty { return 0 }
    return try read { db in
      let sentence = try Int64.fetchOne(
        db, sql: "SELECT sentence_id FROM statistic WHERE article_id = ? AND key = ?", arguments: [article, figure])
      guard let sentence else { return 0 }
      return try Self.cuts(article, db).firstIndex { $0.contains(sentence) } ?? 0
    }
  }

  /// The articles with findings, then those with figures, in the order in which they were read.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func articlesWorthReading(limit: Int) throws -> (articles: [Int64], leftOut: Int) {
    try read { db in
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM (SELECT id, EXISTS (SELECT 1 FROM finding WHERE article_id = article.id AND rank <= 1) AS worth
          FROM article WHERE EXISTS (SELECT 1 FROM statistic WHERE article_id = article.id) OR worth
          ORDER BY worth DESC, id LIMIT ?) ORDER BY id
          """, arguments: [limit])
      let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM article") ?? 0
      return (ids, all - ids.count)
    }
  }

  static func article(_ id: Int64, part: Int, _ db: Database) throws -> ArticleDetail? {
    let head = try Row.fetchOne(
      db,
      sql: """
        SELECT coalesce (nullif (headline, ''), title), name, url, author, coalesce (article.published, source.published),
        coalesce (likeness, ''), original_id, byline FROM article JOIN source ON source.id = article.source_id
        WHERE article.id = ?
        """, arguments: [id])
    guard let head else { return nil }
    let cuts = try cuts(id, db)
    let part = max(0, min(part, cuts.count - 1))
    let range = cuts.isEmpty ? 0..<0 : cuts[part]
    let sentences = try Row.fetchAll(
      db,
      sql: """
        SELECT \(StoredSentence.columns), sentence.id FROM sentence WHERE article_id = ? AND id >= ? AND id < ? ORDER BY id
        """, arguments: [id, range.lowerBound, range.upperBound])
    let figures = try Row.fetchAll(
      db,
      sql: """
        \(FigureRecord.sql) WHERE statistic.article_id = ? AND sentence_id >= ? AND sentence_id < ? ORDER BY statistic.id
        LIMIT 1000
        """, arguments: [id, range.lowerBound, range.upperBound]
    ).map { FigureRecord($0) }
    let places = try Row.fetchAll(
      db, sql: "SELECT rank, id FROM finding WHERE article_id = ? AND rank <= 1 ORDER BY rank, id LIMIT 100",
      arguments: [id]
    ).map { FindingPlace(rank: $0[0], id: $0[1]) }
    return ArticleDetail(
      id: id, headline: head[0], source: head[1], url: head[2], author: head[3], published: head[4] ?? "",
      likeness: head[5], original: head[6], lines: lines(sentences, figures), figures: figures,
      findings: try places.compactMap { try line($0, db) }, part: part, parts: max(1, cuts.count))
  }

  /// The rows of the sentences of each part.
  private static func cuts(_ id: Int64, _ db: Database) throws -> [Range<Int64>] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, length (text), (SELECT count(*) FROM statistic WHERE sentence_id = sentence.id) FROM sentence
        WHERE article_id = ? ORDER BY id
        """, arguments: [id])
    var cuts: [Range<Int64>] = []
    var (characters, figures) = (0, 0)
    while let row = try rows.next() {
      let id: Int64 = row[0]
      characters += min(row[1] as Int, 4000)
      figures += row[2] as Int
      if let last = cuts.last, characters <= mostCharacters, figures <= mostFigures {
        cuts[cuts.count - 1] = last.lowerBound..<id + 1
      } else {
        cuts.append(id..<id + 1)
        (characters, figures) = (min(row[1] as Int, 4000), row[2])
      }
    }
    return cuts
  }

  private static func lines(_ sentences: [Row], _ figures: [FigureRecord]) -> [ArticleDetail.Line] {
    var next = 0
    let ordered = figures.sorted { $0.span.lowerBound < $1.span.lowerBound }
    return sentences.map { row in
      let sentence = StoredSentence(row)
      let shifts = SentenceShifts(sentence.shifts)
      while next < ordered.count, ordered[next].span.upperBound <= sentence.span.lowerBound { next += 1 }
      let marks = ordered[next...].prefix { $0.span.lowerBound < sentence.span.upperBound }.map {
        Mark(kind: .figure, range: sentence.range(of: $0.span, shifts: shifts), id: $0.key)
      }
      return ArticleDetail.Line(
        role: sentence.role, paragraph: sentence.paragraph, text: MarkedText(sentence.text, marks: marks),
        start: sentence.span.lowerBound)
    }
  }
}
