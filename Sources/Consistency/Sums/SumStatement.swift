import Extraction
import Foundation
import NewsText

/// A whole with the parts that a text gives of it.
struct SumStatement {
  var relation: CheckRules.Relation
  /// What may be the whole, the most natural first.
  var wholes: [Int]
  /// What may be the parts, the most natural first.
  var parts: [[FigureRun.Part]]
  /// Whether the words say that nothing is left out.
  var isClosed: Bool
  /// Whether a word such as 等 says that something is.
  var isOpen: Bool
  /// Whether the words license a failure at all, and not only an agreement.
  var isLicensed = true
  /// Whether nothing can be in two of the parts, whatever their labels say.
  var isDisjoint = false
  /// The sum of each reading against each whole, the most natural first.
  private(set) var trials: [Trial] = []
  /// Whether one of them comes out.
  var agrees: Bool { trials.contains { $0.agreement != .broken } }

  /// Works out the trials.
  mutating func weigh(_ ledger: Ledger) {
    trials = parts.flatMap { parts in
      let sum = FigureRun.sum(parts, ledger)
      return wholes.map { whole in
        let total = ledger.figures[whole].amount
        let agreement = Agreement.equal(sum, total)
        return Trial(
          members: [whole] + parts.map(\.figure), agreement: agreement, expected: total.value, computed: sum.value,
          message: Self.message(parts, sum.value, whole, agreement, ledger))
      }
    }
  }

  private static func message(
    _ parts: [FigureRun.Part], _ sum: Decimal, _ whole: Int, _ agreement: Agreement, _ ledger: Ledger
  ) -> Finding.Message {
    let left = parts.map { ledger.quote($0.figure) + ($0.times > 1 ? "×\($0.times)" : "") }.joined(separator: "＋")
    let value = Arithmetic(ledger: ledger).inUnit(sum, of: whole)
    let total = ledger.quote(whole)
    switch agreement {
    case .broken: return .init("\(left)＝\(value)，而总数写作\(total)", "\(left) = \(value), but the total reads \(total)")
    case .exact: return .init("\(left)＝\(value)＝\(total)", "\(left) = \(value) = \(total)")
    default: return .init("\(left)＝\(value)≈\(total)", "\(left) = \(value) ≈ \(total)")
    }
  }
}
