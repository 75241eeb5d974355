import Foundation

/// Folders of the package, and copies of the rules that tests may damage.
enum RulesFolder {
  static let root =
    ((((#filePath as NSString).deletingLastPathComponent) as NSString).deletingLastPathComponent
    as NSString).deletingLastPathComponent
  static let path = root + "/Rules"
}

/// A folder that goes away with its owner.
final class Scratch {
  let path = NSTemporaryDirectory() + "heshu-rules-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
  }
}
