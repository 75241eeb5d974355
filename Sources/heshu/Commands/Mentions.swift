import ArgumentParser
import Reporting

struct Mentions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mentions", abstract: "Print every numeric expression: quantities, dates, ordinals, counts of lists.",
    discussion: """
      Examples:
        heshu mentions page.txt
        heshu mentions --format tsv Corpus > mentions.tsv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try DocumentRun(input, through: .mentions).printRecords(output.encoder(MentionRecord.type)) { document, _ in
      MentionRecord.rows(document)
    }
  }
}
