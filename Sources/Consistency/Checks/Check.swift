import RuleFiles

/// One kind of check. Its file in this folder, its id and `Rules/checks/ID.rules` go by the same name.
protocol Check: Sendable {
  /// As in `heshu check --only`.
  static var id: String { get }
  var rules: CheckRules { get }
  /// Whether every relation of its file is tested, and not certain ones alone.
  static var takesAnyRelation: Bool { get }

  /// Reads `checks/ID.rules`.
  init(rules folder: inout RuleFolder)

  /// Every relation of this kind that the document gives, also those that hold. Complexity: linear in the text.
  func findings(_ ledger: Ledger) -> [Finding]
}

extension Check {
  static var takesAnyRelation: Bool { false }
}
