import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation
import NewsText
import Reporting

struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Measure what is read from documents against gold annotations.",
    discussion: """
      GOLD holds NAME.tsv, NAME.relations.tsv and NAME.traps.tsv, or some of them; they belong to the one document of \
      TEXTS whose file name starts with NAME. Without NAME.tsv, relations alone are measured.

      Examples:
        heshu score Corpus/gold Corpus/articles
        heshu score --errors Corpus/gold Corpus/articles
      """)

  @Argument(help: "Folder of the gold files.", completion: .directory)
  var gold: String
  @Argument(help: "Folder of the documents.", completion: .directory)
  var texts: String
  @OptionGroup var own: RulesOptions
  @Flag(help: "Print one JSON object instead of a table.")
  var json = false
  @Flag(help: "List every miss, false alarm and wrong attribute on standard error.")
  var errors = false

  func run() throws {
    let knowledge = try RulesLocation.load(own.rules)
    let extractor = try Extractor(knowledge)
    let inputRules = try RulesLocation.loadInput(knowledge.layers)
    let reader = DocumentReader(rules: inputRules)
    let checker = try RulesLocation.loadChecker(own.rules)
    guard let folder = try? GoldFolder(gold) else { throw ValidationError("\(gold): no such folder") }
    let documents = try list(texts)
    var score = Reporting.Score()
    var complete = true
    for name in folder.names {
      let candidates = documents.filter { $0.hasPrefix(name) }
      guard candidates.count == 1 else {
        throw ValidationError("\(name): \(candidates.count) documents start with that name in \(texts)")
      }
      let readings = reader.readAll(InputPath(texts + "/" + candidates[0]), rules: inputRules)
      for problem in readings.flatMap(\.problems) {
        problem.print()
        complete = false
      }
      guard let source = readings.first?.source else { continue }
      let document = extractor.document(source)
      score.add(name, gold: folder[name], document: document, findings: checker.findings(in: document))
    }
    if errors { FileHandle.standardError.write(Data(score.errors.map { $0 + "\n" }.joined().utf8)) }
    var output = StandardOutput()
    output.write(json ? score.json : score.table)
    output.flush()
    if !complete { throw ExitCode(2) }
  }

  private func list(_ folder: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw ValidationError("\(folder): no such folder")
    }
    return names.sorted()
  }
}
