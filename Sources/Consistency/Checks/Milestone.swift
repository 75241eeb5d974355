import Extraction
import Foundation
import NewsText
import RuleFiles

/// What is said of the way to a goal (过半, 超额, 控制在…以内) agrees with plan and progress.
struct Milestone: Check {
  static let id = "milestone"
  let rules: CheckRules
  private let half: CheckRules.Relation?
  private let under: CheckRules.Relation?
  private let beyond: CheckRules.Relation?
  private let kept: CheckRules.Relation?
  private let passed: CheckRules.Relation?
  private let majority: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id,
      keys: [
        "plan", "among", "reach", "filler", "within", "final", "weak", "plain", "votes", "for", "against", "silent",
      ], rules: &folder)
    half = rules.relation("half", &folder)
    under = rules.relation("under", &folder)
    beyond = rules.relation("beyond", &folder)
    kept = rules.relation("kept", &folder)
    passed = rules.relation("passed", &folder)
    majority = rules.relation("majority", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let half, let under, let beyond, let kept, let passed else { return [] }
    var found: [Finding] = []
    for (sentence, range) in ledger.bySentence.enumerated() where range.count >= 2 {
      let span = ledger.document.page.sentences[sentence].span
      for (relation, share) in [(half, Self.overHalf), (under, Self.underHalf), (beyond, Self.overAll)] {
        guard let word = relation.first("reach", ledger.units, in: span),
          !relation.holds("silent", ledger.units, in: span), let pair = pair(range, word, ledger, relation)
        else { continue }
        found += [finding(pair.plan, pair.done, share, word, ledger, relation)].compactMap { $0 }
      }
      found += range.dropFirst().compactMap { goal($0, ledger, kept) }
      if let majority, let finding = votes(range, span, ledger, majority) { found.append(finding) }
    }
    return found + ledger.figures.indices.compactMap { mark($0, ledger, passed) }
  }

  /// How many sentences behind a mark that is passed may tell the final figure.
  private static let nextSentences = 2

  /// 报名突破万人,最终定格在8642人.
  private func mark(_ mark: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[mark]
    guard figure.kind == .count,
      relation.ending("reach", ledger.units, at: figure.lead.end, from: figure.lead.start) != nil
        || relation.starting("reach", ledger.units, at: figure.span.start, limit: figure.span.end) != nil,
      !relation.holds("silent", ledger.units, in: figure.lead)
    else { return nil }
    for index in (mark + 1)..<max(mark + 1, min(ledger.figures.count, mark + 4)) {
      let other = ledger.figures[index]
      guard other.article == figure.article, other.sentence <= figure.sentence + Self.nextSentences else { return nil }
      guard other.unitClass == figure.unitClass, other.kind == .count else { continue }
      guard ledger.changes[index].role != .change, !relation.holds("silent", ledger.units, in: other.lead),
        isFinal(other.lead, ledger, relation)
      else { return nil }
      let agreement = Agreement.atMost(Amount(exactly: figure.amount.value), other.amount)
      let (a, b) = (ledger.quote(index), ledger.quote(mark))
      let trial = Trial(
        members: [mark, index], agreement: agreement, expected: figure.amount.value, computed: other.amount.value,
        message: .init(
          "\(a)\(agreement == .broken ? "＜" : "≥")文中突破的\(b)",
          "\(a) \(agreement == .broken ? "<" : "≥") \(b), which is said to be passed"))
      return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
    }
    return nil
  }

  /// Whether words lead to the final figure: 最终定格在; 财报写明全年实现, where nothing else is named.
  private func isFinal(_ lead: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    if relation.ending("final", ledger.units, at: lead.end, from: lead.start) != nil { return true }
    guard let weak = relation.ending("weak", ledger.units, at: lead.end, from: lead.start), weak.start > lead.start
    else { return false }
    return relation.fills("plain", ledger.units, Span(lead.start, weak.start))
  }

  /// 20票赞成,21票反对,获得过半数赞成.
  private func votes(
    _ range: Range<Int>, _ sentence: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    func side(_ index: Int, _ key: WordKey) -> Bool {
      let figure = ledger.figures[index]
      return relation.lists("votes", figure.term, ledger.units)
        && (relation.starting(key, ledger.units, at: figure.tail.start, limit: figure.tail.end) != nil
          || relation.ending(key, ledger.units, at: figure.lead.end, from: figure.lead.start) != nil)
    }
    let against = range.filter { side($0, "against") }
    let others = range.filter { side($0, "for") && !against.contains($0) }
    guard others.count == 1, let agreed = others.first, !against.isEmpty,
      let word = relation.first("reach", ledger.units, in: sentence),
      !relation.holds("silent", ledger.units, in: sentence)
    else { return nil }
    // Votes are counted to the last one.
    let all = Amount(exactly: (against + others).map { ledger.figures[$0].amount.value }.reduce(0, +))
    guard let rate = Amount(exactly: ledger.figures[agreed].amount.value).percent(of: all) else { return nil }
    let sum = "\(ledger.quote(agreed))÷\(Arithmetic.number(all.value))＝\(Arithmetic.number(rate.value))%"
    let trial = Trial(
      members: others + against, agreement: Agreement.equal(rate, Self.overHalf), expected: 50, computed: rate.value,
      message: .init("\(sum)，文中称“\(ledger.text(word))”", "\(sum), called “\(ledger.text(word))”"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  private static let overHalf = Amount(
    50, narrow: Interval(50, nil, includesLow: false), wide: Interval(50, nil, includesLow: false))
  private static let underHalf = Amount(
    50, narrow: Interval(nil, 50, includesHigh: false), wide: Interval(nil, 50, includesHigh: false))
  private static let overAll = Amount(
    100, narrow: Interval(100, nil, includesLow: false), wide: Interval(100, nil))

  /// The plan and what is done of it: the last two figures of one unit before the word, of which one is planned.
  private func pair(
    _ range: Range<Int>, _ word: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (plan: Int, done: Int)? {
    let before = range.filter { ledger.figures[$0].span.end <= word.start && ledger.figures[$0].kind == .count }
    // 已换1548盏,其中甲镇526盏、乙镇388盏,进度过半: the parts stand between, and the word is of the whole.
    if let parts = before.firstIndex(where: {
      relation.starting("among", ledger.units, at: ledger.figures[$0].lead.start, limit: ledger.figures[$0].lead.end)
        != nil
    }), parts > 0, let last = before.last, ledger.figures[last].tail.isEmpty,
      isBare(Span(ledger.figures[last].span.end, word.start), ledger, relation)
    {
      return pair(of: Array(before.prefix(parts)), ledger, relation)
    }
    guard let last = before.last, isBare(Span(ledger.figures[last].span.end, word.start), ledger, relation)
    else { return nil }
    return pair(of: before, ledger, relation)
  }

  private func pair(
    of before: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (plan: Int, done: Int)? {
    guard let last = before.last else { return nil }
    let same = before.filter {
      ledger.figures[$0].unitClass == ledger.figures[last].unitClass && ledger.changes[$0].role != .change
    }.suffix(2)
    guard same.count == 2, let first = same.first, first != last else { return nil }
    let planned = [first, last].filter { isPlanned($0, ledger, relation) }
    guard planned.count == 1 else {
      // Both of one plan: it comes first.
      return planned.count == 2 ? (first, last) : nil
    }
    return planned[0] == first ? (first, last) : (last, first)
  }

  private func isPlanned(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.holds("plan", ledger.units, in: ledger.figures[index].lead)
  }

  /// Whether nothing new is named between the figure and the word: 过半 is said of what was just counted.
  private func isBare(_ gap: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.fills("filler", ledger.units, gap)
  }

  private func finding(
    _ plan: Int, _ done: Int, _ share: Amount, _ word: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    // A plan is set, however round it is.
    let set = ledger.figures[plan].amount
    let whole = Amount(set.value, narrow: set.narrow, wide: set.narrow)
    guard let rate = ledger.figures[done].amount.percent(of: whole) else { return nil }
    let sum = "\(ledger.quote(done))÷\(ledger.quote(plan))＝\(Arithmetic.number(rate.value))%"
    let trial = Trial(
      members: [plan, done], agreement: Agreement.equal(rate, share), expected: share.value, computed: rate.value,
      message: .init("\(sum)，文中称“\(ledger.text(word))”", "\(sum), called “\(ledger.text(word))”"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// 失业率2.87%,控制在4.5%的目标以内.
  private func goal(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let (goal, done) = (ledger.figures[index], ledger.figures[index - 1])
    guard goal.kind == done.kind, goal.unitClass == done.unitClass,
      relation.ending("plan", ledger.units, at: goal.lead.end, from: goal.lead.start) != nil,
      relation.ending("within", ledger.units, at: goal.tail.end, from: goal.tail.start) != nil
    else { return nil }
    let agreement = Agreement.atMost(done.amount, goal.amount)
    let (a, b) = (ledger.quote(index - 1), ledger.quote(index))
    let trial = Trial(
      members: [index - 1, index], agreement: agreement, expected: goal.amount.value, computed: done.amount.value,
      message: .init("\(a)\(agreement == .broken ? "＞" : "≤")\(b)", "\(a) \(agreement == .broken ? ">" : "≤") \(b)"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
