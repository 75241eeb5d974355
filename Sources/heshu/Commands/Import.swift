import Archive
import ArgumentParser
import Extraction
import Foundation

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Write into an archive what a cluster has read of some documents.",
    discussion: """
      Takes the lines that 'heshu_spark.py slice' prints. Documents that are in the archive already are replaced; rules \
      that have changed meanwhile take a new run on the cluster, for the texts themselves are not here. Give the --rules \
      that the cluster has read with.

      Examples:
        heshu import slice.jsonl --db archive.sqlite
      """)

  @Argument(help: "File of a slice, or - for standard input.", completion: .file())
  var slice = "-"

  @Option(help: "The archive.", completion: .file())
  var db: String

  @OptionGroup var own: RulesOptions

  func run() throws {
    let digest = RulesDigest.digest(of: try RulesLocation.find(own.rules)) + " " + Version.number
    let archive = ArchiveReading(db: db)
    try archive.reporting {
      let (tally, problems) = try SliceImport(try ArchiveStore(db), digest: digest).run(slice)
      for problem in problems { problem.print() }
      let documents = "\(tally.added) documents added, \(tally.replaced) replaced"
      let line =
        "heshu: \(documents); \(tally.statistics) statistics, \(tally.findings) relations tested, \(tally.reprints) reprints"
      FileHandle.standardError.write(Data((line + "\n").utf8))
      if !problems.isEmpty { throw ExitCode(2) }
    }
    DatasetteMetadata.write(beside: db)
  }
}
