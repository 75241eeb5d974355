/// How many relations were tested, and how they came out: what a reader needs to know how much was looked at.
public struct FindingTally: Sendable, Equatable {
  /// By kind of check and verdict.
  public private(set) var counts: [String: [Finding.Verdict: Int]] = [:]

  /// Nothing counted.
  public init() {}

  /// Counts findings by check and verdict.
  public init(_ findings: some Sequence<Finding>) {
    for finding in findings { counts[finding.check, default: [:]][finding.verdict, default: 0] += 1 }
  }

  /// Adds what another document gave.
  public static func += (total: inout FindingTally, part: FindingTally) {
    for (check, verdicts) in part.counts {
      total.counts[check, default: [:]].merge(verdicts) { $0 + $1 }
    }
  }

  /// Of every kind of check.
  public func count(_ verdict: Finding.Verdict) -> Int { counts.values.reduce(0) { $0 + ($1[verdict] ?? 0) } }

  /// One line: the sums, then every kind with those that did not hold.
  public var summary: String {
    let total = counts.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    let kinds = counts.sorted { $0.key < $1.key }.map { check, verdicts in
      let rest = Finding.Verdict.allCases.filter { $0 != .holds }.compactMap { verdict in
        verdicts[verdict].map { "\($0) \(Self.word(verdict))" }
      }
      let all = verdicts.values.reduce(0, +)
      return "\(check) \(all)" + (rest.isEmpty ? "" : " (\(rest.joined(separator: ", ")))")
    }
    let sums = Finding.Verdict.allCases.map { "\(count($0)) \(Self.word($0))" }.joined(separator: ", ")
    return "\(total) relations tested: \(sums)" + (kinds.isEmpty ? "" : "; \(kinds.joined(separator: ", "))")
  }

  private static func word(_ verdict: Finding.Verdict) -> String {
    switch verdict {
    case .holds: "held"
    case .fails: "failed"
    case .tension: "in tension"
    case .undecided: "undecided"
    }
  }
}
