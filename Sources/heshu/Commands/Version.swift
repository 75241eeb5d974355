import ArgumentParser
import Extraction
import Reporting

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version of the program, of its records and of its rules.",
    discussion: """
      Examples:
        heshu version
        heshu version --rules my-rules
      """)

  @OptionGroup var own: RulesOptions

  func run() throws {
    let layers = try RulesLocation.find(own.rules)
    var output = StandardOutput()
    output.write(
      "heshu \(Self.number)\nrecords \(RecordType.version)\nrules \(RulesDigest.digest(of: layers)) \(layers.summary)\n"
    )
    output.flush()
  }

  static let number = "0.1.0"
}
