import RuleFiles

/// What each punctuation mark is to a pattern, and which marks open and close; read from `binding/marks.tsv`.
struct Marks: Sendable {
  private var classes: [UInt16: ClassSet] = [:]
  private var closers: [UInt16: UInt16] = [:]
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
        for unit in units { classes[unit] = known.bit }
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
    for unit: UInt16 in [0x20, 0x3000, 0xA0, 0x09] { classes[unit] = ItemClasses.Structural.space.bit }
    classes[0x0A] = ItemClasses.Structural.stop.bit
  }

  private mutating func pair(_ units: [UInt16]) {
    for index in stride(from: 0, to: units.count - 1, by: 2) { closers[units[index]] = units[index + 1] }
  }

  func mark(_ unit: UInt16) -> ClassSet? { classes[unit] }
  func closer(of unit: UInt16) -> UInt16? { closers[unit] }
  func isBracket(_ unit: UInt16) -> Bool { brackets.contains(unit) }
}
