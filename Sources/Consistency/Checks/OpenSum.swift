import RuleFiles

/// Parts that may be some of a whole are no more than it.
struct OpenSum: Check {
  static let id = "open-sum"
  let rules: CheckRules
  private let relation: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: [], rules: &folder)
    relation = rules.relation("of-which", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let relation else { return [] }
    return ledger.sums.compactMap { statement in
      guard statement.isLicensed, !statement.isClosed, !statement.agrees else { return nil }
      let write = Arithmetic(ledger: ledger)
      let trials = statement.wholes.map { whole in
        let parts = statement.parts.first ?? []
        let sum = FigureRun.sum(parts, ledger)
        let agreement = Agreement.atMost(sum, ledger.figures[whole].amount)
        let left = write.quotes(parts.map(\.figure), joined: "＋")
        let value = write.inUnit(sum.value, of: whole)
        let isMore = agreement == .broken
        return Trial(
          members: [whole] + parts.map(\.figure), agreement: agreement, expected: ledger.figures[whole].amount.value,
          computed: sum.value,
          message: .init(
            "\(left)＝\(value)\(isMore ? "，多于" : "≤")\(ledger.quote(whole))",
            "\(left) = \(value) \(isMore ? ", more than" : "≤") \(ledger.quote(whole))"))
      }
      return Finding(
        Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
    }
  }
}
