import ArgumentParser
import Reporting
import RuleTools

struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules with an id and the tables of rules.",
    discussion: """
      Examples:
        heshu rules list
        heshu rules list --kind activity --rules my-rules
      """)

  @OptionGroup var own: RulesOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: "Only this kind: activity, pattern, chunk, define, relation, form or table.",
    completion: .list(["activity", "pattern", "chunk", "define", "relation", "form", "table"]))
  var kind: String?

  func run() throws {
    let all = RuleEntry.all(of: try RulesLocation.loadAll(own.rules))
    let kinds = Set(all.map(\.kind)).sorted()
    if let kind, !kinds.contains(kind) {
      throw ValidationError("no kind '\(kind)'; there are \(kinds.joined(separator: ", "))")
    }
    var printer = RecordPrinter(output.encoder(RuleEntry.type))
    printer.print(all.filter { kind == nil || $0.kind == kind }.map(\.row))
    printer.finish()
  }
}
