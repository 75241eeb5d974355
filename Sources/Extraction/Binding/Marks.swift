import NewsText
import RuleFiles

/// What each punctuation mark is to a pattern, and which marks open and close; read from `binding/marks.tsv`.
struct Marks: Sendable {
  /// The number of the class of each mark, 255 of what is none.
  private var classes = UnitMap<UInt8>(255)
  /// 0 for what opens nothing.
  private var closers = UnitMap<UInt16>(0)
  private var brackets: Set<UInt16> = []

  init(rules: inout RuleFolder) {
    let table = rules.table("binding/marks.tsv", required: ["marks", "class", "pairs"])
    if let marks = table.column("marks"), let kind = table.column("class"), let pairs = table.column("pairs") {
      for row in 0..<table.rowCount {
        let name = table.cell(row, kind)
        guard let known = ItemClasses.Structural.allCases.first(where: { $0.id == name }) else {
          rules.diagnostics.append(
            table.diagnostic(
              row: row, column: kind, "no class '\(name)' of marks",
              help: Suggestion.help(for: name, among: ItemClasses.Structural.allCases.map(\.id))))
          continue
        }
        let units = Array(table.cell(row, marks).utf16)
        for unit in units { set(unit, known) }
        switch table.cell(row, pairs) {
        case "": continue
        case "quotes": pair(units)
        case "brackets":
          pair(units)
          brackets.formUnion(stride(from: 0, to: units.count, by: 2).map { units[$0] })
        case let other:
          rules.diagnostics.append(
            table.diagnostic(
              row: row, column: pairs, "no kind '\(other)' of pairs",
              help: Suggestion.help(for: other, among: ["quotes", "brackets"])))
        }
      }
    }
    // What a table cannot hold.
    for unit: UInt16 in [0x20, 0x3000, 0xA0, 0x09] { set(unit, .space) }
    set(0x0A, .stop)
  }

  private mutating func set(_ unit: UInt16, _ mark: ItemClasses.Structural) {
    classes.set(unit, UInt8(mark.rawValue))
  }

  private mutating func pair(_ units: [UInt16]) {
    for index in stride(from: 0, to: units.count - 1, by: 2) { closers.set(units[index], units[index + 1]) }
  }

  func mark(_ unit: UInt16) -> ClassSet? {
    let index = classes[unit]
    return index == 255 ? nil : 1 << ClassSet(index)
  }
  func closer(of unit: UInt16) -> UInt16? {
    let closer = closers[unit]
    return closer == 0 ? nil : closer
  }
  func isBracket(_ unit: UInt16) -> Bool { brackets.contains(unit) }
}
