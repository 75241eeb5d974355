import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation
import NewsText
import Reporting

struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure what is read from documents against gold annotations.",
    discussion: """
      GOLD holds NAME.tsv and, where there are any, NAME.relations.tsv; NAME.tsv belongs to the one document of TEXTS \
      whose file name starts with NAME.
      """)

  @Argument(help: "Folder of the gold files.")
  var gold: String
  @Argument(help: "Folder of the documents.")
  var texts: String
  @Option(help: "Folder of the rule files.")
  var rules: String?
  @Flag(help: "Print one JSON object instead of a table.")
  var json = false
  @Flag(help: "List every miss, false alarm and wrong attribute on standard error.")
  var errors = false

  func run() throws {
    let knowledge = try RulesLocation.load(rules)
    let extractor = try Extractor(knowledge)
    let inputRules = try RulesLocation.loadInput(knowledge.path)
    let reader = DocumentReader(rules: inputRules)
    let checker = try RulesLocation.loadChecker(rules)
    let names = try list(gold).filter { $0.hasSuffix(".tsv") && !$0.hasSuffix(".relations.tsv") }
    let documents = try list(texts)
    var score = Reporting.Score()
    var complete = true
    for name in names.map({ String($0.dropLast(4)) }) {
      let candidates = documents.filter { $0.hasPrefix(name) }
      guard candidates.count == 1 else {
        throw ValidationError("\(name): \(candidates.count) documents start with that name in \(texts)")
      }
      let readings = reader.readAll(InputPath(texts + "/" + candidates[0]), rules: inputRules)
      for problem in readings.flatMap(\.problems) {
        problem.print()
        complete = false
      }
      guard let source = readings.first?.source, let rows = file("\(name).tsv") else { continue }
      let document = extractor.document(source)
      score.add(
        name, gold: rows, relations: file("\(name).relations.tsv"), document: document,
        findings: checker.findings(in: document))
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

  private func file(_ name: String) -> GoldFile? {
    FileManager.default.contents(atPath: gold + "/" + name).map { GoldFile(String(decoding: $0, as: UTF8.self)) }
  }
}
