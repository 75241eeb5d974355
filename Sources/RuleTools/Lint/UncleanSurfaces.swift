import Extraction
import NewsText
import RuleFiles

/// Words that a page no longer holds once it is cleaned: those with full-width letters and digits, and those in
/// Traditional script whose simplified form is not listed beside them.
struct UncleanSurfaces {
  /// Folders whose words are compared with the text as it comes.
  private static let before = ["cleaning/", "decoding/", "pages/"]

  private let sources: [RuleSource]
  private let extractor: Extractor?
  /// What cleaning makes of a character by itself.
  private var simplified: [Character: Character] = [:]
  /// Characters that only cleaning makes.
  private var results: Set<Character> = []
  /// Characters that show a page to be Traditional.
  private var traditional = ""
  private static let traditionalCount = 16

  init(_ rules: RuleSet) {
    sources = rules.sources
    extractor = try? Extractor(rules.knowledge)
    for source in sources where source.name == "cleaning/characters.tsv" {
      guard case .table(let table, _, _) = source.content, let column = table.column("pairs") else { continue }
      for row in 0..<table.rowCount {
        let pairs = Array(table.cell(row, column))
        for at in stride(from: 0, to: pairs.count - 1, by: 2) {
          simplified[pairs[at]] = pairs[at + 1]
          if traditional.count < Self.traditionalCount { traditional.append(pairs[at]) }
        }
      }
    }
    results = Set(simplified.values).subtracting(simplified.keys)
    for unit in UInt32(0xFF01)...0xFF5E {
      guard let wide = Unicode.Scalar(unit), let narrow = Unicode.Scalar(unit - 0xFEE0) else { continue }
      if narrow.properties.isAlphabetic || narrow.properties.numericType != nil {
        simplified[Character(wide)] = Character(narrow)
      }
    }
  }

  func warnings() -> [Diagnostic] {
    sources.filter { source in !Self.before.contains(where: source.name.hasPrefix) }.flatMap { source in
      switch source.content {
      case .table(let table, _, let key): warnings(table, key)
      case .stanzas(let file, let grammar): warnings(file, grammar)
      }
    }
  }

  private func warnings(_ table: TableFile, _ key: [String]) -> [Diagnostic] {
    let columns = table.columns.indices.filter { column in
      WordLists.columns.contains(table.columns[column])
        || ["word", "unit", "cue", "name"].contains(table.columns[column])
    }
    return columns.flatMap { column -> [Diagnostic] in
      let words = (0..<table.rowCount).flatMap { row -> [(word: String, place: (row: Int, offset: Int))] in
        guard table.utf8(row, column).contains(where: { $0 >= 0x80 }) else { return [] }
        return WordLists.split(table.cell(row, column)).map { ($0.word, (row, $0.offset)) }
      }
      return unclean(words).map { word, clean, place in
        var warning = table.diagnostic(
          .warning, row: place.row, column: column, message(word), help: "write '\(clean)'")
        warning.column += place.offset
        return warning
      }
    }
  }

  private func warnings(_ file: StanzaFile, _ grammar: StanzaGrammar) -> [Diagnostic] {
    file.stanzas.flatMap { stanza in
      let keys = WordLists.keys(grammar, stanza.keyword)
      let words = stanza.fields.filter { keys.contains($0.key) }.flatMap { field in
        WordLists.words(field).map { (word: $0.word, place: (field: field, column: $0.column)) }
      }
      return unclean(words).map { word, clean, place in
        Diagnostic(
          .warning, file: stanza.reference.file, line: place.field.line, column: place.column, message: message(word),
          source: place.field.source, help: "write '\(clean)'")
      }
    }
  }

  /// The words that cleaning changes into one that is not among them.
  private func unclean<Place>(_ words: [(word: String, place: Place)]) -> [(String, String, Place)] {
    let changed = words.compactMap { word, place in clean(word).map { (word, $0, place) } }
    if changed.isEmpty { return [] }
    let known = Set(words.map(\.word))
    return changed.filter { !known.contains($0.1) }
  }

  private func message(_ word: String) -> String {
    "a page in Traditional script or full-width letters no longer holds '\(word)' once it is cleaned"
  }

  /// What cleaning makes of a word on a Traditional page; nil when it stays as it is.
  private func clean(_ word: String) -> String? {
    // 乾县: phrases keep what their characters alone would not.
    guard word.contains(where: { simplified[$0] != nil }), !word.contains(where: results.contains), let extractor
    else { return nil }
    let text = SourceText(decoding: Array((traditional + word).utf8), name: "word")
    let units = extractor.document(text, through: .page).page.clean.units.prefix { $0 != 0x0A }
    let clean = String(decoding: units.suffix(word.utf16.count), as: UTF16.self)
    return clean == word ? nil : clean
  }
}
