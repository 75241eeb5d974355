import RuleFiles

/// The columns and keys of rule files that list words, separated by spaces.
enum WordLists {
  static let columns = TableFile.listColumns.subtracting(["townships"])

  /// The keys of a stanza that list words: those that may be repeated and are no examples.
  static func keys(_ grammar: StanzaGrammar, _ keyword: String) -> [String] {
    (grammar.stanzas[keyword] ?? [:]).filter { key, occurrence in
      (occurrence == .repeated || occurrence == .repeatedRequired) && !["example", "none"].contains(key)
    }.map(\.key).sorted()
  }

  /// The words of a field, each with its column.
  static func words(_ field: StanzaFile.Field) -> [(word: String, column: Int)] {
    split(field.value).map { ($0.word, field.column + $0.offset) }
  }

  /// The words of a text with their distance from its begin, in characters.
  static func split(_ text: String) -> [(word: String, offset: Int)] {
    var found: [(word: String, offset: Int)] = []
    var word = ""
    var start = 0
    var at = 0
    for character in text {
      if character == " " {
        if !word.isEmpty { found.append((word, start)) }
        word = ""
      } else {
        if word.isEmpty { start = at }
        word.append(character)
      }
      at += 1
    }
    if !word.isEmpty { found.append((word, start)) }
    return found
  }
}
