import Foundation
import Testing

/// The tutorials, done as they say: their files are written, their commands run, and what they print is what is printed.
@Suite struct TutorialTests {
  enum Block: Equatable {
    case file(name: String, text: String)
    /// A command with the lines under it.
    case command(String, output: [String])
  }

  /// The files and commands of a text in Markdown, in its order.
  static func blocks(_ text: String) -> [Block] {
    var blocks: [Block] = []
    var kind: String?
    var lines: [String] = []
    for line in text.components(separatedBy: "\n") {
      guard line.hasPrefix("```") else {
        lines.append(line)
        continue
      }
      if kind?.hasPrefix("text ") == true {
        blocks.append(.file(name: String(kind?.dropFirst(5) ?? ""), text: lines.map { $0 + "\n" }.joined()))
      } else if kind == "console" {
        for line in lines {
          if line.hasPrefix("$ ") {
            blocks.append(.command(String(line.dropFirst(2)), output: []))
          } else if case .command(let command, let output) = blocks.last {
            blocks[blocks.count - 1] = .command(command, output: output + [line])
          }
        }
      }
      kind = kind == nil ? String(line.dropFirst(3)) : nil
      lines = []
    }
    return blocks
  }

  private static func tutorial(_ name: String) throws -> [Block] {
    blocks(try String(contentsOfFile: Package.root + "/Rules/" + name, encoding: .utf8))
  }

  @Test func bothLanguagesShowTheSame() throws {
    let blocks = try Self.tutorial("TUTORIAL.md")
    #expect(blocks.count > 15)
    #expect(try Self.tutorial("教程.md") == blocks)
  }

  /// From an empty user folder.
  @Test func everyStepGivesWhatItSays() throws {
    let scratch = try Scratch()
    for name in ["home", "work", "bin"] {
      try FileManager.default.createDirectory(atPath: scratch.path + "/" + name, withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/bin/heshu", withDestinationPath: Program.path)
    var environment = ProcessInfo.processInfo.environment
    environment["HOME"] = scratch.path + "/home"
    environment["XDG_CONFIG_HOME"] = nil
    environment["HESHU_RULES"] = Package.root + "/Rules"
    environment["PATH"] = scratch.path + "/bin:" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["LC_ALL"] = "C.UTF-8"
    for block in try Self.tutorial("TUTORIAL.md") {
      switch block {
      case .file(let name, let text): try scratch.write("work/" + name, text)
      case .command(let command, let output):
        let printed = try Self.run(command, in: scratch.path + "/work", environment, scratch)
        #expect(Self.fits(printed, output), "\(command) prints\n\(printed.joined(separator: "\n"))")
      }
    }
  }

  /// Runs a command of the shell; its output, then its errors, as lines.
  private static func run(
    _ command: String, in folder: String, _ environment: [String: String], _ scratch: Scratch
  ) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "{ \(command); } >../output 2>../errors </dev/null"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    return try ["output", "errors"].flatMap { name in
      try String(contentsOfFile: scratch.path + "/" + name, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropLast().map(String.init)
    }
  }

  /// Whether lines are those expected, where … stands for any lines, or for any characters within one.
  static func fits(_ lines: [String], _ expected: [String]) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    if first == "…" { return (0...lines.count).contains { fits(Array(lines[$0...]), Array(expected.dropFirst())) } }
    guard let line = lines.first, fits(line, first) else { return false }
    return fits(Array(lines.dropFirst()), Array(expected.dropFirst()))
  }

  private static func fits(_ line: String, _ expected: String) -> Bool {
    let parts = expected.components(separatedBy: "…")
    guard parts.count > 1 else { return line == expected }
    var rest = Substring(line)
    for (number, part) in parts.enumerated() where !part.isEmpty {
      guard let found = rest.range(of: part), number > 0 || found.lowerBound == rest.startIndex else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.isEmpty || parts.last?.isEmpty == true
  }
}
