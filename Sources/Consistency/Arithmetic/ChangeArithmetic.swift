import Extraction
import Foundation

/// The arithmetic of one comparison.
struct ChangeArithmetic {
  let comparison: Comparison
  let ledger: Ledger
  let changes: [Change]

  /// One reading, or two where a percentage of a rate may be points or a share of the rate.
  var trials: [Trial] {
    if let percent = comparison.percent, comparison.change == nil, let now = comparison.now, comparison.earlier != nil,
      ledger.figures[now].kind == .percent, changes[percent].unit == nil
    {
      var points = comparison
      (points.change, points.percent) = (percent, nil)
      let other = ChangeArithmetic(comparison: points, ledger: ledger, changes: changes)
      return [other.trial, trial].compactMap { $0 }
    }
    return [trial].compactMap { $0 }
  }

  /// The amount of a figure; where the value now is the earlier one and the change to the last digit, none of them was
  /// rounded, however round they look.
  private func amount(_ index: Int) -> Amount {
    let amount = ledger.figures[index].amount
    return isToTheDigit && amount.isExact ? Amount(exactly: amount.value) : amount
  }

  private var isToTheDigit: Bool {
    guard let now = comparison.now, let earlier = comparison.earlier, let change = comparison.change else {
      return false
    }
    let (a, b, c) = (ledger.figures[now], ledger.figures[earlier], ledger.figures[change])
    guard [a, b, c].allSatisfy({ $0.kind == .count && $0.amount.isExact }) else { return false }
    return a.amount.value - b.amount.value
      == (changes[change].direction < 0 ? -abs(c.amount.value) : c.amount.value)
  }

  /// The change with its sign.
  private func signed(_ index: Int) -> Amount {
    let amount = amount(index)
    return amount.value >= 0 && changes[index].direction < 0 ? amount.negated : amount
  }

  /// The percentage of growth that a figure says.
  private func growth(_ index: Int) -> Amount? {
    let change = changes[index]
    let said = amount(index)
    switch change.unit {
    case nil: return signed(index)
    case .doublings:
      let factor = NSDecimalNumber(decimal: pow(2, NSDecimalNumber(decimal: said.value).intValue)).decimalValue
      return Amount(
        (factor - 1) * 100,
        narrow: Interval((factor * Self.doublingNarrow.0 - 1) * 100, (factor * Self.doublingNarrow.1 - 1) * 100),
        wide: Interval((factor * Self.doublingWide.0 - 1) * 100, (factor * Self.doublingWide.1 - 1) * 100))
    default:
      if change.direction < 0 { return nil }
      return change.isMultiple ? said.times(100) - Amount(exactly: 100) : said.times(100)
    }
  }

  private var trial: Trial? {
    var agreement = Agreement.exact
    var chinese: [String] = []
    var english: [String] = []
    var expected: Decimal?
    var computed: Decimal?
    if let now = comparison.now, let earlier = comparison.earlier, let change = comparison.change {
      let difference = amount(now) - amount(earlier)
      agreement = max(agreement, Agreement.equal(difference, signed(change)))
      (expected, computed) = (signed(change).value, difference.value)
      let sum =
        "\(ledger.quote(now)) − \(ledger.quote(earlier)) = \(Arithmetic.number(inUnit(difference.value, change)))"
      chinese.append("\(sum)，文中为\(said(change))")
      english.append("\(sum), printed \(said(change))")
    }
    if let percent = comparison.percent {
      guard let printed = growth(percent) else { return nil }
      guard let (rate, sum) = rate else { return impossible }
      let agrees = Agreement.equal(rate, printed)
      if agrees >= agreement { (expected, computed) = (printed.value, rate.value) }
      agreement = max(agreement, agrees)
      chinese.append("\(sum) = \(Arithmetic.number(rate.value))%，文中为\(said(percent))")
      english.append("\(sum) = \(Arithmetic.number(rate.value))%, printed \(said(percent))")
    }
    guard expected != nil else { return nil }
    return Trial(
      members: comparison.members, agreement: agreement, expected: expected, computed: computed,
      message: .init(chinese.joined(separator: "；"), english.joined(separator: "; ")))
  }

  /// A rise by more than there is now.
  private var impossible: Trial? {
    guard comparison.earlier == nil, let now = comparison.now, let change = comparison.change,
      ledger.figures[change].kind == .count, changes[change].direction > 0,
      Agreement.atMost(amount(change), amount(now)) == .broken
    else { return nil }
    let (a, b) = (ledger.quote(now), ledger.quote(change))
    return Trial(
      members: comparison.members, agreement: .broken, expected: amount(now).value, computed: amount(change).value,
      message: .init("增加\(b)＞\(a)", "a rise of \(b) > \(a)"))
  }

  /// The growth in percent as it follows from the other figures, with its arithmetic.
  private var rate: (Amount, String)? {
    if let change = comparison.change, ledger.figures[change].kind == .count {
      let difference = signed(change)
      if let earlier = comparison.earlier {
        return difference.percentSigned(of: amount(earlier)).map {
          ($0, "\(ledger.quote(change)) ÷ \(ledger.quote(earlier))")
        }
      }
      guard let now = comparison.now else { return nil }
      let sign = difference.value < 0 ? "+" : "−"
      return difference.percentSigned(of: amount(now) - difference).map {
        ($0, "\(ledger.quote(change)) ÷ (\(ledger.quote(now)) \(sign) \(ledger.quote(change)))")
      }
    }
    guard let now = comparison.now, let earlier = comparison.earlier else { return nil }
    return amount(now).percent(of: amount(earlier)).map {
      ($0 - Amount(exactly: 100), "\(ledger.quote(now)) ÷ \(ledger.quote(earlier)) − 100%")
    }
  }

  /// A change as the text has it, with a minus where its words say so.
  private func said(_ index: Int) -> String {
    let quote = ledger.quote(index)
    return changes[index].direction < 0 && amount(index).value > 0 ? "−" + quote : quote
  }

  private func inUnit(_ value: Decimal, _ figure: Int) -> Decimal {
    let mention = ledger.document.mentions[ledger.figures[figure].mention]
    guard let printed = mention.value.number, printed != 0 else { return value }
    return value * abs(printed) / abs(ledger.figures[figure].amount.value)
  }

  /// What 翻番 allows: journalists say it of what is nearly, and of what is more than, twice as much.
  private static let doublingNarrow: (Decimal, Decimal) = (Decimal(95) / 100, Decimal(110) / 100)
  private static let doublingWide: (Decimal, Decimal) = (Decimal(90) / 100, Decimal(125) / 100)
}

extension Amount {
  /// How many percent this is of a positive `whole`, whatever its sign.
  fileprivate func percentSigned(of whole: Amount) -> Amount? {
    value < 0 ? negated.percent(of: whole)?.negated : percent(of: whole)
  }
}
