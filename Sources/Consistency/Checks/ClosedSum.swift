import RuleFiles

/// The parts of a whole add up to it.
struct ClosedSum: Check {
  static let id = "closed-sum"
  let rules: CheckRules

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: SumReader.keys, rules: &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.sums.compactMap { statement in
      guard statement.agrees || (statement.isClosed && statement.isLicensed) else { return nil }
      return Finding(
        Self.id, statement.trials, of: ledger, severity: statement.relation.severity, rule: statement.relation.reference
      )
    }
  }
}
