import Extraction
import NewsText
import RuleFiles

/// Words that stand twice in a row, and classifiers that lost their number: signs that a sentence was damaged on its way
/// to the page. They decide nothing themselves; `Checker` lets nothing in such a sentence fail.
struct Damage: Check {
  static let id = "damage"
  let rules: CheckRules
  private let lost: CheckRules.Relation?
  private let doubled: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["verb", "classifier", "silent"], rules: &folder)
    lost = rules.relation("lost-number", &folder)
    doubled = rules.relation("doubled", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.document.page.sentences.flatMap { sentence in
      (lost.map { numbers(sentence, ledger, $0) } ?? []) + (doubled.map { twice(sentence, ledger, $0) } ?? [])
    }
  }

  private func numbers(_ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    relation.all("verb", ledger.units, in: sentence.span).compactMap { verb in
      guard let classifier = relation.starting("classifier", ledger.units, at: verb.end, limit: sentence.span.end),
        classifier.end < sentence.span.end, Self.isHan(ledger.units[classifier.end]),
        relation.starting("silent", ledger.units, at: verb.end, limit: sentence.span.end) == nil
      else { return nil }
      let text = ledger.text(Span(verb.start, min(classifier.end + 4, sentence.span.end)))
      return finding(
        Span(verb.start, classifier.end), sentence, relation,
        .init("“\(text)”的量词前没有数字", "no number before the classifier of “\(text)”"))
    }
  }

  /// Complexity: linear; each place is compared with the few units behind it.
  private func twice(_ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let units = ledger.units
    var found: [Finding] = []
    var at = sentence.span.start
    while at < sentence.span.end {
      guard let length = (2...8).reversed().first(where: { isTwice(at, $0, sentence.span.end, units) }),
        !relation.holds("silent", units, in: Span(at, at + length))
      else {
        at += 1
        continue
      }
      let text = ledger.text(Span(at, at + length))
      found.append(
        finding(
          Span(at, at + 2 * length), sentence, relation, .init("“\(text)”连写两次", "“\(text)” stands twice in a row")))
      at += 2 * length
    }
    return found
  }

  private func isTwice(_ at: Int, _ length: Int, _ limit: Int, _ units: [UInt16]) -> Bool {
    guard at + 2 * length <= limit, units[at] == units[at + length], units[at] != units[at + 1] else { return false }
    return (0..<length).allSatisfy { Self.isHan(units[at + $0]) && units[at + $0] == units[at + length + $0] }
  }

  private func finding(
    _ span: Span, _ sentence: Sentence, _ relation: CheckRules.Relation, _ message: Finding.Message
  ) -> Finding {
    Finding(
      check: Self.id, verdict: .undecided, severity: relation.severity, members: [span], article: sentence.article,
      reason: .damaged, message: message, rule: relation.reference)
  }

  private static func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF }
}
