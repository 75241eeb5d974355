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
    var seen: [[ArraySlice<UInt8>]: Int] = [:]
    seen.reserveCapacity(table.rowCount)
    return (0..<table.rowCount).compactMap { row in
      let name = columns.map { table.utf8(row, $0) }
      guard let earlier = seen[name] else {
        seen[name] = row
        return nil
      }
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
    var seen: [[String]: RuleReference] = [:]
    var warnings: [Diagnostic] = []
    for row in 0..<table.rowCount {
      let group = others.map { table.cell(row, $0) }
      for (word, offset) in WordLists.split(table.cell(row, column)) {
        if let earlier = seen[group + [word]] {
          var warning = table.diagnostic(
            .warning, row: row, column: column, "'\(word)' is already listed at \(earlier)", help: "remove one of them")
          warning.column += offset
          warnings.append(warning)
        } else {
          seen[group + [word]] = table.reference(row)
        }
      }
    }
    return warnings
  }

  /// Words that stand twice under one key of a stanza, or under two keys of which each says that the word counts.
  static func warnings(_ file: StanzaFile, _ grammar: StanzaGrammar) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for stanza in file.stanzas {
      let keys = WordLists.keys(grammar, stanza.keyword)
      var seen: [String: (line: Int, key: String)] = [:]
      for field in stanza.fields where keys.contains(field.key) {
        for (word, column) in WordLists.words(field) {
          let name = stanza.keyword == "activity" ? word : field.key + " " + word
          guard let earlier = seen[name] else {
            seen[name] = (field.line, field.key)
            continue
          }
          warnings.append(
            Diagnostic(
              .warning, file: stanza.reference.file, line: field.line, column: column,
              message: "'\(word)' is already listed as '\(earlier.key)' in line \(earlier.line)", source: field.source,
              help: "remove one of them"))
        }
      }
    }
    return warnings
  }
}
