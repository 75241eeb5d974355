import Testing

@testable import RuleFiles

@Suite struct TableFileTests {
  private static func read(_ text: String) -> (table: TableFile, errors: [String]) {
    var diagnostics: [Diagnostic] = []
    let table = TableFile(
      bytes: Array(text.utf8), file: "units/x.tsv", required: ["unit", "factor"], optional: ["example"],
      diagnostics: &diagnostics)
    return (table, diagnostics.map { "\($0.line):\($0.column): \($0.message)" })
  }

  /// Rows joined by ; and cells by |, for each text.
  @Test(arguments: [
    ("unit\tfactor\n公里\t1000\n", "公里|1000"),
    ("# a comment\n\nunit\tfactor\n\n# another\n公里\t1000\n里\t500", "公里|1000;里|500"),
    ("unit\tfactor\r\n公里\t1000\r\n", "公里|1000"),
    ("unit\tfactor\texample\n公里\t\t\n", "公里||"),
    ("unit\tfactor\n", ""),
    // As people write it: a byte order mark, spaces around cells, lines of nothing, ＃ for #.
    ("\u{FEFF}unit\tfactor\n 公里 \t\u{3000}1000\u{A0}\n", "公里|1000"),
    ("unit \t factor\n  # a comment\n＃又一条\n \u{3000}\n公里\t1000\n", "公里|1000"),
  ])
  func rows(text: String, expected: String) {
    let (table, errors) = Self.read(text)
    #expect(errors.isEmpty)
    let rows = (0..<table.rowCount).map { row in
      table.columns.indices.map { table.cell(row, $0) }.joined(separator: "|")
    }
    #expect(rows.joined(separator: ";") == expected)
  }

  /// Cells are the same bytes however they are asked for, also those of rows that are tidied.
  @Test(arguments: ["unit\tfactor\n公里\t1000\n 里 \t\u{3000}\n里\t500\n", "unit\tfactor\n", ""])
  func cellsInPlace(_ text: String) {
    let (table, _) = Self.read(text)
    var rows: [[String]] = []
    table.withCells { cells in
      rows = (0..<table.rowCount).map { row in
        table.columns.indices.map { String(decoding: cells[row, $0], as: UTF8.self) }
      }
    }
    #expect(rows == (0..<table.rowCount).map { row in table.columns.indices.map { table.cell(row, $0) } })
    #expect(table.rowCount == (text.isEmpty ? 0 : text.split(separator: "\n").count - 1))
  }

  /// Eight bytes are looked at with one step: cells of every length are found, at every place of the file.
  @Test(arguments: 0..<24) func cellsOfEveryLength(_ length: Int) {
    let words = ["里", "a", "が", "é", "㐀", "\u{2FF0}"]
    let cells = (0..<40).map { row in
      (0..<(length + row) % 24).map { words[($0 * row + length) % words.count] }.joined() + "x"
    }
    let text = "unit\tfactor\n" + cells.map { "\($0)\t\($0.reversed().map(String.init).joined())\n" }.joined()
    for end in [text, String(text.dropLast())] {
      let (table, errors) = Self.read(end)
      #expect(errors.isEmpty)
      #expect((0..<table.rowCount).map { table.cell($0, 0) } == cells)
      #expect((0..<table.rowCount).map { table.cell($0, 1) } == cells.map { String($0.reversed()) })
    }
  }

  @Test(arguments: [
    ("unit\n公里\n", "1:1: column 'factor' is missing"),
    ("unit\tfactor\tfarbe\n", "1:13: no column 'farbe' is known here"),
    ("unit\tfactor\n公里 1000\n", "2:8: expected 2 cells (unit, factor), found 1; missing: factor"),
    ("#\n\nunit\tfactor\n公里\t1000\t1\n", "4:9: expected 2 cells (unit, factor), found 3"),
    ("unit\tunit\tfactor\n", "1:6: the column 'unit' stands twice"),
    ("unit\tfactor\n\t1000\n", "2:1: 'unit' is empty"), ("unit\tfactor\n\t \n", "2:1: this row is empty"),
  ])
  func errors(text: String, expected: String) {
    #expect(Self.read(text).errors == [expected])
  }

  /// In a list of words an ideographic space separates, too; a text keeps its own.
  @Test func listsMayBeWrittenWithWideSpaces() {
    var diagnostics: [Diagnostic] = []
    let table = TableFile(
      bytes: Array("words\tfactor\texample\n人\u{3000}名  位\t\u{3000}\t 3\u{3000}人\n户\t 1\u{3000}2 \t \n".utf8),
      file: "x.tsv",
      required: ["words"], optional: ["factor", "example"], diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(
      (0..<2).map { row in (0..<3).map { table.cell(row, $0) } } == [
        ["人 名  位", "", " 3\u{3000}人"], ["户", "1\u{3000}2", " "],
      ])
    #expect((0..<2).map { table.reference($0).line } == [2, 3])
  }

  @Test func aFileOfAnotherEncodingIsReportedOnce() {
    var diagnostics: [Diagnostic] = []
    // 公里 in GB 18030.
    let bytes = Array("unit\tfactor\n".utf8) + [0xB9, 0xAB, 0xC0, 0xEF] + Array("\t1000\n".utf8)
    let table = TableFile(bytes: bytes + bytes, file: "x.tsv", required: ["unit", "factor"], diagnostics: &diagnostics)
    #expect(table.rowCount == 0)
    #expect(diagnostics.map { "\($0.line):\($0.column): \($0.message)" } == ["2:1: this file is not UTF-8"])
  }

  @Test func badRowsAreLeftOutAndTheOthersKnowTheirLine() {
    let (table, errors) = Self.read("unit\tfactor\n公里\t1000\n坏\n里\t500\n")
    #expect(errors.count == 1)
    #expect((0..<table.rowCount).map { table.reference($0).description } == ["units/x.tsv:2", "units/x.tsv:4"])
  }

  @Test func aDiagnosticPointsAtItsCell() {
    let (table, _) = Self.read("unit\tfactor\n公里\t一千\n")
    let lines = table.diagnostic(row: 0, column: 1, "not a number", help: "digits").description
      .split(separator: "\n").map(String.init)
    // A Han character is two columns wide, and a TAB goes as far under the line as in it.
    #expect(
      lines == ["units/x.tsv:2:4: error: not a number", "  公里\t一千", "      \t^", "  help: digits"])
  }
}
