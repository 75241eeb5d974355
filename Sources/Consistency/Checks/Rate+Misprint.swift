import Foundation

/// Rates that only a misprint parts from their part and whole: printed with a decimal, hardly any other pair of figures
/// comes as near.
extension Rate {
  /// Whether one digit of the percentage, of the part or of the whole, changed, makes all three agree.
  ///
  /// Complexity: bounded by the digits of the three.
  func isMisprinted(_ part: Int, _ whole: Int, _ index: Int, _ ledger: Ledger) -> Bool {
    let (a, b, c) = (ledger.figures[part].amount, ledger.figures[whole].amount, ledger.figures[index].amount)
    guard a.isExact, b.isExact, ledger.unit(ledger.figures[index]) == "%", let decimals = decimals(of: c), decimals > 0,
      let computed = a.percent(of: b), c.value > 0
    else { return false }
    if computed.value <= 100 || c.value > 100,
      Misprint.turns(computed.value, into: c.value, decimals: decimals)
    {
      return true
    }
    guard let low = c.narrow.low, let high = c.narrow.high, low > 0 else { return false }
    return Misprint.turns(a.value, intoOneOf: (b.value * low / 100)...(b.value * high / 100))
      || Misprint.turns(b.value, intoOneOf: (a.value * 100 / high)...(a.value * 100 / low))
  }

  /// How many decimals a percentage is printed with, up to two; its narrow interval is half a unit of the last digit.
  func decimals(of percent: Amount) -> Int? {
    guard let high = percent.narrow.high else { return nil }
    let half = high - percent.value
    return half < Self.hundredth ? 2 : half < Self.tenth ? 1 : 0
  }

  private static let hundredth = Decimal(string: "0.01")!
  private static let tenth = Decimal(string: "0.1")!
}
