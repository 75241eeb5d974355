import Foundation
import NewsText

/// A number as written, before qualifiers and units: 93000, 3.2万, 一千九百, 三四百, 几十, 二〇二三.
struct Numeral: Sendable {
  enum Script: Sendable { case arabic, chinese, mixed }

  var span: Span
  /// The number and its bounds times ten to the power of `fraction`; the three differ in 三四百, 几十 and 十几 only.
  var value: Int
  var low: Int
  var high: Int
  /// Number of digits after the decimal point.
  var fraction = 0
  /// Power of ten of the last printed digit.
  var place = 0
  var script = Script.arabic
  /// Arabic digits with 万, 亿 … behind them: the digits were cut off there.
  var isScaled = false
  /// 百, 千, 万 … without a digit before it (百余人, 上万).
  var startsWithMultiplier = false
  /// Chinese digits in a row without multipliers (二〇二三, 七一).
  var isSequence = false
  /// 几十, 数百, 十几: a digit is left open.
  var isVague = false
  /// Number of Arabic digits before the decimal point, 0 without any.
  var digitCount = 0
  /// Digits grouped in threes (12,580).
  var isGrouped = false
  var leadsWithZero = false

  /// Two neighbouring digits stand for a range (三四百).
  var isRange: Bool { low != high && !isVague }
  var isPlainInteger: Bool { fraction == 0 && !isScaled && low == high && !isVague }

  /// 10, 100, 十万
  var isPowerOfTen: Bool {
    var rest = value
    while rest > 1, rest % 10 == 0 { rest /= 10 }
    return rest == 1 && fraction == 0 && low == high
  }

  var decimal: Decimal { Self.decimal(value, fraction) }
  var lowDecimal: Decimal { Self.decimal(low, fraction) }
  var highDecimal: Decimal { Self.decimal(high, fraction) }

  /// Power of ten of the last digit that is not zero.
  var roundPlace: Int {
    var rest = value
    guard rest != 0 else { return 0 }
    var power = -fraction
    while rest % 10 == 0 {
      rest /= 10
      power += 1
    }
    return power
  }

  /// `mantissa` divided by ten to the power of `fraction`.
  static func decimal(_ mantissa: Int, _ fraction: Int) -> Decimal {
    ShortDecimal(mantissa, exponent: -max(0, fraction)).decimal
  }

  /// Ten to an integer power.
  static func power(_ exponent: Int) -> Decimal { ShortDecimal(1, exponent: exponent).decimal }

  /// The number times ten to the power of `exponent` (700 in 700多万); false when it grows beyond 64 bits.
  mutating func scale(_ exponent: Int) -> Bool {
    for _ in 0..<exponent {
      let (v, a) = value.multipliedReportingOverflow(by: 10)
      let (l, b) = low.multipliedReportingOverflow(by: 10)
      let (h, c) = high.multipliedReportingOverflow(by: 10)
      if a || b || c { return false }
      (value, low, high) = (v, l, h)
    }
    place += exponent
    return true
  }
}
