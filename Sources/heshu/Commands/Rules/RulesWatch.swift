import ArgumentParser
import Foundation
import RuleFiles
import RuleTools

struct RulesWatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Read a corpus again whenever a rule file is saved, and print what changed.",
    discussion: """
      Stop it with Ctrl-C. A file with errors is reported, and the reading before it stays what is compared with; so are \
      examples of your rules that do not give what they say.

      Examples:
        heshu rules watch --rules my-rules Corpus
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if try input.inputs().contains("-") { throw ValidationError("standard input cannot be read twice; name files") }
  }

  func run() throws {
    let layers = try RulesLocation.find(input.rules)
    var stamp = RuleStamp(layers)
    var last: [DocumentReading]?
    while true {
      let rules = RuleSet(layers)
      if rules.errors.contains(where: { $0.severity == .error }) {
        let count = rules.errors.count { $0.severity == .error }
        say("\(RuleErrors(rules.errors))\nheshu: \(count) errors; waiting for a change")
      } else {
        var incomplete: ExitCode?
        let reading = try CorpusReading.read(input, rules, &incomplete)
        if let last {
          let changes = ReadingChange.changes(from: last, to: reading)
          var printer = RecordPrinter(output.encoder(ReadingChange.type))
          printer.print(changes.map(\.row))
          printer.finish()
          say("heshu: \(ReadingChange.summary(changes))")
        } else {
          let figures = reading.reduce(0) { $0 + $1.statistics.count }
          say("heshu: \(reading.count) documents, \(figures) statistics; waiting for a change")
        }
        last = reading
        // What of the folder is passed over.
        for warning in rules.errors { say("\(warning)") }
        for failure in try RuleTest(rules).failures(in: rules.layers) { say("\(failure)") }
      }
      repeat { usleep(200_000) } while RuleStamp(layers) == stamp
      // Editors write in several steps.
      usleep(100_000)
      let now = RuleStamp(layers)
      say("\nheshu: \(now.summary(since: stamp))")
      stamp = now
    }
  }

  private func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
