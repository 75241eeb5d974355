import RuleFiles

/// Units that count the same sort of thing, so that an object may be carried from one to the other.
struct UnitFamilies: Sendable {
  private var families: [String: String] = [:]
  /// Units whose objects are not carried beyond their paragraph.
  private var near: Set<String> = []

  /// Reads `binding/unit-families.tsv`.
  init(rules: inout RuleFolder) {
    let file = rules.table("binding/unit-families.tsv", required: ["family", "units"], optional: ["reach", "example"])
    let reach = file.column("reach")
    guard let family = file.column("family"), let units = file.column("units") else { return }
    for row in 0..<file.rowCount {
      let isNear = reach.map {
        file.choice(row, $0, "reach", among: ["paragraph", "article", ""], &rules.diagnostics) == "paragraph"
      }
      for unit in file.cell(row, units).split(separator: " ") {
        families[String(unit)] = file.cell(row, family)
        if isNear == true { near.insert(String(unit)) }
      }
    }
  }

  /// Whether an object counted with this unit may be taken over in a later paragraph of its article.
  func reachesBeyondParagraph(_ unit: String) -> Bool { !near.contains(unit) }

  /// Whether two units are of one family; a unit that no family lists matches only itself.
  func match(_ a: String, _ b: String) -> Bool { a == b || (families[a] != nil && families[a] == families[b]) }
}
