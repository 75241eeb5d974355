import Extraction
import RuleFiles

/// A count that points back counts what was named: 到甲村、乙村，这两个村…
struct Anaphora: Check {
  static let id = "anaphora"
  let rules: CheckRules
  private let named: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: [], rules: &folder)
    named = rules.relation("named-before", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let named else { return [] }
    return ledger.document.enumerations.compactMap { enumeration in
      guard enumeration.form == .pointer else { return nil }
      return AnnouncedList(ledger: ledger, enumeration: enumeration).finding(Self.id, named)
    }
  }
}
