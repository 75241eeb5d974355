import Foundation
import GRDB

/// Keeps what came of comparing articles in the archive, beside the findings of single texts.
public struct CrossFindings {
  private let store: ArchiveStore
  private let checker: ArchiveChecker

  /// - Parameters:
  ///   - store: the archive whose articles are compared.
  ///   - rules: those of `checks/archive.tsv`.
  public init(_ store: ArchiveStore, rules: ArchiveCheckRules) {
    self.store = store
    checker = ArchiveChecker(rules: rules)
  }

  /// Compares the articles anew and keeps the findings.
  ///
  /// - Returns: every relation tested.
  /// - Throws: `ArchiveFailure`.
  public func renew() throws -> [ArchiveFinding] {
    let findings = try checker.findings(in: store)
    try store.write { db in
      try db.execute(sql: "DELETE FROM finding WHERE is_cross")
      for finding in findings { try Self.insert(finding, db) }
      try db.execute(sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('cross', 'done')")
      try DecisionLinks.renew(db)
    }
    return findings
  }

  /// Compares the articles if any was read since they were compared last.
  ///
  /// - Throws: `ArchiveFailure`.
  public func renewIfDue() throws {
    let isDue = try store.access { db in
      try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'cross'") != "done"
    }
    if isDue { _ = try renew() } else { try store.write { try DecisionLinks.renew($0) } }
  }

  private static func insert(_ finding: ArchiveFinding, _ db: Database) throws {
    guard let first = finding.members.first else { return }
    var digest = ContentDigest()
    digest.add(Array(finding.check.utf8))
    for member in finding.members { digest.add(Array(try name(member, db).utf8)) }
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO finding (key, article_id, check_name, verdict, severity, message, english, spans, lines, quotes,
          rounding, rule, is_cross, district_id, activity, date)
        SELECT :key, article.id, :check, :verdict, :severity, :message, :english, :spans, '[]', :quotes, 0, :rule, 1,
          coalesce (statistic.district_id, article.district_id), coalesce (statistic.activity, article.activity),
          coalesce (statistic.period_end, article.published, nullif (source.published, ''), '')
        FROM article JOIN source ON source.id = article.source_id
        LEFT JOIN statistic ON statistic.article_id = article.id AND statistic.key = :statistic WHERE article.id = :article
        LIMIT 1
        """)
    try statement.execute(arguments: [
      "key": "x" + digest.text.prefix(16), "check": finding.check, "verdict": finding.verdict.rawValue,
      "severity": finding.severity.rawValue, "message": finding.chinese, "english": finding.english,
      "spans": "[" + finding.members.map { "[\($0.start),\($0.stop)]" }.joined(separator: ",") + "]",
      "quotes": String(
        decoding: (try? JSONEncoder().encode(finding.members.map(\.text))) ?? Data("[]".utf8), as: UTF8.self),
      "rule": finding.rule, "statistic": first.key, "article": first.article,
    ])
    guard db.changesCount > 0 else { return }
    let id = db.lastInsertedRowID
    let member = try db.cachedStatement(
      sql:
        "INSERT INTO finding_member (finding_id, number, article_id, start, stop, text, key) VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    for (number, one) in finding.members.enumerated() {
      try member.execute(arguments: [id, number, one.article, one.start, one.stop, one.text, one.key])
    }
  }

  /// What a member is called whatever the path and the order of reading.
  private static func name(_ member: ArchiveFinding.Member, _ db: Database) throws -> String {
    if !member.key.isEmpty { return member.key }
    let statement = try db.cachedStatement(
      sql: """
        SELECT source.digest || ' ' || article.number FROM article JOIN source ON source.id = article.source_id
        WHERE article.id = ?
        """)
    return try String.fetchOne(statement, arguments: [member.article]) ?? ""
  }
}
