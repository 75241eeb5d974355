import ArgumentParser
import Foundation
import RuleTools

struct RulesDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Print the statistics and findings that your rules gain, lose or change.",
    discussion: """
      Compares the rules without --rules and with it, before and after side by side.

      Examples:
        heshu rules diff --rules my-rules Corpus
        heshu rules diff --rules my-rules --format csv --bom Corpus > changes.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if input.rules.isEmpty { throw ValidationError("give the folder of your rules: --rules my-rules") }
    if try input.inputs().contains("-") { throw ValidationError("standard input cannot be read twice; name files") }
  }

  func run() throws {
    let first = try RulesLocation.loadAll([])
    let second = try RulesLocation.loadAll(input.rules)
    var incomplete: ExitCode?
    let before = try CorpusReading.read(input, first, &incomplete)
    let after = try CorpusReading.read(input, second, &incomplete, isSecond: true)
    let changes = ReadingChange.changes(from: before, to: after)
    var printer = RecordPrinter(output.encoder(ReadingChange.type))
    printer.print(changes.map(\.row))
    printer.finish()
    FileHandle.standardError.write(Data("heshu: \(ReadingChange.summary(changes))\n".utf8))
    if let incomplete { throw incomplete }
  }
}

/// What rules make of all documents of a command.
enum CorpusReading {
  /// - Parameters:
  ///   - incomplete: becomes the exit status when something could not be read.
  ///   - isSecond: whether that was told before.
  static func read(
    _ input: InputOptions, _ rules: RuleSet, _ incomplete: inout ExitCode?, isSecond: Bool = false
  ) throws -> [DocumentReading] {
    let checker = rules.checker
    var readings: [DocumentReading] = []
    do {
      let run = try DocumentRun(input, knowledge: rules.knowledge)
      try (isSecond ? run.again() : run).forEach { document, _ in
        DocumentReading(document, findings: checker.findings(in: document))
      } consume: {
        readings.append($0)
      }
    } catch let code as ExitCode {
      incomplete = code
    }
    return readings
  }
}
