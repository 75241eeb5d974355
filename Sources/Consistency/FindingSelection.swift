/// Which findings are wanted, and in which order.
public struct FindingSelection: Sendable {
  /// Ids of checks; when there are any, no other check counts.
  public var only: Set<String>
  /// Ids of checks that do not count.
  public var skip: Set<String>
  /// The least severity.
  public var severity: Finding.Severity

  /// - Parameters:
  ///   - only: ids of the checks wanted; empty for all.
  ///   - skip: ids of checks that do not count; they prevail over `only`.
  ///   - severity: the least that counts.
  public init(only: Set<String> = [], skip: Set<String> = [], severity: Finding.Severity = .information) {
    self.only = only
    self.skip = skip
    self.severity = severity
  }

  /// Those wanted: what fails first, then what is in tension, then the rest, each in text order.
  public func select(_ findings: [Finding]) -> [Finding] {
    let wanted = findings.filter { finding in
      (only.isEmpty || only.contains(finding.check)) && !skip.contains(finding.check)
        && Self.rank(finding.severity) <= Self.rank(severity)
    }
    if wanted.allSatisfy({ $0.verdict == .holds }) { return wanted }
    return [Finding.Verdict.fails, .tension, .undecided, .holds].flatMap { verdict in
      wanted.filter { $0.verdict == verdict }
    }
  }

  private static func rank(_ severity: Finding.Severity) -> Int {
    Finding.Severity.allCases.firstIndex(of: severity) ?? 0
  }
}
