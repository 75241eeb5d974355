import Foundation
import NewsText
import Testing

@testable import Reporting

/// A record type with one column for each text or number given.
private func sample(_ cells: [Cell]) -> RecordType {
  RecordType(
    name: "sample", meaning: "",
    columns: cells.indices.map { Column("k\($0)", .text, nullable: true, "") },
    table: cells.indices.map { "k\($0)" })
}

private func encode(_ format: OutputFormat, _ cells: [Cell]) -> String {
  String(decoding: RecordEncoder(format: format, type: sample(cells)).encode([cells]), as: UTF8.self)
}

@Suite struct SeparatedValuesTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("两\n行", "\"两\n行\""), ("", ""),
    ("=1+1", "'=1+1"), ("+86 553", "'+86 553"), ("-cmd", "'-cmd"), ("@x", "'@x"), ("\t=x", "'\t=x"), ("＝1", "'＝1"),
    ("-5.3", "-5.3"), ("+5", "+5"), ("--06-11", "'--06-11"), ("=a,b", "\"'=a,b\""), ("5-3", "5-3"),
  ])
  func aTextInCSV(text: String, csv: String) { #expect(encode(.csv, [.text(text)]) == csv + "\r\n") }

  @Test func numbersAreNeverGuarded() {
    #expect(encode(.csv, [.number(-5.5), .integer(-3), .null, .flag(true)]) == "-5.5,-3,,true\r\n")
  }

  @Test func listsAreJoined() {
    let cells: [Cell] = [.texts(["a", "b"]), .spans([SourceSpan(1, 2), SourceSpan(5, 9)])]
    #expect(encode(.csv, cells) == "a;b,1-2;5-9\r\n")
  }

  @Test func tabsAndLineEndsAreWrittenOutInTSV() {
    #expect(encode(.tsv, [.text("a\tb\nc\\d\r"), .text("=1")]) == "a\\tb\\nc\\\\d\\r\t=1\n")
  }

  @Test func theHeaderNamesTheColumns() {
    let type = sample([.null, .null])
    #expect(RecordEncoder(format: .csv, type: type).header == Array("k0,k1\r\n".utf8))
    #expect(RecordEncoder(format: .csv, type: type, byteOrderMark: true).header.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(RecordEncoder(format: .tsv, type: type).header == Array("k0\tk1\n".utf8))
    #expect(RecordEncoder(format: .jsonl, type: type).header.isEmpty)
  }
}

@Suite struct TextTableTests {
  @Test(arguments: [
    ("abc", 3), ("蚌山区", 6), ("１２", 4), ("“七一”", 6), ("e\u{301}", 1), ("𠮷", 2), ("👍", 2), ("…", 1), ("", 0), ("ﾊﾝ", 2),
  ])
  func widths(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

  @Test(arguments: [("蚌山区走访", 7, "蚌山区…"), ("蚌山区走访", 6, "蚌山…"), ("蚌山区", 6, "蚌山区"), ("abc", 0, ""), ("蚌", 1, "…")])
  func truncation(text: String, width: Int, cut: String) { #expect(DisplayWidth.truncate(text, to: width) == cut) }

  @Test(arguments: [20, 40, 80, 200])
  func linesFitTheTerminal(width: Int) {
    let row: Row = [.text(String(repeating: "走访", count: 60)), .text("abc"), .text("意见建议")]
    var table = TextTable(type: sample(row), width: width)
    let text = table.add([row, row]) + table.finish()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(text)")
    #expect(lines.allSatisfy { $0.contains("…") == (lines.firstIndex(of: $0) ?? 0 >= 2) || width == 200 }, "\(text)")
  }

  @Test func columnsStayAlignedWhateverTheScript() {
    var table = TextTable(type: sample([.null, .null]), width: 80)
    let text = table.add([[.text("区"), .text("x")], [.text("abcd"), .text("x")]]) + table.finish()
    let columns = text.split(separator: "\n").dropFirst(2).map { line in
      DisplayWidth.of(String(line[..<(line.firstIndex(of: "x") ?? line.endIndex)]))
    }
    #expect(Set(columns).count == 1, "\(text)")
  }

  @Test func nothingMovesTheCursor() {
    #expect(DisplayWidth.printable("a\u{1B}[2Jb\nc\u{202E}") == "a·[2Jb⏎c·")
  }

  @Test func manyRowsAreNotKept() {
    var table = TextTable(type: sample([.null]), width: 80)
    var printed = 0
    for _ in 0..<1000 { printed += table.add([[.text("行")]]).isEmpty ? 0 : 1 }
    #expect(printed > 500)
    #expect(table.finish().isEmpty)
  }
}
