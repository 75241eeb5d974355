import Consistency
import Extraction
import RuleFiles

/// Every example of the rules, tried.
public struct RuleTest: Sendable {
  /// The examples of one file.
  public struct File: Sendable {
    /// As references name it.
    public var name: String
    /// How many examples it has.
    public var count = 0
    /// Those that do not give what they say, in the order of lines.
    public var failures: [Diagnostic] = []
  }

  /// Sorted by name; only files with examples.
  public let files: [File]

  /// How many examples there are in all files.
  public var count: Int { files.reduce(0) { $0 + $1.count } }
  /// How many of them fail.
  public var failureCount: Int { files.reduce(0) { $0 + $1.failures.count } }

  /// Runs every `example` and `none` line, and looks whether the example of each row holds what the row says.
  ///
  /// - Throws: `SegmenterError` when there is no word segmenter.
  public init(_ rules: RuleSet) throws {
    let extractor = try Extractor(rules.knowledge)
    var files: [String: File] = [:]
    for source in rules.sources { Self.count(source, &files) }
    var failures = extractor.failingExamples()
    failures += rules.checker.failingExamples { rules.read($0, extractor) }
    for source in rules.sources {
      guard case .table(let table, _, _) = source.content else { continue }
      failures += Self.rowsWithoutTheirWord(table)
    }
    for failure in failures { files[failure.file, default: File(name: failure.file)].failures.append(failure) }
    self.files = files.values.sorted { $0.name < $1.name }
  }

  private static func count(_ source: RuleSource, _ files: inout [String: File]) {
    func add(_ name: String) { files[name, default: File(name: name)].count += 1 }
    switch source.content {
    case .table(let table, _, _):
      guard let example = table.column("example") else { return }
      for row in 0..<table.rowCount where !table.utf8(row, example).isEmpty { add(table.reference(row).file) }
    case .stanzas(let file, _):
      for stanza in file.stanzas {
        for field in stanza.fields where field.key == "example" || field.key == "none" { add(stanza.reference.file) }
      }
    }
  }

  /// Columns of the words that an example must hold, one of them at least.
  private static let surfaces = ["word", "unit", "cue", "words", "units", "short", "surname"]

  private static func rowsWithoutTheirWord(_ table: TableFile) -> [Diagnostic] {
    guard let example = table.column("example"), let column = surfaces.lazy.compactMap(table.column).first else {
      return []
    }
    return (0..<table.rowCount).compactMap { row in
      let text = table.cell(row, example)
      let words = table.cell(row, column).split(separator: " ")
      if text.isEmpty || words.isEmpty || words.contains(where: { text.contains($0) }) { return nil }
      return table.diagnostic(
        row: row, column: example,
        "the example does not hold '\(words[0])'\(words.count > 1 ? " or another word of its row" : "")",
        help: "write a text in which the entry is found")
    }
  }
}
