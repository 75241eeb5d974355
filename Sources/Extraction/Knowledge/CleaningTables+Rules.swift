import NewsText
import RuleFiles

extension CleaningTables {
  /// Reads `cleaning/`.
  public init(rules: inout RuleFolder) {
    let characters = rules.table("cleaning/characters.tsv", required: ["pairs"])
    var pairs: [UInt16] = []
    if let column = characters.column("pairs") {
      for row in 0..<characters.rowCount { pairs.append(contentsOf: characters.cell(row, column).utf16) }
    }
    let common = rules.table("cleaning/shared.tsv", required: ["characters"])
    var shared: [UInt16] = []
    if let column = common.column("characters") {
      for row in 0..<common.rowCount { shared.append(contentsOf: common.cell(row, column).utf16) }
    }
    let table = rules.table("cleaning/phrases.tsv", required: ["traditional", "simplified"], key: ["traditional"])
    var phrases: [(traditional: String, simplified: String)] = []
    if let from = table.column("traditional"), let to = table.column("simplified") {
      for row in 0..<table.rowCount { phrases.append((table.cell(row, from), table.cell(row, to))) }
    }
    let lines = rules.table(
      "cleaning/asides.tsv", required: ["cue", "reason", "form"], optional: ["example"], key: ["cue"])
    var cues: [AsideCue] = []
    if let cue = lines.column("cue"), let reason = lines.column("reason"), let form = lines.column("form") {
      for row in 0..<lines.rowCount {
        guard let why: CleanText.Aside.Reason = lines.choice(row, reason, &rules.diagnostics) else { continue }
        guard let how: AsideCue.Form = lines.choice(row, form, &rules.diagnostics) else { continue }
        cues.append(AsideCue(cue: lines.cell(row, cue), reason: why, form: how))
      }
    }
    let ends = rules.table("cleaning/line-cues.tsv", required: ["cue", "role"], optional: ["example"])
    var openers: [String] = []
    var closers: [String] = []
    if let cue = ends.column("cue"), let role = ends.column("role") {
      for row in 0..<ends.rowCount {
        switch ends.cell(row, role) {
        case "opens": openers.append(ends.cell(row, cue))
        case "closes": closers.append(ends.cell(row, cue))
        default:
          rules.diagnostics.append(
            ends.diagnostic(
              row: row, column: role, "no role '\(ends.cell(row, role))'", help: "known: opens, closes"))
        }
      }
    }
    self.init(
      pairs: pairs, shared: shared, phrases: phrases, asides: cues, openers: openers, closers: closers)
  }
}
