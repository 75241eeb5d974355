import Archive
import ArgumentParser
import Reporting

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Print every reported figure with its district, activity, action and object.",
    discussion: """
      As a filter: with --input jsonl (or warc), records from standard input and JSON Lines as output, a record that \
      cannot be read gives a line {"error":{…}} under its id, and the exit status is 0 unless the program itself fails.

      Examples:
        heshu extract page.txt
        heshu extract --format csv --bom Corpus > figures.csv
        heshu extract --rules my-rules Corpus
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Option(
    parsing: .upToNextOption,
    help: """
      Print these kinds of record, \(DocumentLines.Kind.allCases.map(\.rawValue).joined(separator: ", ")), each under \
      the name of its kind and with its keys for check --keyed; -- ends the list before a path.
      """)
  var records: [DocumentLines.Kind] = []

  func run() throws {
    let encoder = output.encoder(StatisticRecord.type)
    guard records.isEmpty else {
      let checker = records.contains(.finding) ? try RulesLocation.loadChecker(input.rules) : nil
      let lines = DocumentLines(Set(records), checker: checker)
      try DocumentRun(input).printLines { lines.encode($0, $1) }
      return
    }
    try DocumentRun(input).printRecords(encoder) { document, metadata, _ in
      StatisticRecord.rows(document, headline: metadata.title, published: metadata.published)
    }
  }

  func validate() throws {
    if !records.isEmpty, output.format ?? .jsonl != .jsonl {
      throw ValidationError("--records gives JSON Lines; leave out --format")
    }
  }
}

extension DocumentLines.Kind: ExpressibleByArgument {}
