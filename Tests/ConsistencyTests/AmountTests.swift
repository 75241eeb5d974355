import Consistency
import Extraction
import Foundation
import Testing

/// Interval arithmetic and the agreement of amounts.
@Suite struct AmountTests {
  static func amount(_ value: Decimal, _ narrow: ClosedRange<Decimal>, _ wide: ClosedRange<Decimal>) -> Amount {
    Amount(
      value, narrow: Interval(narrow.lowerBound, narrow.upperBound), wide: Interval(wide.lowerBound, wide.upperBound))
  }

  static let about100 = amount(100, 95...105, 90...110)

  @Test(arguments: [
    (Agreement.exact, Amount(exactly: 100), Amount(exactly: 100)),
    (.rounding, about100, Amount(exactly: 104)),
    (.tension, about100, Amount(exactly: 108)),
    (.broken, about100, Amount(exactly: 111)),
    (.broken, Amount(exactly: 99), Amount(exactly: 100)),
  ])
  func equal(_ expected: Agreement, _ a: Amount, _ b: Amount) {
    #expect(Agreement.equal(a, b) == expected)
    #expect(Agreement.equal(b, a) == expected)
  }

  @Test(arguments: [
    (Agreement.exact, Amount(exactly: 99), Amount(exactly: 100)),
    (.exact, Amount(exactly: 100), Amount(exactly: 100)),
    (.broken, Amount(exactly: 101), Amount(exactly: 100)),
    (.tension, Amount(exactly: 107), about100),
    (.broken, Amount(exactly: 111), about100),
  ])
  func atMost(_ expected: Agreement, _ part: Amount, _ whole: Amount) {
    #expect(Agreement.atMost(part, whole) == expected)
  }

  @Test func sumsAddIntervals() {
    let sum = Amount.sum([Self.about100, Self.about100, Amount(exactly: 5)])
    #expect(sum == Self.amount(205, 195...215, 185...225))
  }

  @Test func percentOfAWhole() throws {
    let share = try #require(Amount(exactly: 4015).percent(of: Amount(exactly: 4200)))
    let printed = Self.amount(Decimal(string: "95.6")!, Decimal(string: "95.55")!...Decimal(string: "95.65")!, 95...96)
    #expect(Agreement.equal(share, printed) == .rounding)
    #expect(Amount(exactly: 1).percent(of: Amount(exactly: 0)) == nil)
  }

  @Test func anUnboundedAmountIsNeverBelow() {
    let more = Amount(100, narrow: Interval(100, 125), wide: Interval(100, nil))
    #expect(Agreement.equal(more, Amount(exactly: 5000)) == .tension)
    #expect(Agreement.equal(more, Amount(exactly: 99)) == .broken)
  }
}
