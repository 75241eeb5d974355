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

  var patterns: [Pattern]

  /// How far to the left of the figure a match may start, in items.
  static let reach = 40
  /// Steps one attempt may take: a bound on backtracking, far above what sentences need.
  static let budget = 4_000

  /// The classes that end a clause, for `^`.
  private static let boundaries: ClassSet = {
    typealias Class = ItemClasses.Structural
    return [Class.comma, .semicolon, .colon, .stop, .space, .mark].reduce(0) { $0 | $1.bit }
  }()
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

  private func roles(_ match: Match) -> Int { match.roles + (patterns[match.pattern].takesUnit ? 1 : 0) }

  private func forEachMatch(_ items: [Item], value: Int, unit: String, _ body: (Match) -> Void) {
    var low = value
    while low > 0, value - low < Self.reach, items[low - 1].classes & Self.hard == 0 { low -= 1 }
    for (index, pattern) in patterns.enumerated() where pattern.units.isEmpty || pattern.units.contains(unit) {
      for start in low...value {
        if let match = attempt(pattern, index, items, start, value) { body(match) }
      }
    }
  }

  private func attempt(_ pattern: Pattern, _ index: Int, _ items: [Item], _ start: Int, _ value: Int) -> Match? {
    var state = State(match: Match(pattern: index, start: start, end: start), steps: 0)
    return walk(pattern.elements, 0, items, start, value, false, &state) ? state.match : nil
  }

  /// Where a sequence that starts at `start` ends, nil when it does not match there.
  func end(of elements: [Pattern.Element], _ items: [Item], from start: Int) -> Int? {
    var state = State(match: Match(pattern: 0, start: start, end: start), steps: 0)
    return walk(elements, 0, items, start, -1, true, &state) && state.match.end > start ? state.match.end : nil
  }

  private struct State {
    var match: Match
    var steps: Int
  }

  private func walk(
    _ elements: [Pattern.Element], _ index: Int, _ items: [Item], _ at: Int, _ value: Int, _ seen: Bool,
    _ state: inout State
  ) -> Bool {
    state.steps += 1
    guard state.steps < Self.budget else { return false }
    guard index < elements.count else {
      guard seen else { return false }
      state.match.end = at
      return true
    }
    let element = elements[index]
    if element.boundary {
      guard at == 0 || items[at - 1].classes & Self.boundaries != 0 else { return false }
      return walk(elements, index + 1, items, at, value, seen, &state)
    }
    if element.positive {
      guard at < items.count, items[at].classes & element.mask != 0 else { return false }
      return walk(elements, index + 1, items, at, value, seen, &state)
    }
    if element.negative {
      guard at >= items.count || items[at].classes & element.mask == 0 else { return false }
      return walk(elements, index + 1, items, at, value, seen, &state)
    }
    if element.role == .value {
      guard at == value, items[at].classes & element.mask != 0 else { return false }
      return walk(elements, index + 1, items, at + 1, value, true, &state)
    }
    var taken = 0
    // The figure itself is only ever taken by `value:`.
    while taken < element.most, at + taken < items.count, at + taken != value,
      items[at + taken].classes & element.mask != 0
    { taken += 1 }
    while taken >= element.least {
      let held = state.match
      if let role = element.role, taken > 0 { keep(role, at..<(at + taken), &state.match) }
      if walk(elements, index + 1, items, at + taken, value, seen, &state) { return true }
      state.match = held
      taken -= 1
    }
    return false
  }

  private func keep(_ role: Pattern.Role, _ range: Range<Int>, _ match: inout Match) {
    switch role {
    case .value: break
    case .action: match.action = (match.action?.lowerBound ?? range.lowerBound)..<range.upperBound
    case .object: match.object = (match.object?.lowerBound ?? range.lowerBound)..<range.upperBound
    }
  }
}
