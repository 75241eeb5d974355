import Archive
import ArgumentParser
import Foundation
import Reporting

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write what an archive holds for other programs.",
    discussion: """
      csv, tsv and jsonl print one table on standard output; the records are those of extract, mentions and check --all. \
      xlsx writes a workbook, datapackage a folder of CSV files with a description of their columns, both with all \
      tables; brat and doccano write the texts with their figures marked, for annotators.

      Examples:
        heshu export --db archive.sqlite --format xlsx --output figures.xlsx
        heshu export --db archive.sqlite --format csv --bom > figures.csv
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case csv, tsv, jsonl, xlsx, datapackage, brat, doccano }

  @Option(help: "The archive.", completion: .file())
  var db: String
  @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format
  @Option(
    help: "The table: \(ArchiveTable.all.map(\.type.name).joined(separator: ", ")).",
    completion: .list(ArchiveTable.all.map(\.type.name)))
  var table = "statistic"
  @Option(help: "Where to write: a file for xlsx and doccano, a folder for datapackage and brat.", completion: .file())
  var output: String?
  @OptionGroup var own: RulesOptions
  @Flag(help: "Begin CSV with a byte order mark, as Excel needs it.")
  var bom = false

  func validate() throws {
    if !ArchiveTable.all.contains(where: { $0.type.name == table }) {
      let known = ArchiveTable.all.map(\.type.name).joined(separator: ", ")
      throw ValidationError("no table '\(table)'; known: \(known)")
    }
    switch format {
    case .xlsx, .datapackage, .brat, .doccano:
      if output == nil { throw ValidationError("name where to write with --output") }
    case .csv, .tsv, .jsonl:
      if output != nil { throw ValidationError("\(format.rawValue) goes to standard output") }
    }
  }

  func run() throws {
    let options = ArchiveReading(db: db)
    let store = try options.open()
    let target = output ?? ""
    try options.reporting {
      switch format {
      case .csv: try print(store, .csv)
      case .tsv: try print(store, .tsv)
      case .jsonl: try print(store, .jsonl)
      case .xlsx:
        var sheet = try Spreadsheet(target)
        for table in ArchiveTable.all { try sheet.add(table.type) { try table.forEach(in: store, $0) } }
        try sheet.finish()
      case .datapackage: try DataPackage.write(store, to: target)
      case .brat, .doccano:
        let annotations = AnnotationExport(store, rules: try RulesLocation.loadInput(try RulesLocation.find(own.rules)))
        let problems = try format == .brat ? annotations.brat(to: target) : annotations.doccano(to: target)
        for problem in problems { problem.print() }
        if !problems.isEmpty { throw ExitCode(2) }
      }
    }
  }

  private func print(_ store: ArchiveStore, _ format: OutputFormat) throws {
    guard let table = ArchiveTable.all.first(where: { $0.type.name == table }) else { return }
    let encoder = RecordEncoder(format: format, type: table.type, byteOrderMark: bom)
    var output = StandardOutput()
    output.write(encoder.header)
    try table.forEach(in: store) { output.write(encoder.encode([$0])) }
    output.flush()
  }
}

/// What the commands that read an archive share.
struct ArchiveReading {
  var db: String

  func open() throws -> ArchiveStore { try reporting { try ArchiveStore(db, mustExist: true) } }

  /// Runs a body; what goes wrong ends the program with one line and status 2.
  func reporting<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let code as ExitCode {
      throw code
    } catch let failure as ArchiveFailure {
      FileHandle.standardError.write(Data("heshu: \(failure)\n".utf8))
    } catch let failure as Spreadsheet.Failure {
      FileHandle.standardError.write(Data("heshu: \(failure)\n".utf8))
    } catch {
      FileHandle.standardError.write(Data("heshu: \(error.localizedDescription)\n".utf8))
    }
    throw ExitCode(2)
  }
}
