import Extraction
import Foundation

/// Interval arithmetic: every result holds for all numbers of its operands (Moore, Interval Analysis, 1966). A bound
/// that is nil stays nil. All of it is decimal, so that printed digits stay what they are.
extension Interval {
  /// The sum of two intervals (Minkowski).
  static func + (a: Interval, b: Interval) -> Interval {
    Interval(
      sum(a.low, b.low), sum(a.high, b.high), includesLow: a.includesLow && b.includesLow,
      includesHigh: a.includesHigh && b.includesHigh)
  }

  /// What is left when any number of `b` is taken from any number of `a`.
  static func - (a: Interval, b: Interval) -> Interval { a + b.mirrored }

  /// The smallest interval with all numbers of both.
  func hull(_ other: Interval) -> Interval {
    guard let a = low, let b = other.low, let c = high, let d = other.high else { return Interval(nil, nil) }
    return Interval(min(a, b), max(c, d))
  }

  /// Mirrored at zero.
  var mirrored: Interval {
    Interval(high.map { -$0 }, low.map { -$0 }, includesLow: includesHigh, includesHigh: includesLow)
  }

  /// Times a positive number.
  func times(_ factor: Decimal) -> Interval {
    Interval(low.map { $0 * factor }, high.map { $0 * factor }, includesLow: includesLow, includesHigh: includesHigh)
  }

  /// The product of two intervals without negative numbers.
  func times(_ other: Interval) -> Interval {
    Interval(
      product(low, other.low), product(high, other.high), includesLow: includesLow && other.includesLow,
      includesHigh: includesHigh && other.includesHigh)
  }

  /// The quotient of two intervals without negative numbers; nil where the divisor may only be zero.
  func divided(by other: Interval) -> Interval? {
    if let high = other.high, high <= 0 { return nil }
    let least: Decimal? = other.high.flatMap { divisor in low.map { $0 / divisor } } ?? 0
    let most: Decimal? = other.low.flatMap { divisor in divisor > 0 ? high.map { $0 / divisor } : nil }
    return Interval(
      least, most, includesLow: includesLow && other.includesHigh, includesHigh: includesHigh && other.includesLow)
  }

  /// Whether a number lies in both.
  func overlaps(_ other: Interval) -> Bool { !isBelow(other) && !other.isBelow(self) }

  /// Whether every number here is less than every number there.
  func isBelow(_ other: Interval) -> Bool {
    guard let high, let low = other.low else { return false }
    if high > low { return false }
    if high == low { return !(includesHigh && other.includesLow) }
    return low - high > abs(low) * Self.lastDigit
  }

  /// What the conversion of a unit by a fraction (亩 is 10000/15 m²) may leave behind the last digit.
  private static let lastDigit = Decimal(sign: .plus, exponent: -25, significand: 1)

  /// The only number, where there is but one.
  var point: Decimal? { isPoint ? low : nil }

  /// Whether there is but one number.
  var isPoint: Bool {
    guard includesLow, includesHigh, let low, let high else { return false }
    return low == high
  }

  /// Whether the number lies inside.
  func contains(_ value: Decimal) -> Bool { overlaps(.point(value)) }

  private static func sum(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
    guard let a, let b else { return nil }
    return a + b
  }

  private func product(_ a: Decimal?, _ b: Decimal?) -> Decimal? {
    guard let a, let b else { return nil }
    return a * b
  }
}
