import RuleFiles

/// What is wrong with rules, and what in them does nothing.
public struct RuleLint: Sendable {
  /// In the order of files and lines.
  public let diagnostics: [Diagnostic]

  /// How many keep the rules from being used.
  public var errorCount: Int { diagnostics.count { $0.severity == .error } }
  /// How many only say that something has no effect.
  public var warningCount: Int { diagnostics.count - errorCount }

  /// - Complexity: linear in the size of the files.
  public init(_ rules: RuleSet) {
    var found = rules.errors
    let faulty = Set(found.map { "\($0.file):\($0.line)" })
    var warnings: [Diagnostic] = []
    for source in rules.sources {
      switch source.content {
      case .table(let table, _, let key): warnings += DuplicateSurfaces.warnings(table, key: key)
      case .stanzas(let file, let grammar):
        warnings += DuplicateSurfaces.warnings(file, grammar) + ContradictoryExamples.warnings(file)
      }
    }
    warnings += UncleanSurfaces(rules).warnings()
    // A broken file makes much look unused that is not.
    if found.isEmpty { warnings += rules.knowledge.warnings(rules.sources) }
    found += warnings.filter { !faulty.contains("\($0.file):\($0.line)") }
    diagnostics = found.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }
}
