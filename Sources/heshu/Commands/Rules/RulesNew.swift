import ArgumentParser
import RuleTools

struct RulesNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Print a rule to be filled in.",
    discussion: """
      What stands in capitals is to be written; the first comment says which file it goes into. Make the folders first: \
      mkdir -p my-rules/activities my-rules/binding my-rules/checks my-rules/units.

      Examples:
        heshu rules new activity winter-health > my-rules/activities/own.rules
        heshu rules new unit 袋 桶 盏 > my-rules/units/own.tsv
        heshu rules new pattern own-order > my-rules/binding/own.rules
        heshu rules new relation unit-order guests > my-rules/checks/unit-order.rules
      """)

  @Argument(help: "What it is: activity, unit, pattern or relation.")
  var kind: RuleTemplate.Kind

  @Argument(
    help: "Its id; of a unit, the words; of a relation, the check and the id.", completion: .list(RuleTemplate.checks))
  var names: [String] = []

  @OptionGroup var own: RulesOptions

  func validate() throws {
    switch kind {
    case .activity, .pattern:
      guard names.count == 1 else { throw ValidationError("give one id: heshu rules new \(kind.rawValue) some-id") }
    case .unit:
      guard !names.isEmpty else { throw ValidationError("give the units: heshu rules new unit 袋 桶") }
      for (index, name) in names.enumerated() {
        if name.isEmpty || name.contains(where: \.isWhitespace) {
          throw ValidationError("'\(name)': a unit is one word")
        }
        if names[..<index].contains(name) { throw ValidationError("'\(name)' is given twice") }
      }
    case .relation:
      guard names.count == 2 else {
        throw ValidationError("give a check and an id: heshu rules new relation part-of-whole some-id")
      }
    }
    let ids = kind == .unit ? [] : names
    for id in ids where !id.utf8.allSatisfy({ 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }) {
      throw ValidationError("'\(id)': an id has small letters, digits and hyphens")
    }
  }

  func run() throws {
    var output = StandardOutput()
    switch kind {
    case .activity: output.write(RuleTemplate.activity(names[0]))
    case .unit: output.write(RuleTemplate.units(names))
    case .pattern: output.write(RuleTemplate.pattern(names[0]))
    case .relation:
      guard let text = RuleTemplate.relation(names[0], names[1], in: try RulesLocation.loadAll(own.rules)) else {
        throw ValidationError(
          "the check '\(names[0])' takes no relation of your own; these do: "
            + RuleTemplate.checks.joined(separator: ", "))
      }
      output.write(text)
    }
    output.flush()
  }
}

extension RuleTemplate.Kind: ExpressibleByArgument {}
