import Foundation
import GRDB

/// The values of one indicator in one district at different times.
public struct TimeSeries: Sendable {
  /// A figure at its date.
  public struct Point: Sendable {
    /// ISO 8601, to the month or the day.
    public var date: String
    /// Days since 1970.
    public var day: Double
    /// Value and bounds in base units.
    public var value: Double
    /// Lower bound; nil is open.
    public var low: Double?
    /// Upper bound; nil is open.
    public var high: Double?
  }

  /// What it is called.
  public var name: String
  /// Name of the district that reports, empty when none is known.
  public var district: String
  /// The unit of all of them.
  public var unit: String
  /// In order of date; of many, some that are spread evenly over them.
  public var points: [Point]
  /// How many figures there are.
  public var figures: Int

  private static let mostPoints = 200

  /// The indicators with values at most different dates, before others those with values that allow an interval.
  ///
  /// - Parameters:
  ///   - store: the archive; plans and reprints in it do not count.
  ///   - least: dates that an indicator must have.
  ///   - limit: how many indicators.
  /// - Throws: `ArchiveFailure`.
  public static func all(in store: ArchiveStore, least: Int, limit: Int) throws -> [TimeSeries] {
    try store.access { db in
      let dated = """
        FROM figure WHERE NOT planned AND NOT is_reprint AND base_value NOTNULL AND object != ''
        AND quantity_kind NOT IN ('percent', 'ratio') AND length (coalesce (period_end, published)) IN (7, 10)
        AND coalesce (period_end, published) GLOB '[0-9][0-9][0-9][0-9]-*'
        """
      let keys = try Row.fetchAll(
        db,
        sql: """
          SELECT action, object, base_unit, scope, coalesce (district, ''),
          count(DISTINCT coalesce (period_end, published)) AS dates, count(*) \(dated)
          GROUP BY 1, 2, 3, 4, 5 HAVING dates >= ?
          ORDER BY dates DESC, total (low IS NOT high) DESC, 1, 2, 3, 4, 5 LIMIT ?
          """, arguments: [least, limit])
      return try keys.map { key in
        let (district, figures): (String, Int) = (key[4], key[6])
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT * FROM (SELECT coalesce (period_end, published), value, low, high, base_value,
            row_number () OVER (ORDER BY coalesce (period_end, published), id) AS number \(dated)
            AND action = ? AND object = ? AND base_unit = ? AND scope = ? AND coalesce (district, '') = ?)
            WHERE number * ?6 / ?7 > (number - 1) * ?6 / ?7 ORDER BY number
            """,
          arguments: [
            key[0] as String, key[1] as String, key[2] as String, key[3] as String, district, min(figures, mostPoints),
            figures,
          ])
        let points = rows.compactMap { row -> Point? in
          let (value, base): (Double, Double) = (row[1] ?? 0, row[4])
          let factor = value == 0 ? 1 : base / value
          guard let day = day(row[0]) else { return nil }
          return Point(
            date: row[0], day: day, value: base, low: (row[2] as Double?).map { $0 * factor },
            high: (row[3] as Double?).map { $0 * factor })
        }
        return TimeSeries(
          name: (key[0] as String) + (key[1] as String), district: district, unit: key[2], points: points,
          figures: figures)
      }
    }
  }

  /// How many figures are hedged in which way, the most frequent first.
  ///
  /// - Throws: `ArchiveFailure`.
  public static func qualifiers(in store: ArchiveStore) throws -> [(qualifier: String, count: Int)] {
    try store.access { db in
      try Row.fetchAll(db, sql: "SELECT qualifier, count(*) FROM statistic GROUP BY 1 ORDER BY 2 DESC, 1")
        .map { ($0[0], $0[1]) }
    }
  }

  private static func day(_ date: String) -> Double? {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count >= 2 else { return nil }
    var components = DateComponents()
    (components.year, components.month, components.day) = (parts[0], parts[1], parts.count > 2 ? parts[2] : 15)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(from: components).map { $0.timeIntervalSince1970 / 86_400 }
  }
}
