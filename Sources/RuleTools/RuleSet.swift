import Archive
import Consistency
import Extraction
import NewsText
import RuleFiles

/// All rules of some folders with everything that is wrong with them.
public struct RuleSet: Sendable {
  /// The folders that the rules came from.
  public let layers: RuleLayers
  /// The rules of all stages of reading.
  public let knowledge: Knowledge
  /// The rules of the checks.
  public let checker: Checker
  /// The rules of decoding and of web pages.
  public let input: InputRules
  /// The files as they were read.
  public let sources: [RuleSource]
  /// Errors of the load, each once.
  public let errors: [Diagnostic]

  /// Loads the rules; what is wrong with them is in `errors`.
  public init(_ layers: RuleLayers) {
    self.layers = layers
    var folder = RuleFolder(layers, keepsSources: true)
    let checks = Loading { folder in Checker(reading: &folder) }
    checks.start(layers, keepsSources: true)
    knowledge = Knowledge(reading: &folder)
    input = InputRules(reading: &folder)
    _ = ArchiveCheckRules(reading: &folder)
    checker = checks.wait(&folder)
    sources = folder.sources
    // Files that several stages read are reported by each.
    var seen: Set<String> = []
    errors = folder.diagnostics.filter { seen.insert($0.description).inserted }
      .sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }

  /// - Throws: `RuleErrors` when a file is wrong.
  public func checked() throws -> RuleSet {
    if errors.contains(where: { $0.severity == .error }) { throw RuleErrors(errors) }
    return self
  }

  /// Reads a text of its own.
  func read(_ text: String, _ extractor: Extractor) -> Document {
    extractor.document(SourceText(decoding: Array(text.utf8), name: "example"))
  }
}
