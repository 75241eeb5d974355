import Foundation

/// The arithmetic of rates.
extension Rate {
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
