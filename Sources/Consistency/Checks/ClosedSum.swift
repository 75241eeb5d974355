import RuleFiles

/// The parts of a whole add up to it.
struct ClosedSum: Check {
  static let id = "closed-sum"
  let rules: CheckRules
  private let reader: SumReader

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: SumReader.keys, rules: &folder)
    reader = SumReader(rules: rules, folder: &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    reader.statements(ledger).compactMap { statement in
      let trials = statement.trials(ledger)
      let agree = trials.contains { $0.agreement != .broken }
      guard agree || (statement.isClosed && statement.isLicensed) else { return nil }
      return Finding(
        Self.id, trials, of: ledger, severity: statement.relation.severity, rule: statement.relation.reference)
    }
  }
}
