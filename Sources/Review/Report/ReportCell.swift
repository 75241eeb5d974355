import Archive
import Foundation
import Reporting

/// A row of the campaign tables.
struct ReportCell {
  var district = ""
  var activity = ""
  var action = ""
  var object = ""
  var value: Double?
  var low: Double?
  var high: Double?
  var unit = ""
  var scope = ""
  var isPlanned = false
  var basis = ""
  var articles = 0

  var indicator: String { action + object }

  /// The campaign tables of an archive, those of `heshu stats`.
  static func all(_ store: ArchiveStore) throws -> [ReportCell] {
    var table = CampaignTable()
    try CampaignFigure.forEach(in: store) { table.add([$0]) }
    let columns = CampaignRecord.type.columns.map(\.name)
    return table.rows().map { row in
      var cell = ReportCell()
      for (name, value) in zip(columns, row) {
        switch (name, value) {
        case ("district", .text(let text)): cell.district = text
        case ("activity", .text(let text)): cell.activity = text
        case ("action", .text(let text)): cell.action = text
        case ("object", .text(let text)): cell.object = text
        case ("value", .number(let number)): cell.value = NSDecimalNumber(decimal: number).doubleValue
        case ("low", .number(let number)): cell.low = NSDecimalNumber(decimal: number).doubleValue
        case ("high", .number(let number)): cell.high = NSDecimalNumber(decimal: number).doubleValue
        case ("unit", .text(let text)): cell.unit = text
        case ("scope", .text(let text)): cell.scope = text
        case ("planned", .flag(let flag)): cell.isPlanned = flag
        case ("basis", .text(let text)): cell.basis = text
        case ("articles", .integer(let count)): cell.articles = count
        default: break
        }
      }
      return cell
    }
  }
}
