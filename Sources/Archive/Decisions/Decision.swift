import Foundation
import GRDB

/// What a reviewer said of a finding.
public struct Decision: Sendable, Equatable {
  /// `open` has a note at most.
  public enum Status: String, Sendable, CaseIterable {
    case open = ""
    case confirmed, dismissed
  }

  /// What the reviewer decided.
  public var status: Status
  /// What the reviewer wrote.
  public var note: String
  /// When it was changed last, ISO 8601 in UTC.
  public var changed: String

  /// The longest note, in characters.
  public static let longestNote = 4000

  static func fetch(_ key: String, _ db: Database) throws -> Decision? {
    try Row.fetchOne(db, sql: "SELECT status, note, changed FROM decision WHERE key = ?", arguments: [key]).map {
      Decision(status: Status(rawValue: $0[0]) ?? .open, note: $0[1], changed: $0[2])
    }
  }
}

/// One step in what was said of a finding.
public struct DecisionChange: Sendable {
  /// When, ISO 8601.
  public var changed: String
  /// What the reviewer decided.
  public var status: Decision.Status
  /// What the reviewer wrote.
  public var note: String
  /// Whether it was taken back.
  public var isUndone: Bool
}

/// Changes decisions, each step with a way back.
enum DecisionLog {
  /// Sets status and note of a finding; what is nil stays as it is.
  ///
  /// - Returns: whether there is such a finding, or an earlier decision on it.
  static func set(_ key: String, status: Decision.Status?, note: String?, _ db: Database) throws -> Bool {
    let before = try Decision.fetch(key, db)
    if before == nil { guard try remember(key, db) else { return false } }
    let old = before ?? Decision(status: .open, note: "", changed: "")
    let new = Decision(
      status: status ?? old.status, note: String((note ?? old.note).prefix(Decision.longestNote)), changed: now())
    if new.status == old.status, new.note == old.note { return true }
    try write(key, new, db)
    try db.execute(
      sql: """
        INSERT INTO decision_change (key, changed, status_before, note_before, status_after, note_after, is_undone)
        VALUES (?, ?, ?, ?, ?, ?, 0)
        """,
      arguments: [key, new.changed, old.status.rawValue, old.note, new.status.rawValue, new.note])
    return true
  }

  /// Takes the last step back that was not taken back yet.
  ///
  /// - Parameter key: of the finding; nil for the last step of all.
  /// - Returns: the finding it was about; nil when there is none to take back.
  static func undo(_ key: String?, _ db: Database) throws -> String? {
    let last = try Row.fetchOne(
      db,
      sql: """
        SELECT id, key, status_before, note_before FROM decision_change
        WHERE NOT is_undone AND (?1 IS NULL OR key = ?1) ORDER BY id DESC LIMIT 1
        """, arguments: [key])
    guard let last else { return nil }
    let found: String = last[1]
    try write(found, Decision(status: .init(rawValue: last[2]) ?? .open, note: last[3], changed: now()), db)
    try db.execute(sql: "UPDATE decision_change SET is_undone = 1 WHERE id = ?", arguments: [last[0] as Int64])
    return found
  }

  static func history(_ key: String, _ db: Database) throws -> [DecisionChange] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT changed, status_after, note_after, is_undone FROM decision_change WHERE key = ? ORDER BY id DESC LIMIT 20
        """, arguments: [key]
    ).map {
      DecisionChange(changed: $0[0], status: Decision.Status(rawValue: $0[1]) ?? .open, note: $0[2], isUndone: $0[3])
    }
  }

  private static func write(_ key: String, _ decision: Decision, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE decision SET status = ?, note = ?, changed = ? WHERE key = ?",
      arguments: [decision.status.rawValue, decision.note, decision.changed, key])
  }

  /// Keeps enough of a finding to show it when it is gone.
  private static func remember(_ key: String, _ db: Database) throws -> Bool {
    try db.execute(
      sql: """
        INSERT INTO decision
        SELECT finding.key, '', '', ?, check_name, verdict, message, english, source.name, source.digest, spans, quotes,
          rule FROM finding JOIN article ON article.id = finding.article_id
        JOIN source ON source.id = article.source_id WHERE finding.key = ? ORDER BY finding.id LIMIT 1
        """, arguments: [now(), key])
    return db.changesCount > 0
  }

  private static func now() -> String { Date.now.formatted(.iso8601) }
}
