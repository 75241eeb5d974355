import Consistency
import Extraction
import NewsText
import RuleFiles
import Testing

@testable import Reporting

/// How a file of single sentences is judged: each row a document of its own, with the one relation it is about.
///
/// Columns: `check`, `verdict`, `text`. `fails`: what cannot be true is found, by whatever kind of check. `holds`: some
/// relation is tested, comes out, and nothing fails. `silent`: nothing fails. `¶` in a text is an end of a line.
struct SentenceScore {
  private(set) var rows = 0
  private(set) var fails = Share()
  private(set) var holds = Share()
  private(set) var falseAlarms = 0
  /// One line for each row that was misjudged.
  private(set) var errors: [String] = []

  struct Share {
    var wanted = 0
    var found = 0
    var recall: Double { wanted == 0 ? 0 : Double(found) / Double(wanted) }
  }

  init(file: String, extractor: Extractor, checker: Checker) throws {
    var diagnostics: [Diagnostic] = []
    let table = TableFile(
      bytes: try Corpora.bytes(file), file: file, required: ["check", "verdict", "text"], diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)
    rows = table.rowCount
    for row in 0..<table.rowCount {
      let text = table.cell(row, "text")
      let bytes = Array(
        text.utf8.split(separator: Array("¶".utf8), omittingEmptySubsequences: false).joined(separator: [0x0A]))
      let findings = checker.findings(in: extractor.document(SourceText(decoding: bytes, name: "\(file):\(row)")))
      let faulted = findings.contains { $0.verdict == .fails }
      let isRight: Bool
      switch table.cell(row, "verdict") {
      case "fails":
        isRight = faulted
        fails.wanted += 1
        fails.found += isRight ? 1 : 0
      case "holds":
        isRight = !faulted && findings.contains { $0.verdict == .holds }
        holds.wanted += 1
        holds.found += isRight ? 1 : 0
        falseAlarms += faulted ? 1 : 0
      case "silent":
        isRight = !faulted
        falseAlarms += faulted ? 1 : 0
      case let other:
        isRight = false
        Issue.record("\(file): unknown verdict '\(other)'")
      }
      if !isRight { errors.append("\(table.cell(row, "check")) \(table.cell(row, "verdict")): \(text)") }
    }
  }
}
