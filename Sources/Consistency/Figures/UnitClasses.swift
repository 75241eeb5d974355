import Extraction
import RuleFiles

/// Which units can be added and compared: 条 and 件, but not 人 and 人次.
struct UnitClasses: Sendable {
  private var classes: [String: Int] = [:]
  /// The row of the units by which percentages differ.
  private var points = -1

  /// Reads `checks/units.tsv`.
  init(rules: inout RuleFolder) {
    let file = rules.table("checks/units.tsv", required: ["class", "units"], optional: ["example"])
    guard let name = file.column("class"), let units = file.column("units") else { return }
    var numbers: [String: Int] = [:]
    for row in 0..<file.rowCount {
      let number = numbers[file.cell(row, name)] ?? numbers.count
      numbers[file.cell(row, name)] = number
      if file.cell(row, "class") == "points" { points = number }
      for unit in file.cell(row, units).split(separator: " ") { classes[String(unit)] = number }
    }
  }

  /// Whether a unit is one by which percentages differ: 个百分点.
  func isPoints(_ unit: String) -> Bool { classes[unit] == points }

  /// The class of each unit of one document; units that no class lists are a class of their own.
  struct Numbering {
    let known: UnitClasses
    private var others: [String: Int] = [:]
    private var names: [String: Int32] = ["": 0]

    init(_ known: UnitClasses) { self.known = known }

    /// The number of a unit as written.
    mutating func name(_ unit: String) -> Int32 {
      if let known = names[unit] { return known }
      names[unit] = Int32(names.count)
      return Int32(names.count - 1)
    }

    /// Measures are compared in their base unit, counts by their class.
    mutating func number(_ unit: String, _ measure: Measure?) -> Int {
      // 册(件), 头(只)
      let unit = unit.utf8.firstIndex(of: UInt8(ascii: "(")).map { String(unit[..<$0]) } ?? unit
      let name: String
      switch measure?.dimension {
      case nil, .count, .attendance, .other:
        if let row = known.classes[unit] { return row }
        name = unit
      default: name = measure.map { "= " + $0.baseUnit } ?? unit
      }
      if let number = others[name] { return number }
      others[name] = 1_000 + others.count
      return 1_000 + others.count - 1
    }
  }
}
