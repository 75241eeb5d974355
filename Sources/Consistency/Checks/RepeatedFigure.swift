import Extraction
import Foundation
import NewsText
import RuleFiles

/// One object, one scope and one period have one value, in the headline, in the text, and in the articles of a page.
struct RepeatedFigure: Check {
  static let id = "repeated-figure"
  let rules: CheckRules
  private let headline: CheckRules.Relation?
  private let text: CheckRules.Relation?
  private let articles: CheckRules.Relation?
  /// Pairs of characters that two statements share without being about the same thing, sorted.
  private let common: [UInt32]

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["common", "narrower", "passes", "filler", "this", "all", "silent"], rules: &folder)
    headline = rules.relation("headline", &folder)
    text = rules.relation("text", &folder)
    articles = rules.relation("articles", &folder)
    common = (headline?.words("common") ?? []).flatMap { Statement.pairs($0.utf16) }.sorted()
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let headline, let text, let articles else { return [] }
    let statements = StatementReader(ledger: ledger, changes: ledger.changes, common: common)
    var reader = RepetitionReader(
      ledger: ledger, statements: ledger.figures.indices.map(statements.statement), silent: headline)
    return reader.headlines(headline) + reader.terms(headline) + reader.ordinals(headline)
      + reader.repetitions(text, articles)
  }
}
