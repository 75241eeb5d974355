import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation
import NewsText
import Reporting

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Print what every stage makes of a line, and the rule behind each decision.",
    discussion: """
      Examples:
        heshu explain page.txt:12
        heshu explain --text "走访群众48000多人次"
      """)

  @Argument(help: "FILE:LINE, or FILE for every line; - for standard input.", completion: .file())
  var place: String?
  @Option(help: "Explain this text instead of a file.")
  var text: String?
  @OptionGroup var own: RulesOptions

  func validate() throws {
    if (place == nil) == (text == nil) { throw ValidationError("give FILE:LINE or --text") }
  }

  func run() throws {
    let knowledge = try RulesLocation.load(own.rules)
    let (reading, line) = try read(try RulesLocation.loadInput(knowledge.layers))
    for problem in reading.problems { problem.print() }
    guard let source = reading.source else { throw ExitCode(2) }
    let range = try range(of: line, in: source)
    let extractor = try Extractor(knowledge)
    let document = extractor.document(source)
    let lines = RuleLines(knowledge.layers)
    let checker = try RulesLocation.loadChecker(own.rules)
    let explanation = Explanation(document, findings: checker.findings(in: document), ruleLine: lines.line)
    var output = StandardOutput()
    output.write(
      explanation.text(
        of: range, words: { extractor.words(of: $0, in: document) },
        traces: { extractor.traces(of: $0, in: document) }))
    output.flush()
    if !reading.problems.isEmpty { throw ExitCode(2) }
  }

  /// The document, and the line that was asked for.
  private func read(_ rules: InputRules) throws -> (Reading, line: Int?) {
    let reader = DocumentReader(rules: rules)
    if let text {
      return (reader.read(RawDocument(file: "--text", bytes: Array(text.utf8), format: .text)), nil)
    }
    var place = place ?? "-"
    var line: Int?
    if let colon = place.lastIndex(of: ":"), let number = Int(place[place.index(after: colon)...]) {
      line = number
      place = String(place[..<colon])
    }
    let readings = reader.readAll(InputPath(place), rules: rules)
    guard readings.count == 1, let reading = readings.first else {
      throw ValidationError("\(place) holds \(readings.count) documents; name a file of one")
    }
    return (reading, line)
  }

  private func range(of line: Int?, in source: SourceText) throws -> SourceSpan {
    guard let line else { return SourceSpan(0, source.count) }
    guard let range = source.range(ofLine: line) else {
      throw ValidationError("\(source.name) has no line \(line)")
    }
    return range
  }
}
