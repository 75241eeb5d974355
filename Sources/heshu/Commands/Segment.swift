import ArgumentParser
import Reporting

struct Segment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: "Print sentences cut into words; numbers and places stay whole.",
    discussion: """
      Examples:
        heshu segment page.txt
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try DocumentRun(input).printRecords(output.encoder(SentenceRecord.type)) { document, extractor in
      SentenceRecord.rows(document) { extractor.words(of: $0, in: document) }
    }
  }
}
