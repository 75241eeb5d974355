import ArgumentParser
import Consistency
import Foundation
import Reporting

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Test whether the figures of a text agree, and print those that do not.")

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Print every relation tested, also those that hold.")
  var all = false

  @Option(help: "Language of the messages: zh or en.")
  var language = FindingRecord.Language.chinese

  func run() throws {
    FileHandle.standardError.write(Data("heshu: check: no checks are built in yet\n".utf8))
    try DocumentRun(input).printRecords(output.encoder(FindingRecord.type)) { document, _ in
      FindingRecord.rows([], in: document, language: language)
    }
  }
}

extension FindingRecord.Language: ExpressibleByArgument {}
