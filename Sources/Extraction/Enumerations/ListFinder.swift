import NewsText

/// Cuts stretches of text into the items of lists.
struct ListFinder {
  let units: [UInt16]
  let rules: EnumerationRules

  struct List {
    var items: [Span]
    /// False when the list ends in 等 or ……
    var closed: Bool
  }

  /// What parts the items of a list.
  struct Marks: OptionSet {
    let rawValue: Int
    /// 、 + and a single —
    static let pause = Marks(rawValue: 1)
    static let comma = Marks(rawValue: 2)
    static let semicolon = Marks(rawValue: 4)
    /// 和 及 以及, behind another mark
    static let joiner = Marks(rawValue: 8)
    static let all: Marks = [.pause, .comma, .semicolon, .joiner]
  }

  /// What the brackets that open at `at` hold; nil where none do.
  func bracket(at open: Int, limit: Int) -> Span? {
    guard open < limit, units[open] == 0x28 || units[open] == 0xFF08 else { return nil }
    var depth = 0
    for at in open..<limit {
      if Self.opens(units[at]) { depth += 1 }
      if Self.closes(units[at]) {
        depth -= 1
        if depth == 0 { return Span(open + 1, at) }
      }
    }
    return nil
  }

  /// From `start` to the end of its clause, or of its sentence.
  func stretch(from start: Int, limit: Int, throughCommas: Bool) -> Span {
    var end = start
    var depth = 0
    while end < limit {
      let unit = units[end]
      if Self.opens(unit) { depth += 1 }
      if Self.closes(unit) {
        if depth == 0 { break }
        depth -= 1
      }
      if depth == 0, Self.stops(unit) || (!throughCommas && isComma(at: end)) { break }
      end += 1
    }
    return Span(start, end)
  }

  /// The clause that ends right before `end`: from the mark before it; nil where that is further than a list is long.
  func clause(before end: Int, from: Int) -> Span? {
    var start = end
    var depth = 0
    while start > from {
      let unit = units[start - 1]
      if Self.closes(unit) { depth += 1 }
      if Self.opens(unit) {
        if depth == 0 { break }
        depth -= 1
      }
      if depth == 0, Self.stops(unit) || isComma(at: start - 1) || Self.isSemicolon(unit) || Self.isColon(unit) {
        break
      }
      start -= 1
      if end - start > Self.longest { return nil }
    }
    return Span(start, end)
  }

  /// The list that ends right before `end` and lies in its clause.
  func preceding(end: Int, from: Int) -> List? {
    guard let clause = clause(before: end, from: from), !clause.isEmpty else { return nil }
    return split(clause, at: .all)
  }

  /// Whether a list has as many items as that when the short clauses before its own are taken for items, too.
  func reaches(_ count: Int, _ list: List, before clause: Span, from: Int) -> Bool {
    var items = list.items.count
    var end = clause.start - 1
    while items < count, end > from, isComma(at: end), let before = self.clause(before: end, from: from),
      before.count <= Self.shortClause
    {
      items += split(before, at: [.pause, .joiner])?.items.count ?? 1
      end = before.start - 1
    }
    return items == count
  }

  /// A clause this short may be a part of a list.
  private static let shortClause = 14

  /// The list inside the quotation that ends right before `end`.
  func quoted(end: Int, from: Int) -> List? {
    guard end > from, Self.closesQuote(units[end - 1]) else { return nil }
    let open = units[end - 1] - 1
    guard let start = units[max(from, end - Self.longest)..<end].lastIndex(of: open) else { return nil }
    return split(Span(start + 1, end - 1), at: .all)
  }

  /// The items that the marks part outside brackets and quotations; “甲”“乙” part by themselves. Nil for fewer than two.
  func split(_ span: Span, at marks: Marks) -> List? {
    var items: [Span] = []
    var start = span.start
    var depth = 0
    let plus = units[span.range].contains { $0 == 0x2B || $0 == 0xFF0B }
    let dash = !plus && !units[span.range].contains(0x3001)
    // What joins ends a list that 、 parts, and stands inside a clause that a semicolon parts.
    var joins = false
    func close(_ end: Int, _ next: Int) {
      if let item = trim(Span(start, end)) { items.append(item) }
      start = next
    }
    var at = span.start
    while at < span.end {
      let unit = units[at]
      if Self.opens(unit) {
        if depth == 0, marks.contains(.pause), at > span.start, Self.closesQuote(units[at - 1]),
          Self.opensQuote(unit)
        {
          close(at, at)
          joins = true
        }
        depth += 1
      } else if Self.closes(unit) {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        if (marks.contains(.pause) && (unit == 0x3001 || unit == 0x2B || unit == 0xFF0B || (dash && isDash(at, span))))
          || (marks.contains(.comma) && isComma(at: at)) || (marks.contains(.semicolon) && Self.isSemicolon(unit))
        {
          close(at, at + 1)
          joins = !Self.isSemicolon(unit)
        } else if marks.contains(.joiner), !plus, joins, !items.isEmpty, at > start,
          let end = rules.end(.joins, units, at: at, limit: span.end), end < span.end
        {
          close(at, end)
          at = end
          continue
        }
      }
      at += 1
    }
    close(span.end, span.end)
    guard items.count >= 2, let last = items.last else { return nil }
    return List(items: items, closed: rules.start(.open, units, end: last.end, from: last.start) == nil)
  }

  /// Whether an item leaves its list open anywhere: 丙等内容.
  func leavesOpen(_ item: Span) -> Bool {
    item.range.dropFirst().contains { rules.end(.open, units, at: $0, limit: item.end) != nil }
  }

  /// Whether a comma stands at a unit, other than one between digits: 1,105.
  func isComma(at unit: Int) -> Bool {
    guard Self.isComma(units[unit]) else { return false }
    return !(unit > 0 && unit + 1 < units.count && Self.isDigit(units[unit - 1]) && Self.isDigit(units[unit + 1]))
  }

  private func isDash(_ at: Int, _ span: Span) -> Bool {
    units[at] == 0x2014 && at > span.start && at + 1 < span.end && units[at - 1] != 0x2014 && units[at + 1] != 0x2014
  }

  private func trim(_ span: Span) -> Span? {
    var (start, end) = (span.start, span.end)
    while start < end, Self.isSpace(units[start]) { start += 1 }
    while end > start, Self.isSpace(units[end - 1]) { end -= 1 }
    return start < end ? Span(start, end) : nil
  }

  /// How far back a list may reach.
  static let longest = 120

  static func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x3000 || unit == 0xA0 }
  static func isComma(_ unit: UInt16) -> Bool { unit == 0x2C || unit == 0xFF0C }
  static func isSemicolon(_ unit: UInt16) -> Bool { unit == 0x3B || unit == 0xFF1B }
  static func isColon(_ unit: UInt16) -> Bool { unit == 0x3A || unit == 0xFF1A }
  static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }
  static func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF }
  /// 。 ！ ？ and the end of a line.
  static func stops(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x3002, 0x0A, 0x21, 0xFF01, 0x3F, 0xFF1F: true
    default: false
    }
  }

  static func opensQuote(_ unit: UInt16) -> Bool {
    unit == 0x201C || unit == 0x2018 || unit == 0x300C || unit == 0x300E
  }

  static func closesQuote(_ unit: UInt16) -> Bool {
    unit == 0x201D || unit == 0x2019 || unit == 0x300D || unit == 0x300F
  }

  static func opens(_ unit: UInt16) -> Bool {
    unit == 0x28 || unit == 0xFF08 || unit == 0x300A || opensQuote(unit)
  }

  static func closes(_ unit: UInt16) -> Bool {
    unit == 0x29 || unit == 0xFF09 || unit == 0x300B || closesQuote(unit)
  }
}
