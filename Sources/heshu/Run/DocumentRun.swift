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
  private var settings: InputSettings
  private var isSilent = false

  /// Settles everything that can be wrong with the call, before anything is printed.
  ///
  /// - Parameters:
  ///   - loaded: the rules to read with, when they are loaded already.
  ///   - stage: the last stage that the command prints something of.
  init(
    _ options: InputOptions, knowledge loaded: Knowledge? = nil, through stage: Extractor.Stage = .statistics
  ) throws {
    self.stage = stage
    inputs = try options.inputs()
    jobs = options.workers
    settings = options.partSettings
    knowledge = try loaded ?? RulesLocation.load(options.rules)
    rules = try RulesLocation.loadInput(knowledge.layers)
    _ = try Extractor(knowledge)
  }

  /// The same run as a filter, where it is one: records come from standard input alone and go out as JSON Lines. What is
  /// wrong with a record is then told among them, and makes no difference to the exit status.
  func asFilter(_ format: OutputFormat) -> DocumentRun {
    var run = self
    run.settings.isFilter =
      inputs == ["-"] && (settings.format == .jsonl || settings.format == .warc) && format == .jsonl
    return run
  }

  var isFilter: Bool { settings.isFilter }

  /// The same run for a second reading, which does not tell again what could not be read.
  func again() -> DocumentRun {
    var run = self
    run.isSilent = true
    return run
  }

  /// - Parameters:
  ///   - make: applied to every document, on any thread.
  ///   - consume: receives what it made, in the order of the inputs.
  /// - Throws: `ExitCode(2)` at the end when something could not be read.
  func forEach<Product: Sendable>(
    _ make: @escaping @Sendable (Document, Extractor) -> Product, consume: (Product) -> Void
  ) throws {
    try forEachReading { document, _, extractor in
      make(document, extractor)
    } consume: { product, _ in
      if let product { consume(product) }
    }
  }

  /// - Parameters:
  ///   - make: applied to every document with what its collection says of it, on any thread.
  ///   - consume: receives what it made, in the order of the inputs, and what is wrong with records of a filter.
  private func forEachReading<Product: Sendable>(
    _ make: @escaping @Sendable (Document, Metadata, Extractor) -> Product, consume: (Product?, [Problem]) -> Void
  ) throws {
    var feed = DocumentFeed(inputs, rules: rules, settings: settings)
    let numbers = ArticleNumbers()
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
        guard let source = reading.source else {
          if let part = raw.part { _ = numbers.first(of: part, articles: 0) }
          return (nil, reading.problems)
        }
        guard let extractor else {
          if let part = raw.part { _ = numbers.first(of: part, articles: 0) }
          // Not the fault of the record: of a filter it fails as a whole.
          let name = settings.isFilter ? "-" : raw.name
          reading.problems.append(Problem(name, .parse, "no memory for a word segmenter; use fewer --jobs"))
          return (nil, reading.problems)
        }
        var document = extractor.document(source, through: stage)
        if let part = raw.part {
          document.page.firstArticle = numbers.first(of: part, articles: document.page.articles.count)
        }
        return (make(document, reading.metadata, extractor), reading.problems)
      }
    } consume: { result in
      for problem in result.problems where !(isFilter && problem.isOfRecord) {
        if !isSilent { problem.print() }
        complete = false
      }
      consume(result.product, isFilter ? result.problems.filter(\.isOfRecord) : [])
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
    try printRecords(encoder) { document, _, extractor in rows(document, extractor) }
  }

  /// Prints records; `rows` is given what the collection says of a document, too.
  func printRecords(
    _ encoder: RecordEncoder, rows: @escaping @Sendable (Document, Metadata, Extractor) -> RowList
  ) throws {
    var printer = RecordPrinter(encoder)
    defer { printer.finish() }
    if encoder.format == .table {
      try forEachReading(rows, consume: { rows, _ in if let rows { printer.print(rows) } })
      return
    }
    try asFilter(encoder.format).forEachReading { document, metadata, extractor in
      let all = rows(document, metadata, extractor)
      // Nothing left lets go of the document here: the thread that prints has no time to free it.
      let rest = all.count > Self.rowsAtOnce ? all.dropFirst(Self.rowsAtOnce) : nil
      return (encoder.encode(all.prefix(Self.rowsAtOnce)), rest)
    } consume: { (product: (first: [UInt8], rest: Slice<RowList>?)?, problems) in
      printer.print(encoded: problems.errorLines)
      guard let product else { return }
      printer.print(encoded: product.first)
      guard var rest = product.rest else { return }
      while !rest.isEmpty {
        printer.print(encoded: encoder.encode(rest.prefix(Self.rowsAtOnce)))
        rest = rest.dropFirst(Self.rowsAtOnce)
      }
    }
  }
}

extension DocumentRun {
  /// Prints what `lines` makes of every document, as it is.
  func printLines(_ lines: @escaping @Sendable (Document, Metadata) -> [UInt8]) throws {
    var output = StandardOutput()
    defer { output.flush() }
    try asFilter(.jsonl).forEachReading { document, metadata, _ in
      lines(document, metadata)
    } consume: { lines, problems in
      output.write(problems.errorLines)
      if let lines { output.write(lines) }
    }
  }
}

extension [Problem] {
  /// Error records: `{"error":{"source":…,"stage":…,"message":…}}`.
  var errorLines: [UInt8] {
    var writer = JSONWriter()
    for problem in self {
      writer.beginObject()
      writer.key("error")
      JSONLines.object(ArchiveTable.row(problem), of: ArchiveTable.problem.type, into: &writer)
      writer.endObject()
      writer.endLine()
    }
    return writer.bytes
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
