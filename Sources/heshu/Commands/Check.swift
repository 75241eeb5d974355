import Archive
import ArgumentParser
import Consistency
import Foundation
import Reporting
import Synchronization

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Test whether the figures of a text agree, and print those that do not.",
    discussion: """
      Prints the relations that fail, then those that only rounding or approximation reconciles; --all prints every \
      relation tested. A closing line on standard error counts them.

      Checks: \(Checker.checks.joined(separator: ", ")).

      With --db figures of different articles of an archive are held against each other instead, and what comes of it \
      is kept in the archive for review: \(ArchiveCheckRules.checks.joined(separator: ", ")). With --keyed they come on \
      standard input, those of one key together, and one group is in memory at a time. Each of the keys that extract \
      --records gives a record makes a line of its own: the record with 'key' and 'number'; README.md shows how.

      Examples:
        heshu check Corpus
        heshu check --all --only closed-sum rate --language en -- page.txt
        heshu check --db archive.sqlite
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Print every relation tested, also those that hold.")
  var all = false

  @Option(
    parsing: .upToNextOption, help: "Run only these checks; -- ends the list before a path.",
    completion: .list(Checker.checks))
  var only: [String] = []

  @Option(
    parsing: .upToNextOption, help: "Leave these checks out; -- ends the list before a path.",
    completion: .list(Checker.checks))
  var skip: [String] = []

  @Option(help: "Print nothing less severe than this: error, warning or information.")
  var severity = Finding.Severity.information

  @Option(help: "What makes the exit status 1: fails, tension or never (default: fails; as a filter never).")
  var failOn: FailOn?

  @Option(help: "Language of the messages: zh or en.")
  var language = FindingRecord.Language.chinese

  @Option(help: "Compare the articles of this archive with each other.", completion: .file())
  var db: String?

  @Flag(
    help: "Compare what comes on standard input: statistics, those of an indicator together, or records grouped by key."
  )
  var keyed = false

  enum FailOn: String, ExpressibleByArgument, CaseIterable { case fails, tension, never }

  func validate() throws {
    let known = db == nil && !keyed ? Checker.checks : ArchiveCheckRules.checks
    for check in only + skip where !known.contains(check) {
      if FileManager.default.fileExists(atPath: check) {
        throw ValidationError("'\(check)' is read as a check; write -- before the paths")
      }
      throw ValidationError("no check '\(check)'; there are \(known.joined(separator: ", "))")
    }
    if db != nil, !input.paths.isEmpty { throw ValidationError("give documents or --db, not both") }
    if keyed, db != nil || !input.paths.isEmpty { throw ValidationError("--keyed reads standard input alone") }
  }

  func run() throws {
    if let db {
      try compare(ArchiveReading(db: db))
      return
    }
    if keyed {
      try compareGroups()
      return
    }
    let checker = try RulesLocation.loadChecker(input.rules)
    let selection = FindingSelection(only: Set(only), skip: Set(skip), severity: severity)
    let total = Mutex(FindingTally())
    let encoder = output.encoder(FindingRecord.type)
    let run = try DocumentRun(input)
    let incomplete = try ExitCode.thrown {
      try run.printRecords(encoder) { [all, language] document, _ in
        let found = selection.select(checker.findings(in: document))
        total.withLock { $0 += FindingTally(found) }
        let printed = all ? found : found.filter { $0.verdict == .fails || $0.verdict == .tension }
        return FindingRecord.rows(printed, in: document, language: language)
      }
    }
    let tally = total.withLock { $0 }
    FileHandle.standardError.write(Data("heshu: \(tally.summary)\n".utf8))
    if let incomplete { throw incomplete }
    let failOn = failOn ?? (run.asFilter(encoder.format).isFilter ? .never : .fails)
    let failures = tally.count(.fails) + (failOn == .tension ? tally.count(.tension) : 0)
    if failOn != .never, failures > 0 { throw ExitCode(1) }
  }
}

extension Check {
  /// Checks an archive.
  private func compare(_ archive: ArchiveReading) throws {
    let store = try archive.open()
    let comparison = CrossFindings(store, rules: try RulesLocation.loadArchiveChecks(input.rules))
    let found = try archive.reporting { try comparison.renew() }.filter(isWanted)
    var printer = RecordPrinter(output.encoder(ArchiveFindingRecord.type))
    let printed = found.filter { all || $0.verdict != .holds }
    printer.print(printed.map { ArchiveFindingRecord.row($0, isChinese: language == .chinese) })
    printer.finish()
    let counts = ArchiveFinding.Verdict.allCases.map { verdict in
      "\(found.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    FileHandle.standardError.write(
      Data("heshu: \(found.count) relations between articles: \(counts.joined(separator: ", "))\n".utf8))
    let failures = found.contains { $0.verdict == .fails || failOn == .tension && $0.verdict == .tension }
    if failOn != .never, failures { throw ExitCode(1) }
  }

  /// Checks the groups on standard input.
  private func compareGroups() throws {
    let checker = KeyedChecker(rules: try RulesLocation.loadArchiveChecks(input.rules))
    let encoder = output.encoder(ArchiveFindingRecord.type)
    var printer = RecordPrinter(encoder)
    var counts: [ArchiveFinding.Verdict: Int] = [:]
    let isTagged = encoder.format == .jsonl
    do {
      try checker.checkStandardInput { outcome in
        switch outcome {
        case .finding(let finding):
          guard isWanted(finding) else { return }
          counts[finding.verdict, default: 0] += 1
          guard all || finding.verdict != .holds else { return }
          printer.print([ArchiveFindingRecord.row(finding, isChinese: language == .chinese)])
        case .link(let row): if isTagged { printer.print(encoded: KeyedChecker.line(link: row)) }
        case .problem(let problem):
          if isTagged { printer.print(encoded: [problem].errorLines) } else { problem.print() }
        }
      }
      printer.finish()
    } catch let failure as ArchiveFailure {
      printer.finish()
      FileHandle.standardError.write(Data("heshu: \(failure)\n".utf8))
      throw ExitCode(2)
    }
    let text = ArchiveFinding.Verdict.allCases.map { "\(counts[$0, default: 0]) \($0.rawValue)" }
    FileHandle.standardError.write(
      Data(
        "heshu: \(counts.values.reduce(0, +)) relations between articles: \(text.joined(separator: ", "))\n".utf8))
    let failures = counts[.fails, default: 0] + (failOn == .tension ? counts[.tension, default: 0] : 0)
    if failOn ?? .never != .never, failures > 0 { throw ExitCode(1) }
  }

  private func isWanted(_ finding: ArchiveFinding) -> Bool {
    (only.isEmpty || only.contains(finding.check)) && !skip.contains(finding.check)
      && (severity == .information || finding.severity == .warning && severity == .warning)
  }
}

extension ExitCode {
  /// The exit status that the body throws, nil when it does not.
  fileprivate static func thrown(_ body: () throws -> Void) throws -> ExitCode? {
    do {
      try body()
      return nil
    } catch let code as ExitCode {
      return code
    }
  }
}

extension FindingRecord.Language: ExpressibleByArgument {}
extension Finding.Severity: ExpressibleByArgument {}
