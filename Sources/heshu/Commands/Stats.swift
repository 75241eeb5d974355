import ArgumentParser
import Reporting

struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print campaign tables: district × activity × indicator, each cell with the ids of its figures.",
    discussion: """
      Figures are summed only where that means something: never totals to date, states, parts of a whole, percentages, \
      overlapping periods, or a district together with one of its places. The column basis says what was done.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let run = try DocumentRun(input)
    var table = CampaignTable()
    var printer = RecordPrinter(output.encoder(CampaignRecord.type))
    defer {
      printer.print(table.rows())
      printer.finish()
    }
    try run.forEach { document, _ in
      CampaignFigure.figures(document)
    } consume: {
      table.add($0)
    }
  }
}
