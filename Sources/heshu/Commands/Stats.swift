import Archive
import ArgumentParser
import Reporting

struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Print campaign tables: district × activity × indicator, each cell with the ids of its figures.",
    discussion: """
      Figures are summed only where that means something: never totals to date, states, parts of a whole, percentages, \
      overlapping periods, or a district together with one of its places. The column basis says what was done.

      Examples:
        heshu stats Corpus
        heshu stats --db archive.sqlite --format csv > table.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: "Take the figures of this archive instead of reading documents; reprints count once.", completion: .file())
  var db: String?

  func validate() throws {
    if db != nil, !input.paths.isEmpty { throw ValidationError("give documents or --db, not both") }
  }

  func run() throws {
    if let db {
      try tabulate(ArchiveReading(db: db))
      return
    }
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

  private func tabulate(_ archive: ArchiveReading) throws {
    let store = try archive.open()
    var table = CampaignTable()
    try archive.reporting { try CampaignFigure.forEach(in: store) { table.add([$0]) } }
    var printer = RecordPrinter(output.encoder(CampaignRecord.type))
    printer.print(table.rows())
    printer.finish()
  }
}
