import Foundation
import RuleFiles

/// The table of rule files for people: each with the first sentence of its first comment.
public struct RuleIndex: Sendable {
  /// In order of name.
  public let entries: [(file: String, about: String)]

  /// Reads the first comment of every rule file. Files that cannot be read have an empty description.
  public init(_ layers: RuleLayers) {
    entries = layers.layers.indices.flatMap { index in
      layers.files(in: index).map { file in
        let bytes = FileManager.default.contents(atPath: layers.layers[index].path + "/" + file) ?? Data()
        return (layers.name(file, in: index), Self.sentence(String(decoding: bytes.prefix(2048), as: UTF8.self)))
      }
    }
  }

  /// As Markdown.
  public var table: String {
    "| file | what it says |\n|---|---|\n" + entries.map { "| `\($0.file)` | \($0.about) |\n" }.joined()
  }

  /// The first sentence of the comment that a file begins with, without its stop.
  private static func sentence(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("#") }
    let comment = lines.map { $0.dropFirst().drop { $0 == " " } }.prefix { !$0.isEmpty }.joined(separator: " ")
    var sentence = comment.range(of: ". ").map { String(comment[..<$0.lowerBound]) } ?? comment
    if sentence.hasSuffix(".") { sentence.removeLast() }
    return sentence.replacingOccurrences(of: "|", with: "\\|")
  }
}
