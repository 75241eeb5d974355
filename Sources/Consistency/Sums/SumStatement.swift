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

  /// The sum of each reading against each whole.
  func trials(_ ledger: Ledger) -> [Trial] {
    let write = Arithmetic(ledger: ledger)
    return parts.flatMap { parts in
      let sum = FigureRun.sum(parts, ledger)
      return wholes.map { whole in
        let total = ledger.figures[whole].amount
        let agreement = Agreement.equal(sum, total)
        let left = parts.map { ledger.quote($0.figure) + ($0.times > 1 ? "×\($0.times)" : "") }.joined(separator: "＋")
        let value = write.inUnit(sum.value, of: whole)
        let sign = agreement == .exact ? "＝" : "≈"
        let clash = agreement == .broken
        return Trial(
          members: [whole] + parts.map(\.figure), agreement: agreement, expected: total.value, computed: sum.value,
          message: .init(
            clash
              ? "\(left)＝\(value)，而总数写作\(ledger.quote(whole))" : "\(left)＝\(value)\(sign)\(ledger.quote(whole))",
            clash
              ? "\(left) = \(value), but the total reads \(ledger.quote(whole))"
              : "\(left) = \(value) \(sign == "＝" ? "=" : "≈") \(ledger.quote(whole))"))
      }
    }
  }
}
