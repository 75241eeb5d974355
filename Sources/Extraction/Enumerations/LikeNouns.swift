import NewsText

/// Nouns of one kind by how they end: 甲镇、乙镇、丙镇 before 三个镇.
struct LikeNouns {
  let units: [UInt16]
  let rules: EnumerationRules

  /// What a count counts, as the stretch of its first few units: 示范村, 镇.
  func noun(of count: AnnouncedCount, limit: Int) -> Span {
    if let noun = count.head ?? count.noun { return noun }
    return noun(from: count.span.end, limit: limit)
  }

  /// The few units behind a count and its classifier.
  func noun(from start: Int, limit: Int) -> Span {
    var end = start
    while end < limit, end < start + 5, ListFinder.isHan(units[end]) { end += 1 }
    return Span(start, end)
  }

  /// The words that may be the kind of a noun, longest first: behind 示范 and the like, and not the beginning of another
  /// word (三个村民小组 counts no villages).
  func kinds(_ noun: Span) -> [Span] {
    var start = noun.start
    if let end = rules.end(.modifies, units, at: start, limit: noun.end), end < noun.end { start = end }
    guard start < noun.end, rules.end(.derived, units, at: start, limit: units.count) == nil else { return [] }
    return stride(from: min(3, noun.end - start), to: 0, by: -1).map { Span(start, start + $0) }
  }

  /// Whether all items end in the kind that is counted.
  func share(_ items: [Span], with noun: Span) -> Bool {
    items.count >= 2 && kinds(noun).contains { kind in items.allSatisfy { ends($0, in: kind) } }
  }

  func ends(_ item: Span, in kind: Span) -> Bool {
    item.count > kind.count && units[(item.end - kind.count)..<item.end].elementsEqual(units[kind.range])
  }

  /// Whether short names stand before a noun for bodies of any kind: 司法所、派出所、妇联三家单位.
  func areBodies(_ items: [Span], _ noun: Span) -> Bool {
    guard items.count >= 3, rules.end(.bodies, units, at: noun.start, limit: noun.end) != nil else { return false }
    return items.dropFirst().allSatisfy { item in
      item.count <= 5 && !item.range.contains { rules.end(.links, units, at: $0, limit: item.end) != nil }
    }
  }

  /// Whether all items end in one character, so that a joining word among them surely joins two.
  func areUniform(_ items: [Span]) -> Bool {
    guard let first = items.first, items.count >= 3, first.count >= 2 else { return false }
    let end = units[first.end - 1]
    return ListFinder.isHan(end) && items.allSatisfy { $0.count >= 2 && $0.count <= 14 && units[$0.end - 1] == end }
  }
}
