import Foundation
import RuleFiles

/// Examples of which not all can be right.
enum ContradictoryExamples {
  private struct Seen {
    var stanza: StanzaFile.Stanza
    var field: StanzaFile.Field
    var expected: [String: String]
  }

  static func warnings(_ file: StanzaFile) -> [Diagnostic] {
    var seen: [String: [Seen]] = [:]
    var warnings: [Diagnostic] = []
    for stanza in file.stanzas {
      for field in stanza.fields where field.key == "example" || field.key == "none" {
        let (text, expected) = parts(field)
        let name = stanza.keyword + " " + text
        for other in seen[name] ?? [] where contradicts(stanza, field, expected, other) {
          warnings.append(
            Diagnostic(
              .warning, file: stanza.reference.file, line: field.line, column: field.column,
              message:
                "this contradicts the '\(other.field.key)' at \(other.stanza.reference.file):\(other.field.line)",
              source: field.source, help: "it says of the same text: \(other.field.value)"))
        }
        seen[name, default: []].append(Seen(stanza: stanza, field: field, expected: expected))
      }
    }
    return warnings
  }

  private static func contradicts(
    _ stanza: StanzaFile.Stanza, _ field: StanzaFile.Field, _ expected: [String: String], _ other: Seen
  ) -> Bool {
    if field.key != other.field.key {
      // What one rule must leave alone another may take, unless it is the same rule or the same check.
      return stanza.id == other.stanza.id || stanza.keyword == "relation"
    }
    guard field.key == "example" else { return false }
    if stanza.keyword == "activity" { return stanza.id != other.stanza.id }
    return expected[""] == other.expected[""]
      && expected.contains { other.expected[$0.key, default: $0.value] != $0.value }
  }

  /// The text of an example and what it says: the figure or verdict under "", the rest by its keys.
  private static func parts(_ field: StanzaFile.Field) -> (String, [String: String]) {
    let cut = field.key == "example" ? lastArrow(field.value) : nil
    guard let (text, rest) = cut else { return (field.value, [:]) }
    var expected: [String: String] = [:]
    for word in rest.split(separator: " ") {
      let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { expected[pair[0]] = pair[1] } else { expected["", default: ""] += String(word) + " " }
    }
    return (text, expected)
  }

  private static func lastArrow(_ value: String) -> (String, Substring)? {
    guard let arrow = value.range(of: "=>", options: .backwards) else { return nil }
    var text = value[..<arrow.lowerBound]
    while text.last == " " { text.removeLast() }
    return (String(text), value[arrow.upperBound...])
  }
}
