import NewsText

/// The numbered items that follow a count: 提出三点要求,一是…,二是…,三是….
struct OrdinalItems {
  let scene: EnumerationReader.Scene
  let rules: EnumerationRules
  private var units: [UInt16] { scene.units }

  init(scene: EnumerationReader.Scene, rules: EnumerationRules) {
    self.scene = scene
    self.rules = rules
  }

  /// How far behind the count its first item may begin.
  private static let gap = 24

  /// Members are the ordinals. Surely meant where they run without gap from the first on, no other count stands between
  /// and the count counts no time.
  func reading() -> ListReading? {
    let count = scene.count
    guard count.quote == nil || count.isSlogan,
      rules.end(.times, units, at: count.span.end, limit: scene.limit) == nil
    else { return nil }
    let limit = scene.article.span.end
    var at = scene.tail
    var first: (end: Int, order: Int, rank: Int)?
    while at < min(limit, scene.tail + Self.gap) {
      if starts(at), let found = rules.ordinal(units, at: at, limit: limit) {
        // (三) behind a count goes on with something else.
        guard found.rank == 0 else { return nil }
        first = found
        break
      }
      if units[at] == 0x0A, at + 1 < limit, units[at + 1] == 0x0A { break }
      at += 1
    }
    guard let first, CountScanner(units: units, rules: rules).counts(in: Span(scene.tail, at)).isEmpty else {
      return nil
    }
    // Items that begin lines go on to the end of the article, others to that of the paragraph.
    let byLine = at > 0 && units[at - 1] == 0x0A
    var items = [Span(at, first.end)]
    let isWorded = rules.end(.worded, units, at: at, limit: limit) != nil
    var isLast = false
    at = first.end
    while at < limit, byLine || units[at] != 0x0A {
      if byLine ? units[at - 1] == 0x0A : starts(at),
        let next = rules.ordinal(units, at: at, limit: limit),
        next.order == first.order || (isWorded && next.rank == items.count)
      {
        if next.rank != items.count { break }
        items.append(Span(at, next.end))
        at = next.end
      } else if isWorded, starts(at), let end = rules.end(.last, units, at: at, limit: limit) {
        // 首先…其次…最后: the last, whatever its number.
        items.append(Span(at, end))
        isLast = true
        break
      } else {
        at += 1
      }
    }
    guard items.count >= 2 else { return nil }
    let fits = items.count == count.count
    return ListReading(
      items: items, fits: fits,
      certain: !fits && abs(items.count - count.count) <= 2
        && (isLast || (!isWorded && !isBroken(at, limit, byLine, first.order)))
    )
  }

  /// Whether an ordinal may start here: behind a mark, or circled.
  private func starts(_ at: Int) -> Bool {
    guard at > 0, units[at - 1] < 0x30 || units[at - 1] > 0x39 else { return at == 0 }
    if (0x2460...0x2473).contains(units[at]) || ListFinder.opens(units[at]) { return true }
    return !ListFinder.isHan(units[at - 1]) && !ListFinder.opens(units[at - 1]) && units[at - 1] != 0x3001
  }

  /// Whether the run ended at an ordinal that does not go on from it: a gap is told by another check.
  private func isBroken(_ at: Int, _ limit: Int, _ byLine: Bool, _ order: Int) -> Bool {
    at < limit && (byLine || units[at] != 0x0A)
  }
}
