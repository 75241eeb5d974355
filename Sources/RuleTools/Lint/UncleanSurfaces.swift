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
  /// The UTF-16 units that cleaning changes.
  private var changed = UnitSet()
  /// Those that only cleaning makes.
  private var results = UnitSet()
  /// Characters that show a page to be Traditional.
  private var traditional = String.UnicodeScalarView()
  private static let traditionalCount = 16

  init(_ rules: RuleSet) {
    sources = rules.sources
    extractor = try? Extractor(rules.knowledge)
    var made: [UInt16] = []
    for source in sources where source.name == "cleaning/characters.tsv" {
      guard case .table(let table, _, _) = source.content, let column = table.column("pairs") else { continue }
      for row in 0..<table.rowCount {
        let pairs = Array(table.cell(row, column).unicodeScalars)
        for at in stride(from: 0, to: pairs.count - 1, by: 2) {
          if let unit = UInt16(exactly: pairs[at].value) { changed.insert(unit) }
          if let unit = UInt16(exactly: pairs[at + 1].value) { made.append(unit) }
          if traditional.count < Self.traditionalCount { traditional.append(pairs[at]) }
        }
      }
    }
    for unit in made where !changed.contains(unit) { results.insert(unit) }
    for unit in UInt16(0xFF01)...0xFF5E {
      guard let narrow = Unicode.Scalar(unit - 0xFEE0) else { continue }
      if narrow.properties.isAlphabetic || narrow.properties.numericType != nil { changed.insert(unit) }
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
      let suspects = (0..<table.rowCount).filter { changed.holds(anyOf: table.utf8($0, column)) }.flatMap { row in
        WordLists.words(table.cell(row, column)).map { (word: $0, place: row) }
      }
      return unclean(suspects) { (0..<table.rowCount).map { table.cell($0, column) } }.map { word, clean, row in
        var warning = table.diagnostic(.warning, row: row, column: column, message(word), help: "write '\(clean)'")
        warning.column += WordLists.offset(of: word)
        return warning
      }
    }
  }

  private func warnings(_ file: StanzaFile, _ grammar: StanzaGrammar) -> [Diagnostic] {
    file.stanzas.flatMap { stanza in
      let keys = WordLists.keys(grammar, stanza.keyword)
      let fields = stanza.fields.filter { keys.contains($0.key) }
      let suspects = fields.filter { changed.holds(anyOf: $0.value.utf8) }.flatMap { field in
        WordLists.words(field.value).map { (word: $0, place: field) }
      }
      return unclean(suspects) { fields.map(\.value) }.map { word, clean, field in
        Diagnostic(
          .warning, file: stanza.reference.file, line: field.line, column: field.column + WordLists.offset(of: word),
          message: message(word), source: field.source, help: "write '\(clean)'")
      }
    }
  }

  /// The words that cleaning changes into one that is not among them.
  ///
  /// - Parameter all: all lists of words; asked for only where something is changed.
  private func unclean<Place>(
    _ words: [(word: Substring, place: Place)], among all: () -> [String]
  ) -> [(word: Substring, clean: String, place: Place)] {
    let changed = words.compactMap { word, place in clean(word).map { (word, $0, place) } }
    if changed.isEmpty { return [] }
    let known = Set(all().flatMap(WordLists.words))
    return changed.filter { !known.contains($0.1[...]) }
  }

  private func message(_ word: Substring) -> String {
    "a page in Traditional script or full-width letters no longer holds '\(word)' once it is cleaned"
  }

  /// What cleaning makes of a word on a Traditional page; nil when it stays as it is.
  private func clean(_ word: Substring) -> String? {
    // 乾县: phrases keep what their characters alone would not.
    guard word.utf16.contains(where: changed.contains), !word.utf16.contains(where: results.contains), let extractor
    else { return nil }
    let text = SourceText(decoding: Array((String(traditional) + word).utf8), name: "word")
    let units = extractor.document(text, through: .page).page.clean.units.prefix { $0 != 0x0A }
    let clean = String(decoding: units.suffix(word.utf16.count), as: UTF16.self)
    return clean == word ? nil : clean
  }
}

/// A set of UTF-16 units.
private struct UnitSet {
  private var bits = [UInt64](repeating: 0, count: 1024)

  mutating func insert(_ unit: UInt16) { bits[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }

  func contains(_ unit: UInt16) -> Bool { bits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 }

  /// Whether one of its units that take three bytes is in a stretch of UTF-8.
  func holds(anyOf bytes: some Sequence<UInt8>) -> Bool {
    var unit: UInt16 = 0
    // How many bytes of the unit are still to come.
    var rest = 0
    for byte in bytes {
      if byte & 0xF0 == 0xE0 {
        (unit, rest) = (UInt16(byte & 15), 2)
      } else if rest > 0 {
        (unit, rest) = (unit << 6 | UInt16(byte & 63), rest - 1)
        if rest == 0, contains(unit) { return true }
      }
    }
    return false
  }
}
