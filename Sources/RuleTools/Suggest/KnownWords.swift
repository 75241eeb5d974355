import RuleFiles

/// What tables say of words that are no suggestion.
public struct KnownWords: Sendable {
  /// What stands behind numbers that only name something: 2号楼.
  let names: Set<String>
  /// Verbs, adverbs and other words that a lexicon knows for something else than a thing.
  let noThings: Set<String>
  /// Full names and other names of zones.
  let zones: Set<String>
  /// Full names of provinces and cities, by these names and by short ones.
  let cities: [String: String]
  /// The characters of numerals from one to ten.
  let numerals: Set<UInt16>
  /// The characters that end a number and nothing else.
  let digits: Set<UInt16>

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
    var cities: [String: String] = [:]
    for source in sources where source.name == "gazetteer/divisions.tsv" {
      guard case .table(let table, _, _) = source.content, let level = table.column("level") else { continue }
      for row in 0..<table.rowCount where table.cell(row, level) != "county" {
        let name = table.cell(row, "name")
        for word in [name, table.cell(row, "short")] where !word.isEmpty { cities[word] = name }
      }
    }
    self.cities = cities
    let digits = words("numerals/characters.tsv", ["character"]) { table, row in
      ["digit", "tens"].contains(table.cell(row, "kind")) || table.cell(row, "kind") == "small"
    }
    numerals = Set(digits.flatMap(\.utf16))
    self.digits = Set(words("numerals/characters.tsv", ["character"]).flatMap(\.utf16))
  }

  /// The city that a name begins with, and what stands behind it; nil for a name that begins otherwise.
  func city(before name: String) -> (city: String, rest: String)? {
    for end in name.indices.reversed() {
      if let city = cities[String(name[..<end])] { return (city, String(name[end...])) }
    }
    return nil
  }
}
