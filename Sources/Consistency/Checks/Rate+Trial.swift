import Foundation

/// The arithmetic of rates.
extension Rate {
  /// Whether a part and a whole may make a percentage but for its rounding, at a first look.
  func mayFit(_ part: Int, _ whole: Int, _ percent: Int, _ ledger: Ledger) -> Bool {
    let (a, b, c) = (ledger.figures[part], ledger.figures[whole], ledger.figures[percent])
    // What is hedged has bounds too far apart for that.
    guard a.amount.isExact, b.amount.isExact, ledger.unit(c) == "%", b.rough > 0 else { return true }
    let made = a.rough / b.rough * 100
    return abs(made - c.rough) <= max(made, c.rough) * 0.2 + 2
  }

  /// Whether a percentage is at most about twice or half of what parts and whole make, at a first look.
  func isNear(_ parts: some Collection<Int>, _ whole: Int, _ percent: Int, _ ledger: Ledger) -> Bool {
    let (b, c) = (ledger.figures[whole], ledger.figures[percent])
    guard b.rough > 0, b.amount.isExact, parts.allSatisfy({ ledger.figures[$0].amount.isExact }) else { return true }
    let made = parts.reduce(0) { $0 + ledger.figures[$1].rough } / b.rough * 100
    return made * 2.5 >= c.rough && made <= c.rough * 2.5
  }

  /// What parts make of a whole, against a printed percentage; nothing where the whole is zero.
  func trial(_ parts: some Collection<Int>, _ whole: Int, _ percent: Int, _ ledger: Ledger) -> [Trial] {
    let sum = Amount.sum(parts.map { ledger.figures[$0].amount })
    let total = ledger.figures[whole].amount
    let printed = ledger.figures[percent].amount
    guard let computed = sum.percent(of: total) else { return [] }
    let agreement = Agreement.equal(computed, printed)
    let members = [whole] + parts + [percent]
    return [
      Trial(
        members: members, agreement: agreement, expected: printed.value, computed: computed.value,
        message: Self.message(members, computed.value, agreement == .broken, ledger))
    ]
  }

  /// - Parameter members: the whole, the parts, the percentage.
  private static func message(
    _ members: [Int], _ computed: Decimal, _ clash: Bool, _ ledger: Ledger
  ) -> Finding.Message {
    let (whole, percent) = (members[0], members[members.count - 1])
    let left = members.dropFirst().dropLast().map(ledger.quote).joined(separator: "＋")
    let divided = "\(members.count > 3 ? "(\(left))" : left)÷\(ledger.quote(whole))"
    let value = Arithmetic.number(computed) + "%"
    return .init(
      "\(divided)＝\(value)\(clash ? "，而文中写作" : "≈")\(Arithmetic(ledger: ledger).named(percent))",
      "\(divided) = \(value)\(clash ? ", but the text reads " : " ≈ ")\(ledger.quote(percent))")
  }
}
