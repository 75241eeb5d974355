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

  static func words(_ text: String) -> [Substring] { text.utf8.split(separator: 0x20).map { Substring($0) } }

  /// How far behind the begin of its text one of these words stands, in characters.
  static func offset(of word: Substring) -> Int {
    word.base.distance(from: word.base.startIndex, to: word.startIndex)
  }
}
