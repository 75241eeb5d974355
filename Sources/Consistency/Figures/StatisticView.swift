import Extraction
import NewsText

/// A statistic where it stands: of its many strings only those asked for are touched.
struct StatisticView {
  unowned(unsafe) let ledger: Ledger
  /// Index into `Document.statistics`.
  let index: Int

  var mention: Mention { ledger.document.statistics[index].mention }
  var district: District? { ledger.document.statistics[index].district }
  var districtBasis: DistrictBasis? { ledger.document.statistics[index].districtBasis }
  var place: String { ledger.document.statistics[index].place }
  var activity: String { ledger.document.statistics[index].activity }
  var action: String { ledger.document.statistics[index].action }
  var object: String { ledger.document.statistics[index].object }
  var actionSpan: Span? { ledger.document.statistics[index].actionSpan }
  var objectSpan: Span? { ledger.document.statistics[index].objectSpan }
  var scope: Statistic.Scope { ledger.document.statistics[index].scope }
  var periodStart: String? { ledger.document.statistics[index].periodStart }
  var periodEnd: String? { ledger.document.statistics[index].periodEnd }
  var planned: Bool { ledger.document.statistics[index].planned }
}
