import Foundation
import NewsText

/// Whether a list of parts means to leave nothing out, where no word says so.
struct Closedness {
  let ledger: Ledger
  let relation: CheckRules.Relation

  /// Any sign of it: the last part is called the rest; every label is of a kind that divides (环境卫生类, 市级), or they
  /// are numbered; their shares make a hundred; the sum comes close to a whole, or misses it as by a misprint.
  func isClosed(_ parts: [FigureRun.Part], of wholes: [Int]) -> Bool {
    endsInRest(parts) || labelsDivide(parts) || isSeries(parts) || sharesMakeAHundred(parts)
      || wholes.prefix(1).contains { comesClose(parts, $0) }
  }

  private func endsInRest(_ parts: [FigureRun.Part]) -> Bool {
    parts.last.map { relation.holds("rest", ledger.units, in: $0.label) } ?? false
  }

  func labelsDivide(_ parts: [FigureRun.Part]) -> Bool {
    let kinds = parts.map {
      relation.ending("kinds", ledger.units, at: $0.label.end, from: $0.label.start).map(ledger.text)
    }
    return kinds.allSatisfy { $0 != nil && $0 == kinds[0] }
  }

  /// Whether the labels count up from the first: 第一批, 第二批.
  func isSeries(_ parts: [FigureRun.Part]) -> Bool {
    parts.count >= 2
      && parts.enumerated().allSatisfy { number, part in
        relation.first("series", ledger.units, in: part.label).flatMap {
          relation.number("series", ledger.units, $0)
        } == number
      }
  }

  /// Whether every part has a share, and the shares make a hundred within their rounding.
  func sharesMakeAHundred(_ parts: [FigureRun.Part]) -> Bool {
    let shares = parts.compactMap(\.share)
    guard shares.count == parts.count, shares.count >= 2 else { return false }
    return Agreement.equal(Amount.sum(shares.map { ledger.figures[$0].amount }), Amount(exactly: 100)) != .broken
  }

  private static let close = Decimal(string: "0.95")!
  private static let half = Decimal(string: "0.5")!

  /// Whether the parts nearly add up to a whole, or miss it as by a misprint.
  func comesClose(_ parts: [FigureRun.Part], _ whole: Int) -> Bool {
    let total = ledger.figures[whole].amount
    let sum = FigureRun.sum(parts, ledger)
    guard total.value >= 100, areAlike(parts, whole) else { return false }
    let isNear = sum.value >= total.value * Self.close && total.value >= sum.value * Self.close
    if isNear, parts.count >= 3 || total.value >= 1_000 { return true }
    let gap = abs(total.value - sum.value)
    if total.value >= 1_000,
      isLong(total.value, sum.value)
        || sum.value * 3 >= total.value * 2 && sum.value * 2 <= total.value * 3,
      Misprint.explains(gap, in: parts.map { ledger.figures[$0.figure].amount.value } + [total.value])
    {
      return true
    }
    return parts.count >= 3 && gap >= 100 && sum.value >= total.value * Self.half
      && Misprint.explains(gap, in: parts.map { ledger.figures[$0.figure].amount.value } + [total.value])
  }

  /// Whether two numbers have so many digits that only a misprint makes them alike but for one.
  private func isLong(_ a: Decimal, _ b: Decimal) -> Bool {
    [a, b].allSatisfy { $0 >= 1_000 && RepetitionReader.digits($0) >= 4 }
  }

  /// Whether figures are all exact, or all printed in one unit (41.8万株): their digits can be added as they stand.
  private func areAlike(_ parts: [FigureRun.Part], _ whole: Int) -> Bool {
    let figures = (parts.map(\.figure) + [whole]).map { ledger.figures[$0] }
    return figures.allSatisfy(\.amount.isExact) || figures.allSatisfy { $0.unit == figures[0].unit && isPlain($0) }
  }

  /// Whether a figure is printed without 余 or 近.
  private func isPlain(_ figure: Figure) -> Bool {
    figure.amount.narrow.high.map { ($0 - figure.amount.value) * 50 <= figure.amount.value } ?? false
  }

  private static let tenth = Decimal(string: "0.9")!

  /// Totals below this are near too many sums.
  private static let leastTotal = Decimal(30)

  /// Whether only a misprint parts a row from a whole that no word gives it: the sum comes near, and one digit, or two
  /// neighbours swapped, make it right.
  func missesByMisprint(_ parts: [FigureRun.Part], _ whole: Int) -> Bool {
    let total = ledger.figures[whole].amount
    let sum = FigureRun.sum(parts, ledger)
    let amounts = parts.map { ledger.figures[$0.figure].amount }
    guard areAlike(parts, whole), total.value >= Self.leastTotal, parts.count >= 2,
      amounts.allSatisfy({ $0.value < total.value && $0.value >= 1 })
    else { return false }
    let gap = abs(total.value - sum.value)
    guard Misprint.explains(gap, in: amounts.map(\.value) + [total.value]) else { return false }
    func within(_ share: Decimal) -> Bool { sum.value >= total.value * share && total.value >= sum.value * share }
    if gap >= 100 { return within(Self.half) && (parts.count >= 3 || within(Self.tenth)) }
    return parts.count >= 3 && within(gap >= 10 || parts.count >= 4 ? Self.tenth : Self.close)
  }
}
