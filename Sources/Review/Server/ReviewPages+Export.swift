import Archive
import Foundation
import Reporting

extension ReviewPages {
  private static let table = ArchiveTable.decision

  /// The reviewed findings as records.
  func export(_ format: OutputFormat) throws -> Answer {
    let encoder = RecordEncoder(format: format, type: Self.table.type, byteOrderMark: format == .csv)
    var bytes = encoder.header
    try Self.table.forEach(in: try ArchiveStore(browser.path, mustExist: true)) { bytes += encoder.encode([$0]) }
    let isCSV = format == .csv
    return .file(
      Data(bytes), type: isCSV ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
      name: isCSV ? "reviewed.csv" : "reviewed.jsonl")
  }

  func exportWorkbook() throws -> Answer {
    let path = NSTemporaryDirectory() + "/heshu-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let store = try ArchiveStore(browser.path, mustExist: true)
    var sheet = try Spreadsheet(path)
    try sheet.add(Self.table.type) { try Self.table.forEach(in: store, $0) }
    try sheet.finish()
    return .file(
      try Data(contentsOf: URL(fileURLWithPath: path)),
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "reviewed.xlsx")
  }

  /// The reviewed findings with their sentences, for pull requests.
  func exportMarkdown() throws -> Answer {
    var details: [Context] = []
    for status in [FindingFilter.Status.confirmed, .dismissed] {
      var filter = FindingFilter()
      (filter.verdict, filter.status) = (.all, status)
      details += try browser.findings(filter, limit: 1000).lines.compactMap { try browser.finding($0.key) }
        .map(contexts.detail)
    }
    var context = contexts.overview(try cache.current().overview)
    context["findingList"] = details
    context["summary"] = ""
    return .file(
      Data(templates.markdown(context).utf8), type: "text/markdown; charset=utf-8", name: "reviewed.md")
  }
}
