import ArgumentParser
import Foundation
import RuleTools

struct Suggest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Print what the rules do not know yet, as rules to be filled in.",
    discussion: """
      Looks for short words behind numbers that may be units, zones in no list, counted slogans that no activity claims, \
      and figures that no pattern takes. What is printed is a proposal: read it, copy what is right into your folder, \
      then run heshu rules lint, test and diff.

      Examples:
        heshu suggest Corpus
        heshu suggest --least 5 --rules my-rules Corpus > proposals.txt
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "How often something must occur.")
  var least = 2

  @Option(help: "How much to print of each kind.")
  var most = 20

  func run() throws {
    let rules = try RulesLocation.loadAll(input.rules)
    let known = KnownWords(rules.sources)
    let run = try DocumentRun(input, knowledge: rules.knowledge)
    var list = SuggestionList()
    var output = StandardOutput()
    defer {
      output.write(list.text(least: least, most: most))
      output.flush()
      let counts = RuleSuggestion.Kind.allCases.map { "\(list.count($0, least: least)) \($0.plural)" }
      let rare = list.rareCount(least: least)
      let left = rare > 0 ? "; \(rare) met less than \(least) times are left out (--least 1 prints them)" : ""
      FileHandle.standardError.write(Data("heshu: \(counts.joined(separator: ", "))\(left)\n".utf8))
    }
    try run.forEach { document, extractor in
      SuggestionReader(document, extractor, known: known).suggestions()
    } consume: {
      list.add($0)
    }
  }
}
