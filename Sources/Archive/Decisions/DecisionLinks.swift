import Foundation
import GRDB

/// Leads decisions to the findings that took the place of theirs.
///
/// Note [Decisions outlive readings]: the id of a finding depends on the bytes of its document, its check and the places
/// of its figures, so a decision meets its finding again whenever the document is read anew. When a change of the rules
/// moves the edge of a figure, or a line elsewhere in the document is corrected, the finding gets another id. A decision
/// without finding is then led to the one finding of the same check that compares the same words in the same document,
/// or figures that overlap in the same text. Where there is none, or more than one, the decision stays as it is and is
/// listed as one whose finding is gone; it is never deleted.
enum DecisionLinks {
  /// Complexity: linear in the decisions without finding and the findings of their documents.
  static func renew(_ db: Database) throws {
    let lost = try Row.fetchAll(
      db,
      sql: """
        SELECT key, check_name, source, digest, spans, quotes FROM decision
        WHERE NOT EXISTS (SELECT 1 FROM finding WHERE finding.key = decision.key)
        """)
    for row in lost {
      let (key, spans, quotes): (String, String, String) = (row[0], row[4], row[5])
      let candidates = try Row.fetchAll(
        db,
        sql: """
          SELECT DISTINCT finding.key, finding.spans, finding.quotes, source.digest = ? AND source.digest != '' FROM finding
          JOIN article ON article.id = finding.article_id JOIN source ON source.id = article.source_id
          WHERE (source.digest = ? AND source.digest != '' OR source.name = ?) AND check_name = ?
          AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.key = finding.key)
          """, arguments: [row[3] as String, row[3] as String, row[2] as String, row[1] as String])
      var found = candidates.filter { $0[2] as String == quotes }
      if found.isEmpty { found = candidates.filter { $0[3] as Bool && overlaps(spans, $0[1]) } }
      let keys = Set(found.map { $0[0] as String })
      guard keys.count == 1, let new = keys.first else { continue }
      try db.execute(sql: "UPDATE decision SET key = ? WHERE key = ?", arguments: [new, key])
      try db.execute(sql: "UPDATE decision_change SET key = ? WHERE key = ?", arguments: [new, key])
    }
  }

  /// Whether as many figures are compared and each overlaps the one in its place.
  static func overlaps(_ one: String, _ other: String) -> Bool {
    let (one, other) = (StoredList.spans(one), StoredList.spans(other))
    return one.count == other.count && !one.isEmpty
      && zip(one, other).allSatisfy { $0.lowerBound < $1.upperBound && $1.lowerBound < $0.upperBound }
  }
}

/// Lists as the database keeps them, in JSON.
enum StoredList {
  /// [[1,2],[5,9]]
  static func spans(_ text: String) -> [Range<Int>] {
    let numbers = integers(text)
    return stride(from: 0, to: numbers.count - 1, by: 2).map { numbers[$0]..<max(numbers[$0], numbers[$0 + 1]) }
  }

  static func integers(_ text: String) -> [Int] { text.split { !$0.isNumber }.compactMap { Int($0) } }

  static func texts(_ text: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
  }
}
