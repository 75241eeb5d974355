import Extraction
import Foundation

/// The operators of this module: the results are those of `Decimal`, worked out with integers where all numbers are short
/// (Note [Short decimals]). What takes any `Comparable` value, such as `max` and `sorted`, still compares as `Decimal`.
extension Decimal {
  static func + (a: Decimal, b: Decimal) -> Decimal { a.adding(b) }
  static func - (a: Decimal, b: Decimal) -> Decimal { a.subtracting(b) }
  static func * (a: Decimal, b: Decimal) -> Decimal { a.multiplied(by: b) }
  static func / (a: Decimal, b: Decimal) -> Decimal { a.divided(by: b) }
  static func == (a: Decimal, b: Decimal) -> Bool { a.compared(to: b) == 0 }
  static func != (a: Decimal, b: Decimal) -> Bool { a.compared(to: b) != 0 }
  static func < (a: Decimal, b: Decimal) -> Bool { a.compared(to: b) < 0 }
  static func > (a: Decimal, b: Decimal) -> Bool { a.compared(to: b) > 0 }
  static func <= (a: Decimal, b: Decimal) -> Bool { a.compared(to: b) <= 0 }
  static func >= (a: Decimal, b: Decimal) -> Bool { a.compared(to: b) >= 0 }
}
