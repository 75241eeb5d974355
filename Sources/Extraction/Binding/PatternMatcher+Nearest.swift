extension PatternMatcher {
  /// Steps one attempt may take: a bound on backtracking.
  private static let stepsAtMost = 4_000
  /// The classes that end a clause, for `^`.
  private static let clauseEnds: ClassSet = {
    typealias Class = ItemClasses.Structural
    return [Class.comma, .semicolon, .colon, .stop, .space, .mark].reduce(0) { $0 | $1.bit }
  }()

  /// The pattern that comes closest to a figure that none binds: the one that lacks the fewest elements.
  ///
  /// - Complexity: bounded for each figure, as for a match.
  func nearest(_ items: [Item], value: Int, unit: String) -> BindingTrace.Nearest? {
    var best: (missing: Int, progress: Progress, pattern: Pattern)?
    for pattern in patterns where pattern.units.isEmpty || pattern.units.contains(unit) {
      for start in max(0, value - Self.reach)...value {
        var progress = Progress(index: 0, at: start)
        var steps = 0
        advance(pattern.elements, 0, items, start, value, false, &progress, &steps)
        // What took the figure, and gave it nothing, is no help.
        guard progress.index < pattern.elements.count else { continue }
        // A pattern that has not reached the figure is further away than one that has.
        let missing = pattern.elements.count - progress.index + (progress.hasValue ? 0 : pattern.elements.count)
        if best.map({ missing < $0.missing }) ?? true { best = (missing, progress, pattern) }
      }
    }
    guard let best, best.progress.index < best.pattern.written.count else { return nil }
    return BindingTrace.Nearest(
      pattern: best.pattern.id, rule: best.pattern.reference, wants: best.pattern.written[best.progress.index],
      piece: best.progress.at)
  }

  /// How far a pattern came.
  private struct Progress {
    /// Elements that matched, and the item where the next one should.
    var index: Int
    var at: Int
    var hasValue = false
  }

  private func advance(
    _ elements: [Pattern.Element], _ index: Int, _ items: [Item], _ at: Int, _ value: Int, _ seen: Bool,
    _ best: inout Progress, _ steps: inout Int
  ) {
    steps += 1
    guard steps < Self.stepsAtMost else { return }
    if (seen ? 1 : 0, index, at) > (best.hasValue ? 1 : 0, best.index, best.at) {
      best = Progress(index: index, at: at, hasValue: seen)
    }
    guard index < elements.count else { return }
    let element = elements[index]
    func holds(_ at: Int) -> Bool { at < items.count && items[at].classes & element.mask != 0 }
    if element.boundary {
      guard at == 0 || items[at - 1].classes & Self.clauseEnds != 0 else { return }
      return advance(elements, index + 1, items, at, value, seen, &best, &steps)
    }
    if element.positive || element.negative {
      guard holds(at) == element.positive else { return }
      return advance(elements, index + 1, items, at, value, seen, &best, &steps)
    }
    if element.role == .value {
      guard at == value, holds(at) else { return }
      return advance(elements, index + 1, items, at + 1, value, true, &best, &steps)
    }
    var taken = 0
    while taken < element.most, at + taken != value, holds(at + taken) { taken += 1 }
    while taken >= element.least {
      advance(elements, index + 1, items, at + taken, value, seen, &best, &steps)
      taken -= 1
    }
  }
}
