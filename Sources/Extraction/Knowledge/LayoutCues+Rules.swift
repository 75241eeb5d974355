import NewsText
import RuleFiles

extension LayoutCues {
  /// Reads `layout/cues.tsv` and `layout/surnames.tsv`.
  public init(rules: inout RuleFolder) {
    let table = rules.table("layout/cues.tsv", required: ["cue", "role", "example"])
    var cues: [(cue: String, role: Role)] = []
    if let cue = table.column("cue"), let role = table.column("role") {
      for row in 0..<table.rowCount {
        guard let known: Role = table.choice(row, role, &rules.diagnostics) else { continue }
        cues.append((table.cell(row, cue), known))
      }
    }
    let names = rules.table("layout/surnames.tsv", required: ["surname", "example"])
    var surnames: [String] = []
    if let surname = names.column("surname") {
      for row in 0..<names.rowCount { surnames.append(names.cell(row, surname)) }
    }
    self.init(cues, surnames: surnames)
    guard rules.triesExamples else { return }
    check(table, &rules) { cue, role, example in
      guard let role = Role(rawValue: role) else { return nil }
      return shows(cue, role, in: example) ? nil : "the example does not show '\(cue)' as \(role.rawValue)"
    }
    check(names, &rules) { surname, _, example in
      isName(example) && example.hasPrefix(surname) ? nil : "the example is no name that begins with '\(surname)'"
    }
  }

  /// Holds every example of a table to what its row says.
  private func check(
    _ table: TableFile, _ rules: inout RuleFolder, complaint: (String, String, String) -> String?
  ) {
    guard let example = table.column("example"), let cue = table.column("cue") ?? table.column("surname") else {
      return
    }
    let role = table.column("role")
    for row in 0..<table.rowCount {
      let name = role.map { table.cell(row, $0) } ?? ""
      guard let message = complaint(table.cell(row, cue), name, table.cell(row, example)) else { continue }
      rules.diagnostics.append(
        table.diagnostic(
          row: row, column: example, message, help: "write a line as newspapers print it, with the cue in its place"))
    }
  }
}
