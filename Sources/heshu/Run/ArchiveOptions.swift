import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation

/// What the commands that write an archive take.
struct ArchiveOptions: ParsableArguments {
  @Option(help: "The archive.", completion: .file())
  var db: String

  @Flag(name: .customLong("no-progress"), help: "Do not tell how far the run is.")
  var isQuiet = false

  @Option(name: .customLong("batch"), help: ArgumentHelp("Documents that share a transaction.", visibility: .hidden))
  var batch = 256

  /// Opens the archive and loads everything that reading takes.
  func ingest(
    _ rules: [String], settings: InputSettings, jobs: Int, mustExist: Bool
  ) throws -> (Archive.Ingest, ArchiveStore) {
    let knowledge = try RulesLocation.load(rules)
    let means = Archive.Ingest.Means(
      knowledge: knowledge, checker: try RulesLocation.loadChecker(rules),
      rules: try RulesLocation.loadInput(knowledge.layers),
      digest: RulesDigest.digest(of: knowledge.layers) + " " + Version.number)
    let store = try reporting { try ArchiveStore(db, mustExist: mustExist) }
    Interruption.watch()
    return (Archive.Ingest(store, means: means, settings: settings, jobs: jobs, batch: batch), store)
  }

  func progress(total: () -> Int) -> IngestProgress {
    let style = IngestProgress.style(isWanted: !isQuiet)
    return IngestProgress(style, total: style == .none ? 0 : total())
  }

  /// Runs a body; what is wrong with the archive ends the program with one line and status 2.
  func reporting<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let failure as ArchiveFailure {
      FileHandle.standardError.write(Data("heshu: \(failure)\n".utf8))
      throw ExitCode(2)
    }
  }

  /// Prints what a run has done, and ends with the status that tells.
  func conclude(_ tally: IngestTally) throws {
    var lines = [
      "\(tally.added) documents added, \(tally.replaced) replaced, \(tally.unchanged) unchanged, \(tally.removed) removed; "
        + "\(tally.statistics) statistics, \(tally.findings) relations tested, \(tally.reprints) reprints"
    ]
    if tally.problemsInArchive > 0 {
      let stages = tally.problems.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
      lines.append(
        "\(tally.problemsInArchive) problems in the table 'problem'"
          + (stages.isEmpty ? ", all of earlier runs" : "; in this run: " + stages.joined(separator: ", ")))
    }
    if tally.stale > 0 {
      lines.append("\(tally.stale) documents were read with other rules; read them again with heshu refresh --db \(db)")
    }
    if tally.isInterrupted { lines.append("interrupted; start the same command again to go on") }
    FileHandle.standardError.write(Data(lines.map { "heshu: \($0)\n" }.joined().utf8))
    if tally.isInterrupted { throw ExitCode(130) }
    if tally.problemsInArchive > 0 { throw ExitCode(2) }
  }
}
