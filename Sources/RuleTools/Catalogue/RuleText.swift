import RuleFiles

/// A rule as it is written, to be shown and to be looked for in a corpus.
public struct RuleText: Sendable {
  /// Where it stands.
  public var reference: RuleReference
  /// The lines of the stanza, or the row under its header.
  public var lines: [String]
  /// The word of the row; nil for a stanza.
  public var word: String?

  /// The stanzas with an id, and the rows that list a word as their own.
  ///
  /// - Parameters:
  ///   - id: an id, or `kind id` where several kinds have it, or a word.
  ///   - rules: loaded with their files.
  public static func find(_ id: String, in rules: RuleSet) -> [RuleText] {
    // Cells may be empty, ids may not.
    if id.isEmpty { return [] }
    return rules.sources.flatMap { source -> [RuleText] in
      switch source.content {
      case .stanzas(let file, _):
        return file.stanzas.filter { $0.id == id || "\($0.keyword) \($0.id)" == id }.map { stanza in
          RuleText(reference: stanza.reference, lines: [stanza.source] + stanza.fields.map(\.source))
        }
      case .table(let table, _, _): return rows(table, id)
      }
    }
  }

  private static func rows(_ table: TableFile, _ word: String) -> [RuleText] {
    let columns = table.columns.indices.filter { table.columns[$0] != "example" && table.columns[$0] != "townships" }
    let needle = Array(word.utf8)
    return (0..<table.rowCount).compactMap { row in
      let isListed = columns.contains { column in
        let cell = table.utf8(row, column)
        if cell.elementsEqual(needle) { return true }
        return WordLists.columns.contains(table.columns[column])
          && cell.split(separator: 0x20).contains { $0.elementsEqual(needle) }
      }
      guard isListed else { return nil }
      let cells = table.columns.indices.map { table.cell(row, $0) }
      return RuleText(
        reference: table.reference(row), lines: [table.columns.joined(separator: "\t"), cells.joined(separator: "\t")],
        word: word)
    }
  }

  /// Ids near to one that is not known.
  public static func suggestion(for id: String, in rules: RuleSet) -> String {
    let ids = rules.sources.flatMap { source -> [String] in
      guard case .stanzas(let file, _) = source.content else { return [] }
      return file.stanzas.map(\.id)
    }
    return Suggestion.help(
      for: id, among: ids, orElse: ["the ids that 'heshu rules list' prints, the words of the tables"])
  }
}
