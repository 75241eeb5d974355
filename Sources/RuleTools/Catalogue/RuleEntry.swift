import Reporting
import RuleFiles

/// One rule that has an id, or one table.
public struct RuleEntry: Sendable {
  /// `activity`, `pattern`, `relation`, …; `table` for a file of rows.
  public var kind: String
  /// The id of a stanza, the name of a table.
  public var id: String
  /// What the rule says of itself; of a table its columns.
  public var about: String
  /// How many texts it is tried on.
  public var examples: Int
  /// Where it stands.
  public var reference: RuleReference

  /// The record that `heshu rules list` prints.
  public static let type = RecordType(
    name: "rule", meaning: "A rule with an id, or a table of rules.",
    columns: [
      Column("kind", .text, "Kind of the stanza; table for a file of rows."),
      Column("id", .text, "Id of the stanza; file name of a table."),
      Column("about", .text, "What the rule says of itself."),
      Column("examples", .integer, "How many texts it is tried on."),
      Column("rule", .text, pattern: "^[^:]+:[0-9]+$", "Where it stands, as file:line."),
    ],
    table: ["kind", "id", "about", "examples", "rule"])

  /// The cells of its record.
  public var row: Row {
    [.text(kind), .text(id), .text(about), .integer(examples), .text(reference.description)]
  }

  /// Every rule of a set, in the order of reading.
  public static func all(of rules: RuleSet) -> [RuleEntry] {
    rules.sources.flatMap { source -> [RuleEntry] in
      switch source.content {
      case .stanzas(let file, _):
        return file.stanzas.map { stanza in
          RuleEntry(
            kind: stanza.keyword, id: stanza.id, about: stanza.first("about")?.value ?? "",
            examples: stanza.fields.count { $0.key == "example" || $0.key == "none" }, reference: stanza.reference)
        }
      case .table(let table, _, _):
        let example = table.column("example")
        let count = (0..<table.rowCount).count { row in example.map { !table.utf8(row, $0).isEmpty } ?? false }
        return [
          RuleEntry(
            kind: "table", id: source.name, about: "\(table.rowCount) rows: \(table.columns.joined(separator: ", "))",
            examples: count, reference: RuleReference(file: source.name, line: 1))
        ]
      }
    }
  }
}
