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
    let most = 500
    var keys: [String] = []
    var isWhole = true
    for status in [FindingFilter.Status.confirmed, .dismissed, .noted] {
      var filter = FindingFilter()
      (filter.verdict, filter.status) = (.all, status)
      let part = try browser.findings(filter, limit: most)
      // What has a note was perhaps confirmed too.
      let known = Set(keys)
      keys += part.lines.map(\.key).filter { !known.contains($0) }
      if part.hasLater { isWhole = false }
    }
    let details = try keys.prefix(most).compactMap { try browser.finding($0) }.map(contexts.detail)
    var context = contexts.overview(try cache.current().overview)
    context["findingList"] = details
    context["summary"] = ""
    context["leftOutFindings"] = isWhole && keys.count <= most ? nil : words["moreReviewed"]
    return .file(
      Data(templates.markdown(context).utf8), type: "text/markdown; charset=utf-8", name: "reviewed.md")
  }
}
