import ArgumentParser
import Reporting

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every reported figure with its district, activity, action and object.")

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try DocumentRun(input).printRecords(output.encoder(StatisticRecord.type)) { document, _ in
      StatisticRecord.rows(document)
    }
  }
}
