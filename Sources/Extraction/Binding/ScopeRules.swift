import NewsText
import RuleFiles

/// Cues that say over which time a figure counts, and whether it is a plan.
struct ScopeRules: Sendable {
  /// How far a cue holds from where it stands.
  enum Reach: String, CaseIterable, Sendable { case clause, sentence, paragraph }

  struct Cue: Sendable {
    /// Nil for a cue of plans; `none` for a word that only looks like a cue.
    var scope: Statistic.Scope?
    var reach: Reach
    var reference: RuleReference
  }

  private var table = TermTable(capacity: 256)
  private var cues: [Cue] = []

  /// Reads `binding/scope.tsv`.
  init(rules: inout RuleFolder) {
    let file = rules.table(
      "binding/scope.tsv", required: ["cue", "scope", "reach"], optional: ["example"], key: ["cue"])
    guard let cue = file.column("cue"), let scope = file.column("scope"), let reach = file.column("reach") else {
      return
    }
    for row in 0..<file.rowCount {
      let name = file.cell(row, scope)
      let known = Statistic.Scope(rawValue: name)
      guard known != nil || name == "planned" else {
        let names = Statistic.Scope.allCases.map(\.rawValue) + ["planned"]
        rules.diagnostics.append(
          file.diagnostic(
            row: row, column: scope, "no scope '\(name)'", help: Suggestion.help(for: name, among: names)))
        continue
      }
      guard let far: Reach = file.choice(row, reach, &rules.diagnostics) else { continue }
      table.insert(file.cell(row, cue), Int32(cues.count))
      cues.append(Cue(scope: known, reach: far, reference: file.reference(row)))
    }
  }

  /// The cues of a stretch of text with where they stand.
  func cues(_ units: [UInt16], in span: Span) -> [(at: Span, cue: Cue)] {
    var found: [(at: Span, cue: Cue)] = []
    var at = span.start
    while at < span.end {
      at = table.nextStart(units, from: at, to: span.end)
      guard at < span.end else { break }
      if let (end, value) = table.longestMatch(units, at: at, limit: span.end) {
        // 共享 holds 共 and says nothing.
        if cues[Int(value)].scope != Statistic.Scope.none { found.append((Span(at, end), cues[Int(value)])) }
        at = end
      } else {
        at += 1
      }
    }
    return found
  }
}
