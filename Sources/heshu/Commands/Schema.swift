import ArgumentParser
import Reporting

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema (draft 2020-12) of a record.",
    discussion: "Without a name: one schema a line, of every record.")

  @Argument(help: "\(Catalogue.types.map(\.name).joined(separator: ", ")).")
  var record: String?

  func validate() throws {
    if let record, !Catalogue.types.contains(where: { $0.name == record }) {
      throw ValidationError("no record '\(record)'; known: \(Catalogue.types.map(\.name).joined(separator: ", "))")
    }
  }

  func run() {
    var output = StandardOutput()
    for type in Catalogue.types where record == nil || record == type.name {
      output.write(JSONSchema.text(of: type))
    }
    output.flush()
  }
}
