import ArgumentParser
import RuleTools

struct RulesIndex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Print the table of the rule files, as Rules/README.md has it.",
    discussion: """
      A file is described by the first sentence of its first comment.

      Examples:
        heshu rules index
      """)

  @OptionGroup var own: RulesOptions

  func run() throws {
    var output = StandardOutput()
    output.write(RuleIndex(try RulesLocation.find(own.rules)).table)
    output.flush()
  }
}
