import Extraction
import Foundation
import GRDB
import Reporting

extension CampaignFigure {
  /// Gives every figure of an archive to a body, those of reprints left out: they were counted with the original.
  ///
  /// - Throws: `ArchiveFailure`.
  public static func forEach(in store: ArchiveStore, _ body: (CampaignFigure) -> Void) throws {
    try store.access { db in
      // Bounds are those of the unit as written; their ratio to the value is that of the base unit.
      let rows = try GRDB.Row.fetchCursor(
        db,
        sql: """
          SELECT district, district_code, activity, action, object, base_unit, scope, planned, key, value, low, high,
          base_value, quantity_kind, place, period_start, period_end, article_id, sentence FROM figure
          WHERE NOT is_reprint ORDER BY id
          """)
      while let row = try rows.next() {
        let (value, base) = (number(row[9]), number(row[12]))
        let factor = value.flatMap { value in base.map { value == 0 ? 1 : $0 / value } } ?? 1
        body(
          CampaignFigure(
            key: Key(
              district: row[0], code: (row[1] as String?).flatMap { $0.isEmpty ? nil : $0 }, activity: row[2],
              action: row[3], object: row[4], unit: row[5], scope: Statistic.Scope(rawValue: row[6]) ?? .none,
              planned: row[7]),
            id: row[8], value: base, low: number(row[10]).map { $0 * factor },
            high: number(row[11]).map { $0 * factor },
            dimension: Measure.Dimension(rawValue: row[13]) ?? .other, place: row[14], periodStart: row[15],
            periodEnd: row[16], article: "\(row[17] as Int64)", sentence: row[18]))
      }
    }
  }

  private static func number(_ value: DatabaseValue) -> Decimal? {
    switch value.storage {
    case .int64(let number): Decimal(number)
    case .double(let number): Decimal(string: String(number))
    case .null, .string, .blob: nil
    }
  }
}
