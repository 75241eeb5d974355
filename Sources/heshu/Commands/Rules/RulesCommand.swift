import ArgumentParser

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Write rules, try them, and see what they change.",
    discussion: """
      The rules of the program lie in its folder Rules; yours in ~/.config/heshu/Rules or in folders that --rules names. \
      A file of yours adds to the file of that name; a rule with an id or key that is there already takes its place.

      Examples:
        heshu rules new activity winter-health > my-rules/activities/own.rules
        heshu rules lint --rules my-rules
        heshu rules diff --rules my-rules Corpus
      """,
    subcommands: [
      RulesLint.self, RulesTest.self, RulesList.self, RulesShow.self, RulesNew.self, RulesDiff.self, RulesWatch.self,
      RulesIndex.self,
    ])
}
