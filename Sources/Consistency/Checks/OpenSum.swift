import RuleFiles

/// Parts that may be some of a whole are no more than it.
struct OpenSum: Check {
  static let id = "open-sum"
  let rules: CheckRules
  private let relation: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["overlaps", "sizes"], rules: &folder)
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
        Self.id, trials, of: ledger, undecided: !statement.isDisjoint && overlaps(statement, ledger) ? .overlap : nil,
        severity: relation.severity, rule: relation.reference)
    }
  }

  /// Whether one thing may be several of the parts: 血压高的190名、血糖高的120名; or is, where one part is as much as the
  /// whole. What is told apart by size alone may not.
  private func overlaps(_ statement: SumStatement, _ ledger: Ledger) -> Bool {
    guard let relation, let parts = statement.parts.first else { return false }
    if let whole = statement.wholes.first,
      parts.contains(where: { ledger.figures[$0.figure].amount.value == ledger.figures[whole].amount.value })
    {
      return true
    }
    return parts.contains { part in
      relation.ending("overlaps", ledger.units, at: part.label.end, from: part.label.start) != nil
        || relation.starting("overlaps", ledger.units, at: part.label.start, limit: part.label.end) != nil
    } && !parts.allSatisfy { isSize($0, relation, ledger) }
  }

  /// 不足100亩的74户
  private func isSize(_ part: FigureRun.Part, _ relation: CheckRules.Relation, _ ledger: Ledger) -> Bool {
    relation.holds("sizes", ledger.units, in: part.label)
      || part.figure > 0 && ledger.figures[part.figure - 1].span.end == part.label.start
  }
}
