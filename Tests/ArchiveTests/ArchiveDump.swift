import GRDB

/// What an archive says, without the ids that depend on the order of writing.
enum ArchiveDump {
  private static let queries = [
    "SELECT path, digest, bytes, is_complete FROM file ORDER BY 1",
    """
    SELECT path, member, source.name, source.digest, format, encoding, characters, replacements, title, author,
    published, url, record, rules.digest FROM source JOIN file ON file.id = file_id JOIN rules ON rules.id = rules_id
    ORDER BY 1, 2
    """,
    """
    SELECT name, number, kind, headline, byline, article.published, start, stop, fingerprint, figures, likeness,
    original_id IS NULL FROM article JOIN source ON source.id = source_id ORDER BY name, number
    """,
    """
    SELECT name, role, text, sentence.start, sentence.stop FROM sentence JOIN article ON article.id = article_id
    JOIN source ON source.id = source_id ORDER BY name, sentence.start, sentence.stop
    """,
    """
    SELECT source, key, district, place, activity, action, object, text, value, low, high, base_value, base_unit, scope,
    period_start, period_end, headline, sentence, is_reprint, is_stale, rule FROM figure ORDER BY source, start, stop, key
    """,
    """
    SELECT name, start, stop, text, kind, value, low, high, unit, rule, article_id IS NULL FROM mention
    JOIN source ON source.id = source_id ORDER BY name, start, stop, rule
    """,
    """
    SELECT name, key, check_name, verdict, severity, message, spans, expected, computed, rule,
    (SELECT count(*) FROM finding_statistic WHERE finding_id = finding.id)
    FROM finding JOIN article ON article.id = article_id JOIN source ON source.id = source_id
    ORDER BY name, key, check_name, message
    """,
    "SELECT path, member, stage, message FROM problem ORDER BY 1, 2, 3, 4",
    "SELECT count(*) FROM sentence_text WHERE sentence_text MATCH '\"人 次\"'",
  ]

  /// Every row as text, table by table.
  static func rows(_ path: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { db in
      try queries.flatMap { sql in try Row.fetchAll(db, sql: sql).map { "\($0.databaseValues)" } }
    }
  }

  /// What SQLite finds wrong with the file; "ok" when nothing is.
  static func integrity(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.inDatabase { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check")
        + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { "\($0)" }
    }
  }

  static func count(_ path: String, _ sql: String) throws -> Int {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }
}
