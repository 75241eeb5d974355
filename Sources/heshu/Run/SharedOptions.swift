import Archive
import ArgumentParser
import Foundation
import Reporting

/// Rules on top of those that the program comes with.
struct RulesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder with rules of your own, on top of those of the program; may be repeated.", valueName: "folder"),
    completion: .directory)
  var rules: [String] = []
}

/// What every command that reads documents takes.
struct InputOptions: ParsableArguments {
  @Argument(
    help: """
      Files, folders (searched at any depth), patterns such as 'in/*.zip', or - for standard input. Read: text, HTML, \
      PDF, JSON Lines, WARC and WET, in gz, bz2, xz, zst, tar or zip, in any Chinese encoding.
      """, completion: .file())
  var paths: [String] = []

  @Option(help: "File with the paths to read, one a line; - for standard input.", completion: .file())
  var filesFrom: String?

  @Option(name: .customLong("input"), help: "What to take the files for: auto, text, html, pdf, jsonl or warc.")
  var inputFormat = InputSettings.Format.auto

  @Option(help: "Key of the text in JSON records; title, date, url and id are read where they are.")
  var textKey = "text"

  @OptionGroup var own: RulesOptions

  var rules: [String] { own.rules }

  @Option(name: .shortAndLong, help: "How many documents to read at the same time (default: one per processor).")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): give at least 1") }
  }

  /// The arguments, or standard input when there are none and something comes from there.
  func inputs() throws -> [String] {
    if let filesFrom {
      guard let list = PathList.read(filesFrom) else {
        throw ValidationError("--files-from \(filesFrom): cannot be read")
      }
      return paths + list
    }
    if !paths.isEmpty { return paths }
    if isatty(STDIN_FILENO) != 0 { throw ValidationError("name a file or a folder, or - for standard input") }
    return ["-"]
  }

  var settings: InputSettings {
    var settings = InputSettings()
    settings.format = inputFormat
    settings.textKey = textKey
    return settings
  }

  /// The settings of commands whose records may come part by part.
  var partSettings: InputSettings {
    var settings = settings
    settings.readsParts = true
    return settings
  }

  var workers: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// What every command that prints records takes.
struct OutputOptions: ParsableArguments {
  @Option(help: "jsonl, table, csv or tsv (default: table on a terminal, else jsonl).")
  var format: OutputFormat?

  @Flag(help: "Begin CSV with a byte order mark, as Excel needs it.")
  var bom = false

  func encoder(_ type: RecordType) -> RecordEncoder {
    RecordEncoder(
      format: format ?? (isatty(STDOUT_FILENO) != 0 ? .table : .jsonl), type: type, byteOrderMark: bom)
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension InputSettings.Format: ExpressibleByArgument {}
