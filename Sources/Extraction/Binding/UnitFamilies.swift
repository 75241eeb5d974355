import RuleFiles

/// Units that count the same sort of thing, so that an object may be carried from one to the other.
struct UnitFamilies: Sendable {
  private var families: [String: Int] = [:]

  /// Reads `binding/unit-families.tsv`.
  init(rules: inout RuleFolder) {
    let file = rules.table("binding/unit-families.tsv", required: ["family", "units"], optional: ["example"])
    guard let units = file.column("units") else { return }
    for row in 0..<file.rowCount {
      for unit in file.cell(row, units).split(separator: " ") { families[String(unit)] = row }
    }
  }

  /// Whether two units are of one family; a unit that no family lists matches only itself.
  func match(_ a: String, _ b: String) -> Bool { a == b || (families[a] != nil && families[a] == families[b]) }
}
