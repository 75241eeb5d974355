import RuleFiles

/// What is wrong with rules, and what in them does nothing.
///
/// ```swift
/// let set = RuleSet(RuleLayers(rules, additions: [RuleLayers.Layer(path: own, name: own)]))
/// let lint = RuleLint(set)
/// for diagnostic in lint.diagnostics { print(diagnostic) }
/// print(lint.errorCount, "errors,", try RuleTest(set).failureCount, "examples fail")
/// // 0 errors, 0 examples fail
/// ```
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
    let isBroken = found.contains { $0.severity == .error }
    // What takes longest comes first.
    let warnings = concurrently(rules.sources.count + 2) { turn -> [Diagnostic] in
      switch turn {
      case 0: UncleanSurfaces(rules).warnings()
      // A broken file makes much look unused that is not.
      case 1: isBroken ? [] : rules.knowledge.warnings(rules.sources)
      default: Self.repetitions(rules.sources[turn - 2])
      }
    }.flatMap { $0 }
    found += warnings.filter { !faulty.contains("\($0.file):\($0.line)") }
    diagnostics = found.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }

  private static func repetitions(_ source: RuleSource) -> [Diagnostic] {
    switch source.content {
    case .table(let table, _, let key): DuplicateSurfaces.warnings(table, key: key)
    case .stanzas(let file, let grammar):
      DuplicateSurfaces.warnings(file, grammar) + SharedNames.warnings(file) + ContradictoryExamples.warnings(file)
        + Blanks.warnings(file)
    }
  }
}
