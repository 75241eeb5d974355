import ArgumentParser
import Foundation
import RuleTools

struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run every example and none line of the rules.",
    discussion: """
      Prints a line for each file with examples, and under it each example that does not give what it says; the exit \
      status is then 1.

      Examples:
        heshu rules test
        heshu rules test --rules my-rules
      """)

  @OptionGroup var own: RulesOptions

  @Flag(help: "Print only files with examples that fail.")
  var quiet = false

  func run() throws {
    let start = DispatchTime.now().uptimeNanoseconds
    let test = try RuleTest(RulesLocation.loadAll(own.rules))
    var output = StandardOutput()
    for file in test.files where !quiet || !file.failures.isEmpty {
      let failed = file.failures.isEmpty ? "" : ", \(file.failures.count) fail"
      output.write("\(file.failures.isEmpty ? "✔" : "✘") \(file.name): \(file.count) examples\(failed)\n")
      for failure in file.failures { output.write("\(failure)\n") }
    }
    output.flush()
    let time = (DispatchTime.now().uptimeNanoseconds - start) / 1_000_000
    FileHandle.standardError.write(
      Data("heshu: \(test.count) examples, \(test.failureCount) fail (\(time) ms)\n".utf8))
    if test.failureCount > 0 { throw ExitCode(1) }
  }
}
