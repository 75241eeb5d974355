import Extraction
import Foundation
import NewsText
import RuleFiles

/// The value now, the earlier value, the change between them and its percentage agree.
struct Growth: Check {
  static let id = "growth"
  let rules: CheckRules
  private let compared: CheckRules.Relation?
  private let fromTo: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["subject", "measure", "whole", "year", "part", "silent"], rules: &folder)
    compared = rules.relation("compared", &folder)
    fromTo = rules.relation("from-to", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let compared, let fromTo else { return [] }
    let changes = ledger.changes
    var found: [Finding] = []
    for (sentence, range) in ledger.bySentence.enumerated() where !range.isEmpty {
      let start = ledger.document.page.sentences[sentence].span.start
      var at = range.lowerBound
      while at < range.upperBound {
        guard changes[at].role == .change, !changes[at].isShared else {
          if let pair = direction(at, changes, ledger, fromTo) { found.append(pair) }
          at += 1
          continue
        }
        // What is said behind the comparison is of something else.
        let isSilent = compared.holds("silent", ledger.units, in: Span(start, ledger.figures[at].tail.end))
        let reader = ComparisonReader(ledger: ledger, changes: changes, relation: compared, sentence: range)
        let end = reader.runEnd(at)
        for comparison in isSilent ? [] : reader.comparisons(at..<end) {
          let trials = comparison.flatMap(Self.trials(ledger, changes))
          let period = comparison.contains { Self.mixesPeriods($0, ledger, compared) }
          if let finding = Finding(
            Self.id, trials, of: ledger, undecided: period ? .period : nil, severity: compared.severity,
            rule: compared.reference)
          {
            found.append(finding)
          }
        }
        at = end
      }
    }
    return found
  }

  /// What goes from one value to another where nothing is said of the difference: at least the direction is right.
  private func direction(_ at: Int, _ changes: [Change], _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding?
  {
    guard changes[at].role == .to, changes[at].direction != 0, at > 0, changes[at - 1].role == .from,
      ledger.figures[at - 1].sentence == ledger.figures[at].sentence,
      ledger.figures[at - 1].unitClass == ledger.figures[at].unitClass,
      ledger.figures[at - 1].kind == ledger.figures[at].kind
    else { return nil }
    let (start, end) = (ledger.figures[at - 1].amount, ledger.figures[at].amount)
    let isUp = changes[at].direction > 0
    let agreement = isUp ? Agreement.atMost(start, end) : Agreement.atMost(end, start)
    let quotes = "\(ledger.quote(at - 1)) → \(ledger.quote(at))"
    let trial = Trial(
      members: [at - 1, at], agreement: agreement, expected: end.value, computed: start.value,
      message: .init(
        agreement == .broken ? "\(quotes)，与文中\(isUp ? "上升" : "下降")的说法相反" : quotes,
        agreement == .broken ? "\(quotes) is no \(isUp ? "rise" : "fall")" : quotes))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  private static func mixesPeriods(_ comparison: Comparison, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool
  {
    guard let now = comparison.now, let earlier = comparison.earlier else { return false }
    let leads = [now, earlier].map { ledger.figures[$0].lead }
    let whole = leads.map { relation.holds("whole", ledger.units, in: $0) }
    // 全年18亿,上年为15亿: a year that nothing cuts short is a whole one.
    let mayBe = leads.map {
      relation.holds("year", ledger.units, in: $0) && !relation.holds("part", ledger.units, in: $0)
    }
    return whole[0] != whole[1] && !mayBe[whole[0] ? 1 : 0]
  }

  private static func trials(_ ledger: Ledger, _ changes: [Change]) -> (Comparison) -> [Trial] {
    { ChangeArithmetic(comparison: $0, ledger: ledger, changes: changes).trials }
  }
}
