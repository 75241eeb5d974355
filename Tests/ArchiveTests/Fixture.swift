import Extraction
import Foundation
import NewsText
import Reporting

@testable import Archive

/// A folder that goes away with its owner, and what is read from files in it.
final class Fixture {
  let path: String

  static let root: String = {
    let tests = (#filePath as NSString).deletingLastPathComponent
    return ((tests as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
  }()
  static let rulesPath = root + "/Rules"
  static let rules: Result<InputRules, any Error> = Result { try InputRules(rules: rulesPath) }
  static let knowledge: Result<Knowledge, any Error> = Result { try Knowledge(rules: rulesPath) }

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

  /// Everything in a file of these bytes.
  func read(_ name: String, _ bytes: [UInt8], _ settings: InputSettings = InputSettings()) throws -> [Reading] {
    let rules = try Self.rules.get()
    return DocumentReader(rules: rules, settings: settings).readAll(
      InputPath(try write(name, bytes)), rules: rules, settings: settings)
  }

  /// What the statistics of a source say, without where they stand.
  static func figures(_ source: SourceText?) throws -> [String] {
    guard let source else { return [] }
    let document = try Extractor(try knowledge.get()).document(source)
    let type = StatisticRecord.type
    let placed: Set<String> = ["id", "source", "start", "end", "sentence_start", "sentence_end", "headline"]
    return StatisticRecord.rows(document).map { row in
      zip(type.columns, row).filter { !placed.contains($0.0.name) }.map { "\($0.0.name)=\($0.1)" }
        .joined(separator: " ")
    }
  }
}
