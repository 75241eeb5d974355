import Archive
import ArgumentParser
import Reporting
import RuleTools

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema (draft 2020-12) of a record.",
    discussion: """
      Without a name: one schema a line, of every record.

      Examples:
        heshu schema statistic
        heshu schema > schemas.jsonl
      """)

  @Argument(
    help: "\(Schema.types.map(\.name).joined(separator: ", ")).", completion: .list(Schema.types.map(\.name)))
  var record: String?

  static let types =
    Catalogue.types + [
      ArchiveFindingRecord.type, ArchiveTable.source.type, ArchiveTable.problem.type, ArchiveTable.decision.type,
      ArticlePrintRecord.type, ArticleLinkRecord.type, RuleEntry.type, ReadingChange.type,
    ]

  func validate() throws {
    if let record, !Self.types.contains(where: { $0.name == record }) {
      throw ValidationError("no record '\(record)'; known: \(Self.types.map(\.name).joined(separator: ", "))")
    }
  }

  func run() {
    var output = StandardOutput()
    for type in Self.types where record == nil || record == type.name {
      output.write(JSONSchema.text(of: type))
    }
    output.flush()
  }
}
