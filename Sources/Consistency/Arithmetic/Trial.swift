import Foundation
import RuleFiles

/// One way of reading a relation, with its arithmetic.
struct Trial {
  /// The figures compared, as indices into `Ledger.figures`, in the order of the arithmetic.
  var members: [Int]
  var agreement: Agreement
  /// What the text says.
  var expected: Decimal?
  /// What follows from the other figures.
  var computed: Decimal?
  /// Writes the arithmetic, for a reader with a pencil: most trials are only weighed.
  let message: () -> Finding.Message

  init(
    members: [Int], agreement: Agreement, expected: Decimal?, computed: Decimal?,
    message: @autoclosure @escaping () -> Finding.Message
  ) {
    self.members = members
    self.agreement = agreement
    self.expected = expected
    self.computed = computed
    self.message = message
  }
}

extension Finding {
  /// The verdict over every admissible reading of a relation: it fails only if all of them do.
  ///
  /// - Parameters:
  ///   - trials: the readings, the most natural first; nil comes back for none.
  ///   - undecided: why a failure would decide nothing, if anything is in the way.
  init?(
    _ check: String, _ trials: [Trial], of ledger: Ledger, undecided reason: UndecidedReason? = nil,
    severity: Severity, rule: RuleReference
  ) {
    guard var best = trials.first else { return nil }
    for trial in trials.dropFirst() where trial.agreement < best.agreement { best = trial }
    let figures = best.members.map { ledger.figures[$0] }
    self.init(
      check: check, verdict: .holds, severity: severity, members: figures.map(\.span),
      statistics: figures.compactMap(\.statistic), article: figures.first?.article ?? 0, expected: best.expected,
      computed: best.computed, message: best.message(), rule: rule)
    switch best.agreement {
    case .exact: break
    case .rounding: rounding = true
    case .tension: verdict = .tension
    case .broken: verdict = reason == nil ? .fails : .undecided
    }
    if verdict == .undecided { self.reason = reason }
    otherReadings = trials.filter { $0.members != best.members }.map { $0.message() }
  }
}
