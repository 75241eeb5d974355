import ArgumentParser
import Foundation

@main
struct HeshuBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heshu-bench", abstract: "Measures heshu on generated newspaper pages, and verifies what it computed.",
    subcommands: [Stages.self, ProgramCommand.self, Verify.self, CorpusCommand.self], defaultSubcommand: Stages.self)
}

/// What all commands take.
struct BenchOptions: ParsableArguments {
  @Option(help: "How much text to generate: 500kB, 50MB, 1GB.")
  var size = ByteCount(8_000_000)

  @Option(help: "Same seed, same text.")
  var seed: UInt64 = 1

  @Option(help: "Folder of the rule files.")
  var rules = "Rules"

  func validate() throws {
    guard FileManager.default.fileExists(atPath: rules) else {
      throw ValidationError("--rules \(rules): no such folder; run from the root of the repository, or name it")
    }
  }
}

/// A number of bytes as people write it.
struct ByteCount: ExpressibleByArgument, CustomStringConvertible {
  var bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number > 0 else { return nil }
    switch argument.dropFirst(digits.count).uppercased() {
    case "", "B": bytes = number
    case "KB": bytes = number * 1_000
    case "MB": bytes = number * 1_000_000
    case "GB": bytes = number * 1_000_000_000
    default: return nil
    }
  }

  var description: String { bytes % 1_000_000 == 0 ? "\(bytes / 1_000_000)MB" : "\(bytes)B" }
}
