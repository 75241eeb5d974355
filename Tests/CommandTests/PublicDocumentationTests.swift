import Foundation
import Testing

/// Every public symbol of the library products has a documentation comment.
@Suite struct PublicDocumentationTests {
  static let products = [
    "NewsText", "RuleFiles", "Extraction", "Consistency", "Reporting", "Archive", "Review", "RuleTools",
  ]

  @Test(arguments: products) func everyPublicSymbolIsDocumented(_ product: String) throws {
    let folder = Package.root + "/Sources/" + product
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let sources = files.filter { $0.hasSuffix(".swift") }.sorted()
    #expect(!sources.isEmpty)
    for file in sources {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      let missing = Self.undocumented(text)
      #expect(missing.isEmpty, "\(product)/\(file) has no documentation for \(missing.joined(separator: "; "))")
    }
  }

  /// What the scan finds, and what it leaves alone.
  @Test(arguments: [
    ("/// A span.\npublic struct Span {\n  public var start: Int\n}", ["public var start: Int"]),
    ("/// A span.\n@frozen\npublic struct Span {\n  /// First.\n  @inlinable public var start: Int { 0 }\n}", []),
    ("public static func sum() -> Int {", ["public static func sum() -> Int {"]),
    ("public private(set) var bytes: [UInt8]", ["public private(set) var bytes: [UInt8]"]),
    // A conformance says what these are.
    ("public var description: String { \"\" }\npublic static func == (a: A, b: A) -> Bool { true }", []),
    ("package var start: Int\nprivate let end: Int\n  let text = \"public var\"", []),
    ("public extension Span {", []), ("// public\npublic indirect enum Tree {", ["public indirect enum Tree {"]),
  ])
  func theScanFindsThem(_ source: String, _ expected: [String]) {
    #expect(Self.undocumented(source) == expected)
  }

  /// The declarations of a source text that are public and have no comment above them.
  static func undocumented(_ source: String) -> [String] {
    let lines = source.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.indices.compactMap { index in
      var words = lines[index].split(separator: " ")[...]
      while words.first?.hasPrefix("@") == true { words = words.dropFirst() }
      guard words.first == "public" else { return nil }
      let modifiers: Set<Substring> = [
        "public", "static", "final", "mutating", "private(set)", "internal(set)", "package(set)", "indirect", "lazy",
        "nonisolated", "convenience", "override", "consuming", "borrowing",
      ]
      words = words.drop { modifiers.contains($0) }
      guard let kind = words.first?.prefix(while: \.isLetter), kinds.contains(kind) else { return nil }
      let name = words.dropFirst().first?.prefix { $0.isLetter || "=<>+-".contains($0) } ?? ""
      if conformances.contains(name) { return nil }
      var above = index - 1
      while above >= 0, lines[above].hasPrefix("@") { above -= 1 }
      return above >= 0 && lines[above].hasPrefix("///") ? nil : lines[index]
    }
  }

  private static let kinds: Set<Substring> = [
    "func", "var", "let", "struct", "enum", "class", "actor", "init", "protocol", "typealias", "subscript",
  ]
  /// Members that a protocol of the standard library describes.
  private static let conformances: Set<Substring> = [
    "description", "debugDescription", "errorDescription", "==", "<", "hash", "rawValue",
  ]
}
