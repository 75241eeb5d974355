import GRDB

/// A finding with all that a reviewer needs to judge it.
public struct FindingDetail: Sendable {
  /// What one article says.
  public struct Evidence: Sendable {
    /// Number of the article in the archive.
    public var article: Int64
    /// Headline of the article, empty without one.
    public var headline: String
    /// Name of the document.
    public var source: String
    /// Where the document is on the web, empty when that is not known.
    public var url: String
    /// Date of the article, ISO 8601 as far as it is known.
    public var published: String
    /// The sentences that hold figures compared, with these marked, and where each begins.
    public var sentences: [MarkedText]
    /// Where the first member starts, in code points of the source.
    public var offset: Int
  }

  /// What lists show of it.
  public var line: FindingLine
  /// Why it is undecided, empty where it is not.
  public var reason: String
  /// What the text says, where one number says it.
  public var expected: Double?
  /// What the members give, where one number says it.
  public var computed: Double?
  /// Whether rounding was allowed for.
  public var isRounded: Bool
  /// What decided, as `file:line`.
  public var rule: String
  /// What the source has at each member.
  public var quotes: [String]
  /// The members with their sentences.
  public var evidence: [Evidence]
  /// What was decided, the latest first.
  public var history: [DecisionChange]
}

/// A decision whose finding is gone.
public struct LostDecision: Sendable {
  /// Its id in records, which stays when documents are read again.
  public var key: String
  /// What the reviewer decided.
  public var decision: Decision
  /// Id of the check.
  public var check: String
  /// `holds`, `fails`, `tension` or `undecided`.
  public var verdict: String
  /// What is said of it, in Chinese.
  public var message: String
  /// The same in English.
  public var english: String
  /// Name of the document.
  public var source: String
  /// What the source has at each member.
  public var quotes: [String]
}

extension ArchiveBrowser {
  /// The finding with an id; nil when there is none.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func finding(_ key: String) throws -> FindingDetail? { try read { try Self.finding(key, $0) } }

  static func finding(_ key: String, _ db: Database) throws -> FindingDetail? {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT id, rank, coalesce (reason, ''), expected, computed, rounding, rule, quotes, spans, is_cross, article_id
          FROM finding WHERE key = ? ORDER BY id LIMIT 1
          """, arguments: [key]), let line = try line(FindingPlace(rank: row[1], id: row[0]), db)
    else { return nil }
    var members: [(article: Int64, span: Range<Int>)] = []
    if row[9] as Bool {
      members = try Row.fetchAll(
        db, sql: "SELECT article_id, start, stop FROM finding_member WHERE finding_id = ? ORDER BY number",
        arguments: [row[0] as Int64]
      ).map { ($0[0], ($0[1] as Int)..<max($0[1] as Int, $0[2] as Int)) }
    } else {
      members = StoredList.spans(row[8]).map { (row[10], $0) }
    }
    var articles: [Int64] = []
    for member in members where !articles.contains(member.article) { articles.append(member.article) }
    if articles.isEmpty { articles = [row[10]] }
    return FindingDetail(
      line: line, reason: row[2], expected: row[3], computed: row[4], isRounded: row[5], rule: row[6],
      quotes: StoredList.texts(row[7]),
      evidence: try articles.compactMap { article in
        try evidence(
          article,
          members.enumerated().filter { $0.element.article == article }.map { ($0.offset + 1, $0.element.span) }, db)
      }, history: try DecisionLog.history(key, db))
  }

  private static func evidence(
    _ article: Int64, _ members: [(number: Int, span: Range<Int>)], _ db: Database
  ) throws -> FindingDetail.Evidence? {
    let head = try Row.fetchOne(
      db,
      sql: """
        SELECT coalesce (nullif (headline, ''), title), source.name, source.url, coalesce (article.published,
        source.published), article.start, article.stop FROM article JOIN source ON source.id = article.source_id
        WHERE article.id = ?
        """, arguments: [article])
    guard let head else { return nil }
    let whole = (head[4] as Int)..<max(head[4] as Int, head[5] as Int)
    var marks: [Int: [Mark]] = [:]
    var sentences: [Int: StoredSentence] = [:]
    // An article as a whole shows how it begins.
    let spans = members.filter { $0.span != whole }
    for (number, span) in spans.prefix(50) {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT \(StoredSentence.columns) FROM sentence WHERE article_id = ? AND start < ? AND stop > ?
          ORDER BY id LIMIT 3
          """, arguments: [article, span.upperBound, span.lowerBound])
      for sentence in rows.map({ StoredSentence($0) }) {
        let shifts = SentenceShifts(sentence.shifts)
        sentences[sentence.span.lowerBound] = sentence
        marks[sentence.span.lowerBound, default: []].append(
          Mark(kind: .member, range: sentence.range(of: span, shifts: shifts), id: String(number)))
      }
    }
    if sentences.isEmpty {
      let rows = try Row.fetchAll(
        db, sql: "SELECT \(StoredSentence.columns) FROM sentence WHERE article_id = ? ORDER BY id LIMIT 3",
        arguments: [article])
      for sentence in rows.map({ StoredSentence($0) }) { sentences[sentence.span.lowerBound] = sentence }
    }
    let ordered = sentences.sorted { $0.key < $1.key }
    return FindingDetail.Evidence(
      article: article, headline: head[0], source: head[1], url: head[2], published: head[3] ?? "",
      sentences: ordered.map { MarkedText($0.value.text, marks: marks[$0.key] ?? [], limit: 1200) },
      offset: spans.map(\.span.lowerBound).min() ?? whole.lowerBound)
  }

  /// A decision whose finding is gone, by its id.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func lostDecision(_ key: String) throws -> LostDecision? {
    try read { try Self.lost("key = ?", [key], limit: 1, $0).first }
  }

  /// Decisions whose findings are gone.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func lostDecisions(limit: Int = 200) throws -> [LostDecision] {
    try read { try Self.lost("1", [], limit: limit, $0) }
  }

  private static func lost(
    _ condition: String, _ arguments: StatementArguments, limit: Int, _ db: Database
  ) throws -> [LostDecision] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT key, status, note, changed, check_name, verdict, message, english, source, quotes FROM decision
        WHERE \(condition) AND (status != '' OR note != '')
        AND NOT EXISTS (SELECT 1 FROM finding WHERE finding.key = decision.key) ORDER BY changed DESC LIMIT ?
        """, arguments: arguments + [limit]
    ).map { row in
      LostDecision(
        key: row[0], decision: Decision(status: .init(rawValue: row[1]) ?? .open, note: row[2], changed: row[3]),
        check: row[4], verdict: row[5], message: row[6], english: row[7], source: row[8],
        quotes: StoredList.texts(row[9]))
    }
  }
}
