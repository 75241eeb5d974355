import Extraction
import Foundation
import NewsText
import RuleFiles

/// A printed rate is what its part and its whole give: 受理200件,办结150件,办结率75%.
struct Rate: Check {
  static let id = "rate"
  let rules: CheckRules
  private let named: CheckRules.Relation?
  private let completed: CheckRules.Relation?
  private let share: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id,
      keys: [
        "rate", "share", "of", "completes", "target", "deals", "joins", "opens", "counted", "actual", "capacity",
        "missing", "all", "explains", "carried", "denies", "silent",
      ],
      rules: &folder)
    named = rules.relation("named-rate", &folder)
    completed = rules.relation("completion", &folder)
    share = rules.relation("share-of-whole", &folder)
  }

  /// How many figures of a sentence may be the part, and how many figures before it the whole.
  static let nearby = 8
  static let reach = 60

  func findings(_ ledger: Ledger) -> [Finding] {
    var found: [Finding] = []
    for index in ledger.figures.indices where ledger.figures[index].kind == .percent {
      if let named, let finding = rate(index, ledger, named) { found.append(finding) }
      if let named, let finding = leading(index, ledger, named) { found.append(finding) }
      if let completed, let finding = completion(index, ledger, completed) { found.append(finding) }
    }
    if let share {
      for pairs in SharePair.pairs(ledger, share) { found += shares(pairs, ledger, share) }
    }
    return found
  }

  private func rate(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[index]
    guard let noun = relation.last("rate", ledger.units, in: figure.lead),
      !relation.holds("silent", ledger.units, in: figure.lead)
    else { return nil }
    let here = ledger.bySentence[figure.sentence].lowerBound..<index
    // A rate closes what stands before it, back to the last percentage; beyond that only for the whole.
    let recent = here.reversed().prefix { ledger.figures[$0].kind == .count }
    let counts = Array(here.reversed().filter { ledger.figures[$0].kind == .count }.prefix(Self.nearby))
    var trials: [Trial] = []
    if let last = recent.first {
      let like = counts.filter { ledger.figures[$0].unitClass == ledger.figures[last].unitClass }
      // The part stands behind the whole; 满意和基本满意率 takes several together.
      for first in like.indices.dropLast() {
        for end in (first + 1)..<min(first + 4, like.count) {
          for whole in like[end...] where isNear(like[first..<end], whole, index, ledger) {
            trials += trial(like[first..<end].reversed(), whole, index, ledger)
          }
        }
      }
    }
    // 体检19482人,全区老人28650人,体检率68%: the whole behind the part.
    if recent.count >= 2, let whole = recent.first {
      for part in recent.dropFirst() where ledger.figures[part].unitClass == ledger.figures[whole].unitClass {
        trials += trial([part], whole, index, ledger).filter { $0.agreement <= .rounding }
      }
    }
    // The name of a rate tells its part: 办结率 – 办结150件. Without that, only what fits is taken.
    let says = recent.first.map { speaks(ledger.figures[$0], of: noun, in: figure.lead, ledger) } ?? false
    let pair = pair(recent, index, ledger)
    let isMissed = pair.map { isMisprinted($0.part, $0.whole, index, ledger) } ?? false
    var isLicensed =
      says && (pair != nil || trials.contains { isPlausible($0) })
      || isMissed && ledger.figures[index].clause - ledger.figures[recent.first!].clause <= 1
      || pair.map {
        shares(ledger.figures[$0.part], noun, figure.lead, ledger)
          && trial([$0.part], $0.whole, index, ledger).contains { isPlausible($0) }
      } ?? false
      || isActual(recent, ledger, relation) && trials.contains { isPlausible($0) }
    var meant: [Trial] = says || isMissed ? pair.map { trial([$0.part], $0.whole, index, ledger) } ?? [] : []
    // 审结1386件(含上年旧存): what came in before is part of the whole, and is not told.
    let isCarried = relation.holds(
      "carried", ledger.units, in: Span(ledger.sentence(of: figure).span.start, figure.lead.start))
    // 床位540张,住着459名病人,使用率85%: what a place holds is counted in a unit of its own.
    if recent.count >= 2, let part = recent.first, let whole = recent.dropFirst().first,
      ledger.figures[part].unitClass != ledger.figures[whole].unitClass,
      [ledger.figures[whole].lead, ledger.figures[whole].tail].contains(where: {
        relation.holds("capacity", ledger.units, in: $0)
      }), relation.holds("capacity", ledger.units, in: figure.lead)
    {
      trials += trial([part], whole, index, ledger)
      return Finding(
        Self.id, trials.filter { $0.agreement != .broken || isPlausible($0) }, of: ledger,
        severity: relation.severity, rule: relation.reference)
    }
    // 全班48人,6人没来,出勤率87.5%
    if let part = recent.first, recent.count >= 2,
      relation.holds("missing", ledger.units, in: Span(ledger.figures[part].lead.start, ledger.figures[part].tail.end)),
      relation.holds("missing", ledger.units, in: figure.lead)
    {
      let rest = complements(counts.prefix(2), index, ledger, anyhow: true)
      return Finding(Self.id, rest, of: ledger, severity: relation.severity, rule: relation.reference)
    }
    // 抽检2150批次,不合格46批次,合格率97.9%
    if let pair, !trials.contains(where: { $0.agreement <= .rounding }),
      !speaks(ledger.figures[pair.whole], of: noun, in: figure.lead, ledger),
      isDenied(ledger.figures[pair.part], noun, figure.lead, ledger, relation)
    {
      let rest = complements(counts.prefix(2), index, ledger, anyhow: true)
      return Finding(Self.id, rest, of: ledger, severity: relation.severity, rule: relation.reference)
    }
    // 体检19482人,常住老人28650人,体检率68%
    if !says, let whole = recent.first,
      let part = recent.dropFirst().first(where: { ledger.figures[$0].unitClass == ledger.figures[whole].unitClass }),
      ledger.figures[part].rough <= ledger.figures[whole].rough,
      speaks(ledger.figures[part], of: noun, in: figure.lead, ledger)
    {
      let trials = trial([part], whole, index, ledger)
      if trials.contains(where: { isPlausible($0) }) {
        return Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
      }
    }
    if !trials.contains(where: { $0.agreement <= .rounding }) {
      trials += together(counts, index, ledger)
      trials += complements(counts.prefix(2), index, ledger)
      if !isLicensed { trials += far(counts.prefix(2), index, ledger) }
      // 登记3164件。已办结2971件,办结率93.6%: the whole of the sentence before, but for a misprint.
      if says, pair == nil, let part = recent.first, let whole = missed(part, index, ledger) {
        meant = trial([part], whole, index, ledger)
        isLicensed = true
      }
    }
    guard trials.contains(where: { $0.agreement != .broken }) || isLicensed && !isCarried else { return nil }
    trials += meant.filter { one in !trials.contains { $0.members == one.members } }
    let members = meant.map(\.members)
    return Finding(
      Self.id, trials.filter { $0.agreement != .broken || isPlausible($0) || members.contains($0.members) },
      of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// The figure of the paragraph before a sentence that would be the whole of a part but for a misprint.
  private func missed(_ part: Int, _ index: Int, _ ledger: Ledger) -> Int? {
    ledger.before(part).prefix(Self.nearby).first {
      ledger.figures[$0].kind == .count && ledger.figures[$0].unitClass == ledger.figures[part].unitClass
        && ledger.figures[$0].sentence < ledger.figures[part].sentence && isMisprinted(part, $0, index, ledger)
    }
  }

  /// 接种率已到88%——目标人群52873人,打完疫苗的31426人: a rate that begins its sentence, with its whole and part behind.
  private func leading(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[index]
    let sentence = ledger.bySentence[figure.sentence]
    guard index == sentence.lowerBound, index + 2 < sentence.upperBound,
      let noun = relation.last("rate", ledger.units, in: figure.lead),
      !relation.holds("silent", ledger.units, in: figure.lead)
    else { return nil }
    let (whole, part) = (ledger.figures[index + 1], ledger.figures[index + 2])
    guard whole.kind == .count, part.kind == .count, whole.unitClass == part.unitClass, part.clause - whole.clause <= 1,
      Agreement.atMost(part.amount, whole.amount) != .broken
    else { return nil }
    let trials = trial([index + 2], index + 1, index, ledger)
    let isExplained =
      relation.starting("explains", ledger.units, at: figure.span.end, limit: whole.span.start) != nil
    guard
      trials.contains(where: { $0.agreement <= .rounding })
        || (isExplained || shares(part, noun, figure.lead, ledger)) && trials.contains(where: { isPlausible($0) })
    else { return nil }
    return Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// Whether a printed rate and the computed one are near enough to be meant as the same.
  private func isPlausible(_ trial: Trial) -> Bool {
    guard let expected = trial.expected, let computed = trial.computed else { return false }
    return computed * Self.plausible >= expected && computed <= expected * Self.plausible
  }

  private static let plausible = Decimal(3)

  /// The rate of a whole that two figures make together, as far as it comes out: 新收2416件,旧存297件,执结2583件.
  private func together(_ counts: [Int], _ index: Int, _ ledger: Ledger) -> [Trial] {
    guard counts.count >= 3 else { return [] }
    return (0..<min(2, counts.count - 2)).flatMap {
      together(counts[$0], counts[$0 + 1], counts[$0 + 2], index, ledger)
    }
  }

  private func together(_ part: Int, _ one: Int, _ other: Int, _ index: Int, _ ledger: Ledger) -> [Trial] {
    let kind = ledger.figures[part].unitClass
    guard ledger.figures[one].unitClass == kind, ledger.figures[other].unitClass == kind,
      let computed = ledger.figures[part].amount.percent(of: ledger.figures[one].amount + ledger.figures[other].amount)
    else { return [] }
    let printed = ledger.figures[index].amount
    let sum = "(\(ledger.quote(other))＋\(ledger.quote(one)))"
    let value = Arithmetic.number(computed.value)
    return [
      Trial(
        members: [other, one, part, index], agreement: Agreement.equal(computed, printed), expected: printed.value,
        computed: computed.value,
        message: .init(
          "\(ledger.quote(part))÷\(sum)＝\(value)%≈\(ledger.quote(index))",
          "\(ledger.quote(part)) / \(sum) = \(value)% ≈ \(ledger.quote(index))"))
    ].filter { $0.agreement <= .rounding }
  }

  /// The rate of what is left: 抽检2150批次,不合格46批次,合格率97.9%.
  ///
  /// - Parameter anyhow: also where it does not come out.
  private func complements(
    _ counts: some Collection<Int>, _ index: Int, _ ledger: Ledger, anyhow: Bool = false
  ) -> [Trial] {
    guard let part = counts.first, let whole = counts.dropFirst().first,
      ledger.figures[part].unitClass == ledger.figures[whole].unitClass
    else { return [] }
    let (some, total) = (ledger.figures[part].amount, ledger.figures[whole].amount)
    guard let computed = (total - some).percent(of: total) else { return [] }
    let printed = ledger.figures[index].amount
    let value = Arithmetic.number(computed.value)
    return [
      Trial(
        members: [whole, part, index], agreement: Agreement.equal(computed, printed), expected: printed.value,
        computed: computed.value,
        message: .init(
          "(\(ledger.quote(whole))－\(ledger.quote(part)))÷\(ledger.quote(whole))＝\(value)%≈\(ledger.quote(index))",
          "(\(ledger.quote(whole)) − \(ledger.quote(part))) / \(ledger.quote(whole)) = \(value)% ≈ \(ledger.quote(index))"
        ))
    ].filter { anyhow || $0.agreement != .broken }
  }

  /// 应种4860名,实际种上4131名: what was to be done, and what was.
  private func isActual(
    _ recent: some Collection<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    guard let part = recent.first, let whole = recent.dropFirst().first,
      ledger.figures[part].unitClass == ledger.figures[whole].unitClass,
      ledger.figures[part].rough <= ledger.figures[whole].rough * 3
    else { return false }
    return relation.holds("actual", ledger.units, in: ledger.figures[part].lead)
      && relation.holds("target", ledger.units, in: ledger.figures[whole].lead)
  }

  /// The two characters that say of what a rate is: 办结 of 办结率 and of 办结率达.
  private func stems(of noun: Span, in lead: Span, _ ledger: Ledger) -> [ArraySlice<UInt16>] {
    [noun.start, noun.end - 1].compactMap { end in
      end - 2 >= lead.start ? ledger.units[(end - 2)..<end] : nil
    }
  }

  /// Whether the words around a part hold what its rate is called by, in either order: 收回 for 回收率.
  private func speaks(_ figure: Figure, of noun: Span, in lead: Span, _ ledger: Ledger) -> Bool {
    let words = ledger.units[figure.lead.start..<figure.tail.end]
    return stems(of: noun, in: lead, ledger).contains { stem in
      let (first, last) = (stem[stem.startIndex], stem[stem.startIndex + 1])
      return zip(words, words.dropFirst()).contains { ($0 == first && $1 == last) || ($0 == last && $1 == first) }
    }
  }

  /// Whether the words before a part deny what its rate is called by: 不合格, 合格率.
  private func isDenied(
    _ figure: Figure, _ noun: Span, _ lead: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    let words = ledger.units[figure.lead.range]
    return stems(of: noun, in: lead, ledger).contains { stem in
      words.indices.dropLast().contains { at in
        words[at] == stem[stem.startIndex] && words[at + 1] == stem[stem.startIndex + 1]
          && relation.ending("denies", ledger.units, at: at, from: figure.lead.start) != nil
      }
    }
  }

  /// Whether the words around a part hold one of the characters that its rate is called by: 调成 for 调解成功率.
  private func shares(_ figure: Figure, _ noun: Span, _ lead: Span, _ ledger: Ledger) -> Bool {
    let words = ledger.units[figure.lead.start..<figure.tail.end]
    return stems(of: noun, in: lead, ledger).contains { $0.contains { isHan($0) && words.contains($0) } }
  }

  private func isHan(_ unit: UInt16) -> Bool { (0x4E00...0x9FFF).contains(unit) }

  /// The last two figures of one unit before a rate, the smaller behind, in the clauses right before it.
  private func pair(_ recent: some Collection<Int>, _ index: Int, _ ledger: Ledger) -> (part: Int, whole: Int)? {
    guard let part = recent.first,
      let whole = recent.dropFirst().first, ledger.figures[whole].unitClass == ledger.figures[part].unitClass
    else { return nil }
    let (a, b) = (ledger.figures[part], ledger.figures[whole])
    return Agreement.atMost(a.amount, b.amount) != .broken && ledger.figures[index].clause - a.clause <= 1
      && a.clause - b.clause <= 1 ? (part, whole) : nil
  }

  /// Wholes anywhere before in the article, where the sentence has none: only what fits as printed is taken.
  private func far(
    _ parts: some Sequence<Int>, _ index: Int, _ ledger: Ledger
  ) -> [Trial] {
    parts.flatMap { part in
      (max(0, part - Self.reach)..<part).reversed().filter {
        ledger.figures[$0].article == ledger.figures[index].article
          && ledger.figures[$0].unitClass == ledger.figures[part].unitClass && mayFit(part, $0, index, ledger)
      }.flatMap { trial([part], $0, index, ledger) }.filter { $0.agreement <= .rounding }.prefix(1)
    }
  }

  /// 完成58处,为目标的116%; 占在册农机1.6万台的八成.
  private func completion(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[index]
    let sentence = ledger.bySentence[figure.sentence]
    let floor =
      index > sentence.lowerBound ? ledger.figures[index - 1].span.end : ledger.sentence(of: figure).span.start
    let words = Span(floor, figure.span.start)
    guard relation.ending("of", ledger.units, at: words.end, from: words.start) != nil,
      !relation.holds("silent", ledger.units, in: words)
    else { return nil }
    let counts = (sentence.lowerBound..<index).reversed().filter { ledger.figures[$0].kind == .count }.prefix(12)
    guard let last = counts.first else { return nil }
    let like = counts.filter { ledger.figures[$0].unitClass == ledger.figures[last].unitClass }
    var trials: [Trial] = []
    var isLicensed = false
    if words.count <= 2, last == index - 1, relation.holds("completes", ledger.units, in: ledger.figures[last].lead) {
      // The whole is named right before the percentage.
      for part in like.dropFirst() { trials += trial([part], last, index, ledger) }
      isLicensed = like.count == 2 || like.dropFirst().contains { isMisprinted($0, last, index, ledger) }
    } else if relation.holds("completes", ledger.units, in: words) {
      let ahead = index + 1 < sentence.upperBound ? [index + 1] : []
      let targets = (like + ahead).filter {
        ledger.figures[$0].unitClass == ledger.figures[last].unitClass
          && relation.holds("target", ledger.units, in: ledger.figures[$0].lead)
      }
      for whole in targets + like where whole != last { trials += trial([last], whole, index, ledger) }
      isLicensed = targets.contains { $0 != last }
    }
    guard isLicensed || trials.contains(where: { $0.agreement != .broken }) else { return nil }
    return Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
