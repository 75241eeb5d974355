import GRDB

/// Conditions of SQL on the rows of a table with the values that are bound to them. No value ever becomes part of the SQL.
///
/// Lists are in the order of the rows. Where many rows meet a condition, they are met soon in this order; where few do, they
/// are taken from an index and sorted. So rows are counted, up to `some`, before it is said how they are looked for.
struct Conditions {
  private let table: String
  private(set) var sql: [String] = []
  private(set) var arguments = StatementArguments()
  /// The index that the rows are taken from, where it must be a certain one.
  private var index = ""
  private static let few = 500
  private static let some = 20_000
  /// Articles that are told by their number rather than by the name of their document.
  private static let someArticles = 1000

  init(table: String) { self.table = table }

  mutating func add(_ condition: String, _ values: StatementArguments = []) {
    sql.append(condition)
    arguments += values
  }

  var text: String { sql.isEmpty ? "1" : sql.joined(separator: " AND ") }

  /// What follows FROM.
  var rows: String { index.isEmpty ? table : "\(table) INDEXED BY \(index)" }

  /// One of some rows; an equation where there is but one, so that an index gives its order.
  private mutating func add(_ column: String, among ids: [Int64]) {
    switch ids.count {
    case 0: add("0")
    case 1: add("\(column) = ?", [ids[0]])
    default: add("\(column) IN (\(ids.map(String.init).joined(separator: ",")))")
    }
  }

  /// The rows that a query names, as a list in JSON, and how many they are, up to one more than `most`.
  private func ids(
    _ query: String, _ values: StatementArguments, most: Int, _ db: Database
  ) throws -> (list: String, count: Int) {
    let row = try Row.fetchOne(
      db, sql: "SELECT json_group_array (id), count(*) FROM (\(query) LIMIT ?)", arguments: values + [most + 1])
    return (row?[0] ?? "[]", row?[1] ?? 0)
  }

  /// Whether more rows than some meet a condition.
  private func isMet(by condition: String, _ values: StatementArguments, index: String, _ db: Database) throws -> Bool {
    let rows = "SELECT 1 FROM \(table) INDEXED BY \(index) WHERE \(condition) LIMIT ?"
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(rows))", arguments: values + [Self.some + 1])
    return count ?? 0 > Self.some
  }

  /// Rows by the name of their district, or else by a part of it.
  mutating func add(district: String, _ db: Database) throws {
    if district.isEmpty { return }
    var ids = try Int64.fetchAll(db, sql: "SELECT id FROM district WHERE name = ?", arguments: [district])
    if ids.isEmpty {
      ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM district WHERE instr (name, ?) > 0 LIMIT ?", arguments: [district, Self.few])
    }
    var among = Conditions(table: table)
    among.add("district_id", among: ids)
    let areMany = try ids.count > 1 && isMet(by: among.text, among.arguments, index: "\(table)_district", db)
    add("\(areMany ? "+" : "")\(table).district_id", among: ids)
  }

  /// Rows by their date.
  mutating func add(from: String, to: String, column: String, _ db: Database) throws {
    var range = Conditions(table: table)
    if !from.isEmpty { range.add("\(table).\(column) >= ?", [from]) }
    // 2023-06 ends with 2023-06-30: whatever begins with it is not after it.
    if !to.isEmpty { range.add("\(table).\(column) != '' AND \(table).\(column) <= ?", [to + "~"]) }
    guard !range.sql.isEmpty else { return }
    if try isMet(by: range.text, range.arguments, index: "\(table)_date", db) {
      add(range.text.replacing("\(table).", with: "+\(table)."), range.arguments)
    } else {
      add(range.text, range.arguments)
      index = "\(table)_date"
    }
  }

  /// Documents by a part of their name.
  mutating func add(source: String, article: String, _ db: Database) throws {
    if source.isEmpty { return }
    let articles = try self.ids(
      """
      SELECT article.id FROM source CROSS JOIN article ON article.source_id = source.id
      WHERE instr (source.name, ?) > 0
      """, [source], most: Self.someArticles, db)
    if articles.count <= Self.someArticles {
      add("\(articles.count > Self.few ? "+" : "")\(article) IN (SELECT value FROM json_each (?))", [articles.list])
    } else {
      add(
        """
        EXISTS (SELECT 1 FROM article JOIN source ON source.id = article.source_id
        WHERE article.id = \(article) AND instr (source.name, ?) > 0)
        """, [source])
    }
  }

  /// Findings by what was decided.
  mutating func add(decision: String, _ values: StatementArguments, _ db: Database) throws {
    let ids = try self.ids(
      "SELECT finding.id FROM decision CROSS JOIN finding ON finding.key = decision.key WHERE \(decision)", values,
      most: Self.some, db)
    if ids.count <= Self.some {
      add("\(index.isEmpty ? "" : "+")finding.id IN (SELECT value FROM json_each (?))", [ids.list])
    } else {
      add("EXISTS (SELECT 1 FROM decision WHERE decision.key = finding.key AND \(decision))", values)
    }
  }
}
