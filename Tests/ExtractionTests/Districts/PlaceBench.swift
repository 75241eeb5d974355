import NewsText
import RuleFiles

@testable import Extraction

/// The reader of places over the project's own rules, and the stages before it.
struct PlaceBench {
  static let shared = PlaceBench()
  let gazetteer: Gazetteer
  let reader: DistrictReader
  let diagnostics: [Diagnostic]
  private let cleaner: Cleaner
  private let splitter: Splitter

  private init() {
    var folder = RuleFolder(path: RulesFolder.path)
    gazetteer = Gazetteer(rules: &folder)
    reader = DistrictReader(rules: &folder)
    cleaner = Cleaner(tables: CleaningTables(rules: &folder))
    splitter = Splitter(cues: LayoutCues(rules: &folder))
    diagnostics = folder.diagnostics
  }

  /// The page of a text.
  func page(_ text: String) -> Page {
    let source = SourceText(decoding: Array(text.utf8), name: "test")
    return splitter.split(cleaner.clean(source), of: source)
  }
}
