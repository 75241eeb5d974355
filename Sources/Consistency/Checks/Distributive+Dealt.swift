import Extraction
import Foundation
import NewsText
import RuleFiles

/// What is dealt out behind 分别, beside plain figures: lengths of time, and the total of all that was dealt out.
extension Distributive {
  /// 张某、李某、王某分别被判处有期徒刑三年、一年六个月: as many lengths of time as names.
  func lengths(
    from cue: Span, _ sentence: Sentence, _ range: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    var run: [Span] = []
    for mention in ledger.mentions(in: Span(cue.end, sentence.span.end)) {
      let gap = Span(run.last?.end ?? cue.end, mention.span.start)
      guard mention.kind == .duration, gap.count <= Self.reach else { break }
      if run.isEmpty {
        guard !gap.range.contains(where: { LedgerMark.of(ledger.units[$0]) != nil }) else { break }
      } else if gap.isEmpty {
        // 一年六个月 is one length.
        run[run.count - 1] = Span(run[run.count - 1].start, mention.span.end)
        continue
      } else if !isJoin(gap, ledger.units, relation) {
        break
      }
      run.append(mention.span)
    }
    guard run.count >= 2, let names = names(before: cue, sentence, range, run.count, ledger, relation),
      names.count == run.count || (names.isCertain && names.figures.isEmpty)
    else { return nil }
    let lengths = run.map { ledger.text($0) }.joined(separator: "、")
    return Finding(
      check: Self.id, verdict: names.count == run.count ? .holds : .fails, severity: relation.severity, members: run,
      article: sentence.article, expected: Decimal(names.count), computed: Decimal(run.count),
      message: .init(
        "“\(ledger.text(cue))”前有\(names.count)项（\(names.text)），后有\(run.count)个数：\(lengths)",
        "\(names.count) before “\(ledger.text(cue))” (\(names.text)), \(run.count) figures behind: \(lengths)"),
      rule: relation.reference)
  }

  /// How far behind the cue the first length may stand.
  private static let reach = 16

  /// 甲村、乙村分别改厕20户、30户,两村共改厕50户: what was dealt out makes the total behind it.
  func dealt(
    _ run: [Int], _ sentence: Sentence, _ range: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    guard let last = run.last,
      let total = (last + 1..<max(last + 1, range.upperBound)).first(where: {
        ledger.figures[$0].unitClass == ledger.figures[last].unitClass
      })
    else { return nil }
    let figure = ledger.figures[total]
    guard figure.kind == .count, ledger.figures[last].kind == .count, ledger.changes[total].role == .plain,
      run.allSatisfy({ ledger.changes[$0].role == .plain }), total - last <= 2,
      let word = relation.first("sum", ledger.units, in: figure.lead),
      // 两家拢共, but not 在校生共计: nothing else is named before the word.
      word.start == figure.lead.start
        || relation.starting("number", ledger.units, at: figure.lead.start, limit: word.start) != nil
        || countsAll(total - 1, run, ledger) && figure.before == .figure,
      !relation.holds("silent", ledger.units, in: Span(ledger.figures[last].span.end, figure.span.end))
    else { return nil }
    let parts = Amount.sum(run.map { ledger.figures[$0].amount })
    let agreement = Agreement.equal(parts, figure.amount)
    let sum = run.map(ledger.quote).joined(separator: "＋")
    let value = Arithmetic(ledger: ledger).inUnit(parts.value, of: total)
    let trial = Trial(
      members: run + [total], agreement: agreement, expected: figure.amount.value, computed: parts.value,
      message: .init(
        "\(sum)＝\(value)，文中为\(ledger.quote(total))", "\(sum) = \(value), printed \(ledger.quote(total))"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// Whether a figure tells how many were dealt out: 两个标段.
  private func countsAll(_ index: Int, _ run: [Int], _ ledger: Ledger) -> Bool {
    guard let last = run.last, index > last else { return false }
    return ledger.figures[index].amount.isExact && ledger.figures[index].amount.value == Decimal(run.count)
  }
}
