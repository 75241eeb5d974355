/// Diagnostics for people: what is said of many lines of a file is said once.
public enum DiagnosticList {
  /// Every diagnostic in full, but those that say the same of other places in their file: of these the lines are given,
  /// in a line below the first.
  ///
  /// - Parameter diagnostics: in the order in which they are to be read.
  /// - Returns: the text without a line break at its end; empty for no diagnostics.
  /// - Complexity: linear in the length of the text that the diagnostics make together.
  public static func text(_ diagnostics: [Diagnostic]) -> String {
    struct Saying: Hashable {
      var file: String
      var severity: Diagnostic.Severity
      var message: String
      var help: String?
    }
    var groups: [(first: Diagnostic, lines: [Int])] = []
    var known: [Saying: Int] = [:]
    for diagnostic in diagnostics {
      let saying = Saying(
        file: diagnostic.file, severity: diagnostic.severity, message: diagnostic.message, help: diagnostic.help)
      if let group = known[saying] {
        groups[group].lines.append(diagnostic.line)
      } else {
        known[saying] = groups.count
        groups.append((diagnostic, []))
      }
    }
    return groups.map { first, lines in
      lines.isEmpty ? first.description : "\(first)\n  the same \(places(lines, first.line))"
    }.joined(separator: "\n")
  }

  /// How many lines, or runs of them, are named.
  private static let most = 60

  /// `in line 44`, `in lines 44, 83-90`
  private static func places(_ lines: [Int], _ first: Int) -> String {
    var runs: [ClosedRange<Int>] = []
    for line in Set(lines).subtracting([first]).sorted() {
      if let last = runs.last, last.upperBound + 1 == line {
        runs[runs.count - 1] = last.lowerBound...line
      } else {
        runs.append(line...line)
      }
    }
    let again = lines.contains(first) ? ["again in this line"] : []
    guard let one = runs.first else { return again[0] }
    let names = runs.prefix(most).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    let left = runs.dropFirst(most).reduce(0) { $0 + $1.count }
    let isOne = runs.count == 1 && one.count == 1
    let named = "in \(isOne ? "line" : "lines") \(names.joined(separator: ", "))\(left > 0 ? " and \(left) more" : "")"
    return (again + [named]).joined(separator: ", ")
  }
}
