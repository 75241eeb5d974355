import RuleFiles
import Testing

/// What is said of many lines of a file is printed once, and no line of them is lost.
@Suite struct DiagnosticListTests {
  /// The lines that say the same, and what is printed below the first of them.
  @Test(
    arguments: [
      ([3], nil), ([3, 5], "in line 5"), ([3, 5, 5], "in line 5"), ([3, 4, 5], "in lines 4-5"),
      ([3, 9, 5, 8, 12], "in lines 5, 8-9, 12"), ([3, 3], "again in this line"),
      ([3, 3, 7], "again in this line, in line 7"),
      ([7, 3], "in line 3"),
    ] as [([Int], String?)])
  func placesAreGivenInOneLine(_ lines: [Int], _ expected: String?) {
    let all = lines.map { Diagnostic(file: "f", line: $0, column: 1, message: "m", source: "s", help: "h") }
    let below = expected.map { "\n  the same \($0)" } ?? ""
    #expect(DiagnosticList.text(all) == "f:\(lines[0]):1: error: m\n  s\n  ^\n  help: h" + below)
  }

  /// What differs in anything but its place stands by itself, in the order of the list.
  @Test func whatDiffersIsPrintedInFull() {
    let all = [
      Diagnostic(file: "f", line: 1, column: 1, message: "m", source: "s"),
      Diagnostic(.warning, file: "f", line: 2, column: 1, message: "m", source: "s"),
      Diagnostic(file: "g", line: 3, column: 1, message: "m", source: "s"),
      Diagnostic(file: "f", line: 4, column: 1, message: "n", source: "s"),
      Diagnostic(file: "f", line: 5, column: 1, message: "m", source: "s", help: "h"),
    ]
    #expect(DiagnosticList.text(all) == all.map(\.description).joined(separator: "\n"))
    #expect("\(RuleErrors(all + all[...0]))".hasPrefix("f:1:1: error: m\n  s\n  ^\n  the same again in this line\nf:2"))
    #expect(DiagnosticList.text([]).isEmpty)
  }

  /// A line of numbers ends somewhere, and tells how many it leaves out.
  @Test func aLongLineOfNumbersEnds() {
    let all = (1...200).map { Diagnostic(file: "f", line: $0 * 2, column: 1, message: "m", source: "s") }
    #expect(DiagnosticList.text(all).hasSuffix(" 120, 122 and 139 more"))
  }
}
