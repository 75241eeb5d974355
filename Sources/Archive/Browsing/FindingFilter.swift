import GRDB

/// Which findings a reader wants to see. What is empty leaves nothing out.
public struct FindingFilter: Sendable, Equatable {
  /// Which verdicts are listed.
  public enum Verdict: String, Sendable, CaseIterable {
    case open = ""
    case fails, tension, undecided, holds, all
  }
  /// Which decisions are listed.
  public enum Status: String, Sendable, CaseIterable {
    case any = ""
    case undecided = "open"
    case confirmed, dismissed, noted
  }
  /// Whether members stand in one article or in several.
  public enum Reach: String, Sendable, CaseIterable {
    case any = ""
    case text, articles
  }

  /// Which verdicts are listed.
  public var verdict = Verdict.open
  /// Id of a check; empty for any.
  public var check = ""
  /// Name of a district, or how it begins.
  public var district = ""
  /// Id of an activity; empty for any.
  public var activity = ""
  /// First and last date, ISO 8601, as far as they matter: `2023`, `2023-06`.
  public var from = ""
  /// Last date, ISO 8601; empty for any.
  public var to = ""
  /// A part of the name of the document.
  public var source = ""
  /// Which decisions are listed.
  public var status = Status.any
  /// Whether within a text or between articles.
  public var reach = Reach.any

  /// The findings that are open.
  public init() {}
}

extension FindingFilter {
  /// Places of the verdicts in the order of lists.
  var ranks: [Int] {
    switch verdict {
    case .open: [0, 1]
    case .fails: [0]
    case .tension: [1]
    case .undecided: [2]
    case .holds: [3]
    case .all: [0, 1, 2, 3]
    }
  }

  /// All but the verdict.
  func conditions(_ db: Database) throws -> Conditions {
    var conditions = Conditions(table: "finding")
    if !check.isEmpty { conditions.add("finding.check_name = ?", [check]) }
    try conditions.add(district: district, db)
    if !activity.isEmpty { conditions.add("finding.activity = ?", [activity]) }
    try conditions.add(from: from, to: to, column: "date", db)
    try conditions.add(source: source, article: "finding.article_id", db)
    switch reach {
    case .any: break
    case .text: conditions.add("NOT finding.is_cross")
    case .articles: conditions.add("finding.is_cross")
    }
    switch status {
    case .any: break
    case .undecided:
      conditions.add("NOT EXISTS (SELECT 1 FROM decision WHERE decision.key = finding.key AND status != '')")
    case .confirmed, .dismissed: try conditions.add(decision: "decision.status = ?", [status.rawValue], db)
    case .noted: try conditions.add(decision: "decision.note != ?", [""], db)
    }
    return conditions
  }
}
