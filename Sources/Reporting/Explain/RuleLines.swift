import Foundation
import RuleFiles

/// The lines of rule files as they are written, each file read once.
public final class RuleLines {
  private let folder: String
  private var files: [String: [Substring]] = [:]

  /// - Parameter folder: path of the rules folder.
  public init(folder: String) { self.folder = folder }

  public func line(_ rule: RuleReference) -> String? {
    if files[rule.file] == nil {
      let bytes = FileManager.default.contents(atPath: folder + "/" + rule.file) ?? Data()
      files[rule.file] = String(decoding: bytes, as: UTF8.self).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
    guard let lines = files[rule.file], lines.indices.contains(rule.line - 1) else { return nil }
    return String(lines[rule.line - 1])
  }
}
