import RuleFiles

/// Parts that may be some of a whole are no more than it.
struct OpenSum: Check {
  static let id = "open-sum"
  let rules: CheckRules
  private let reader: SumReader
  private let relation: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: [], rules: &folder)
    // The cues are those of closed sums, whose own check reports what is wrong with their file.
    var cues = RuleFolder(path: folder.path)
    reader = SumReader(rules: CheckRules(ClosedSum.id, keys: SumReader.keys, rules: &cues), folder: &cues)
    relation = rules.relation("of-which", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let relation else { return [] }
    return reader.statements(ledger).compactMap { statement in
      guard statement.isLicensed, !statement.isClosed,
        !statement.trials(ledger).contains(where: { $0.agreement != .broken })
      else { return nil }
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
