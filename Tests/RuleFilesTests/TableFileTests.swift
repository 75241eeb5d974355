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
  ])
  func rows(text: String, expected: String) {
    let (table, errors) = Self.read(text)
    #expect(errors.isEmpty)
    let rows = (0..<table.rowCount).map { row in
      table.columns.indices.map { table.cell(row, $0) }.joined(separator: "|")
    }
    #expect(rows.joined(separator: ";") == expected)
  }

  @Test(arguments: [
    ("unit\n公里\n", "1:1: column 'factor' is missing"),
    ("unit\tfactor\tfarbe\n", "1:13: no column 'farbe' is known here"),
    ("unit\tfactor\n公里 1000\n", "2:1: expected 2 cells (unit, factor), found 1"),
    ("#\n\nunit\tfactor\n公里\t1000\t1\n", "4:1: expected 2 cells (unit, factor), found 3"),
  ])
  func errors(text: String, expected: String) {
    #expect(Self.read(text).errors == [expected])
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
    // A Han character is two columns wide, so the caret stands five behind the margin.
    #expect(
      lines == ["units/x.tsv:2:4: error: not a number", "  公里\t一千", "       ^", "  help: digits"])
  }
}
