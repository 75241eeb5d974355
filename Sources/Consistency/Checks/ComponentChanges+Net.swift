import Extraction
import NewsText
import RuleFiles

/// What came in less what went out is the net change: 新开23家,关掉11家,净增12家.
extension ComponentChanges {
  /// How many figures around a net change may be what came and went.
  private static let reach = 6

  func balance(_ total: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let whole = ledger.figures[total]
    guard whole.kind == .count, !ledger.changes[total].isShared,
      let cue = cue(total, ledger, relation)
    else { return nil }
    let sentence = ledger.bySentence[whole.sentence]
    let before = flows((max(sentence.lowerBound, total - Self.reach)..<total).reversed(), total, ledger, relation)
    let behind = flows(
      (total + 1)..<max(total + 1, min(sentence.upperBound, total + Self.reach)), total, ledger, relation)
    // Either what came and went is told first, or the balance is.
    let flows = before.isEmpty ? behind : before
    guard before.isEmpty != behind.isEmpty, flows.contains(where: { $0.sign > 0 }),
      flows.contains(where: { $0.sign < 0 })
    else { return nil }
    if let last = flows.map(\.figure).max(), isOpen(last, ledger, relation) { return nil }
    let isDown =
      ledger.changes[total].direction < 0
      || relation.starting("net-down", ledger.units, at: cue.start, limit: cue.end) != nil
    let said = isDown && whole.amount.value > 0 ? whole.amount.negated : whole.amount
    let ordered = flows.sorted { $0.figure < $1.figure }
    let sum = Amount.sum(
      ordered.map { $0.sign > 0 ? ledger.figures[$0.figure].amount : ledger.figures[$0.figure].amount.negated })
    let terms = ordered.enumerated().map { place, flow in
      (flow.sign < 0 ? "−" : place == 0 ? "" : "＋") + ledger.quote(flow.figure)
    }.joined()
    let result = "\(terms)＝\(Arithmetic(ledger: ledger).inUnit(sum.value, of: total))"
    let printed = (isDown ? "−" : "") + ledger.quote(total)
    let trial = Trial(
      members: [total] + ordered.map(\.figure), agreement: Agreement.equal(sum, said), expected: said.value,
      computed: sum.value,
      message: .init("\(result)，净变化写作\(printed)", "\(result), the net change is printed as \(printed)"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// Whether the list that a figure ends, or one that goes on behind it, is left open: 企业12户等.
  private func isOpen(_ last: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let next = last + 1
    let goesOn =
      next < ledger.figures.count && ledger.figures[next].sentence == ledger.figures[last].sentence
      && ledger.figures[next].before == .pause
    let tail = ledger.figures[goesOn ? next : last].tail
    return relation.starting("open", ledger.units, at: tail.start, limit: tail.end) != nil
  }

  private struct Flow {
    var figure: Int
    /// 1 came in, -1 went out.
    var sign: Int
  }

  /// The net word between the figure before and this one: 净增7条; 一进一出,耕地净增260亩.
  private func cue(_ total: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span? {
    let figure = ledger.figures[total]
    let follows = total > 0 && ledger.figures[total - 1].sentence == figure.sentence
    let floor = follows ? ledger.figures[total - 1].span.end : ledger.sentence(of: figure).span.start
    let gap = Span(floor, figure.span.start)
    return relation.first("net-down", ledger.units, in: gap) ?? relation.first("net", ledger.units, in: gap)
  }

  /// The figures of the unit of a total that came in or went out, up to the first that did neither.
  private func flows(
    _ range: some Sequence<Int>, _ total: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> [Flow] {
    var found: [Flow] = []
    for index in range {
      let figure = ledger.figures[index]
      guard figure.kind == .count, figure.unitClass == ledger.figures[total].unitClass else {
        // 总投资…: a figure of another unit may stand between.
        continue
      }
      let words = Span(figure.lead.start, figure.lead.end)
      let into = relation.all("in", ledger.units, in: words).last
      let out = relation.all("out", ledger.units, in: words).last
      switch (into, out) {
      case (nil, nil): return found
      case (.some, nil): found.append(Flow(figure: index, sign: 1))
      case (nil, .some): found.append(Flow(figure: index, sign: -1))
      case (let .some(a), let .some(b)): found.append(Flow(figure: index, sign: a.start > b.start ? 1 : -1))
      }
    }
    return found
  }
}
