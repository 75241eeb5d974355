import GRDB

/// Holds figures of different articles of an archive against each other.
///
/// Note [What is comparable]: figures are compared within one indicator of one district (activity, action, object and unit
/// alike), results with results, and only where both say which time they cover. Whatever is not said is no
/// contradiction. Reprints take no part: they repeat their original.
public struct ArchiveChecker: Sendable {
  let rules: ArchiveCheckRules

  /// A checker with these settings.
  public init(rules: ArchiveCheckRules) { self.rules = rules }

  /// Every relation tested, by check. Complexity: linear but for sorting within indicators.
  ///
  /// - Throws: `ArchiveFailure`.
  public func findings(in store: ArchiveStore) throws -> [ArchiveFinding] {
    try store.access { db in
      let figures = try ArchiveFigure.all(db)
      return crossArticle(figures) + cumulative(figures) + containment(figures) + perUnit(figures) + placeNames(figures)
        + heaping(figures) + (try nearDuplicates(db))
    }
  }

  func finding(
    _ check: String, _ verdict: ArchiveFinding.Verdict, _ chinese: String, _ english: String,
    _ figures: [ArchiveFigure], severity: ArchiveFinding.Severity = .warning
  ) -> ArchiveFinding {
    ArchiveFinding(
      check: check, verdict: verdict, severity: severity, chinese: chinese, english: english,
      members: figures.map(\.member), rule: rules.reference(check))
  }

  /// Whether `small` is at most `large`, as far as intervals and rounding allow.
  func order(_ small: ArchiveFigure, _ large: ArchiveFigure, _ check: String) -> ArchiveFinding.Verdict {
    if small.low <= large.high { return .holds }
    let slack = (small.rounding + large.rounding) + abs(large.high) * rules.number(check, "slack") / 1000
    let isRounded = small.rounding + large.rounding > 0
    return isRounded && small.low - large.high <= slack ? .tension : .fails
  }

  /// The figures by a key, in the order of their first member; figures without key are left out.
  func groups<Key: Hashable>(_ figures: [ArchiveFigure], by key: (ArchiveFigure) -> Key?) -> [[ArchiveFigure]] {
    var order: [Key] = []
    var groups: [Key: [ArchiveFigure]] = [:]
    for figure in figures {
      guard let key = key(figure) else { continue }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(figure)
    }
    return order.compactMap { groups[$0] }.filter { $0.count > 1 }
  }

  /// Whether a figure says enough of what it counts, and where.
  static func isNamed(_ figure: ArchiveFigure) -> Bool {
    !figure.indicator.district.isEmpty && !figure.indicator.object.isEmpty && !figure.indicator.action.isEmpty
  }
}
