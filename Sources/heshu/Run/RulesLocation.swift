import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation
import RuleFiles

/// Where the rules are: `--rules`, `$HESHU_RULES`, `Rules` in a folder above the program, `share/heshu/Rules` beside
/// its folder, `Rules` in the working folder.
enum RulesLocation {
  static func find(_ option: String?) throws -> String {
    if let option {
      guard isFolder(option) else { throw ValidationError("--rules \(option): no such folder") }
      return option
    }
    if let variable = ProcessInfo.processInfo.environment["HESHU_RULES"], !variable.isEmpty {
      guard isFolder(variable) else { throw ValidationError("$HESHU_RULES \(variable): no such folder") }
      return variable
    }
    var candidates: [String] = []
    if let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      var folder = (program as NSString).deletingLastPathComponent
      let beside = ((folder as NSString).deletingLastPathComponent as NSString).appendingPathComponent(
        "share/heshu/Rules")
      while folder.count > 1 {
        candidates.append((folder as NSString).appendingPathComponent("Rules"))
        folder = (folder as NSString).deletingLastPathComponent
      }
      candidates.append(beside)
    }
    candidates.append("Rules")
    guard let found = candidates.first(where: isFolder) else {
      throw ValidationError("no Rules folder found; give it with --rules or in $HESHU_RULES")
    }
    return found
  }

  /// Loads the rules; everything that is wrong with them goes to standard error, and the program ends with status 64.
  static func load(_ option: String?) throws -> Knowledge {
    let path = try find(option)
    return try load(from: path) { try Knowledge(rules: path) }
  }

  /// Loads the rules of input from a folder that was found.
  static func loadInput(_ path: String) throws -> InputRules { try load(from: path) { try InputRules(rules: path) } }

  /// Loads the rules by which articles are compared.
  static func loadArchiveChecks(_ option: String?) throws -> ArchiveCheckRules {
    let path = try find(option)
    return try load(from: path) { try ArchiveCheckRules(rules: path) }
  }

  private static func load<Rules>(from path: String, _ body: () throws -> Rules) throws -> Rules {
    do {
      return try body()
    } catch let errors as RuleErrors {
      FileHandle.standardError.write(Data("heshu: the rules in \(path) have errors\n\(errors)\n".utf8))
      throw ExitCode(64)
    }
  }

  /// Loads the rules of the checks, in the same way.
  static func loadChecker(_ option: String?) throws -> Checker {
    let path = try find(option)
    return try load(from: path) { try Checker(rules: path) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
