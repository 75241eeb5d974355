import ArgumentParser
import Foundation
import Reporting
import RuleTools

struct RulesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a rule as it is written, and where it decided something in a corpus.",
    discussion: """
      Examples:
        heshu rules show household-visits
        heshu rules show 人次
        heshu rules show act-object-figure Corpus
      """)

  @Argument(help: "The id of a rule, 'kind id' where several kinds have it, or a word of a table.")
  var id: String

  @OptionGroup var input: InputOptions

  @Option(help: "How many places to print.")
  var most = 20

  func run() throws {
    let rules = try RulesLocation.loadAll(input.rules)
    let found = RuleText.find(id, in: rules)
    guard !found.isEmpty else {
      throw ValidationError("no rule '\(id)'; \(RuleText.suggestion(for: id, in: rules))")
    }
    var output = StandardOutput()
    for rule in found {
      output.write("\(rule.reference)\n" + rule.lines.map { "  \($0)\n" }.joined() + "\n")
    }
    output.flush()
    guard !input.paths.isEmpty || input.filesFrom != nil else { return }
    let checker = rules.checker
    var count = 0
    var documents = 0
    defer {
      output.write("\(count) times in \(documents) documents\(count > most ? ", of which \(most) are printed" : "")\n")
      output.flush()
    }
    try DocumentRun(input, knowledge: rules.knowledge).forEach { document, _ in
      RuleUse.uses(of: found, in: document, findings: checker.findings(in: document))
    } consume: { uses in
      for use in uses.prefix(max(0, most - count)) {
        output.write("\(use.source):\(use.line): \(use.text)\n  \(DisplayWidth.printable(use.sentence))\n")
      }
      count += uses.count
      documents += uses.isEmpty ? 0 : 1
    }
  }
}
