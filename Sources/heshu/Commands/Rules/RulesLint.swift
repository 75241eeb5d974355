import ArgumentParser
import Foundation
import RuleFiles
import RuleTools

struct RulesLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Print everything that is wrong with the rules, and what in them does nothing.",
    discussion: """
      Warnings name words that are listed twice, rules that never win, word classes that no pattern names, examples that \
      contradict each other, words that no text holds once it is cleaned, and what of a new rule is still to be filled \
      in. The exit status is 64 when there are errors, and 1 when there are warnings and --strict is given.

      Examples:
        heshu rules lint
        heshu rules lint --strict --rules my-rules
      """)

  @OptionGroup var own: RulesOptions

  @Flag(help: "Let warnings make the exit status 1.")
  var strict = false

  func run() throws {
    let rules = RuleSet(try RulesLocation.find(own.rules))
    let lint = RuleLint(rules)
    var output = StandardOutput()
    if !lint.diagnostics.isEmpty { output.write(DiagnosticList.text(lint.diagnostics) + "\n") }
    output.flush()
    FileHandle.standardError.write(
      Data("heshu: \(lint.errorCount) errors, \(lint.warningCount) warnings in \(rules.sources.count) files\n".utf8))
    if lint.errorCount > 0 { throw ExitCode(64) }
    if strict, lint.warningCount > 0 { throw ExitCode(1) }
  }
}
