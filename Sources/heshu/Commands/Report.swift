import Archive
import ArgumentParser
import Extraction
import Foundation
import Reporting
import Review

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report: what was read, what was checked, the findings in their sentences, tables and charts.",
    discussion: """
      The report is one HTML file that needs no network and prints well, or Markdown for terminals and pull requests. \
      Figures of different articles are held against each other too.

      Examples:
        heshu report Corpus --output report.html
        heshu report --db archive.sqlite --format markdown
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case html, markdown }

  @OptionGroup var input: InputOptions

  @Option(help: "Report on this archive instead of reading documents.", completion: .file())
  var db: String?
  @Option(name: .shortAndLong, help: "File to write (default: standard output).", completion: .file())
  var output: String?
  @Option(help: "html or markdown (default: by the name of the output, else markdown on a terminal).")
  var format: Format?
  @Option(help: "Language of the report: zh or en.")
  var language = FindingRecord.Language.chinese
  @Option(help: "How many articles to show with their text.")
  var articles = 200

  func validate() throws {
    if db != nil, !input.paths.isEmpty { throw ValidationError("give documents or --db, not both") }
    if articles < 0 { throw ValidationError("--articles \(articles): give 0 or more") }
  }

  func run() throws {
    if let db {
      try write(ArchiveReading(db: db))
      return
    }
    let folder = NSTemporaryDirectory() + "/heshu-report-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = try input.inputs()
    let reading = ArchiveReading(db: folder + "/archive.sqlite")
    var options = ArchiveOptions()
    options.db = reading.db
    options.isQuiet = true
    options.batch = 256
    let (ingest, _) = try options.ingest(input.rules, settings: input.settings, jobs: input.workers, mustExist: false)
    let tally = try reading.reporting { try ingest.run(paths) { _ in !Interruption.isRequested } }
    if tally.isInterrupted { throw ExitCode(130) }
    try write(reading)
    if tally.problemsInArchive > 0 { throw ExitCode(2) }
  }

  private func write(_ archive: ArchiveReading) throws {
    let knowledge = try RulesLocation.load(input.rules)
    let rules = try RulesLocation.loadArchiveChecks(input.rules)
    try archive.reporting {
      try CrossFindings(try archive.open(), rules: rules).renewIfDue()
      var limits = Review.Report.Limits()
      limits.articles = articles
      let report = try Review.Report(
        archive: archive.db, language: language, activityNames: knowledge.activities.names, limits: limits,
        version: Version.number)
      let text = try chosen == .html ? report.html() : report.markdown()
      if let output {
        do {
          try Data(text.utf8).write(to: URL(fileURLWithPath: output))
        } catch {
          throw ValidationError("\(output): cannot be written; check the folder and its permissions")
        }
      } else {
        var standard = StandardOutput()
        standard.write(text)
        standard.flush()
      }
    }
  }

  private var chosen: Format {
    if let format { return format }
    guard let output else { return isatty(STDOUT_FILENO) != 0 ? .markdown : .html }
    return output.hasSuffix(".md") || output.hasSuffix(".markdown") ? .markdown : .html
  }
}
