import RuleFiles

/// What `checks/archive.tsv` says: when figures of different articles are held against each other.
public struct ArchiveCheckRules: Sendable {
  private var values: [String: String] = [:]
  private var references: [String: String] = [:]

  /// The ids of the checks.
  public static let checks = [
    "cross-article", "cumulative", "containment", "per-unit", "place-name", "heaping", "near-duplicate",
  ]

  /// The settings that are numbers, and those that are not.
  private static let numbers = ["slack", "least", "spread", "share"]
  private static let texts = ["variants"]

  /// Reads the file.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with it.
  public init(rules path: String) throws { try self.init(rules: RuleLayers(path)) }

  /// Reads the same of several folders.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with them.
  public init(rules layers: RuleLayers) throws {
    var folder = RuleFolder(layers)
    self.init(reading: &folder)
    try folder.throwIfErrors()
  }

  /// Reads the same of a folder, which takes note of all that is wrong with the files.
  public init(reading folder: inout RuleFolder) {
    let table = folder.table(
      "checks/archive.tsv", required: ["check", "setting", "value", "example"],
      key: ["check", "setting"])
    if let check = table.column("check"), let setting = table.column("setting"), let value = table.column("value") {
      for row in 0..<table.rowCount {
        let name = table.cell(row, check)
        guard Self.checks.contains(name) else {
          folder.diagnostics.append(
            table.diagnostic(
              row: row, column: check, "no check '\(name)'", help: Suggestion.help(for: name, among: Self.checks)))
          continue
        }
        let known = Self.numbers + Self.texts
        guard known.contains(table.cell(row, setting)) else {
          folder.diagnostics.append(
            table.diagnostic(
              row: row, column: setting, "no setting '\(table.cell(row, setting))'",
              help: Suggestion.help(for: table.cell(row, setting), among: known)))
          continue
        }
        if Self.numbers.contains(table.cell(row, setting)), Double(table.cell(row, value)) == nil {
          folder.diagnostics.append(
            table.diagnostic(
              row: row, column: value, "'\(table.cell(row, value))' is no number", help: "a number such as 30"))
          continue
        }
        values[name + " " + table.cell(row, setting)] = table.cell(row, value)
        references[name] = references[name] ?? table.reference(row).description
      }
    }
  }

  func number(_ check: String, _ setting: String) -> Double {
    values[check + " " + setting].flatMap { Double($0) } ?? 0
  }
  func text(_ check: String, _ setting: String) -> String { values[check + " " + setting] ?? "" }
  func reference(_ check: String) -> String { references[check] ?? "checks/archive.tsv:1" }
}
