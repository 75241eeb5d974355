import RuleFiles

/// What tables say of words that are no suggestion.
public struct KnownWords: Sendable {
  /// What stands behind numbers that only name something: 2号楼.
  let names: Set<String>
  /// Verbs, adverbs and other words that a lexicon knows for something else than a thing.
  let noThings: Set<String>
  /// Full names and other names of zones.
  let zones: Set<String>
  /// The characters of numerals from one to ten.
  let numerals: Set<UInt16>

  /// Takes the words from the files as they were read.
  public init(_ sources: [RuleSource]) {
    func words(_ file: String, _ columns: [String], where holds: (TableFile, Int) -> Bool = { _, _ in true })
      -> [String]
    {
      sources.flatMap { source -> [String] in
        guard source.name == file, case .table(let table, _, _) = source.content else { return [] }
        return (0..<table.rowCount).filter { holds(table, $0) }.flatMap { row in
          columns.flatMap { table.cell(row, $0).split(separator: " ").map(String.init) }
        }
      }
    }
    names = Set(words("numerals/identifiers.tsv", ["word"]) + words("numerals/ordinals.tsv", ["word"]))
    noThings = Set(
      words("lexicons/verbs.tsv", ["words"]) + words("lexicons/function-words.tsv", ["words"])
        + words("lexicons/general.tsv", ["word"]) { $0.cell($1, "class") != "noun" })
    zones = Set(words("gazetteer/zones.tsv", ["name", "aliases"]))
    let digits = words("numerals/characters.tsv", ["character"]) { table, row in
      ["digit", "tens"].contains(table.cell(row, "kind")) || table.cell(row, "kind") == "small"
    }
    numerals = Set(digits.flatMap(\.utf16))
  }
}
