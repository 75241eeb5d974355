import NewsText
import RuleFiles

extension LayoutCues {
  /// Reads `layout/cues.tsv`.
  public init(rules: inout RuleFolder) {
    let table = rules.table("layout/cues.tsv", required: ["cue", "role"], optional: ["example"])
    var cues: [(cue: String, role: Role)] = []
    if let cue = table.column("cue"), let role = table.column("role") {
      for row in 0..<table.rowCount {
        guard let known = Role(rawValue: table.cell(row, role)) else {
          rules.diagnostics.append(
            table.diagnostic(
              row: row, column: role, "no role '\(table.cell(row, role))'",
              help: Suggestion.help(for: table.cell(row, role), among: Role.allCases.map(\.rawValue))))
          continue
        }
        cues.append((table.cell(row, cue), known))
      }
    }
    self.init(cues)
  }
}
