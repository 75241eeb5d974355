import Foundation
import Testing

@testable import Extraction

/// Integers give what `Decimal` gives.
@Suite struct ShortDecimalTests {
  private static func random(_ digits: Int) -> Decimal {
    let bound = (0..<digits).reduce(1) { power, _ in power * 10 }
    return Decimal(
      sign: Bool.random() ? .plus : .minus, exponent: Int.random(in: -8...8),
      significand: Decimal(Int.random(in: 0..<bound)))
  }

  @Test func arithmeticIsThatOfDecimal() {
    for _ in 0..<3000 {
      let a = Self.random(Int.random(in: 1...18))
      let b = Self.random(Int.random(in: 1...18))
      #expect(a.adding(b) == a + b, "\(a) + \(b)")
      #expect(a.subtracting(b) == a - b, "\(a) - \(b)")
      #expect(a.multiplied(by: b) == a * b, "\(a) × \(b)")
      #expect(b == 0 || a.divided(by: b) == a / b, "\(a) ÷ \(b)")
      #expect(a.multiplied(by: b).divided(by: b == 0 ? 1 : b) == a * b / (b == 0 ? 1 : b), "\(a)\(b) ÷ \(b)")
      #expect(a.compared(to: b) == (a < b ? -1 : a == b ? 0 : 1), "\(a) ? \(b)")
      #expect(a.compared(to: a) == 0)
    }
  }

  /// Sums beyond 18 digits, thirds and what is no number are left to `Decimal`.
  @Test func whatIsNotShortIsLeftAlone() {
    let long = Decimal(string: "12345678901234567890123456789")!
    let third = Decimal(1) / 3
    #expect(ShortDecimal(long) == nil && ShortDecimal(third) == nil && ShortDecimal(Decimal.nan) == nil)
    for other in [Decimal(7), long, third, Decimal(Int.max)] {
      #expect(long.adding(other) == long + other)
      #expect(third.multiplied(by: other) == third * other)
      #expect(Decimal(Int.max).adding(other) == Decimal(Int.max) + other)
      #expect(Decimal(Int.min).subtracting(other) == Decimal(Int.min) - other)
    }
    #expect(Decimal.nan.adding(1).isNaN)
  }

  @Test(arguments: [(0, 0), (5, -1), (32, 3), (-7, 2), (9560, -2), (123_456_789_012_345_678, -17), (1, 40), (-3, -60)])
  func thereAndBack(_ mantissa: Int, _ exponent: Int) throws {
    let decimal = ShortDecimal(mantissa, exponent: exponent).decimal
    let slow = Decimal(
      sign: mantissa < 0 ? .minus : .plus, exponent: exponent, significand: Decimal(mantissa.magnitude))
    #expect(decimal == slow && decimal.description == slow.description)
    let short = try #require(ShortDecimal(decimal))
    #expect(short.decimal == decimal)
    let expected = ShortDecimal(mantissa, exponent: exponent).compact
    #expect(short.compact.mantissa == expected.mantissa && short.compact.exponent == expected.exponent)
  }
}
