import Extraction
import Foundation
import RuleFiles

/// A whole number of so few can make the printed percentage.
struct Granularity: Check {
  static let id = "granularity"
  let rules: CheckRules
  private let share: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["among", "silent"], rules: &folder)
    share = rules.relation("share", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let share else { return [] }
    return ledger.figures.indices.dropLast().compactMap { finding($0, ledger, share) }
  }

  /// From how many on every percentage is near some share.
  private static let most = Decimal(100)

  private func finding(_ whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let (base, printed) = (ledger.figures[whole], ledger.figures[whole + 1])
    let measure = ledger.document.mentions[base.mention].measure
    guard base.kind == .count, measure?.dimension == .count, base.amount.isExact, base.amount.value > 1,
      base.amount.value < Self.most, printed.kind == .percent, printed.sentence == base.sentence,
      ledger.changes[whole + 1].role != .change, printed.amount.value > 0, printed.amount.value < 100,
      relation.ending("among", ledger.units, at: base.tail.end, from: base.tail.start) != nil,
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
