import NewsText

/// Finds the items of lists around an announced count.
struct ListFinder {
  let units: [UInt16]
  let rules: EnumerationRules

  struct List {
    var items: [Span]
    /// False when the list ends in 等 or ……
    var closed: Bool
  }

  /// The list in the brackets that open at `at`; inner brackets and quotations do not split.
  func bracketed(at open: Int, limit: Int) -> List? {
    guard open < limit, units[open] == 0x28 || units[open] == 0xFF08 else { return nil }
    var depth = 0
    for at in open..<limit {
      if Self.opens(units[at]) { depth += 1 }
      if Self.closes(units[at]) {
        depth -= 1
        if depth == 0 { return split(Span(open + 1, at)) }
      }
    }
    return nil
  }

  /// The list from `start` to the end of its clause or sentence.
  func following(from start: Int, limit: Int) -> List? {
    var end = start
    var depth = 0
    while end < limit {
      let unit = units[end]
      if Self.opens(unit) { depth += 1 }
      if Self.closes(unit) { depth = max(0, depth - 1) }
      if depth == 0, unit == 0x3002 || unit == 0x2C || unit == 0xFF0C || unit == 0x0A { break }
      end += 1
    }
    return split(Span(start, end))
  }

  /// The list that ends right before `end` and lies in its clause, items joined by 、 or +.
  func preceding(end: Int, from: Int) -> List? {
    var start = end
    var depth = 0
    while start > from {
      let unit = units[start - 1]
      if Self.closes(unit) { depth += 1 }
      if Self.opens(unit) { depth = max(0, depth - 1) }
      if depth == 0 {
        switch unit {
        case 0x3002, 0x2C, 0xFF0C, 0xFF1B, 0x3B, 0x0A, 0x3A, 0xFF1A:
          return start < end ? split(Span(start, end)) : nil
        default: break
        }
      }
      start -= 1
      if end - start > 120 { return nil }
    }
    return start < end ? split(Span(start, end)) : nil
  }

  /// The list inside the quotation that ends right before `end`.
  func quoted(end: Int, from: Int) -> List? {
    guard end > from, units[end - 1] == 0x201D, let open = units[from..<end].lastIndex(of: 0x201C) else { return nil }
    return split(Span(open + 1, end - 1))
  }

  /// Items between 、 ； ; + 和 outside brackets; nil for fewer than two.
  func split(_ span: Span) -> List? {
    var items: [Span] = []
    var start = span.start
    var depth = 0
    var plus = false
    for at in span.range where units[at] == 0x2B { plus = true }
    for at in span.range {
      let unit = units[at]
      if Self.opens(unit) { depth += 1 }
      if Self.closes(unit) { depth = max(0, depth - 1) }
      guard depth == 0 else { continue }
      let cuts = unit == 0x3001 || unit == 0xFF1B || unit == 0x3B || unit == 0x2B || unit == 0xFF0C || unit == 0x2C
      if cuts || (unit == 0x548C && !plus && items.count > 0 && at > start) {
        if at > start { items.append(Span(start, at)) }
        start = at + 1
      }
    }
    if start < span.end { items.append(Span(start, span.end)) }
    guard items.count >= 2, let last = items.last else { return nil }
    let closed = rules.start(.open, units, end: last.end, from: last.start) == nil
    return List(items: items, closed: closed)
  }

  static func opens(_ unit: UInt16) -> Bool {
    unit == 0x28 || unit == 0xFF08 || unit == 0x201C || unit == 0x2018 || unit == 0x300A || unit == 0x300C
  }

  static func closes(_ unit: UInt16) -> Bool {
    unit == 0x29 || unit == 0xFF09 || unit == 0x201D || unit == 0x2019 || unit == 0x300B || unit == 0x300D
  }
}
