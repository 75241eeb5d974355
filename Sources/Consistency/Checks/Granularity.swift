import Extraction
import Foundation
import NewsText
import RuleFiles

/// A whole number of so few can make the printed percentage.
struct Granularity: Check {
  static let id = "granularity"
  static let takesAnyRelation = true
  let rules: CheckRules

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["among", "counted", "opens", "rate", "again", "after", "filler", "behind", "silent"],
      rules: &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.figures.indices.dropLast().compactMap { whole in
      let (base, printed) = (ledger.figures[whole], ledger.figures[whole + 1])
      guard base.kind == .count, printed.kind == .percent, printed.sentence == base.sentence, base.rough < Self.most
      else { return nil }
      return rules.relations.lazy.compactMap { finding(whole, ledger, $0) }.first
    }
  }

  /// Whether the words around a small number and the percentage behind it make one a share of the other.
  private func isShare(_ base: Figure, _ printed: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let units = ledger.units
    if relation.ending("among", units, at: base.tail.end, from: base.tail.start) != nil { return true }
    // 学员16人,一次考过的6人,通过率37.5%: the small number may be a part of one before it.
    guard relation.lists("counted", base.term, ledger.units), (0...2).contains(printed.clause - base.clause),
      !ledger.figures[ledger.bySentence[base.sentence]].contains(where: {
        $0.span.start < base.span.start && $0.unitClass == base.unitClass && $0.kind == .count
      })
    else { return false }
    if relation.has("behind") {
      let isLed =
        relation.ending("rate", units, at: printed.lead.end, from: printed.lead.start)?.start == printed.lead.start
      return (printed.lead.isEmpty || isLed)
        && relation.starting("behind", units, at: printed.span.end, limit: printed.tail.end) != nil
    }
    // 23名考生的成绩揭晓,|优秀率|为93.5%; 领跑员有9人,|其中|女领跑员|占|40%
    var end = printed.lead.end
    while let filler = relation.ending("filler", units, at: end, from: printed.lead.start) { end = filler.start }
    guard let rate = relation.ending("rate", units, at: end, from: printed.lead.start) else { return false }
    if let opens = relation.starting("opens", units, at: printed.lead.start, limit: printed.lead.end) {
      return opens.end <= rate.start
    }
    // 党员13名,女党员占42%
    if relation.has("again"), base.tail.isEmpty, base.lead.count >= 2 {
      let noun = units[(base.lead.end - 2)..<base.lead.end]
      let lead = Span(printed.lead.start, rate.start)
      return lead.count >= 3 && units[(lead.end - 2)..<lead.end].elementsEqual(noun)
    }
    if relation.has("after") {
      return printed.clause == base.clause + 1 && rate.start > printed.lead.start
    }
    return !relation.has("opens") && rate.start == printed.lead.start
  }

  /// From how many on every percentage is near some share.
  private static let most = 100.0

  private func finding(_ whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let (base, printed) = (ledger.figures[whole], ledger.figures[whole + 1])
    let measure = ledger.document.mentions[base.mention].measure
    guard measure?.dimension == .count, base.amount.isExact, base.amount.value > 1,
      ledger.changes[whole + 1].role != .change, printed.amount.value > 0, printed.amount.value < 100,
      isShare(base, printed, ledger, relation),
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: base).span)
    else { return nil }
    let count = NSDecimalNumber(decimal: base.amount.value).intValue
    // The two whole numbers on either side of the share.
    let below = NSDecimalNumber(decimal: base.amount.value * printed.amount.value / 100).intValue
    let trials = [below, below + 1].filter { $0 <= count }.compactMap { part -> Trial? in
      guard let rate = Amount(exactly: Decimal(part)).percent(of: Amount(exactly: base.amount.value)) else {
        return nil
      }
      let sum = "\(part)÷\(ledger.quote(whole))＝\(Arithmetic.number(rate.value, decimals: 1))%"
      return Trial(
        members: [whole, whole + 1], agreement: Agreement.equal(rate, printed.amount), expected: printed.amount.value,
        computed: rate.value,
        message: .init("\(sum)，文中为\(ledger.quote(whole + 1))", "\(sum), printed \(ledger.quote(whole + 1))"))
    }
    guard var finding = Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
    else {
      return nil
    }
    if finding.verdict == .fails, trials.count == 2 {
      let (one, other) = (trials[0].message(), trials[1].message())
      finding.message = .init(
        "\(one.chinese)；\(other.chinese)", "\(one.english); \(other.english)")
    }
    return finding
  }
}
