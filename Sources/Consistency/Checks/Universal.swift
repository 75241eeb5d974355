import Extraction
import Foundation
import NewsText
import RuleFiles

/// What is said of all leaves nothing over, and has a rate of a hundred percent.
struct Universal: Check {
  static let id = "universal"
  let rules: CheckRules
  private let rest: CheckRules.Relation?
  private let rate: CheckRules.Relation?
  private let full: CheckRules.Relation?
  private let zeroed: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["all", "done", "final", "filler", "over", "among", "still", "open", "actual", "rate", "silent"],
      rules: &folder)
    rest = rules.relation("rest", &folder)
    rate = rules.relation("rate", &folder)
    full = rules.relation("full-rate", &folder)
    zeroed = rules.relation("zeroed", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let rest, let rate else { return [] }
    return ledger.figures.indices.flatMap { whole -> [Finding] in
      guard ledger.figures[whole].kind == .count, ledger.changes[whole].role == .plain else { return [] }
      return [remainder(whole, ledger, rest), percentage(whole, ledger, rate)].compactMap { $0 }
    } + (zeroed.map { remainders(ledger, $0) } ?? []) + claims(ledger, rest)
      + (full.map { fullRates(ledger, $0) } ?? [])
  }

  /// How many figures behind a claim may contradict it.
  private static let reach = 4

  /// The claim about a figure: from the word of all to the end of its clause.
  private func claim(_ whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span? {
    let figure = ledger.figures[whole]
    let sentence = ledger.sentence(of: figure).span
    var end = sentence.end
    for index in (whole + 1)..<max(whole + 1, min(ledger.figures.count, whole + 1 + Self.reach))
    where ledger.figures[index].unitClass == figure.unitClass {
      end = min(end, ledger.figures[index].span.start)
      break
    }
    guard let word = relation.first("all", ledger.units, in: Span(figure.span.end, end)),
      !relation.holds("silent", ledger.units, in: Span(sentence.start, word.end))
    else { return nil }
    var stop = word.end
    while stop < end, LedgerMark.of(ledger.units[stop]) == nil { stop += 1 }
    return Span(word.start, stop)
  }

  private func remainder(_ whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    guard let claim = claim(whole, ledger, relation), relation.holds("done", ledger.units, in: claim) else {
      return nil
    }
    let figure = ledger.figures[whole]
    for index in (whole + 1)..<max(whole + 1, min(ledger.figures.count, whole + 1 + Self.reach)) {
      let other = ledger.figures[index]
      guard other.paragraph == figure.paragraph, other.sentence <= figure.sentence + 1 else { break }
      // 45名考生无一缺考,实际进场的是43名
      let isFewer =
        other.unitClass == figure.unitClass && other.amount.value < figure.amount.value
        && relation.starting("actual", ledger.units, at: other.lead.start, limit: other.lead.end) != nil
      guard other.kind == .count,
        isFewer
          || isLeft(index, of: whole, Span(figure.span.end, claim.end), ledger, relation)
            && isOfSame(whole, index, ledger)
      else { continue }
      // 24个项目中,20个全部开工,剩下的4个…: the claim is of a part.
      let others = ledger.bySentence[figure.sentence].lowerBound..<whole
      if others.contains(where: {
        ledger.figures[$0].unitClass == figure.unitClass && ledger.figures[$0].amount.value > figure.amount.value
      }) {
        continue
      }
      let (all, left) = (ledger.quote(whole), ledger.quote(index))
      let trial = Trial(
        members: [whole, index], agreement: other.amount.value == 0 ? .exact : .broken,
        expected: isFewer ? figure.amount.value : 0,
        computed: other.amount.value,
        message: .init(
          "\(all)“\(ledger.text(claim))”，却\(isFewer ? "只" : "另")有\(left)",
          "all of \(all) “\(ledger.text(claim))”, yet there are \(left)"))
      return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
    }
    return unnumbered(whole, claim, ledger, relation)
  }

  /// Whether a figure is said to be left over of what a claim says.
  ///
  /// - Parameter whole: the figure that the claim is about; nil where none counts it.
  func isLeft(
    _ index: Int, of whole: Int? = nil, _ claim: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    let figure = ledger.figures[index]
    let gap = Span(max(claim.end, figure.lead.start), figure.lead.end)
    guard gap.start <= gap.end, !relation.holds("silent", ledger.units, in: gap) else { return false }
    if relation.ending("over", ledger.units, at: gap.end, from: gap.start) != nil, figure.tail.isEmpty { return true }
    // 尚未执结的4件
    if figure.tail.isEmpty, let open = relation.first("open", ledger.units, in: gap), open.end < gap.end,
      shares(Span(open.end, gap.end), claim, ledger, relation)
    {
      return true
    }
    // 46名党员全员参加,3名党员因故未参加
    if gap.isEmpty, let whole, isNamedAlike(whole, index, ledger),
      let open = relation.first("open", ledger.units, in: figure.tail),
      relation.holds("final", ledger.units, in: claim)
        || shares(Span(open.end, figure.tail.end), claim, ledger, relation)
    {
      return true
    }
    let isAmong = relation.holds("among", ledger.units, in: gap)
    guard isAmong || relation.holds("over", ledger.units, in: gap) || relation.holds("still", ledger.units, in: gap),
      let open = relation.first("open", ledger.units, in: figure.tail)
    else { return false }
    if isAmong { return shares(Span(open.end, figure.tail.end), claim, ledger, relation) }
    // 仍有2个村未通: what is not done is said in a word.
    if open.end + 1 == figure.tail.end { return true }
    // What is over and done with leaves nothing undone, in whatever words; of other things the same must be said.
    return relation.holds("final", ledger.units, in: claim) || relation.holds("over", ledger.units, in: gap)
      || shares(Span(open.end, figure.tail.end), claim, ledger, relation)
  }

  /// Whether the same two characters stand behind two figures: 46名党员, 3名党员.
  private func isNamedAlike(_ a: Int, _ b: Int, _ ledger: Ledger) -> Bool {
    let (one, other) = (ledger.figures[a].tail, ledger.figures[b].tail)
    return one.count >= 2 && other.count >= 2
      && ledger.units[one.start..<(one.start + 2)].elementsEqual(ledger.units[other.start..<(other.start + 2)])
  }

  /// Whether a word of the one stretch, by a character, is one of the other.
  private func shares(_ rest: Span, _ claim: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let all = relation.all("all", ledger.units, in: claim).flatMap { ledger.units[$0.range] }
    let said = Set(ledger.units[claim.range]).subtracting(all)
    return ledger.units[rest.range].contains { said.contains($0) && $0 >= 0x4E00 }
  }

  /// The longest lead that names nothing of its own: 其中.
  private static let among = 2

  private func isOfSame(_ whole: Int, _ index: Int, _ ledger: Ledger) -> Bool {
    let (a, b) = (ledger.figures[whole], ledger.figures[index])
    guard a.unitClass == b.unitClass, b.amount.value < a.amount.value,
      let all = ledger.told(a), let left = ledger.told(b), ledger.samePlace(a, b)
    else { return false }
    // 其中7件: what is so few is of what was counted.
    let isAmong = b.sentence == a.sentence && b.lead.count <= Self.among
    return isAmong || ledger.names.endsAlike(all.object, left.object)
  }

  /// What is left over by name and not by number: 只剩田家村尚无卫生室.
  private func unnumbered(
    _ whole: Int, _ claim: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let sentence = ledger.sentence(of: ledger.figures[whole]).span
    guard claim.end < sentence.end, LedgerMark.of(ledger.units[claim.end]) == .comma,
      let over = relation.starting("over", ledger.units, at: claim.end + 1, limit: sentence.end),
      let open = relation.first("open", ledger.units, in: Span(over.end, sentence.end)),
      shares(Span(open.end, sentence.end), Span(ledger.figures[whole].span.end, claim.end), ledger, relation)
    else { return nil }
    let left = ledger.text(Span(over.start, sentence.end))
    return Finding(
      check: Self.id, verdict: .fails, severity: relation.severity, members: [ledger.figures[whole].span],
      statistics: [ledger.figures[whole].statistic].compactMap { $0 }, article: ledger.figures[whole].article,
      expected: 0,
      message: .init(
        "\(ledger.quote(whole))“\(ledger.text(claim))”，却\(left)",
        "all of \(ledger.quote(whole)) “\(ledger.text(claim))”, yet \(left)"), rule: relation.reference)
  }

  /// Whether the claim before a percentage is one about an earlier figure already.
  private func isTold(_ whole: Int, _ next: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    whole + 1 < next && claim(whole, ledger, relation) != nil
  }

  private func percentage(_ whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    // The figure that the sentence opens with, or the one right before.
    let range = ledger.bySentence[ledger.figures[whole].sentence]
    guard let next = range.first(where: { $0 > whole && ledger.figures[$0].kind == .percent }),
      whole == range.lowerBound || next == whole + 1 && !isTold(range.lowerBound, next, ledger, relation),
      let claim = claim(whole, ledger, relation), claim.end <= ledger.figures[next].lead.start,
      ledger.figures[next].lead.start - claim.end <= 1, ledger.changes[next].role != .change,
      let word = relation.first("rate", ledger.units, in: ledger.figures[next].lead)
    else { return nil }
    let lead = ledger.figures[next].lead
    let name = Span(lead.start, word.start)
    // The rate is named after what was done: 全部办复,办复率.
    guard !name.isEmpty, ledger.text(claim).contains(ledger.text(name)) else { return nil }
    let printed = ledger.figures[next].amount
    let trial = Trial(
      members: [whole, next], agreement: Agreement.equal(printed, Amount(exactly: 100)), expected: 100,
      computed: printed.value,
      message: .init(
        "\(ledger.quote(whole))“\(ledger.text(claim))”，文中为\(ledger.text(Span(lead.start, ledger.figures[next].span.end)))",
        "all of \(ledger.quote(whole)) “\(ledger.text(claim))”, the rate printed is \(ledger.quote(next))"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
