import GRDB

/// The tables of an archive, by the versions of their schema.
///
/// Note [Offsets in the database]: `start` and `stop` are the `start` and `end` of the records (code points of the decoded
/// document), for END is a word of SQL; likewise `check_name` is the `check` of a finding.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: tables)
      try db.execute(sql: indexes)
      try db.execute(sql: views)
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: readingColumns)
      try db.execute(sql: reviewTables)
      try fillFacets(db)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("3") { db in
      try db.execute(sql: listIndexes)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    return migrator
  }

  private static let tables = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE rules (
      id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, is_current INTEGER NOT NULL);
    CREATE TABLE file (
      id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, bytes INTEGER NOT NULL,
      is_complete INTEGER NOT NULL);
    CREATE TABLE source (
      id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE, member TEXT NOT NULL,
      name TEXT NOT NULL, digest TEXT NOT NULL, rules_id INTEGER NOT NULL REFERENCES rules (id), format TEXT NOT NULL,
      encoding TEXT NOT NULL, characters INTEGER NOT NULL, replacements INTEGER NOT NULL, title TEXT NOT NULL,
      author TEXT NOT NULL, published TEXT NOT NULL, origin TEXT NOT NULL, url TEXT NOT NULL, record TEXT NOT NULL,
      UNIQUE (file_id, member));
    CREATE TABLE article (
      id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
      number INTEGER NOT NULL, kind TEXT NOT NULL, headline TEXT NOT NULL, shoulder TEXT NOT NULL,
      byline TEXT NOT NULL, published TEXT, start INTEGER NOT NULL, stop INTEGER NOT NULL,
      fingerprint TEXT NOT NULL, figures TEXT NOT NULL,
      likeness TEXT, original_id INTEGER REFERENCES article (id) ON DELETE SET NULL);
    CREATE TABLE district (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, UNIQUE (name, code));
    CREATE TABLE sentence (
      id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      role TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL);
    CREATE TABLE statistic (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      sentence_id INTEGER NOT NULL REFERENCES sentence (id), district_id INTEGER REFERENCES district (id),
      district_basis TEXT, place TEXT NOT NULL, activity TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL,
      text TEXT NOT NULL, value NUMERIC, low NUMERIC, high NUMERIC, qualifier TEXT NOT NULL, unit TEXT NOT NULL,
      base_value NUMERIC, base_unit TEXT NOT NULL, quantity_kind TEXT NOT NULL, scope TEXT NOT NULL, period_start TEXT,
      period_end TEXT, planned INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, rule TEXT NOT NULL);
    CREATE TABLE mention (
      id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
      article_id INTEGER REFERENCES article (id), start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
      kind TEXT NOT NULL, value NUMERIC, low NUMERIC, high NUMERIC, qualifier TEXT NOT NULL, unit TEXT NOT NULL,
      rule TEXT NOT NULL);
    CREATE TABLE finding (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      check_name TEXT NOT NULL, verdict TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL,
      spans TEXT NOT NULL, lines TEXT NOT NULL, quotes TEXT NOT NULL, expected NUMERIC, computed NUMERIC, rounding INTEGER NOT NULL, reason TEXT,
      rule TEXT NOT NULL);
    CREATE TABLE finding_statistic (
      finding_id INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
      statistic_id INTEGER NOT NULL REFERENCES statistic (id) ON DELETE CASCADE,
      PRIMARY KEY (finding_id, statistic_id)) WITHOUT ROWID;
    CREATE TABLE problem (
      id INTEGER PRIMARY KEY, path TEXT NOT NULL, member TEXT NOT NULL, stage TEXT NOT NULL, message TEXT NOT NULL,
      UNIQUE (path, member, stage, message));
    CREATE VIRTUAL TABLE sentence_text USING fts5 (
      text, content="sentence", content_rowid="id", tokenize="unicode61 remove_diacritics 0");
    """

  /// Each foreign key has an index: deleting a row looks for what refers to it.
  private static let indexes = """
    CREATE INDEX source_rules ON source (rules_id);
    CREATE INDEX article_source ON article (source_id);
    CREATE INDEX article_original ON article (original_id);
    CREATE INDEX sentence_article ON sentence (article_id);
    CREATE INDEX statistic_article ON statistic (article_id);
    CREATE INDEX statistic_sentence ON statistic (sentence_id);
    CREATE INDEX statistic_key ON statistic (district_id, activity, action, object, base_unit);
    CREATE INDEX mention_source ON mention (source_id);
    CREATE INDEX mention_article ON mention (article_id);
    CREATE INDEX finding_article ON finding (article_id);
    CREATE INDEX finding_statistic_statistic ON finding_statistic (statistic_id);
    """

  private static let views = """
    CREATE VIEW figure AS
    SELECT statistic.id, statistic.key, district.name AS district, district.code AS district_code,
      statistic.district_basis, statistic.place, statistic.activity, statistic.action, statistic.object, statistic.text,
      statistic.value, statistic.low, statistic.high, statistic.qualifier, statistic.unit, statistic.base_value,
      statistic.base_unit, statistic.quantity_kind, statistic.scope, statistic.period_start, statistic.period_end,
      statistic.planned, coalesce (nullif (article.headline, ''), source.title) AS headline,
      coalesce (article.published, nullif (source.published, '')) AS published, sentence.text AS sentence,
      source.name AS source, source.url AS url, article.number AS article, statistic.start, statistic.stop,
      article.likeness = 'reprint' IS TRUE AS is_reprint, rules.is_current = 0 AS is_stale, statistic.rule,
      statistic.article_id, statistic.sentence_id, source.id AS source_id
    FROM statistic JOIN sentence ON sentence.id = statistic.sentence_id
    JOIN article ON article.id = statistic.article_id JOIN source ON source.id = article.source_id
    JOIN rules ON rules.id = source.rules_id LEFT JOIN district ON district.id = statistic.district_id;
    CREATE VIEW stale AS
    SELECT source.id, source.name, file.path FROM source JOIN rules ON rules.id = source.rules_id
    JOIN file ON file.id = source.file_id WHERE rules.is_current = 0;
    """
}
