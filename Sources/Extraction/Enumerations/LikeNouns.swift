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

  /// Whether so few items more or fewer than announced stand there that it may be a slip: 田径、游泳共36个小项 are kinds of them.
  static func isNear(_ items: [Span], _ count: Int) -> Bool { abs(items.count - count) <= 2 }

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

  /// Whether what stands before a noun is surely its list: nouns before 方面 and the like, names of persons before 队员,
  /// items of one build.
  func areSurely(_ items: [Span], _ noun: Span, classifier: String) -> Bool {
    guard rules.end(.times, units, at: noun.start, limit: noun.end) == nil,
      rules.end(.derived, units, at: noun.start, limit: units.count) == nil
    else { return false }
    if arePersons(items), rules.has(.persons, classifier) { return true }
    guard items.dropFirst().allSatisfy({ $0.count <= 6 && !hasLink($0) }) else { return false }
    return rules.end(.abstract, units, at: noun.start, limit: noun.end) != nil || areParallel(items)
  }

  /// Whether words that names do not hold stand in an item.
  func hasLink(_ item: Span) -> Bool {
    item.range.contains { rules.end(.links, units, at: $0, limit: item.end) != nil }
  }

  /// Whether all items are names of persons, the first and those before the last behind a title.
  func arePersons(_ items: [Span]) -> Bool {
    guard items.count >= 2, let last = items.last else { return false }
    return rules.isPerson(units, last) && areNamed(items.dropLast())
  }

  /// Whether items end in names of persons: 外科主任徐平.
  func areNamed(_ items: some Collection<Span>) -> Bool {
    items.allSatisfy { item in
      (2...3).contains { item.count >= $0 && rules.isPerson(units, Span(item.end - $0, item.end)) }
    }
  }

  /// Whether three or more short items are of one length and begin or end alike: 供水、供电、供气. The first may have
  /// words before it.
  func areParallel(_ items: [Span]) -> Bool {
    guard items.count >= 3, let length = items.last?.count, (2...5).contains(length),
      items.dropFirst().allSatisfy({ $0.count == length }), items[0].count >= length
    else { return false }
    let own = items.map { Span($0.end - length, $0.end) }
    guard own.allSatisfy({ $0.range.allSatisfy { ListFinder.isHan(units[$0]) } }) else { return false }
    return own.dropFirst().allSatisfy { units[$0.start] == units[own[0].start] }
      || own.dropFirst().allSatisfy { units[$0.end - 1] == units[own[0].end - 1] }
  }

  /// Whether four or more items are of one length, two or three characters: names of one kind (陈厝、后溪、龙山、梅林及石埕).
  func areOfOneLength(_ items: [Span]) -> Bool {
    guard let first = items.first, items.count >= 4, (2...3).contains(first.count) else { return false }
    return items.allSatisfy { $0.count == first.count && $0.range.allSatisfy { ListFinder.isHan(units[$0]) } }
  }

  /// Whether all items end in one character or begin with the same two, so that a joining word among them surely joins
  /// two.
  func areUniform(_ items: [Span]) -> Bool {
    guard let first = items.first, items.count >= 3, first.count >= 2 else { return false }
    let end = units[first.end - 1]
    if ListFinder.isHan(end), items.allSatisfy({ $0.count >= 2 && $0.count <= 14 && units[$0.end - 1] == end }) {
      return true
    }
    return items.allSatisfy { item in
      item.count > 2 && item.count <= 14 && ListFinder.isHan(units[item.start])
        && units[item.start..<(item.start + 2)].elementsEqual(units[first.start..<(first.start + 2)])
    }
  }
}
