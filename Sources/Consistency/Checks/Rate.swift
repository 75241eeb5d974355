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
        "missing", "all", "explains", "carried", "received", "denies", "plan", "silent",
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
    guard ledger.figures.contains(where: { $0.kind == .percent }) else { return [] }
    let known = Self.knownWholes(ledger)
    for index in ledger.figures.indices where ledger.figures[index].kind == .percent {
      if let named, let finding = NamedRate(self, index, known, ledger, named)?.finding() { found.append(finding) }
      if let named, let finding = leading(index, ledger, named) { found.append(finding) }
      if let completed, let finding = completion(index, ledger, completed) { found.append(finding) }
    }
    if let share {
      for pairs in SharePair.pairs(ledger, share) { found += shares(pairs, known, ledger, share) }
    }
    return found
  }

  /// 接种率已到88%——目标人群52873人,打完疫苗的31426人: a rate that begins its sentence, with its whole and part behind.
  private func leading(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[index]
    let sentence = ledger.bySentence[figure.sentence]
    guard index == sentence.lowerBound, index + 2 < sentence.upperBound,
      let noun = relation.last("rate", ledger.units, in: figure.lead),
      !relation.holds("silent", ledger.units, in: figure.lead)
    else { return nil }
    let words = RateWords(ledger: ledger, relation: relation, noun: noun, lead: figure.lead)
    let (whole, part) = (ledger.figures[index + 1], ledger.figures[index + 2])
    guard whole.kind == .count, part.kind == .count, whole.unitClass == part.unitClass, part.clause - whole.clause <= 1,
      Agreement.atMost(part.amount, whole.amount) != .broken
    else { return nil }
    let trials = trial([index + 2], index + 1, index, ledger)
    let isExplained =
      relation.starting("explains", ledger.units, at: figure.span.end, limit: whole.span.start) != nil
    guard
      trials.contains(where: { $0.agreement <= .rounding })
        || (isExplained || words.share(part)) && trials.contains(where: Self.isPlausible)
    else { return nil }
    return Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// Whether a printed rate and the computed one are near enough to be meant as the same.
  static func isPlausible(_ trial: Trial) -> Bool {
    guard let expected = trial.expected, let computed = trial.computed else { return false }
    return computed * plausible >= expected && computed <= expected * plausible
  }

  private static let plausible = Decimal(3)

  /// 完成58处,为目标的116%; 占在册农机1.6万台的八成.
  private func completion(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[index]
    let sentence = ledger.bySentence[figure.sentence]
    let floor =
      index > sentence.lowerBound ? ledger.figures[index - 1].span.end : ledger.sentence(of: figure).span.start
    let words = Span(floor, figure.span.start)
    // 任务是64公里,已衬砌51公里,完成了79.7%
    let isBare = relation.starting("completes", ledger.units, at: figure.lead.start, limit: words.end)?.end == words.end
    guard isBare || relation.ending("of", ledger.units, at: words.end, from: words.start) != nil,
      !relation.holds("silent", ledger.units, in: words)
    else { return nil }
    let counts = (sentence.lowerBound..<index).reversed().filter { ledger.figures[$0].kind == .count }.prefix(12)
    guard let last = counts.first else { return nil }
    let like = counts.filter { ledger.figures[$0].unitClass == ledger.figures[last].unitClass }
    var trials: [Trial] = []
    var isLicensed = false
    if !isBare, words.count <= 2, last == index - 1,
      relation.holds("completes", ledger.units, in: ledger.figures[last].lead)
    {
      // The whole is named right before the percentage.
      for part in like.dropFirst() { trials += trial([part], last, index, ledger) }
      isLicensed = like.count == 2 || like.dropFirst().contains { isMisprinted($0, last, index, ledger) }
    } else if relation.holds("completes", ledger.units, in: words) {
      // A plan may be told behind, where it is not far off: other plans are told there as well.
      let ahead = (index + 1..<min(index + 2, sentence.upperBound)).filter {
        trial([last], $0, index, ledger).contains(where: Self.isPlausible)
      }
      let targets = (like + ahead).filter {
        ledger.figures[$0].unitClass == ledger.figures[last].unitClass
          && relation.holds("target", ledger.units, in: ledger.figures[$0].lead)
      }
      for whole in targets + like where whole != last { trials += trial([last], whole, index, ledger) }
      isLicensed = targets.contains { $0 != last }
    }
    // 新增就业1724人,完成年度目标的31.3%: what was planned stands farther before.
    if trials.isEmpty, like.count == 1, relation.holds("completes", ledger.units, in: words),
      relation.holds("target", ledger.units, in: words)
    {
      let before = (max(0, last - Self.reach)..<last).reversed().filter {
        ledger.figures[$0].article == figure.article && ledger.figures[$0].unitClass == ledger.figures[last].unitClass
      }
      if let whole = planned(last, before, ledger, relation) {
        trials = trial([last], whole, index, ledger)
        isLicensed = trials.contains(where: Self.isPlausible)
      }
    }
    guard isLicensed || trials.contains(where: { $0.agreement != .broken }) else { return nil }
    // What is only done may be done of anything.
    guard !isBare || trials.contains(where: Self.isPlausible) else { return nil }
    return Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
