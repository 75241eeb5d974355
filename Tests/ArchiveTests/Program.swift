import Foundation

/// Runs the built program.
enum Program {
  struct Result {
    var output: String
    var errors: String
    var status: Int32
  }

  /// The program stands beside the bundle of the tests.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (tests as NSString).deletingLastPathComponent + "/heshu"
  }()

  /// - Parameters:
  ///   - kilobytes: the size that no file may grow beyond.
  ///   - seconds: after which the program is killed.
  @discardableResult
  static func run(_ arguments: [String], kilobytes: Int? = nil, killAfter seconds: Double? = nil) throws -> Result {
    let scratch = try Fixture()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let limit = kilobytes.map { "ulimit -f \($0); " } ?? ""
    process.arguments = ["-c", limit + "exec \"$0\" \"$@\"", path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["HESHU_RULES": Fixture.rulesPath]) { _, new in
      new
    }
    let (output, errors) = (try scratch.write("output", ""), try scratch.write("errors", ""))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    if let seconds {
      Thread.sleep(forTimeInterval: seconds)
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    return Result(
      output: String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self),
      errors: String(decoding: FileManager.default.contents(atPath: errors) ?? Data(), as: UTF8.self),
      status: process.terminationStatus)
  }
}
