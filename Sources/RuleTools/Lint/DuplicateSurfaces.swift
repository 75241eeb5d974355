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
    func agree(_ a: Int, _ b: Int) -> Bool {
      columns.allSatisfy { table.utf8(a, $0).elementsEqual(table.utf8(b, $0)) }
    }
    // A gazetteer is most of what is read: rows are told apart by a hash of their own, and compared where it is the same.
    var seen: [UInt64: Int] = [:]
    seen.reserveCapacity(table.rowCount)
    var collided: [Int] = []
    return (0..<table.rowCount).compactMap { row in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for column in columns {
        for byte in table.utf8(row, column) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 9) &* 0x100_0000_01B3
      }
      let candidate = seen[hash]
      if candidate == nil { seen[hash] = row }
      guard let candidate else { return nil }
      guard let earlier = ([candidate] + collided).first(where: { agree($0, row) }) else {
        collided.append(row)
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
    var seen: [String: RuleReference] = [:]
    var warnings: [Diagnostic] = []
    for row in 0..<table.rowCount {
      let group = others.map { table.cell(row, $0) + "\t" }.joined()
      for (word, offset) in WordLists.split(table.cell(row, column)) {
        if let earlier = seen[group + word] {
          var warning = table.diagnostic(
            .warning, row: row, column: column, "'\(word)' is already listed at \(earlier)", help: "remove one of them")
          warning.column += offset
          warnings.append(warning)
        } else {
          seen[group + word] = table.reference(row)
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
      var texts: [String: Int] = [:]
      for field in stanza.fields where field.key == "example" || field.key == "none" {
        guard let earlier = texts[field.key + field.value] else {
          texts[field.key + field.value] = field.line
          continue
        }
        warnings.append(
          Diagnostic(
            .warning, file: stanza.reference.file, line: field.line, column: field.column,
            message: "this text is already tried in line \(earlier)", source: field.source, help: "remove one of them"))
      }
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
