import Extraction
import NewsText
import RuleFiles

/// A rate of a hundred percent, and fewer than all behind it: 整改率100%,完成整改的115个; 通车率达100%,就剩两个村还没通车.
extension Universal {
  /// How many figures behind such a rate may contradict it.
  private static let reachOfRate = 3

  func fullRates(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    ledger.figures.indices.compactMap { rate in
      let figure = ledger.figures[rate]
      guard figure.kind == .percent, figure.amount.value == 100,
        ledger.document.mentions[figure.mention].qualifier == .exact,
        ledger.changes[rate].role != .change,
        !relation.holds("silent", ledger.units, in: figure.lead),
        let word = relation.last("rate", ledger.units, in: figure.lead), word.start - figure.lead.start >= Self.verb
      else { return nil }
      // 整改率, 通客车率: the last two characters say what is done.
      let done = Span(word.start - Self.verb, word.start)
      for index in (rate + 1)..<max(rate + 1, min(ledger.figures.count, rate + 1 + Self.reachOfRate)) {
        let other = ledger.figures[index]
        guard other.paragraph == figure.paragraph, other.sentence <= figure.sentence + 1 else { break }
        guard other.kind == .count, other.amount.value > 0 else { continue }
        if let whole = whole(of: index, done, rate, ledger, relation) {
          return finding(rate, [whole, rate, index], ledger, relation)
        }
        // What is left must be of that deed: 通车率100%,还有两个村没通上车.
        let tells = ledger.units[other.tail.range].contains { ledger.units[done.range].contains($0) }
        if tells, isLeft(index, Span(figure.lead.start, figure.span.end), ledger, relation) {
          return finding(rate, [rate, index], ledger, relation)
        }
      }
      return nil
    }
  }

  private static let verb = 2

  /// The whole before a rate of which a figure behind it tells how many are done, where those are fewer.
  private func whole(
    of part: Int, _ done: Span, _ rate: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Int? {
    let (units, lead) = (ledger.units, ledger.figures[part].lead)
    var at = lead.start
    func starts(_ at: Int) -> Bool {
      at + done.count <= lead.end && units[at..<(at + done.count)].elementsEqual(units[done.range])
    }
    while !starts(at), let word = relation.starting("filler", units, at: at, limit: lead.end) { at = word.end }
    // 完成整改的, 完成培训的为; but not 整改重点问题.
    guard starts(at) else { return nil }
    let rest = Span(at + done.count, lead.end)
    guard rest.isEmpty || (rest.count <= Self.longestRest && relation.holds("actual", units, in: rest)),
      !relation.holds("silent", units, in: lead)
    else { return nil }
    let sentences = ledger.bySentence[ledger.figures[rate].sentence]
    return (sentences.lowerBound..<rate).first {
      let figure = ledger.figures[$0]
      return figure.kind == .count && figure.unitClass == ledger.figures[part].unitClass
        && ledger.changes[$0].role == .plain
        && Agreement.atMost(figure.amount, ledger.figures[part].amount) == .broken
    }
  }

  private static let longestRest = 4

  private func finding(
    _ rate: Int, _ members: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let lead = ledger.figures[rate].lead
    let claim = ledger.text(Span(lead.start, ledger.figures[rate].span.end))
    let others = members.filter { $0 != rate }.map(ledger.quote).joined(separator: "、")
    let trial = Trial(
      members: members, agreement: .broken, expected: 100, computed: nil,
      message: .init("文中称“\(claim)”，却有\(others)", "“\(claim)” is said, yet there are \(others)"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
