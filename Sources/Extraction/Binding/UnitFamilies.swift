import NewsText
import RuleFiles

/// Units that count the same sort of thing, so that an object may be carried from one to the other.
struct UnitFamilies: Sendable {
  private var families = TermTable(capacity: 256)
  /// Units whose objects are not carried beyond their paragraph.
  private var near = TermTable(capacity: 64)

  /// Reads `binding/unit-families.tsv`.
  init(rules: inout RuleFolder) {
    let file = rules.table("binding/unit-families.tsv", required: ["family", "units"], optional: ["reach", "example"])
    let reach = file.column("reach")
    guard let family = file.column("family"), let units = file.column("units") else { return }
    var numbers: [String: Int] = [:]
    // Of several families of a unit the last counts.
    var last: [String: Int32] = [:]
    for row in 0..<file.rowCount {
      let isNear = reach.map {
        file.choice(row, $0, "reach", among: ["paragraph", "article", ""], &rules.diagnostics) == "paragraph"
      }
      let number = numbers[file.cell(row, family)] ?? numbers.count
      numbers[file.cell(row, family)] = number
      for unit in file.cell(row, units).split(separator: " ") {
        last[String(unit)] = Int32(number)
        if isNear == true { near.insert(String(unit), 0) }
      }
    }
    for (unit, number) in last { families.insert(unit, number) }
  }

  /// Whether an object counted with this unit may be taken over in a later paragraph of its article.
  func reachesBeyondParagraph(_ unit: String) -> Bool { near.value(unit) == nil }

  /// Whether two units are of one family; a unit that no family lists matches only itself.
  func match(_ a: String, _ b: String) -> Bool {
    if a.hasBytes(of: b) { return true }
    guard let family = families.value(a) else { return false }
    return families.value(b) == family
  }
}
