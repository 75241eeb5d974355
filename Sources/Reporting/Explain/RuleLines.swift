import Foundation
import RuleFiles

/// The lines of rule files as they are written, each file read once.
public final class RuleLines {
  private let layers: RuleLayers
  private var files: [String: [Substring]] = [:]

  /// - Parameter layers: the folders the rules come from.
  public init(_ layers: RuleLayers) { self.layers = layers }

  /// All lines of a file.
  public func all(_ file: String) -> [String] {
    _ = line(RuleReference(file: file, line: 1))
    return (files[file] ?? []).map(String.init)
  }

  /// The line that a reference names; nil when there is none. Files are read once.
  public func line(_ rule: RuleReference) -> String? {
    if files[rule.file] == nil {
      let bytes = FileManager.default.contents(atPath: layers.path(of: rule.file)) ?? Data()
      files[rule.file] = String(decoding: bytes, as: UTF8.self).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
    guard let lines = files[rule.file], lines.indices.contains(rule.line - 1) else { return nil }
    return String(lines[rule.line - 1])
  }
}
