import NewsText
import RuleFiles

/// What the rules know of input: characters by which encodings are told apart, and the markup of web pages.
public struct InputRules: Sendable {
  /// Tells encodings from each other.
  public let decoder: Decoder
  let markup: MarkupRules

  /// Reads `decoding/` and `pages/` of a folder of rules.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with them.
  public init(rules path: String) throws { try self.init(rules: RuleLayers(path)) }

  /// Reads the same of several folders.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with them.
  public init(rules layers: RuleLayers) throws {
    var folder = RuleFolder(layers)
    self.init(reading: &folder)
    try folder.throwIfErrors()
  }

  /// Reads the same of a folder, which takes note of all that is wrong with the files.
  public init(reading folder: inout RuleFolder) {
    let table = folder.table("decoding/common-characters.tsv", required: ["characters"])
    var characters: [UInt16] = []
    if let column = table.column("characters") {
      for row in 0..<table.rowCount { characters += table.cell(row, column).utf16 }
    }
    decoder = Decoder(commonCharacters: characters)
    markup = MarkupRules(rules: &folder)
  }
}
