import ArgumentParser
import Reporting

struct Articles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles", abstract: "Print how a page is cut into articles.",
    discussion: """
      Examples:
        heshu articles page.txt
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try DocumentRun(input).printRecords(output.encoder(ArticleRecord.type)) { document, _ in
      ArticleRecord.rows(document)
    }
  }
}
