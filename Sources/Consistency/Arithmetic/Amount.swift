import Extraction
import Foundation

// Note [Two widths]
//
// Words such as 近 or 余 and a rounded 3.2万 allow more than one number. `narrow` is what they mean, `wide` what must
// also be ruled out before figures are said to disagree. Two amounts agree
//
//     exactly        both are points, and equal
//     by rounding    their narrow intervals share a number
//     in tension     only their wide intervals do
//
// and are broken when not even those do.

/// What a figure, or something computed of figures, may amount to.
public struct Amount: Sendable, Equatable {
  /// The number as printed, or computed from the printed numbers.
  public let value: Decimal
  /// What the written number allows, read strictly.
  public let narrow: Interval
  /// The same, read generously: what a round number may stand for.
  public let wide: Interval

  /// A value with the intervals around it.
  public init(_ value: Decimal, narrow: Interval, wide: Interval) {
    self.value = value
    self.narrow = narrow
    self.wide = wide
    isExact = narrow.isPoint
    isPoint =
      isExact && wide.isPoint && narrow.low.map { $0 == value } ?? false && wide.low.map { $0 == value } ?? false
  }

  /// An exact number.
  public init(exactly value: Decimal) {
    self.value = value
    narrow = .point(value)
    wide = narrow
    (isExact, isPoint) = (true, true)
  }

  /// The sum, with the intervals of all sums.
  public static func + (a: Amount, b: Amount) -> Amount {
    // Most figures are exact: one sum then is all of them.
    if a.isPoint, b.isPoint { return Amount(exactly: a.value + b.value) }
    return Amount(a.value + b.value, narrow: a.narrow + b.narrow, wide: a.wide + b.wide)
  }

  /// The difference, with the intervals of all differences.
  public static func - (a: Amount, b: Amount) -> Amount {
    if a.isPoint, b.isPoint { return Amount(exactly: a.value - b.value) }
    return Amount(a.value - b.value, narrow: a.narrow - b.narrow, wide: a.wide - b.wide)
  }

  /// Times a positive number.
  public func times(_ factor: Decimal) -> Amount {
    if isPoint { return Amount(exactly: value * factor) }
    return Amount(value * factor, narrow: narrow.times(factor), wide: wide.times(factor))
  }

  /// The product of two amounts that are not negative.
  public func times(_ other: Amount) -> Amount {
    Amount(value * other.value, narrow: narrow.times(other.narrow), wide: wide.times(other.wide))
  }

  /// The quotient of two amounts that are not negative; nil when the divisor is zero.
  public func divided(by other: Amount) -> Amount? {
    guard other.value > 0 else { return nil }
    if isPoint, other.isPoint { return Amount(exactly: value / other.value) }
    guard let narrow = narrow.divided(by: other.narrow), let wide = wide.divided(by: other.wide) else {
      return nil
    }
    return Amount(value / other.value, narrow: narrow, wide: wide)
  }

  /// How many percent this is of `whole`; nil when that is zero.
  public func percent(of whole: Amount) -> Amount? { times(100).divided(by: whole) }

  /// Mirrored at zero: a decrease.
  public var negated: Amount { Amount(-value, narrow: narrow.mirrored, wide: wide.mirrored) }

  /// Whether only one number is allowed, by the narrow sense.
  public let isExact: Bool

  /// Whether only the printed number is allowed, in both senses.
  fileprivate let isPoint: Bool

  /// The sum of amounts; 0 for none.
  public static func sum(_ amounts: some Sequence<Amount>) -> Amount { amounts.reduce(Amount(exactly: 0), +) }
}

/// How well two amounts agree, best first.
public enum Agreement: Int, Comparable, Sendable {
  case exact, rounding, tension, broken
  public static func < (a: Agreement, b: Agreement) -> Bool { a.rawValue < b.rawValue }

  /// Whether two amounts can be equal.
  public static func equal(_ a: Amount, _ b: Amount) -> Agreement {
    if a.isPoint, b.isPoint { return a.narrow.overlaps(b.narrow) ? .exact : .broken }
    if a.narrow.overlaps(b.narrow) { return a.isExact && b.isExact ? .exact : .rounding }
    return a.wide.overlaps(b.wide) ? .tension : .broken
  }

  /// Whether `part` can be no more than `whole`.
  public static func atMost(_ part: Amount, _ whole: Amount) -> Agreement {
    if part.isPoint, whole.isPoint, part.value <= whole.value { return .exact }
    if !whole.narrow.isBelow(part.narrow) { return part.isExact && whole.isExact ? .exact : .rounding }
    return whole.wide.isBelow(part.wide) ? .broken : .tension
  }
}
