/// The arithmetic of rates.
extension Rate {
  /// What parts make of a whole, against a printed percentage; nothing where the whole is zero.
  func trial(_ parts: some Collection<Int>, _ whole: Int, _ percent: Int, _ ledger: Ledger) -> [Trial] {
    let sum = Amount.sum(parts.map { ledger.figures[$0].amount })
    let total = ledger.figures[whole].amount
    let printed = ledger.figures[percent].amount
    guard let computed = sum.percent(of: total) else { return [] }
    let write = Arithmetic(ledger: ledger)
    let left = parts.map(ledger.quote).joined(separator: "＋")
    let divided = "\(parts.count > 1 ? "(\(left))" : left)÷\(ledger.quote(whole))"
    let value = Arithmetic.number(computed.value) + "%"
    let agreement = Agreement.equal(computed, printed)
    let clash = agreement == .broken
    return [
      Trial(
        members: [whole] + parts + [percent], agreement: agreement, expected: printed.value, computed: computed.value,
        message: .init(
          "\(divided)＝\(value)\(clash ? "，而文中写作" : "≈")\(write.named(percent))",
          "\(divided) = \(value)\(clash ? ", but the text reads " : " ≈ ")\(ledger.quote(percent))"))
    ]
  }
}
