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
  /// Whether the unit is itself the object, for each pattern.
  private let takesUnit: [Bool]
  /// The patterns a figure of a unit may have, one bit each; of units that no pattern names under "".
  private let allowed: [String: [UInt64]]
  private let general: [UInt64]

  init(patterns: [Pattern]) {
    self.patterns = patterns
    sequences = patterns.map { ElementSequence($0.elements) }
    takesUnit = patterns.map(\.takesUnit)
    func bits(_ isAllowed: (Pattern) -> Bool) -> [UInt64] {
      var words = [UInt64](repeating: 0, count: (patterns.count + 63) / 64)
      for (index, pattern) in patterns.enumerated() where isAllowed(pattern) { words[index / 64] |= 1 << (index % 64) }
      return words
    }
    general = bits(\.units.isEmpty)
    var allowed: [String: [UInt64]] = [:]
    for unit in Set(patterns.flatMap(\.units)) {
      allowed[unit] = bits { $0.units.isEmpty || $0.units.contains(unit) }
    }
    self.allowed = allowed
  }

  /// How far to the left of the figure a match may start, in items.
  static let reach = 40

  private static let hard: ClassSet = {
    typealias Class = ItemClasses.Structural
    return Class.semicolon.bit | Class.stop.bit
  }()

  /// The best match for the figure at `value`. Complexity: bounded for each figure, whatever the length of the row.
  ///
  /// - Parameter unit: the unit of the figure, simplified.
  func best(_ items: [Item], value: Int, unit: String) -> Match? {
    var best: Match?
    forEachMatch(items, value: value, unit: unit) { match in
      if let held = best, !beats(match, held) { return }
      best = match
    }
    return best
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
  private func forEachMatch(_ items: [Item], value: Int, unit: String, _ body: (Match) -> Void) {
    guard !sequences.isEmpty else { return }
    var low = value
    var before: ClassSet = 0
    while low > 0, value - low < Self.reach, items[low - 1].classes & Self.hard == 0 {
      low -= 1
      before |= items[low].classes
    }
    var behind: ClassSet = 0
    for item in items[(value + 1)...] { behind |= item.classes }
    let figure = items[value].classes
    let bits = allowed.isEmpty ? general : allowed[unit] ?? general
    items.withUnsafeBufferPointer { items in
      for word in bits.indices {
        var left = bits[word]
        while left != 0 {
          let index = word * 64 + left.trailingZeroBitCount
          left &= left - 1
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
