import NewsText

/// Nouns of one kind by how they end: 甲镇、乙镇、丙镇 before 三个镇.
struct LikeNouns {
  let units: [UInt16]
  let rules: EnumerationRules

  /// What a count may count, as the stretch of its first few units: 集镇, 乡镇.
  func nouns(of count: AnnouncedCount, limit: Int) -> Span {
    if let noun = count.head ?? count.noun { return noun }
    return noun(from: count.span.end, limit: limit)
  }

  /// The few units behind a count and its classifier.
  func noun(from start: Int, limit: Int) -> Span {
    var end = start
    while end < limit, end < start + 3, ListFinder.isHan(units[end]) { end += 1 }
    return Span(start, end)
  }

  /// Whether all items end in one word, and the noun that is counted holds it.
  func share(_ items: [Span], with noun: Span) -> Bool {
    guard let last = items.last, items.count >= 2, !noun.isEmpty else { return false }
    let end = units[last.end - 1]
    guard ListFinder.isHan(end), items.allSatisfy({ $0.count >= 2 && units[$0.end - 1] == end }) else { return false }
    for at in noun.range where units[at] == end {
      // 三个村民小组 counts no villages.
      return rules.end(.derived, units, at: at, limit: units.count) == nil
    }
    return false
  }
}
