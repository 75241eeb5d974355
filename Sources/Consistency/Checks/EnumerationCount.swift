import Extraction
import RuleFiles

/// As many are listed as the count announces: “三清”(清垃圾、清沟渠、清院落), 甲镇、乙镇两个镇, 三巡六进.
struct EnumerationCount: Check {
  static let id = "enumeration"
  let rules: CheckRules
  private let listed: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: [], rules: &folder)
    listed = rules.relation("listed", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let listed else { return [] }
    return ledger.document.enumerations.compactMap { enumeration in
      guard enumeration.form != .pointer, enumeration.form != .sections else { return nil }
      return AnnouncedList(ledger: ledger, enumeration: enumeration).finding(Self.id, listed)
    }
  }
}
