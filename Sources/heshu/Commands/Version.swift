import ArgumentParser
import Extraction
import Reporting

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the version of the program, of its records and of its rules.")

  @Option(help: "Folder of the rule files.")
  var rules: String?

  func run() throws {
    let path = try RulesLocation.find(rules)
    var output = StandardOutput()
    output.write(
      "heshu \(Self.number)\nrecords \(RecordType.version)\nrules \(RulesDigest.digest(ofRulesAt: path)) \(path)\n")
    output.flush()
  }

  static let number = "0.1.0"
}
