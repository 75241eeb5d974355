import Extraction
import Foundation
import GRDB
import GRDBSQLite

/// Writes and removes documents within the transaction that is open.
struct DocumentWriter {
  private let db: Database
  private let rules: Int64
  private var districts: [District: Int64] = [:]

  init(_ db: Database, rules: Int64) {
    self.db = db
    self.rules = rules
  }

  private static func insert(_ table: String, _ columns: String) -> String {
    let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns)) VALUES (\(marks))"
  }

  private static let source = insert(
    "source",
    "file_id, member, name, digest, rules_id, format, encoding, characters, replacements, title, author, published, origin, url, record"
  )
  private static let article = insert(
    "article",
    "source_id, number, kind, headline, shoulder, byline, published, start, stop, fingerprint, figures, activity, district_id"
  )
  private static let sentence = insert("sentence", "article_id, role, text, start, stop, paragraph, shifts")
  private static let spaced = insert("sentence_text", "rowid, text")
  private static let statistic = insert(
    "statistic",
    "article_id, sentence_id, district_id, key, district_basis, place, activity, action, object, text, value, low, high, qualifier, unit, base_value, base_unit, quantity_kind, scope, period_start, period_end, planned, start, stop, rule"
  )
  private static let mention = insert(
    "mention", "source_id, article_id, start, stop, text, kind, value, low, high, qualifier, unit, rule")
  private static let finding = insert(
    "finding",
    "article_id, key, check_name, verdict, severity, message, spans, lines, quotes, expected, computed, rounding, reason, rule, english, activity, date, district_id"
  )
  private static let member = "INSERT OR IGNORE INTO finding_statistic (finding_id, statistic_id) VALUES (?, ?)"

  /// Runs a prepared statement with values bound directly: five rows in six of an archive go through here.
  private func run(_ sql: String, _ values: [DatabaseValue]) throws -> Int64 {
    let statement = try db.cachedStatement(sql: sql)
    let row = statement.sqliteStatement
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      switch value.storage {
      case .null: sqlite3_bind_null(row, place)
      case .int64(let number): sqlite3_bind_int64(row, place, number)
      case .double(let number): sqlite3_bind_double(row, place, number)
      case .string(var text):
        text.withUTF8 { bytes in
          _ = bytes.withMemoryRebound(to: CChar.self) {
            sqlite3_bind_text(row, place, $0.baseAddress ?? Self.nothing, Int32(clamping: $0.count), Self.copied)
          }
        }
      case .blob: sqlite3_bind_null(row, place)
      }
    }
    let code = sqlite3_step(row)
    sqlite3_reset(row)
    guard code == SQLITE_DONE else {
      let message = db.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
    return db.lastInsertedRowID
  }

  /// Tells SQLite to copy a text (SQLITE_TRANSIENT, which Swift cannot import).
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  /// An empty text, which is not the same as none.
  nonisolated(unsafe) private static let nothing = UnsafePointer<CChar>(strdup(""))

  /// Writes a document and returns its id in `source`.
  mutating func write(_ document: StoredDocument, _ raw: StoredOrigin, file: Int64) throws -> Int64 {
    let source = try run(
      Self.source,
      [
        file.databaseValue, raw.member.databaseValue, raw.name.databaseValue, raw.digest.databaseValue,
        rules.databaseValue, raw.format.databaseValue,
      ] + document.source)
    let articles = try zip(document.articles, document.articleFacets).map { values, facets in
      try run(
        Self.article,
        [source.databaseValue] + values + [facets.activity.databaseValue, try value(of: facets.district)])
    }
    let sentences = try document.sentences.map { sentence in
      let id = try run(Self.sentence, [articles[sentence.article].databaseValue] + sentence.values)
      _ = try run(Self.spaced, [id.databaseValue, SpacedText.spaced(sentence.text).databaseValue])
      return id
    }
    let statistics = try document.statistics.map { statistic in
      try run(
        Self.statistic,
        [
          articles[statistic.article].databaseValue, sentences[statistic.sentence].databaseValue,
          try value(of: statistic.district),
        ] + statistic.values)
    }
    for mention in document.mentions {
      _ = try run(
        Self.mention,
        [source.databaseValue, mention.article.map { articles[$0].databaseValue } ?? .null] + mention.values)
    }
    for finding in document.findings where articles.indices.contains(finding.article) {
      let id = try run(
        Self.finding,
        [articles[finding.article].databaseValue] + finding.values + [try value(of: finding.facets.district)])
      for index in finding.statistics where statistics.indices.contains(index) {
        _ = try run(Self.member, [id.databaseValue, statistics[index].databaseValue])
      }
    }
    return source
  }

  private mutating func value(of district: District?) throws -> DatabaseValue {
    try district.map { try id(of: $0).databaseValue } ?? .null
  }

  private mutating func id(of district: District) throws -> Int64 {
    if let known = districts[district] { return known }
    let arguments: StatementArguments = [district.name, district.code ?? ""]
    try db.execute(sql: "INSERT OR IGNORE INTO district (name, code) VALUES (?, ?)", arguments: arguments)
    let id =
      try Int64.fetchOne(db, sql: "SELECT id FROM district WHERE name = ? AND code = ?", arguments: arguments) ?? 0
    districts[district] = id
    return id
  }

  /// Removes a document with everything that was read from it.
  func remove(source: Int64) throws {
    // The index holds no text of its own: what is taken out must be told.
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT sentence.id, sentence.text FROM sentence JOIN article ON article.id = sentence.article_id
        WHERE article.source_id = ?
        """, arguments: [source])
    while let row = try rows.next() {
      try db.execute(
        sql: "INSERT INTO sentence_text (sentence_text, rowid, text) VALUES ('delete', ?, ?)",
        arguments: [row[0] as Int64, SpacedText.spaced(row[1])])
    }
    for sql in [
      "DELETE FROM mention WHERE source_id = ?",
      "DELETE FROM statistic WHERE article_id IN (SELECT id FROM article WHERE source_id = ?)",
      "DELETE FROM source WHERE id = ?",
    ] { try db.execute(sql: sql, arguments: [source]) }
  }

  /// Removes a file with its documents and what was wrong with it.
  func remove(file: Int64, path: String) throws {
    for source in try Int64.fetchAll(db, sql: "SELECT id FROM source WHERE file_id = ?", arguments: [file]) {
      try remove(source: source)
    }
    try db.execute(sql: "DELETE FROM file WHERE id = ?", arguments: [file])
    try db.execute(sql: "DELETE FROM problem WHERE path = ?", arguments: [path])
  }
}

/// Where a document came from, as the database keeps it.
struct StoredOrigin: Sendable {
  var member: String
  var name: String
  var digest: String
  var format: String
}
