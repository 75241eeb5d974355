import Archive
import ArgumentParser
import Extraction
import Foundation
import NewsText
import Reporting

/// Reads every input of a command and gives what was made of it, in order.
struct DocumentRun {
  private let inputs: [String]
  private let jobs: Int
  private let knowledge: Knowledge
  private let stage: Extractor.Stage
  private let rules: InputRules
  private let settings: InputSettings

  /// Settles everything that can be wrong with the call, before anything is printed.
  ///
  /// - Parameter stage: the last stage that the command prints something of.
  init(_ options: InputOptions, through stage: Extractor.Stage = .statistics) throws {
    self.stage = stage
    inputs = try options.inputs()
    jobs = options.workers
    settings = options.settings
    knowledge = try RulesLocation.load(options.rules)
    rules = try RulesLocation.loadInput(knowledge.path)
    _ = try Extractor(knowledge)
  }

  /// - Parameters:
  ///   - make: applied to every document, on any thread.
  ///   - consume: receives what it made, in the order of the inputs.
  /// - Throws: `ExitCode(2)` at the end when something could not be read.
  func forEach<Product: Sendable>(
    _ make: @escaping @Sendable (Document, Extractor) -> Product, consume: (Product) -> Void
  ) throws {
    var feed = DocumentFeed(inputs, rules: rules, settings: settings)
    var complete = true
    inOrder(jobs: jobs) {
      feed.next()
    } worker: { [knowledge, stage, rules, settings] in
      let extractor = try? Extractor(knowledge)
      let reader = DocumentReader(rules: rules, settings: settings)
      return { (found: Found) -> (product: Product?, problems: [Problem]) in
        guard case .document(let raw) = found else {
          if case .problem(let problem) = found { return (nil, [problem]) }
          return (nil, [])
        }
        var reading = reader.read(raw)
        guard let source = reading.source else { return (nil, reading.problems) }
        guard let extractor else {
          reading.problems.append(Problem(raw.name, .parse, "no memory for a word segmenter; use fewer --jobs"))
          return (nil, reading.problems)
        }
        return (make(extractor.document(source, through: stage), extractor), reading.problems)
      }
    } consume: { result in
      for problem in result.problems {
        problem.print()
        complete = false
      }
      if let product = result.product { consume(product) }
    }
    if !complete { throw ExitCode(2) }
  }

  /// Records that one worker encodes at a time; the rest of a document is encoded as it is printed, so that its output
  /// is never in memory as a whole.
  private static let rowsAtOnce = 4096

  /// Prints records.
  func printRecords(
    _ encoder: RecordEncoder, rows: @escaping @Sendable (Document, Extractor) -> RowList
  ) throws {
    var printer = RecordPrinter(encoder)
    defer { printer.finish() }
    if encoder.format == .table {
      try forEach(rows, consume: { printer.print($0) })
      return
    }
    try forEach { document, extractor in
      let all = rows(document, extractor)
      return (encoder.encode(all.prefix(Self.rowsAtOnce)), all.dropFirst(Self.rowsAtOnce))
    } consume: { (first: [UInt8], rest: Slice<RowList>) in
      printer.print(encoded: first)
      var rest = rest
      while !rest.isEmpty {
        printer.print(encoded: encoder.encode(rest.prefix(Self.rowsAtOnce)))
        rest = rest.dropFirst(Self.rowsAtOnce)
      }
    }
  }
}

/// Prints records on standard output, encoded already or not.
struct RecordPrinter: ~Copyable {
  private let encoder: RecordEncoder
  private var table: TextTable
  private var output = StandardOutput()

  init(_ encoder: RecordEncoder) {
    self.encoder = encoder
    table = TextTable(type: encoder.type, width: TerminalWidth.current())
    output.write(encoder.header)
  }

  mutating func print(_ rows: some Collection<Row>) {
    if encoder.format == .table { output.write(table.add(rows)) } else { output.write(encoder.encode(rows)) }
  }

  mutating func print(encoded bytes: [UInt8]) { output.write(bytes) }

  mutating func finish() {
    output.write(table.finish())
    output.flush()
  }
}
