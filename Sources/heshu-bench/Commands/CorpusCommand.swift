import ArgumentParser
import Foundation

struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus", abstract: "Print generated newspaper pages.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl }

  @OptionGroup var options: BenchOptions

  @Option(help: "simplified, traditional (with glosses) or wrapped (lines of a PDF column).")
  var variant = Variant.simplified

  @Option(help: "text: one page behind the other; jsonl: one record for each page.")
  var format = Format.text

  func run() throws {
    signal(SIGPIPE, SIG_DFL)
    var generator = PageGenerator(
      vocabulary: try Vocabulary(rules: options.rules), frames: try SentenceFrames(), seed: options.seed)
    let writer = try VariantWriter(variant, rules: options.rules)
    var made = 0
    var number = 0
    while made < options.size.bytes {
      let bytes = writer.bytes(of: generator.next())
      number += 1
      made += bytes.count
      FileHandle.standardOutput.write(Data(format == .text ? bytes : Self.record(bytes, number)))
    }
  }

  /// The texts hold no control character but the line end.
  private static func record(_ bytes: [UInt8], _ number: Int) -> [UInt8] {
    var line = Array("{\"id\":\"\(number)\",\"text\":\"".utf8)
    for byte in bytes {
      switch byte {
      case 0x0A: line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
      default: line.append(byte)
      }
    }
    line += "\"}\n".utf8
    return line
  }
}
