import Foundation

/// Runs the built program.
enum Program {
  struct Result {
    var output: String
    var errors: String
    var status: Int32
    var lines: [Substring] { output.split(separator: "\n") }
    var errorLines: [Substring] { errors.split(separator: "\n") }
  }

  /// The program stands beside the bundle of the tests.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (tests as NSString).deletingLastPathComponent + "/heshu"
  }()

  static func run(_ arguments: String...) throws -> Result { try run(arguments) }

  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: String? = nil
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["COLUMNS"] = nil
    process.environment = variables.merging(environment) { _, new in new }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    // Files rather than pipes: nothing can block, whatever the amount.
    let scratch = try Scratch()
    let (inputFile, outputFile, errorFile) = try (
      scratch.write("input", input), scratch.write("output", ""), scratch.write("errors", "")
    )
    process.standardInput = FileHandle(forReadingAtPath: inputFile)
    process.standardOutput = FileHandle(forWritingAtPath: outputFile)
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    try process.run()
    process.waitUntilExit()
    return Result(
      output: String(decoding: FileManager.default.contents(atPath: outputFile) ?? Data(), as: UTF8.self),
      errors: String(decoding: FileManager.default.contents(atPath: errorFile) ?? Data(), as: UTF8.self),
      status: process.terminationStatus)
  }
}

/// A folder that goes away with its owner.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "heshu-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file below the folder and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}

/// Folders of the package.
enum Package {
  static let tests = (#filePath as NSString).deletingLastPathComponent
  static let root = ((tests as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
  static let corpus = root + "/Corpus"
  static let page = tests + "/Snapshots/page.txt"
}
