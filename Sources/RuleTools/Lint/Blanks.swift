import RuleFiles

/// What `heshu rules new` left to be written, and nobody has.
enum Blanks {
  static func warnings(_ file: StanzaFile) -> [Diagnostic] {
    file.stanzas.flatMap { stanza -> [Diagnostic] in
      func warning(_ line: Int, _ column: Int, _ source: String) -> Diagnostic {
        Diagnostic(
          .warning, file: stanza.reference.file, line: line, column: column, message: "this is still to be filled in",
          source: source, help: "write it out, or remove the line")
      }
      let head =
        RuleTemplate.blanks.contains(stanza.id)
        ? [warning(stanza.reference.line, stanza.keyword.count + 2, stanza.source)] : []
      return head
        + stanza.fields.filter { RuleTemplate.blanks.contains(text($0.value)) }.map {
          warning($0.line, $0.column, $0.source)
        }
    }
  }

  /// A value without what an example gives.
  private static func text(_ value: String) -> String {
    guard let arrow = WrittenForm.lastArrow(value), let space = value[..<arrow.lowerBound].lastIndex(of: " ") else {
      return value
    }
    return String(value[..<space])
  }
}
