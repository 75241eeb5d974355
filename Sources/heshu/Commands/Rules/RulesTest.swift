import ArgumentParser
import Extraction
import Foundation
import NewsText

struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run every example and none line of the rule files.",
    discussion: "Prints each line that does not give what it says; the exit status is then 1.")

  @Option(help: "Folder of the rule files.")
  var rules: String?

  func run() throws {
    let extractor = try Extractor(RulesLocation.load(rules))
    let checker = try RulesLocation.loadChecker(rules)
    let failures =
      extractor.failingExamples()
      + checker.failingExamples { extractor.document(SourceText(decoding: Array($0.utf8), name: "example")) }
    for failure in failures { print(failure) }
    FileHandle.standardError.write(Data("heshu: \(failures.count) examples fail\n".utf8))
    if !failures.isEmpty { throw ExitCode(1) }
  }
}
