import Consistency
import Extraction
import Foundation

/// The arithmetic of an annotated relation, apart from the checks: every way in which its members, in whatever roles,
/// make it come out.
struct RelationArithmetic {
  struct Member {
    var amount: Amount
    var isPercent: Bool
  }

  private typealias Reading = ([Amount]) -> Agreement

  /// Those that hold for the members as printed.
  private let readings: [Reading]

  /// Nil for a kind of relation that no arithmetic of its members decides, and when no reading holds.
  init?(check: String, members: [Member]) {
    let amounts = members.map(\.amount)
    let agreeing = Self.readings(check, members).map { ($0, $0(amounts)) }
    guard let best = agreeing.map(\.1).min(), best <= .rounding else { return nil }
    readings = agreeing.filter { $0.1 <= .rounding }.map(\.0)
  }

  /// Whether no reading holds any more, even by what the words allow at most.
  func isBroken(_ amounts: [Amount]) -> Bool { readings.allSatisfy { $0(amounts) == .broken } }

  private static func readings(_ check: String, _ members: [Member]) -> [Reading] {
    let all = Array(members.indices)
    let percents = all.filter { members[$0].isPercent }
    let counts = all.filter { !members[$0].isPercent }
    switch check {
    case "closed-sum", "distributive": return members.count > 2 ? sums(all) : []
    case "stock-flow", "component-changes": return balances(all)
    case "shares":
      return counts.isEmpty ? [{ Agreement.equal(.sum($0), Amount(exactly: 100)) }] : []
    case "repeated-figure":
      return [{ amounts in amounts.dropFirst().map { Agreement.equal(amounts[0], $0) }.max() ?? .exact }]
    case "open-sum": return bounds(members) { whole, parts in Agreement.atMost(.sum(parts), whole) }
    case "part-of-whole", "containment", "unit-order":
      return bounds(members) { whole, parts in parts.map { Agreement.atMost($0, whole) }.max() ?? .exact }
    case "rate":
      if percents.count == 1 { return rates(counts, percents[0]) }
      return percents.isEmpty && counts.count == 3 ? products(counts) : []
    case "growth":
      if percents.isEmpty || counts.isEmpty { return members.count == 3 ? sums(all) : [] }
      return percents.count == 1 ? growths(counts, percents[0]) : []
    default: return []
    }
  }

  /// One of them is the sum of the others.
  private static func sums(_ members: [Int]) -> [Reading] {
    members.map { whole in
      { amounts in Agreement.equal(amounts[whole], .sum(members.filter { $0 != whole }.map { amounts[$0] })) }
    }
  }

  /// Some of them make as much as the others.
  private static func balances(_ members: [Int]) -> [Reading] {
    guard (3...8).contains(members.count) else { return [] }
    return (1..<(1 << (members.count - 1))).map { sides in
      { amounts in
        Agreement.equal(
          .sum(members.filter { sides >> $0 & 1 == 1 }.map { amounts[$0] }),
          .sum(members.filter { sides >> $0 & 1 == 0 }.map { amounts[$0] }))
      }
    }
  }

  /// The largest bounds the others.
  private static func bounds(
    _ members: [Member], _ test: @escaping (_ whole: Amount, _ parts: [Amount]) -> Agreement
  ) -> [Reading] {
    guard members.count > 1, let largest = members.map(\.amount.value).max() else { return [] }
    return members.indices.filter { members[$0].amount.value == largest }.map { whole in
      { amounts in test(amounts[whole], amounts.indices.filter { $0 != whole }.map { amounts[$0] }) }
    }
  }

  private static func pairs(_ members: [Int]) -> [(Int, Int)] {
    members.flatMap { a in members.filter { $0 != a }.map { (a, $0) } }
  }

  private static func rates(_ counts: [Int], _ rate: Int) -> [Reading] {
    func reading(_ part: @escaping ([Amount]) -> Amount, _ whole: @escaping ([Amount]) -> Amount) -> Reading {
      { amounts in part(amounts).percent(of: whole(amounts)).map { Agreement.equal($0, amounts[rate]) } ?? .broken }
    }
    guard counts.count > 1 else { return [] }
    var readings: [Reading] = []
    for (a, b) in pairs(counts) {
      readings.append(reading({ $0[a] }, { $0[b] }))
      readings.append(reading({ $0[a] }, { $0[a] + $0[b] }))
      readings.append(reading({ $0[b] - $0[a] }, { $0[b] }))
    }
    if counts.count > 2 {
      for one in counts {
        let others = counts.filter { $0 != one }
        readings.append(reading({ $0[one] }, { amounts in .sum(others.map { amounts[$0] }) }))
        readings.append(reading({ amounts in .sum(others.map { amounts[$0] }) }, { $0[one] }))
      }
    }
    return readings
  }

  /// One of three is the product of the others.
  private static func products(_ counts: [Int]) -> [Reading] {
    counts.map { whole in
      let factors = counts.filter { $0 != whole }
      return { amounts in Agreement.equal(amounts[whole], amounts[factors[0]].times(amounts[factors[1]])) }
    }
  }

  /// Now and earlier, now and change, or all three, with the percentage.
  private static func growths(_ counts: [Int], _ rate: Int) -> [Reading] {
    func reading(
      now: @escaping ([Amount]) -> Amount, earlier: @escaping ([Amount]) -> Amount,
      also other: @escaping Reading = { _ in .exact }
    ) -> [Reading] {
      [
        { amounts in
          let change = (now(amounts) - earlier(amounts)).percent(of: earlier(amounts))
          return max(other(amounts), change.map { Agreement.equal($0, amounts[rate]) } ?? .broken)
        },
        { amounts in
          let change = (earlier(amounts) - now(amounts)).percent(of: earlier(amounts))
          return max(other(amounts), change.map { Agreement.equal($0, amounts[rate]) } ?? .broken)
        },
      ]
    }
    switch counts.count {
    case 2:
      return pairs(counts).flatMap { a, b in
        reading(now: { $0[a] }, earlier: { $0[b] }) + reading(now: { $0[a] }, earlier: { $0[a] - $0[b] })
          + reading(now: { $0[a] }, earlier: { $0[a] + $0[b] })
      }
    case 3:
      return pairs(counts).flatMap { a, b in
        let change = counts.first { $0 != a && $0 != b } ?? a
        return reading(
          now: { $0[a] }, earlier: { $0[b] },
          also: { amounts in
            min(
              Agreement.equal(amounts[a], amounts[b] + amounts[change]),
              Agreement.equal(amounts[b], amounts[a] + amounts[change]))
          })
      }
    default: return []
    }
  }
}
