import GRDB

/// Which findings a reader wants to see. What is empty leaves nothing out.
public struct FindingFilter: Sendable, Equatable {
  /// Which verdicts are listed.
  public enum Verdict: String, Sendable, CaseIterable {
    case open = ""
    case fails, tension, undecided, holds, all
  }
  /// Which decisions are listed.
  public enum Status: String, Sendable, CaseIterable {
    case any = ""
    case undecided = "open"
    case confirmed, dismissed, noted
  }
  /// Whether members stand in one article or in several.
  public enum Reach: String, Sendable, CaseIterable {
    case any = ""
    case text, articles
  }

  /// Which verdicts are listed.
  public var verdict = Verdict.open
  /// Id of a check; empty for any.
  public var check = ""
  /// Name of a district, or how it begins.
  public var district = ""
  /// Id of an activity; empty for any.
  public var activity = ""
  /// First and last date, ISO 8601, as far as they matter: `2023`, `2023-06`.
  public var from = ""
  /// Last date, ISO 8601; empty for any.
  public var to = ""
  /// A part of the name of the document.
  public var source = ""
  /// Which decisions are listed.
  public var status = Status.any
  /// Whether within a text or between articles.
  public var reach = Reach.any

  /// The findings that are open.
  public init() {}
}

/// Conditions of SQL with the values that are bound to them. No value ever becomes part of the SQL.
struct Conditions {
  private(set) var sql: [String] = []
  private(set) var arguments = StatementArguments()

  mutating func add(_ condition: String, _ values: StatementArguments = []) {
    sql.append(condition)
    arguments += values
  }

  var text: String { sql.isEmpty ? "1" : sql.joined(separator: " AND ") }

  /// One of some rows; an equation where there is but one, so that an index gives its order.
  mutating func add(_ column: String, among ids: [Int64]) {
    switch ids.count {
    case 0: add("0")
    case 1: add("\(column) = ?", [ids[0]])
    default: add("\(column) IN (\(ids.map(String.init).joined(separator: ",")))")
    }
  }

  mutating func add(district: String, column: String, _ db: Database) throws {
    if district.isEmpty { return }
    var ids = try Int64.fetchAll(db, sql: "SELECT id FROM district WHERE name = ?", arguments: [district])
    if ids.isEmpty {
      ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM district WHERE instr (name, ?) > 0 LIMIT 500", arguments: [district])
    }
    add(column, among: ids)
  }

  /// Rows of a table by their date.
  ///
  /// Lists are in the order of the rows. Where many rows are of the time, they are met soon; where few are, they are
  /// taken from the index of the dates, named after the table.
  mutating func add(from: String, to: String, table: String, column: String, _ db: Database) throws {
    var range = Conditions()
    if !from.isEmpty { range.add("\(column) >= ?", [from]) }
    // 2023-06 ends with 2023-06-30: whatever begins with it is not after it.
    if !to.isEmpty { range.add("\(column) != '' AND \(column) <= ?", [to + "~"]) }
    guard !range.sql.isEmpty else { return }
    let few = 20_000
    let rows = "FROM \(table) INDEXED BY \(table)_date WHERE \(range.text)"
    let count = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM (SELECT 1 \(rows) LIMIT ?)", arguments: range.arguments + [few + 1])
    if count ?? 0 <= few {
      add("\(table).id IN (SELECT id \(rows))", range.arguments)
    } else {
      add(range.text.replacing(column, with: "+\(table).\(column)"), range.arguments)
    }
  }

  /// Documents by a part of their name.
  mutating func add(source: String, article: String, _ db: Database) throws {
    if source.isEmpty { return }
    let most = 500
    let ids = try Int64.fetchAll(
      db, sql: "SELECT id FROM source WHERE instr (name, ?) > 0 LIMIT ?", arguments: [source, most + 1])
    if ids.count <= most {
      let articles = try Int64.fetchAll(
        db, sql: "SELECT id FROM article WHERE source_id IN (\(ids.map(String.init).joined(separator: ",")))")
      add(article, among: articles)
    } else {
      add(
        """
        EXISTS (SELECT 1 FROM article JOIN source ON source.id = article.source_id
        WHERE article.id = \(article) AND instr (source.name, ?) > 0)
        """, [source])
    }
  }
}

extension FindingFilter {
  func conditions(_ db: Database) throws -> Conditions {
    var conditions = Conditions()
    switch verdict {
    case .open: conditions.add("finding.rank <= 1")
    case .fails: conditions.add("finding.rank = 0")
    case .tension: conditions.add("finding.rank = 1")
    case .undecided: conditions.add("finding.rank = 2")
    case .holds: conditions.add("finding.rank = 3")
    case .all: break
    }
    if !check.isEmpty { conditions.add("finding.check_name = ?", [check]) }
    try conditions.add(district: district, column: "finding.district_id", db)
    if !activity.isEmpty { conditions.add("finding.activity = ?", [activity]) }
    try conditions.add(from: from, to: to, table: "finding", column: "date", db)
    try conditions.add(source: source, article: "finding.article_id", db)
    switch reach {
    case .any: break
    case .text: conditions.add("NOT finding.is_cross")
    case .articles: conditions.add("finding.is_cross")
    }
    switch status {
    case .any: break
    case .undecided:
      conditions.add("NOT EXISTS (SELECT 1 FROM decision WHERE decision.key = finding.key AND status != '')")
    case .confirmed, .dismissed:
      conditions.add(
        "finding.key IN (SELECT key FROM decision WHERE status = ?)", [status.rawValue])
    case .noted: conditions.add("finding.key IN (SELECT key FROM decision WHERE note != '')")
    }
    return conditions
  }
}
