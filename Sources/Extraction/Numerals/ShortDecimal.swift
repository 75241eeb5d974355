import Foundation

/// A decimal number of at most 18 digits: `mantissa` times ten to the power of `exponent`.
///
/// Note [Short decimals]: newspapers print no longer numbers, and the arithmetic of `Decimal`, which works on lists of
/// digits, costs a hundred times that of integers. Sums, differences and products of short decimals are exact and equal
/// to those of `Decimal`; where one would not be short, `Decimal` takes over.
package struct ShortDecimal: Sendable, Equatable {
  package var mantissa: Int
  package var exponent: Int

  package init(_ mantissa: Int, exponent: Int = 0) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// The same number, nil when it has more digits.
  @inline(__always)
  package init?(_ decimal: Decimal) {
    guard DecimalLayout.isKnown, let parts = DecimalLayout.parts(decimal) else { return nil }
    (mantissa, exponent) = parts
  }

  package var decimal: Decimal {
    let (mantissa, exponent) = compact
    if DecimalLayout.isKnown, let decimal = DecimalLayout.decimal(mantissa, exponent) { return decimal }
    return DecimalLayout.slow(mantissa, exponent)
  }

  /// Without zeros at the end of the mantissa.
  package var compact: (mantissa: Int, exponent: Int) {
    guard mantissa != 0 else { return (0, 0) }
    var (rest, power) = (mantissa, exponent)
    while rest % 10 == 0 {
      rest /= 10
      power += 1
    }
    return (rest, power)
  }

  /// Powers of ten that fit.
  private static let powers: [Int] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

  /// The mantissa for a smaller exponent, nil when it does not fit.
  @inline(__always)
  private func mantissa(at exponent: Int) -> Int? {
    let shift = self.exponent - exponent
    if shift == 0 { return mantissa }
    guard shift <= 18 else { return nil }
    let (product, overflows) = mantissa.multipliedReportingOverflow(by: Self.powers[shift])
    return overflows ? nil : product
  }

  static func sum(_ a: ShortDecimal, _ b: ShortDecimal) -> ShortDecimal? {
    let exponent = min(a.exponent, b.exponent)
    guard let first = a.mantissa(at: exponent), let second = b.mantissa(at: exponent) else { return nil }
    let (sum, overflows) = first.addingReportingOverflow(second)
    return overflows ? nil : ShortDecimal(sum, exponent: exponent)
  }

  /// Whether a number lies between two integers, or is one of them.
  static func lies(_ number: Decimal, from low: Int, to high: Int) -> Bool {
    if let short = ShortDecimal(number), let above = sum(short, ShortDecimal(-low)),
      let below = sum(short, ShortDecimal(-high))
    {
      return above.mantissa >= 0 && below.mantissa <= 0
    }
    return number >= Decimal(low) && number <= Decimal(high)
  }

  /// The quotient where it is short and exact.
  static func quotient(_ a: ShortDecimal, _ b: ShortDecimal) -> ShortDecimal? {
    guard b.mantissa != 0, b.mantissa != -1 else { return nil }
    var (rest, exponent) = (a.mantissa, a.exponent - b.exponent)
    while rest % b.mantissa != 0 {
      let (longer, overflows) = rest.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      rest = longer
      exponent -= 1
    }
    return ShortDecimal(rest / b.mantissa, exponent: exponent)
  }

  /// Less than, equal to or greater than 0 as the first number is less than, equal to or greater than the second; nil
  /// where they lie too far apart for integers.
  static func order(_ a: ShortDecimal, _ b: ShortDecimal) -> Int? {
    let exponent = min(a.exponent, b.exponent)
    guard let first = a.mantissa(at: exponent), let second = b.mantissa(at: exponent) else { return nil }
    return first < second ? -1 : first == second ? 0 : 1
  }

  static func product(_ a: ShortDecimal, _ b: ShortDecimal) -> ShortDecimal? {
    let (product, overflows) = a.mantissa.multipliedReportingOverflow(by: b.mantissa)
    return overflows ? nil : ShortDecimal(product, exponent: a.exponent + b.exponent)
  }
}

extension Decimal {
  /// The sum, computed with integers where both are short.
  package func adding(_ other: Decimal) -> Decimal {
    guard let a = ShortDecimal(self), let b = ShortDecimal(other), let sum = ShortDecimal.sum(a, b) else {
      return self + other
    }
    return sum.decimal
  }

  package func subtracting(_ other: Decimal) -> Decimal {
    guard let a = ShortDecimal(self), let b = ShortDecimal(other),
      let sum = ShortDecimal.sum(a, ShortDecimal(-b.mantissa, exponent: b.exponent))
    else { return self - other }
    return sum.decimal
  }

  package func multiplied(by other: Decimal) -> Decimal {
    guard let a = ShortDecimal(self), let b = ShortDecimal(other), let product = ShortDecimal.product(a, b) else {
      return self * other
    }
    return product.decimal
  }

  package func divided(by other: Decimal) -> Decimal {
    guard let a = ShortDecimal(self), let b = ShortDecimal(other), let quotient = ShortDecimal.quotient(a, b) else {
      return self / other
    }
    return quotient.decimal
  }

  /// Less than, equal to or greater than 0 as this number is less than, equal to or greater than the other.
  package func compared(to other: Decimal) -> Int {
    if let a = ShortDecimal(self), let b = ShortDecimal(other), let order = ShortDecimal.order(a, b) { return order }
    return self < other ? -1 : self == other ? 0 : 1
  }
}

extension Decimal {
  /// Whether it is this integer.
  package func equals(_ number: Int) -> Bool {
    if let short = ShortDecimal(self), short.exponent == 0 { return short.mantissa == number }
    return self == Decimal(number)
  }

  /// The digits without sign and point, and the power of ten they are to be multiplied by; nil where they cannot be told
  /// without `Decimal`, which takes 10 µs to describe 38 of them.
  package var longDigits: (digits: UInt128, exponent: Int)? {
    DecimalLayout.isKnown ? DecimalLayout.digits(self) : nil
  }
}

/// Where `Decimal` keeps its digits, which it does not tell; `Decimal(1)` alone takes 0.2 µs.
///
/// Twenty bytes: the exponent; the number of 16-bit words, the sign and a mark for numbers without zeros at their end;
/// two reserved bytes; eight words, the least first. Checked when first used: where it is otherwise, `Decimal` itself
/// does the work.
private enum DecimalLayout {
  private static let negative: UInt8 = 0x08
  private static let compact: UInt8 = 0x04

  static let isKnown: Bool = {
    guard MemoryLayout<Decimal>.size == 20 else { return false }
    for (mantissa, exponent) in [
      (0, 0), (7, -3), (-123_456_789_012_345_678, 5), (65_536, 0), (-1, -12), (40_003, -9), (32, 3),
    ] {
      let expected = slow(mantissa, exponent)
      guard let parts = parts(expected), parts.mantissa == mantissa, parts.exponent == exponent,
        let made = decimal(mantissa, exponent)
      else { return false }
      let isSame = withUnsafeBytes(of: expected) { a in withUnsafeBytes(of: made) { b in a.elementsEqual(b) } }
      guard isSame else { return false }
    }
    let long = Decimal(sign: .plus, exponent: 2, significand: Decimal(UInt64.max))
    return parts(long) == nil && parts(Decimal.nan) == nil && parts(Decimal(1) / 3) == nil
  }()

  static func slow(_ mantissa: Int, _ exponent: Int) -> Decimal {
    guard exponent != 0 else { return Decimal(mantissa) }
    return Decimal(
      sign: mantissa < 0 ? .minus : .plus, exponent: exponent, significand: Decimal(mantissa.magnitude))
  }

  @inline(__always)
  static func parts(_ decimal: Decimal) -> (mantissa: Int, exponent: Int)? {
    withUnsafeBytes(of: decimal) { bytes in
      let length = Int(bytes[1] >> 4)
      let isNegative = bytes[1] & negative != 0
      // No words and a sign is not a number.
      if length == 0 { return isNegative ? nil : (0, 0) }
      guard length <= 4 else { return nil }
      let words = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
      let digits = length == 4 ? words : words & (1 << UInt64(length * 16) - 1)
      guard let magnitude = Int(exactly: digits) else { return nil }
      return (isNegative ? -magnitude : magnitude, Int(Int8(bitPattern: bytes[0])))
    }
  }

  /// The digits of a number of any length; nil for what is none.
  static func digits(_ decimal: Decimal) -> (digits: UInt128, exponent: Int)? {
    withUnsafeBytes(of: decimal) { bytes in
      let length = Int(bytes[1] >> 4)
      guard length > 0, length <= 8 else { return nil }
      var digits: UInt128 = 0
      for word in (0..<length).reversed() {
        digits = digits << 16 | UInt128(bytes[4 + word * 2]) | UInt128(bytes[5 + word * 2]) << 8
      }
      return (digits, Int(Int8(bitPattern: bytes[0])))
    }
  }

  /// - Parameter mantissa: without zeros at its end.
  @inline(__always)
  static func decimal(_ mantissa: Int, _ exponent: Int) -> Decimal? {
    guard mantissa != 0 else { return Decimal() }
    guard let power = Int8(exactly: exponent) else { return nil }
    let digits = UInt64(mantissa.magnitude)
    let length = UInt8(truncatingIfNeeded: (79 - digits.leadingZeroBitCount) / 16)
    var result = Decimal()
    withUnsafeMutableBytes(of: &result) { bytes in
      bytes[0] = UInt8(bitPattern: power)
      bytes[1] = length << 4 | compact | (mantissa < 0 ? negative : 0)
      bytes.storeBytes(of: digits.littleEndian, toByteOffset: 4, as: UInt64.self)
    }
    return result
  }
}
