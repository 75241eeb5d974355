import NewsText

/// Finds the pattern that fits a figure best.
///
/// A match fills roles; the one that fills most wins, then the longest, then the first in file order.
struct PatternMatcher: Sendable {
  struct Match: Sendable {
    var pattern: Int
    var start: Int
    var end: Int
    /// Item ranges of the roles, nil where the pattern did not fill one.
    var action: Range<Int>?
    var object: Range<Int>?

    var roles: Int { (action == nil ? 0 : 1) + (object == nil ? 0 : 1) }
  }

  let patterns: [Pattern]
  private let sequences: [ElementSequence]
  /// The patterns in the order in which they are tried: those that may fill most roles first, of these the longest.
  private let order: [Int]
  /// Knows the patterns by their places in this order.
  private let filter: PatternFilter
  /// Whether the unit is itself the object, for each pattern.
  private let takesUnit: [Bool]
  /// The most roles that a match of each pattern fills.
  private let mostRoles: [Int]
  /// The most items that a match of each pattern takes.
  private let longest: [Int]
  /// The units that patterns name, each with its index in `allowed`.
  private var units = TermTable()
  /// The patterns a figure of each unit may have, by their places in the order; first those of all other units.
  private var allowed: [PatternFilter.Bits]

  init(patterns: [Pattern]) {
    self.patterns = patterns
    sequences = patterns.map { ElementSequence($0.elements) }
    takesUnit = patterns.map(\.takesUnit)
    let most = patterns.map { pattern in
      let roles: [Pattern.Role] = [.action, .object]
      return roles.count { role in pattern.elements.contains { $0.role == role } } + (pattern.takesUnit ? 1 : 0)
    }
    mostRoles = most
    let longest = sequences.map(\.longestMatch)
    self.longest = longest
    // A long match leaves the shorter ones untried.
    let order = patterns.indices.sorted { (most[$1], longest[$1], $0) < (most[$0], longest[$0], $1) }
    self.order = order
    filter = PatternFilter(order.map { patterns[$0] })
    for unit in patterns.flatMap(\.units) { units.insert(unit, Int32(units.count)) }
    allowed = [PatternFilter.Bits](repeating: 0, count: filter.words * (units.count + 1))
    for (place, pattern) in order.enumerated() {
      let (word, bit) = place.quotientAndRemainder(dividingBy: PatternFilter.Bits.bitWidth)
      let own = Set(patterns[pattern].units.compactMap(units.value)).map { Int($0) + 1 }
      for unit in patterns[pattern].units.isEmpty ? Array(0...units.count) : own {
        allowed[unit * filter.words + word] |= 1 << PatternFilter.Bits(bit)
      }
    }
  }

  /// Memory for looking at rows; of one thread.
  func rowBits() -> RowBits { RowBits(masks: filter.masks, words: filter.words) }

  /// How far to the left of the figure a match may start, in items.
  static let reach = 40

  private static let hard: ClassSet = {
    typealias Class = ItemClasses.Structural
    return Class.semicolon.bit | Class.stop.bit
  }()

  /// The best match for the figure at `value`. Complexity: bounded for each figure, whatever the length of the row.
  ///
  /// - Parameters:
  ///   - unit: the unit of the figure, simplified.
  ///   - row: what was started with these items.
  func best(_ items: [Item], value: Int, unit: String, _ row: RowBits) -> Match? {
    guard row.isUsable else {
      var best: Match?
      forEachMatch(items, value: value, unit: unit) { match in
        if let held = best, !beats(match, held) { return }
        best = match
      }
      return best
    }
    return sequences.withUnsafeBufferPointer { sequences in
      items.withUnsafeBufferPointer { items in
        guard let reachable = reachable(items, value, unit, row) else { return nil }
        var best: Match?
        var most = 0
        for word in 0..<filter.words {
          var left = row.candidates[word]
          while left != 0 {
            let place = word &* PatternFilter.Bits.bitWidth &+ left.trailingZeroBitCount
            left &= left &- 1
            let index = order[place]
            // None of those that are left fills as many roles.
            if mostRoles[index] < most { return best }
            if let best, mostRoles[index] == most, isBeaten(index, longest[index], best) { continue }
            var (starts, end) = filter.reach(place, value: value, row)
            starts &= reachable
            while starts != 0 {
              let start = starts.trailingZeroBitCount
              starts &= starts &- 1
              if let best, mostRoles[index] == most, isBeaten(index, end - start, best) { break }
              guard let state = sequences[index].match(items, at: start, value: value) else { continue }
              let match = Match(
                pattern: index, start: start, end: state.end, action: state.range(of: .action),
                object: state.range(of: .object))
              if let held = best, !wins(match, held) { continue }
              best = match
              most = roles(match)
            }
          }
        }
        return best
      }
    }
  }

  /// Whether a match of a pattern that fills no more roles than the best and takes at most so many items loses.
  @inline(__always)
  private func isBeaten(_ pattern: Int, _ length: Int, _ best: Match) -> Bool {
    length < best.end - best.start || length == best.end - best.start && pattern >= best.pattern
  }

  /// The places at which a match may start, with the candidates left in the memory of the row; nil when there are none.
  @inline(__always)
  private func reachable(
    _ items: UnsafeBufferPointer<Item>, _ value: Int, _ unit: String, _ row: RowBits
  ) -> RowBits.Places? {
    guard filter.words > 0 else { return nil }
    let first = unitNumber(unit) * filter.words
    for word in 0..<filter.words { row.candidates[word] = allowed[first + word] }
    let low = Self.low(items, value)
    var before: ClassSet = 0
    for at in low..<value { before |= items[at].classes }
    guard filter.candidates(before, items[value].classes, row.classes(behind: value), from: row.candidates) else {
      return nil
    }
    row.fill(items)
    return ~0 << RowBits.Places(low)
  }

  /// The best match for the figure at `value`, for one figure of a row alone.
  func best(_ items: [Item], value: Int, unit: String) -> Match? {
    let row = rowBits()
    row.start(items)
    return best(items, value: value, unit: unit, row)
  }

  /// Whether any pattern matches the figure at `value`.
  func matches(_ items: [Item], value: Int, unit: String, _ row: RowBits) -> Bool {
    guard row.isUsable else { return best(items, value: value, unit: unit, row) != nil }
    return items.withUnsafeBufferPointer { items in
      guard let reachable = reachable(items, value, unit, row) else { return false }
      for word in 0..<filter.words {
        var left = row.candidates[word]
        while left != 0 {
          let place = word &* PatternFilter.Bits.bitWidth &+ left.trailingZeroBitCount
          left &= left &- 1
          var starts = filter.reach(place, value: value, row).starts & reachable
          while starts != 0 {
            let start = starts.trailingZeroBitCount
            starts &= starts &- 1
            if sequences[order[place]].match(items, at: start, value: value) != nil { return true }
          }
        }
      }
      return false
    }
  }

  /// The place of a unit in `allowed`.
  private func unitNumber(_ unit: String) -> Int {
    units.count == 0 ? 0 : units.value(unit).map { Int($0) + 1 } ?? 0
  }

  /// The patterns a figure of a unit may have, in the order of their files.
  private func patterns(of unit: String) -> [Int] {
    let first = unitNumber(unit) * filter.words
    return order.indices.filter { place in
      let (word, bit) = place.quotientAndRemainder(dividingBy: PatternFilter.Bits.bitWidth)
      return allowed[first + word] >> PatternFilter.Bits(bit) & 1 == 1
    }.map { order[$0] }.sorted()
  }

  /// The first item at which a match may start.
  @inline(__always)
  private static func low(_ items: UnsafeBufferPointer<Item>, _ value: Int) -> Int {
    var low = value
    let hard = hard
    while low > 0, value - low < reach, items[low - 1].classes & hard == 0 { low -= 1 }
    return low
  }

  /// Whether a match is better than another, or as good and of an earlier pattern.
  private func wins(_ a: Match, _ b: Match) -> Bool {
    beats(a, b) || a.pattern < b.pattern && !beats(b, a)
  }

  /// The best match of each pattern, the best of all first.
  func ranking(_ items: [Item], value: Int, unit: String) -> [Match] {
    var best: [Int: Match] = [:]
    forEachMatch(items, value: value, unit: unit) { match in
      if let held = best[match.pattern], !beats(match, held) { return }
      best[match.pattern] = match
    }
    return best.values.sorted { beats($0, $1) || (!beats($1, $0) && $0.pattern < $1.pattern) }
  }

  /// A pattern whose object is the unit fills that role with the figure itself.
  private func beats(_ a: Match, _ b: Match) -> Bool {
    let (first, second) = (roles(a), roles(b))
    return first != second ? first > second : a.end - a.start > b.end - b.start
  }

  private func roles(_ match: Match) -> Int { match.roles + (takesUnit[match.pattern] ? 1 : 0) }

  /// Every match, in the order of the patterns, of one pattern the longest first.
  ///
  /// Note [What need not be tried]: most patterns ask for a class that no item before or behind the figure has, and of
  /// most it is known how many items may stand before the figure. Neither changes what is found.
  @inline(__always)
  private func forEachMatch(_ items: [Item], value: Int, unit: String, _ body: (Match) -> Void) {
    guard !sequences.isEmpty else { return }
    var low = value
    var before: ClassSet = 0
    while low > 0, value - low < Self.reach, items[low - 1].classes & Self.hard == 0 {
      low -= 1
      before |= items[low].classes
    }
    let patterns = self.patterns(of: unit)
    items.withUnsafeBufferPointer { items in
      sequences.withUnsafeBufferPointer { sequences in
        var behind: ClassSet = 0
        for at in (value + 1)..<items.count { behind |= items[at].classes }
        let figure = items[value].classes
        for index in patterns {
          sequences[index].forEachMatch(items, from: low, value: value, before, figure, behind) { start, state in
            body(
              Match(
                pattern: index, start: start, end: state.end, action: state.range(of: .action),
                object: state.range(of: .object)))
          }
        }
      }
    }
  }
}
