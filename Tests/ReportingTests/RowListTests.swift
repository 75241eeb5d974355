import Testing

@testable import Reporting

@Suite struct RowListTests {
  @Test func rowsAreMadeWhenTheyAreAskedFor() {
    let rows = RowList(count: 1 << 40) { [.integer($0)] }
    #expect(rows[rows.count - 1] == [.integer(1 << 40 - 1)])
    #expect(Array(rows.dropFirst(5).prefix(2)) == [[.integer(5)], [.integer(6)]])
  }

  /// However a list is cut, its parts are encoded as the whole is.
  @Test(arguments: [OutputFormat.jsonl, .csv, .tsv]) func partsMakeTheWhole(format: OutputFormat) {
    let type = RecordType(name: "x", meaning: "", columns: [Column("n", .integer, "")], table: ["n"])
    let encoder = RecordEncoder(format: format, type: type)
    let rows = RowList((0..<100).map { [.integer($0)] })
    for cut in [0, 1, 37, 99, 100] {
      #expect(encoder.encode(rows.prefix(cut)) + encoder.encode(rows.dropFirst(cut)) == encoder.encode(rows))
    }
  }
}
