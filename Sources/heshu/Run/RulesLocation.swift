import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation
import RuleFiles
import RuleTools

/// Where the rules are: those that the program comes with (`$HESHU_RULES`, `Rules` in a folder above the program,
/// `share/heshu/Rules` beside its folder, `Rules` in the working folder), then `heshu/Rules` in the user's configuration,
/// then each `--rules`. A folder with most of the files of the program takes the place of all before it.
enum RulesLocation {
  static func find(_ options: [String]) throws -> RuleLayers {
    for option in options where !isFolder(option) {
      let isThere = FileManager.default.fileExists(atPath: option)
      throw ValidationError("--rules \(option): \(isThere ? "give the folder that it is in" : "no such folder")")
    }
    let shipped = try shipped()
    guard let first = shipped ?? options.first else {
      throw ValidationError("no Rules folder found; give it with --rules or in $HESHU_RULES")
    }
    var layers = RuleLayers(first)
    if let (path, name) = userFolder(), isFolder(path) { layers.add(RuleLayers.Layer(path: path, name: name)) }
    for option in options where option != layers.base {
      var path = option
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      if layers.isWhole(path) {
        layers = RuleLayers(path)
      } else if !layers.layers.contains(where: { $0.path == path }) {
        layers.add(RuleLayers.Layer(path: path, name: path))
      }
    }
    return layers
  }

  /// The folder for rules of the user, and what its files are called.
  static func userFolder() -> (path: String, name: String)? {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CONFIG_HOME"], !folder.isEmpty {
      return (folder + "/heshu/Rules", folder + "/heshu/Rules")
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return (home + "/.config/heshu/Rules", "~/.config/heshu/Rules")
  }

  private static func shipped() throws -> String? {
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
    return candidates.first(where: isFolder)
  }

  /// Loads the rules; everything that is wrong with them goes to standard error, and the program ends with status 64.
  static func load(_ options: [String]) throws -> Knowledge {
    let layers = try find(options)
    return try load(from: layers) { try Knowledge(rules: layers) }
  }

  /// Loads the rules of input from folders that were found.
  static func loadInput(_ layers: RuleLayers) throws -> InputRules {
    try load(from: layers) { try InputRules(rules: layers) }
  }

  /// Loads the rules by which articles are compared.
  static func loadArchiveChecks(_ options: [String]) throws -> ArchiveCheckRules {
    let layers = try find(options)
    return try load(from: layers) { try ArchiveCheckRules(rules: layers) }
  }

  /// Loads all rules at once, with the files they came from.
  static func loadAll(_ options: [String]) throws -> RuleSet {
    let layers = try find(options)
    return try load(from: layers) { try RuleSet(layers).checked() }
  }

  private static func load<Rules>(from layers: RuleLayers, _ body: () throws -> Rules) throws -> Rules {
    do {
      return try body()
    } catch let errors as RuleErrors {
      FileHandle.standardError.write(Data("heshu: the rules in \(layers.summary) have errors\n\(errors)\n".utf8))
      throw ExitCode(64)
    }
  }

  /// Loads the rules of the checks, in the same way.
  static func loadChecker(_ options: [String]) throws -> Checker {
    let layers = try find(options)
    return try load(from: layers) { try Checker(rules: layers) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

extension RuleLayers {
  /// The folders, from the lowest up.
  var summary: String { layers.map { $0.name.isEmpty ? $0.path : $0.name }.joined(separator: " + ") }
}
