import NewsText
import RuleFiles

/// Units that count the same sort of thing, so that an object may be carried from one to the other.
struct UnitFamilies: Sendable {
  private var families: [TextKey: Int] = [:]
  /// Units whose objects are not carried beyond their paragraph.
  private var near: Set<TextKey> = []

  /// Reads `binding/unit-families.tsv`.
  init(rules: inout RuleFolder) {
    let file = rules.table("binding/unit-families.tsv", required: ["family", "units"], optional: ["reach", "example"])
    let reach = file.column("reach")
    guard let family = file.column("family"), let units = file.column("units") else { return }
    var numbers: [String: Int] = [:]
    for row in 0..<file.rowCount {
      let isNear = reach.map {
        file.choice(row, $0, "reach", among: ["paragraph", "article", ""], &rules.diagnostics) == "paragraph"
      }
      let number = numbers[file.cell(row, family)] ?? numbers.count
      numbers[file.cell(row, family)] = number
      for unit in file.cell(row, units).split(separator: " ") {
        families[TextKey(String(unit))] = number
        if isNear == true { near.insert(TextKey(String(unit))) }
      }
    }
  }

  /// Whether an object counted with this unit may be taken over in a later paragraph of its article.
  func reachesBeyondParagraph(_ unit: String) -> Bool { !near.contains(TextKey(unit)) }

  /// Whether two units are of one family; a unit that no family lists matches only itself.
  func match(_ a: String, _ b: String) -> Bool {
    if a.hasBytes(of: b) { return true }
    guard let family = families[TextKey(a)] else { return false }
    return families[TextKey(b)] == family
  }
}
