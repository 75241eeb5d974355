import Foundation

/// The rules of this checkout.
enum RulesFolder {
  static let path: String = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let rules = folder.appendingPathComponent("Rules").path
      if FileManager.default.fileExists(atPath: rules + "/lexicons/verbs.tsv") { return rules }
    }
    return "Rules"
  }()
}
