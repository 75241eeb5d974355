import RuleFiles

/// The same word twice where once says as much.
enum DuplicateSurfaces {
  static func warnings(_ table: TableFile, key: [String]) -> [Diagnostic] {
    let lists = table.columns.filter(WordLists.columns.contains)
    guard key.isEmpty else { return rows(table, key) }
    guard !lists.isEmpty else { return rows(table, table.columns.filter { $0 != "example" }) }
    return lists.flatMap { words(table, $0) }
  }

  /// Rows that agree in their key.
  private static func rows(_ table: TableFile, _ key: [String]) -> [Diagnostic] {
    let columns = key.compactMap(table.column)
    guard let first = columns.first else { return [] }
    var seen: [TextBytes: Int] = [:]
    seen.reserveCapacity(table.rowCount)
    return (0..<table.rowCount).compactMap { row in
      var name = TextBytes()
      for column in columns { name.append(table.utf8(row, column)) }
      guard let earlier = seen.updateValue(row, forKey: name) else { return nil }
      return table.diagnostic(
        .warning, row: row, column: first,
        "'\(columns.map { table.cell(row, $0) }.joined(separator: " "))' is already listed at \(table.reference(earlier))",
        help: "remove one of them")
    }
  }

  /// Words that stand twice in one class: in rows that agree in all but the words.
  private static func words(_ table: TableFile, _ list: String) -> [Diagnostic] {
    guard let column = table.column(list) else { return [] }
    let others = table.columns.indices.filter { $0 != column && table.columns[$0] != "example" }
    var seen: [TextBytes: Int] = [:]
    var warnings: [Diagnostic] = []
    for row in 0..<table.rowCount {
      var group = TextBytes()
      for other in others { group.append(table.utf8(row, other)) }
      for word in WordLists.words(table.cell(row, column)) {
        var name = group
        name.append(word.utf8)
        guard let earlier = seen.updateValue(row, forKey: name) else { continue }
        var warning = table.diagnostic(
          .warning, row: row, column: column, "'\(word)' is already listed at \(table.reference(earlier))",
          help: "remove one of them")
        warning.column += WordLists.offset(of: word)
        warnings.append(warning)
      }
    }
    return warnings
  }

  /// Words that stand twice under one key of a stanza, or under two keys of which each says that the word counts; and
  /// examples that stand twice.
  static func warnings(_ file: StanzaFile, _ grammar: StanzaGrammar) -> [Diagnostic] {
    file.stanzas.flatMap { stanza -> [Diagnostic] in
      var seen: [TextBytes: StanzaFile.Field] = [:]
      let keys = WordLists.keys(grammar, stanza.keyword)
      return stanza.fields.flatMap { field -> [Diagnostic] in
        let isExample = field.key == "example" || field.key == "none"
        guard isExample || keys.contains(field.key) else { return [] }
        return (isExample ? [field.value[...]] : WordLists.words(field.value)).compactMap { word in
          var name = TextBytes()
          if isExample || stanza.keyword != "activity" { name.append(field.key.utf8) }
          name.append(word.utf8)
          guard let earlier = seen.updateValue(field, forKey: name) else { return nil }
          return Diagnostic(
            .warning, file: stanza.reference.file, line: field.line, column: field.column + WordLists.offset(of: word),
            message: isExample
              ? "this text is already tried in line \(earlier.line)"
              : "'\(word)' is already listed as '\(earlier.key)' in line \(earlier.line)",
            source: field.source, help: "remove one of them")
        }
      }
    }
  }
}
