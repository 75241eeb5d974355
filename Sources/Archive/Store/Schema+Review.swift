import GRDB

/// What version 2 of the schema adds for those who read an archive and review its findings.
extension Schema {
  /// `shifts`: where the clean sentence parts from its source (`SentenceShifts`); `rank`: verdicts in the order in which
  /// they are read; `district_id`, `activity`, `date` of articles and findings: those of their first figure that has one,
  /// so that lists need not look into the figures.
  static let readingColumns = """
    ALTER TABLE sentence ADD COLUMN paragraph INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE sentence ADD COLUMN shifts TEXT NOT NULL DEFAULT '';
    ALTER TABLE article ADD COLUMN district_id INTEGER REFERENCES district (id);
    ALTER TABLE article ADD COLUMN activity TEXT NOT NULL DEFAULT '';
    ALTER TABLE finding ADD COLUMN english TEXT NOT NULL DEFAULT '';
    ALTER TABLE finding ADD COLUMN is_cross INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE finding ADD COLUMN district_id INTEGER REFERENCES district (id);
    ALTER TABLE finding ADD COLUMN activity TEXT NOT NULL DEFAULT '';
    ALTER TABLE finding ADD COLUMN date TEXT NOT NULL DEFAULT '';
    ALTER TABLE finding ADD COLUMN rank INTEGER AS
      (CASE verdict WHEN 'fails' THEN 0 WHEN 'tension' THEN 1 WHEN 'undecided' THEN 2 ELSE 3 END) VIRTUAL;
    """

  /// `finding_rank` holds all that lists are filtered by, in their order, so that a list reads no row it does not show.
  /// `finding_member`: the figures of a finding that compares articles. `decision`: what reviewers said of a finding,
  /// with enough of it to be shown when it is gone; nothing refers to the rows of a reading, which come and go.
  static let reviewTables = """
    CREATE TABLE finding_member (
      finding_id INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE, number INTEGER NOT NULL,
      article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
      start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY (finding_id, number)) WITHOUT ROWID;
    CREATE TRIGGER finding_member_gone AFTER DELETE ON finding_member
      BEGIN DELETE FROM finding WHERE id = OLD.finding_id; END;
    CREATE TABLE decision (
      key TEXT PRIMARY KEY, status TEXT NOT NULL, note TEXT NOT NULL, changed TEXT NOT NULL, check_name TEXT NOT NULL,
      verdict TEXT NOT NULL, message TEXT NOT NULL, english TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL,
      spans TEXT NOT NULL, quotes TEXT NOT NULL, rule TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE decision_change (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, changed TEXT NOT NULL, status_before TEXT NOT NULL,
      note_before TEXT NOT NULL, status_after TEXT NOT NULL, note_after TEXT NOT NULL, is_undone INTEGER NOT NULL);
    CREATE INDEX finding_key ON finding (key);
    CREATE INDEX finding_rank ON finding (rank, id, date, check_name, activity, district_id, is_cross, article_id);
    CREATE INDEX finding_date ON finding (date);
    CREATE INDEX finding_check ON finding (check_name, rank);
    CREATE INDEX finding_district ON finding (district_id, rank);
    CREATE INDEX finding_activity ON finding (activity, rank);
    CREATE INDEX finding_cross ON finding (rank) WHERE is_cross;
    CREATE INDEX finding_member_article ON finding_member (article_id);
    CREATE INDEX article_district ON article (district_id);
    CREATE INDEX article_activity ON article (activity);
    CREATE INDEX source_name ON source (name);
    CREATE INDEX source_digest ON source (digest);
    CREATE INDEX statistic_district ON statistic (district_id);
    CREATE INDEX statistic_activity ON statistic (activity);
    CREATE INDEX statistic_date ON statistic (period_end);
    CREATE INDEX article_date ON article (published);
    CREATE INDEX decision_status ON decision (status);
    CREATE INDEX decision_change_key ON decision_change (key);
    """

  /// What version 3 adds: each index of the findings holds all that lists are filtered by, in their order, so that whichever
  /// filter leads, no row is read that is not shown.
  static let listIndexes = """
    DROP INDEX finding_date;
    DROP INDEX finding_check;
    DROP INDEX finding_district;
    DROP INDEX finding_activity;
    DROP INDEX finding_cross;
    DROP INDEX finding_article;
    CREATE INDEX finding_date ON finding (date, rank, id, check_name, activity, district_id, is_cross, article_id);
    CREATE INDEX finding_check ON finding (check_name, rank, id, date, activity, district_id, is_cross, article_id);
    CREATE INDEX finding_district ON finding (district_id, rank, id, date, check_name, activity, is_cross, article_id);
    CREATE INDEX finding_activity ON finding (activity, rank, id, date, check_name, district_id, is_cross, article_id);
    CREATE INDEX finding_article ON finding (article_id, rank);
    """

  /// Gives district, activity and date to the articles and findings that were written without them.
  static func fillFacets(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE article SET
          district_id = (SELECT district_id FROM statistic WHERE article_id = article.id AND district_id NOTNULL
            ORDER BY id LIMIT 1),
          activity = coalesce ((SELECT activity FROM statistic WHERE article_id = article.id AND activity != ''
            ORDER BY id LIMIT 1), '')
        WHERE district_id IS NULL AND activity = '';
        UPDATE finding SET
          district_id = coalesce (
            (SELECT district_id FROM finding_statistic JOIN statistic ON statistic.id = statistic_id
              WHERE finding_id = finding.id AND district_id NOTNULL ORDER BY statistic_id LIMIT 1),
            (SELECT district_id FROM article WHERE article.id = finding.article_id)),
          activity = coalesce (
            (SELECT activity FROM finding_statistic JOIN statistic ON statistic.id = statistic_id
              WHERE finding_id = finding.id AND activity != '' ORDER BY statistic_id LIMIT 1),
            (SELECT activity FROM article WHERE article.id = finding.article_id), ''),
          date = coalesce (
            (SELECT period_end FROM finding_statistic JOIN statistic ON statistic.id = statistic_id
              WHERE finding_id = finding.id AND period_end NOTNULL ORDER BY statistic_id LIMIT 1),
            (SELECT coalesce (article.published, source.published) FROM article
              JOIN source ON source.id = article.source_id WHERE article.id = finding.article_id), '')
        WHERE district_id IS NULL AND activity = '' AND date = '';
        """)
  }
}
