import Extraction
import Foundation
import NewsText

/// A rate that is called by a noun, with the figures before it that may be its part and its whole: 受理200件,办结150件,
/// 办结率75%.
struct NamedRate {
  private let rate: Rate
  private let index: Int
  /// The wholes of parts that add up to them.
  private let known: [Int: Int]
  private let ledger: Ledger
  private let relation: CheckRules.Relation
  private let words: RateWords
  /// The counts before the rate, back to the last percentage, the nearest first. A rate closes what stands before it;
  /// beyond that only its whole is looked for.
  private let recent: [Int]
  /// The counts before the rate in its sentence, the nearest first.
  private let counts: [Int]

  /// Nil where no noun of a rate leads to the percentage.
  init?(_ rate: Rate, _ index: Int, _ known: [Int: Int], _ ledger: Ledger, _ relation: CheckRules.Relation) {
    let figure = ledger.figures[index]
    guard let noun = relation.last("rate", ledger.units, in: figure.lead),
      !relation.holds("silent", ledger.units, in: figure.lead)
    else { return nil }
    (self.rate, self.index, self.known, self.ledger, self.relation) = (rate, index, known, ledger, relation)
    words = RateWords(ledger: ledger, relation: relation, noun: noun, lead: figure.lead)
    let here = ledger.bySentence[figure.sentence].lowerBound..<index
    recent = here.reversed().prefix { ledger.figures[$0].kind == .count }
    counts = Array(here.reversed().filter { ledger.figures[$0].kind == .count }.prefix(Rate.nearby))
  }

  private func figure(_ index: Int) -> Figure { ledger.figures[index] }

  private func areOfOneUnit(_ a: Int, _ b: Int) -> Bool { figure(a).unitClass == figure(b).unitClass }

  private func trial(_ parts: some Collection<Int>, _ whole: Int) -> [Trial] { rate.trial(parts, whole, index, ledger) }

  func finding() -> Finding? {
    let trials = behindWhole() + beforeWhole()
    if let told = ofCapacity(trials) ?? ofMissing() ?? ofDenied(trials) ?? ofPartBeforeWhole() { return finding(told) }
    return read(trials)
  }

  private func finding(_ trials: [Trial]) -> Finding? {
    Finding(Rate.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
  }

  // MARK: Parts and wholes of the sentence

  /// The part stands behind the whole; 满意和基本满意率 takes several together.
  private func behindWhole() -> [Trial] {
    guard let last = recent.first else { return [] }
    let like = counts.filter { areOfOneUnit($0, last) }
    var trials: [Trial] = []
    for first in like.indices.dropLast() {
      for end in (first + 1)..<min(first + 4, like.count) {
        for whole in like[end...] where rate.isNear(like[first..<end], whole, index, ledger) {
          trials += trial(like[first..<end].reversed(), whole)
        }
      }
    }
    return trials
  }

  /// 体检19482人,全区老人28650人,体检率68%: the whole behind the part, where that comes out.
  private func beforeWhole() -> [Trial] {
    guard recent.count >= 2, let whole = recent.first else { return [] }
    return recent.dropFirst().filter { areOfOneUnit($0, whole) }
      .flatMap { trial([$0], whole).filter { $0.agreement <= .rounding } }
  }

  /// The last two figures of one unit before the rate, the smaller behind, in the clauses right before it.
  private var pair: (part: Int, whole: Int)? { pair(from: 0) }

  /// The same, with so many figures between them and the rate.
  private func pair(from first: Int) -> (part: Int, whole: Int)? {
    guard recent.count >= first + 2, areOfOneUnit(recent[first], recent[first + 1]) else { return nil }
    let (part, whole) = (recent[first], recent[first + 1])
    let (a, b) = (figure(part), figure(whole))
    return Agreement.atMost(a.amount, b.amount) != .broken && figure(index).clause - a.clause <= first + 1
      && a.clause - b.clause <= 1 ? (part, whole) : nil
  }

  /// 63件难题,县领导包案40件,已化解51件,化解率81%: what stands between is less than the part, and no whole of it.
  private var beyond: (part: Int, whole: Int)? {
    guard pair == nil, let part = recent.first else { return nil }
    return recent.dropFirst().first { areOfOneUnit($0, part) && figure($0).rough >= figure(part).rough }
      .map { (part, $0) }
  }

  /// 认领1388个,圆梦4102个,圆梦率93.5%: two figures side by side of which the part is the larger, by a misprint.
  private var reversed: (part: Int, whole: Int)? {
    guard pair == nil, let part = recent.first, let whole = recent.dropFirst().first, areOfOneUnit(whole, part),
      figure(part).rough > figure(whole).rough, figure(index).clause - figure(part).clause <= 1,
      figure(part).clause - figure(whole).clause <= 1, words.speak(of: figure(part)) || words.share(figure(part)),
      rate.isMisprinted(part, whole, index, ledger)
    else { return nil }
    return (part, whole)
  }

  // MARK: Licences that settle what is the part and what the whole

  /// 床位540张,住着459名病人,使用率85%: what a place holds is counted in a unit of its own.
  private func ofCapacity(_ trials: [Trial]) -> [Trial]? {
    guard let part = recent.first, let whole = recent.dropFirst().first, !areOfOneUnit(part, whole) || pair != nil,
      [figure(whole).lead, figure(whole).tail].contains(where: {
        relation.holds("capacity", ledger.units, in: $0)
      }), relation.holds("capacity", ledger.units, in: words.lead)
    else { return nil }
    return (trials + trial([part], whole)).filter { $0.agreement != .broken || Rate.isPlausible($0) }
  }

  /// 全班48人,6人没来,出勤率87.5%
  private func ofMissing() -> [Trial]? {
    guard let part = recent.first, recent.count >= 2,
      relation.holds("missing", ledger.units, in: Span(figure(part).lead.start, figure(part).tail.end)),
      relation.holds("missing", ledger.units, in: words.lead)
    else { return nil }
    return complements()
  }

  /// 抽检2150批次,不合格46批次,合格率97.9%
  private func ofDenied(_ trials: [Trial]) -> [Trial]? {
    // 抽检1600批次,不合格24批次,涉及企业19家,合格率97.5%: a figure of another unit may stand between.
    guard let pair = pair ?? pair(from: 1), !trials.contains(where: { $0.agreement <= .rounding }),
      !words.speak(of: figure(pair.whole)),
      words.areDenied(by: figure(pair.part))
    else { return nil }
    return complement(pair.part, of: pair.whole)
  }

  /// 体检19482人,常住老人28650人,体检率68%
  private func ofPartBeforeWhole() -> [Trial]? {
    guard let whole = recent.first, !words.speak(of: figure(whole)),
      let part = recent.dropFirst().first(where: { areOfOneUnit($0, whole) }),
      figure(part).rough <= figure(whole).rough, words.speak(of: figure(part))
    else { return nil }
    let trials = trial([part], whole)
    return trials.contains(where: Rate.isPlausible) ? trials : nil
  }

  // MARK: What is left

  /// The name of a rate tells its part. Without that, only what fits is taken.
  private func read(_ natural: [Trial]) -> Finding? {
    let (pair, says) = (pair, recent.first.map { words.speak(of: figure($0)) } ?? false)
    let reversed = reversed
    let isMissed = pair.map { rate.isMisprinted($0.part, $0.whole, index, ledger) } ?? (reversed != nil)
    var isLicensed = isLicensed(natural, says: says, isMissed: isMissed)
    let told = pair ?? reversed ?? (says ? beyond : nil)
    var meant = says || isMissed ? told.map { trial([$0.part], $0.whole) } ?? [] : []
    if natural.allSatisfy({ $0.agreement > .rounding }), let carried = carriedOver() {
      meant.append(carried)
      return finding(meant + natural)
    }
    var trials = natural
    if !trials.contains(where: { $0.agreement <= .rounding }) {
      let isTold = says && recent.first.map { words.areDenied(by: figure($0)) == words.isDenial } ?? false
      trials += together()
      // 发出320张,收回136张,回收率七成: it is no rate of those left.
      if !isTold { trials += complements().filter { $0.agreement != .broken } }
      if !isLicensed { trials += far() }
      // 登记3164件。已办结2971件,办结率93.6%: the whole of the sentence before, but for a misprint.
      if says, pair == nil, let part = recent.first, let whole = missed(part) ?? added(part) ?? received(part) {
        meant = trial([part], whole)
        isLicensed = true
      }
    }
    guard trials.contains(where: { $0.agreement != .broken }) || isLicensed && !isCarried else { return nil }
    let members = meant.map(\.members)
    if trials.contains(where: { $0.agreement != .broken }) {
      trials += meant.filter { one in !trials.contains { $0.members == one.members } }
    } else {
      // Where none comes out, what the words mean is told.
      trials = meant + trials.filter { !members.contains($0.members) }
    }
    return finding(
      trials.filter { $0.agreement != .broken || Rate.isPlausible($0) || members.contains($0.members) })
  }

  /// Whether the words say that two of the figures are the part and the whole, so that the rate fails if they do not
  /// give it.
  private func isLicensed(_ trials: [Trial], says: Bool, isMissed: Bool) -> Bool {
    let isPlausible = trials.contains(where: Rate.isPlausible)
    if says, pair != nil || isPlausible { return true }
    if isMissed, let part = recent.first, figure(index).clause - figure(part).clause <= 1 { return true }
    if let pair, words.share(figure(pair.part)), trial([pair.part], pair.whole).contains(where: Rate.isPlausible) {
      return true
    }
    return isPlausible && isActual
  }

  /// 应种4860名,实际种上4131名: what was to be done, and what was.
  private var isActual: Bool {
    guard let part = recent.first, let whole = recent.dropFirst().first, areOfOneUnit(part, whole),
      figure(part).rough <= figure(whole).rough * 3
    else { return false }
    return relation.holds("actual", ledger.units, in: figure(part).lead)
      && relation.holds("target", ledger.units, in: figure(whole).lead)
  }

  /// 审结1386件(含上年旧存): what came in before is part of the whole, and is not told.
  private var isCarried: Bool {
    relation.holds("carried", ledger.units, in: Span(ledger.sentence(of: figure(index)).span.start, words.lead.start))
  }

  /// 受理诉求1240件…。办结1116件,办结率94%: the figure of the sentence before that a word of what came in leads to.
  private func received(_ part: Int) -> Int? {
    let whole = ledger.before(part).prefix(Rate.nearby).first {
      figure($0).kind == .count && areOfOneUnit($0, part) && figure($0).sentence == figure(part).sentence - 1
        && relation.holds("received", ledger.units, in: figure($0).lead)
    }
    return whole.flatMap { trial([part], $0).contains(where: Rate.isPlausible) ? $0 : nil }
  }

  /// 直接答复6127件,直接答复率74.9%;转派2515件: the whole that a part makes with others.
  private func added(_ part: Int) -> Int? {
    known[part].flatMap { whole in trial([part], whole).contains(where: Rate.isPlausible) ? whole : nil }
  }

  /// The figure of the paragraph before a sentence that would be the whole of a part but for a misprint.
  private func missed(_ part: Int) -> Int? {
    ledger.before(part).prefix(Rate.nearby).first {
      figure($0).kind == .count && areOfOneUnit($0, part) && figure($0).sentence < figure(part).sentence
        && rate.isMisprinted(part, $0, index, ledger)
    }
  }

  /// Wholes anywhere before in the article, where the sentence has none: only what fits as printed is taken.
  private func far() -> [Trial] {
    counts.prefix(2).flatMap { part in
      (max(0, part - Rate.reach)..<part).reversed().filter {
        figure($0).article == figure(index).article && areOfOneUnit($0, part) && rate.mayFit(part, $0, index, ledger)
      }.flatMap { trial([part], $0) }.filter { $0.agreement <= .rounding }.prefix(1)
    }
  }

  // MARK: Figures taken together

  /// The rate of a whole that two figures make together, as far as it comes out: 新收2416件,旧存297件,执结2583件.
  private func together() -> [Trial] {
    guard counts.count >= 3 else { return [] }
    return (0..<min(2, counts.count - 2)).flatMap { together(counts[$0], counts[$0 + 1], counts[$0 + 2]) }
  }

  private func together(_ part: Int, _ one: Int, _ other: Int) -> [Trial] {
    summed(part, one, other).filter { $0.agreement <= .rounding }
  }

  /// 新收2846件,旧存214件,审结2713件,结案率84.7%: only a misprint parts the rate from that of what was there and what came in.
  private func carriedOver() -> Trial? {
    guard counts.count >= 3 else { return nil }
    for at in 0..<min(2, counts.count - 2) {
      let (part, one, other) = (counts[at], counts[at + 1], counts[at + 2])
      let carried = [one, other].filter { relation.holds("carried", ledger.units, in: figure($0).lead) }
      guard carried.count == 1, words.speak(of: figure(part)) || words.share(figure(part)),
        let trial = summed(part, one, other).first, let computed = trial.computed, computed <= 100,
        let decimals = rate.decimals(of: figure(index).amount), decimals > 0
      else { continue }
      if trial.agreement <= .rounding { return nil }
      if trial.agreement == .broken,
        Misprint.turns(computed, into: figure(index).amount.value, decimals: decimals)
      {
        return trial
      }
    }
    return nil
  }

  private func summed(_ part: Int, _ one: Int, _ other: Int) -> [Trial] {
    guard areOfOneUnit(one, part), areOfOneUnit(other, part),
      let computed = figure(part).amount.percent(of: figure(one).amount + figure(other).amount)
    else { return [] }
    let printed = figure(index).amount
    let sum = "(\(ledger.quote(other))＋\(ledger.quote(one)))"
    let value = Arithmetic.number(computed.value)
    let isBroken = Agreement.equal(computed, printed) == .broken
    return [
      Trial(
        members: [other, one, part, index], agreement: Agreement.equal(computed, printed), expected: printed.value,
        computed: computed.value,
        message: .init(
          "\(ledger.quote(part))÷\(sum)＝\(value)%\(isBroken ? "，而文中写作" : "≈")\(ledger.quote(index))",
          "\(ledger.quote(part)) / \(sum) = \(value)%\(isBroken ? ", but the text reads " : " ≈ ")\(ledger.quote(index))"
        ))
    ]
  }

  /// The rate of what is left: 抽检2150批次,不合格46批次,合格率97.9%.
  private func complements() -> [Trial] {
    guard let part = counts.first, let whole = counts.dropFirst().first, areOfOneUnit(part, whole) else { return [] }
    return complement(part, of: whole)
  }

  private func complement(_ part: Int, of whole: Int) -> [Trial] {
    let (some, total) = (figure(part).amount, figure(whole).amount)
    guard let computed = (total - some).percent(of: total) else { return [] }
    let printed = figure(index).amount
    let value = Arithmetic.number(computed.value)
    return [
      Trial(
        members: [whole, part, index], agreement: Agreement.equal(computed, printed), expected: printed.value,
        computed: computed.value,
        message: .init(
          "(\(ledger.quote(whole))－\(ledger.quote(part)))÷\(ledger.quote(whole))＝\(value)%≈\(ledger.quote(index))",
          "(\(ledger.quote(whole)) − \(ledger.quote(part))) / \(ledger.quote(whole)) = \(value)% ≈ \(ledger.quote(index))"
        ))
    ]
  }
}
