import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation

struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Read documents into an archive, an SQLite file.",
    discussion: """
      What is in the archive already is passed over, what has changed is replaced. A run that was interrupted, whatever \
      by, goes on when it is started again. What cannot be read is listed in the table 'problem'.

      Examples:
        heshu ingest Corpus/articles --db archive.sqlite
        heshu ingest in/*.zip --db archive.sqlite --prune
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var archive: ArchiveOptions

  @Flag(help: "Take out files below the paths that are gone.")
  var prune = false

  func run() throws {
    let paths = try input.inputs()
    let (ingest, _) = try archive.ingest(input.rules, settings: input.settings, jobs: input.workers, mustExist: false)
    let progress = archive.progress { InputWalk.size(of: paths) }
    let tally = try archive.reporting {
      try ingest.run(paths, prune: prune) { tally in
        progress.show(tally)
        return !Interruption.isRequested
      }
    }
    progress.end()
    DatasetteMetadata.write(beside: archive.db)
    try archive.conclude(tally)
  }
}

struct Refresh: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: "Read again what is in an archive and was read with other rules.",
    discussion: """
      Examples:
        heshu refresh --db archive.sqlite
      """)

  @OptionGroup var archive: ArchiveOptions

  @OptionGroup var own: RulesOptions
  @Option(name: .shortAndLong, help: "How many documents to read at the same time (default: one per processor).")
  var jobs: Int?
  @Option(help: "Key of the text in JSON records.")
  var textKey = "text"

  func run() throws {
    var settings = InputSettings()
    settings.textKey = textKey
    let (ingest, _) = try archive.ingest(
      own.rules, settings: settings, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, mustExist: true)
    let progress = archive.progress { 0 }
    let tally = try archive.reporting {
      try ingest.refresh { tally in
        progress.show(tally)
        return !Interruption.isRequested
      }
    }
    progress.end()
    try archive.conclude(tally)
  }
}
