import Consistency
import Extraction
import Foundation
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
  /// - Parameters:
  ///   - rules: loaded without errors.
  ///   - workers: how many threads take part; less than one counts as one.
  /// - Throws: `SegmenterError` when there is no word segmenter.
  public init(_ rules: RuleSet, workers: Int = ProcessInfo.processInfo.activeProcessorCount) throws {
    let texts = rules.knowledge.exampleCount + rules.checker.exampleCount
    let workers = max(1, workers)
    // One after the other in turn: the examples of one file take about as long as each other.
    let results = concurrently(workers) { worker in
      Result<[Diagnostic], any Error> {
        let extractor = try Extractor(rules.knowledge)
        return stride(from: worker, to: texts, by: workers).compactMap { number in
          number < rules.knowledge.exampleCount
            ? extractor.failure(ofExample: number)
            : rules.checker.failure(ofExample: number - rules.knowledge.exampleCount) { rules.read($0, extractor) }
        }
      }
    }
    var failures = try results.flatMap { try $0.get() }
    var files: [String: File] = [:]
    for source in rules.sources {
      Self.count(source, &files)
      if case .table(let table, _, _) = source.content { failures += Self.rowsWithoutTheirWord(table) }
    }
    for failure in failures { files[failure.file, default: File(name: failure.file)].failures.append(failure) }
    for name in files.keys { files[name]?.failures.sort { ($0.line, $0.column) < ($1.line, $1.column) } }
    self.files = files.values.sorted { $0.name < $1.name }
  }

  /// What fails in files that lie on top of those of the program.
  public func failures(in layers: RuleLayers) -> [Diagnostic] {
    let names = layers.layers.dropFirst().map { $0.name + "/" }
    return files.filter { file in names.contains { file.name.hasPrefix($0) } }.flatMap(\.failures)
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
      let text = table.utf8(row, example)
      let words = table.utf8(row, column).split(separator: 0x20)
      guard !text.isEmpty, let first = words.first, !words.contains(where: { holds(text, $0) }) else { return nil }
      return table.diagnostic(
        row: row, column: example,
        "the example does not hold '\(String(decoding: first, as: UTF8.self))'"
          + (words.count > 1 ? " or another word of its row" : ""),
        help: "write a text in which the entry is found")
    }
  }
  private static func holds(_ text: ArraySlice<UInt8>, _ word: ArraySlice<UInt8>) -> Bool {
    text.indices.contains { text[$0...].starts(with: word) }
  }
}
