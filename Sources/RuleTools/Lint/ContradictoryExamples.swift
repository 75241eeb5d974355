import RuleFiles

/// Examples of which not all can be right.
enum ContradictoryExamples {
  private struct Seen {
    var stanza: StanzaFile.Stanza
    var field: StanzaFile.Field
  }

  static func warnings(_ file: StanzaFile) -> [Diagnostic] {
    var seen: [TextBytes: [Seen]] = [:]
    var warnings: [Diagnostic] = []
    for stanza in file.stanzas {
      for field in stanza.fields where field.key == "example" || field.key == "none" {
        var name = TextBytes()
        name.append(stanza.keyword.utf8)
        name.append(text(field).utf8)
        let this = Seen(stanza: stanza, field: field)
        for other in seen[name] ?? [] where contradict(this, other) {
          warnings.append(
            Diagnostic(
              .warning, file: stanza.reference.file, line: field.line, column: field.column,
              message:
                "this contradicts the '\(other.field.key)' at \(other.stanza.reference.file):\(other.field.line)",
              source: field.source, help: "it says of the same text: \(other.field.value)"))
        }
        seen[name, default: []].append(this)
      }
    }
    return warnings
  }

  private static func contradict(_ one: Seen, _ other: Seen) -> Bool {
    if one.field.key != other.field.key {
      // What one rule must leave alone another may take, unless it is the same rule or the same check.
      return one.stanza.id == other.stanza.id || one.stanza.keyword == "relation"
    }
    guard one.field.key == "example" else { return false }
    if one.stanza.keyword == "activity" { return one.stanza.id != other.stanza.id }
    let expected = expected(one.field)
    let others = Self.expected(other.field)
    return expected[""] == others[""] && expected.contains { others[$0.key, default: $0.value] != $0.value }
  }

  /// An example without what it gives.
  private static func text(_ field: StanzaFile.Field) -> Substring {
    guard field.key == "example", let arrow = WrittenForm.lastArrow(field.value) else { return field.value[...] }
    var text = field.value[..<arrow.lowerBound]
    while text.utf8.last == 0x20 { text.removeLast() }
    return text
  }

  /// What an example says: the figure or verdict under "", the rest by its keys.
  private static func expected(_ field: StanzaFile.Field) -> [String: String] {
    guard let arrow = WrittenForm.lastArrow(field.value) else { return [:] }
    var expected: [String: String] = [:]
    for word in WordLists.words(String(field.value[arrow.upperBound...])) {
      let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { expected[pair[0]] = pair[1] } else { expected["", default: ""] += word + " " }
    }
    return expected
  }
}
