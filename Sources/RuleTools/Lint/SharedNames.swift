import RuleFiles

/// Words that are said to name two activities at once.
enum SharedNames {
  static func warnings(_ file: StanzaFile) -> [Diagnostic] {
    var seen: [String: StanzaFile.Stanza] = [:]
    var warnings: [Diagnostic] = []
    for stanza in file.stanzas where stanza.keyword == "activity" {
      for field in stanza.fields where field.key == "strong" {
        for word in WordLists.words(field.value) {
          guard let other = seen[String(word)] else {
            seen[String(word)] = stanza
            continue
          }
          if other.id == stanza.id { continue }
          warnings.append(
            Diagnostic(
              .warning, file: stanza.reference.file, line: field.line,
              column: field.column + WordLists.offset(of: word),
              message: "'\(word)' names the activity '\(other.id)' at \(other.reference), too", source: field.source,
              help: "let it be 'strong' in one of them, or 'weak'"))
        }
      }
    }
    return warnings
  }
}
