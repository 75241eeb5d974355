import NewsText

/// Which part a figure has in a comparison of two times, by the words that lead to it.
struct Change {
  enum Role {
    /// Nothing is said of another time.
    case plain
    /// The value of an earlier time (去年同期43件).
    case earlier
    /// Where a change starts (由43件).
    case from
    /// The value after the change (增加到60件).
    case to
    /// The change itself (增加17件, 增长39.5%, -6.65%).
    case change
    /// A mean, no total (日均1235件).
    case mean
  }
  /// Against what a change is meant.
  enum Base { case unsaid, year, period, other }

  var role = Role.plain
  /// 1 up, -1 down, 0 unsaid.
  var direction = 0
  var base = Base.unsaid
  /// Whether it is what something is compared with (比去年同期的43件).
  var isCompared = false
  /// Whether it shares its word of change with other figures (分别增长5%、8%).
  var isShared = false
  /// `times` or `doublings` where the change is counted in such.
  var unit: ChangeWords.Role?
  /// Whether it says how many times as much there is, not how much was added (增至3倍).
  var isMultiple = false
  /// The words between the mark before and the words of change: what the change is of, when it is said anew.
  var prefix: Span

  /// The parts of all figures of a text. Complexity: linear in the figures.
  static func all(in ledger: Ledger, words: ChangeWords) -> [Change] {
    var changes: [Change] = []
    changes.reserveCapacity(ledger.figures.count)
    for (index, figure) in ledger.figures.enumerated() {
      var change = Change(index, in: ledger, words: words)
      if figure.lead.isEmpty, figure.before == .pause || figure.before == .figure, let before = changes.last {
        change.join(before)
      }
      if change.role == .plain, change.direction != 0, figure.kind == .count, changes.last?.role == .from,
        ledger.figures[index - 1].unitClass == figure.unitClass, ledger.figures[index - 1].sentence == figure.sentence
      {
        // 从9个精简为4个
        change.role = .to
      }
      if change.unit == .times, change.role == .plain, figure.before == .figure, index > 0,
        words.areFillers(ledger.units, figure.lead),
        changes[index - 1].role == .plain || changes[index - 1].role == .earlier
      {
        // 是去年15万人次的3倍: as many times what stands right before.
        changes[index - 1].role = .earlier
        (change.role, change.isMultiple, change.direction) = (.change, true, 1)
      }
      changes.append(change)
    }
    return changes
  }

  /// Reads the words between the figure before and this one. Complexity: linear in `longestGap`.
  init(_ index: Int, in ledger: Ledger, words: ChangeWords) {
    let figure = ledger.figures[index]
    let sentence = ledger.sentence(of: figure)
    let floor =
      index > 0 && ledger.figures[index - 1].sentence == figure.sentence
      ? ledger.figures[index - 1].span.end : sentence.span.start
    let gap = Span(max(floor, figure.span.start - Self.longestGap), figure.span.start)
    let found = words.words(ledger.units, in: gap)
    prefix = Span(figure.lead.start, figure.lead.end)
    unit = figure.kind == .count ? nil : words.unit(ledger.unit(figure))
    read(found, figure, ledger)
    if let first = found.first(where: { $0.span.start >= figure.lead.start && Self.opensComparison($0.role) }) {
      prefix = Span(figure.lead.start, first.span.start)
    }
    if role == .plain, words.word(ledger.units, at: figure.tail.start, limit: figure.tail.end) == .against {
      role = .earlier
    }
    base = Self.base(found)
    isCompared = role == .earlier && found.contains { $0.role == .compare && $0.span.start >= figure.lead.start }
    isShared = found.contains { $0.role == .spread }
  }

  /// Reads the words before a figure that has none of its own for another time: it shares those of the figure to which
  /// it is joined by 、 or directly (去年同期212笔、2968万元).
  mutating func join(_ other: Change) {
    if role == .plain, other.role == .earlier || other.role == .from { role = other.role }
  }

  private mutating func read(_ found: [ChangeWords.Word], _ figure: Figure, _ ledger: Ledger) {
    let isRatio = unit != nil
    // The words that stand right before the figure, the nearest first.
    var place = figure.span.start
    var hasTo = false
    var hasReach = false
    var last = found.count - 1
    chain: while last >= 0, found[last].span.end == place {
      switch found[last].role {
      case .filler: break
      case .reach: hasReach = true
      case .to: hasTo = true
      case .up, .down:
        direction = found[last].role == .up ? 1 : -1
        place = found[last].span.start
        break chain
      case .yearAgo, .periodAgo, .earlier, .now:
        // 降到去年的187起: the time is that of what it came to.
        guard last > 0, found[last - 1].role == .to, found[last - 1].span.end == found[last].span.start else {
          break chain
        }
      default: break chain
      }
      place = found[last].span.start
      last -= 1
    }
    if direction == 0, last >= 0, found[last].role == .up || found[last].role == .down, found[last].span.count == 1,
      found[last].span.end + 1 == place, found[last].span.start >= figure.lead.start
    {
      // 多签529人, 多招了95人: more, with the verb between.
      direction = found[last].role == .up ? 1 : -1
      role = .change
    } else if direction != 0 {
      if hasTo && isRatio {
        (role, isMultiple) = (.change, true)
      } else if hasTo {
        role = .to
      } else if !hasReach || figure.kind != .count {
        role = .change
      }
    } else if unit == .doublings {
      (role, direction) = (.change, 1)
    } else if hasTo || hasReach, place <= figure.lead.start || startsWithTo(found, figure) {
      role = .to
    } else if isStart(found, figure) {
      role = .from
    } else if let past = found.lastIndex(where: { Self.isPast($0.role) }), isPast(found, past, figure, ledger) {
      role = isRatio ? .change : .earlier
      isMultiple = isRatio
      direction = isRatio ? 1 : 0
    } else if figure.kind == .percent, Self.isSign(ledger.units[figure.span.start]) {
      role = .change
      direction = figure.amount.value < 0 ? -1 : 1
    }
    if found.contains(where: { $0.role == .mean && $0.span.start >= figure.lead.start }), role == .plain {
      role = .mean
    }
    if role == .change, figure.amount.value < 0 { direction = -1 }
  }

  /// Whether a time leads to what was reached at it: 到6月末达287.7亿元.
  private func startsWithTo(_ found: [ChangeWords.Word], _ figure: Figure) -> Bool {
    found.contains { $0.role == .to && $0.span.start == figure.lead.start }
  }

  /// Whether 由 or 从 leads to the figure, and no change of its own.
  private func isStart(_ found: [ChangeWords.Word], _ figure: Figure) -> Bool {
    guard let start = found.lastIndex(where: { $0.role == .from }), found[start].span.start >= figure.lead.start else {
      return false
    }
    return !found[(start + 1)...].contains { $0.role == .up || $0.role == .down }
  }

  /// Whether a word of an earlier time speaks of the figure: it leads to it, or stands before the comma of its clause.
  private func isPast(_ found: [ChangeWords.Word], _ past: Int, _ figure: Figure, _ ledger: Ledger) -> Bool {
    let later = found[(past + 1)...]
    if found[past].role == .samePeriod || found[past].role == .sameYear {
      // 环比7月的198件: what it is compared with stands behind.
      return found[past].span.start >= figure.lead.start && later.last?.role == .filler
        && later.last?.span.end == figure.span.start && !later.contains { $0.role == .up || $0.role == .down }
    }
    if later.contains(where: { [.up, .down, .now, .sameYear, .samePeriod].contains($0.role) }) { return false }
    let word = found[past].span
    if word.start >= figure.lead.start { return true }
    if found[past].role == .compare { return false }
    guard LedgerMark.of(ledger.units[word.end]) == .comma else { return false }
    return !ledger.units[word.end..<figure.lead.start].contains { LedgerMark.of($0).map { $0 > .comma } ?? false }
  }

  private static func isPast(_ role: ChangeWords.Role) -> Bool {
    [.yearAgo, .periodAgo, .earlier, .compare, .sameYear, .samePeriod].contains(role)
  }

  private static func opensComparison(_ role: ChangeWords.Role) -> Bool {
    switch role {
    case .up, .down, .compare, .against, .now, .yearAgo, .periodAgo, .earlier, .sameYear, .samePeriod, .from, .spread,
      .filler:
      true
    default: false
    }
  }

  private static func base(_ found: [ChangeWords.Word]) -> Base {
    for word in found.reversed() {
      switch word.role {
      case .sameYear, .yearAgo: return .year
      case .samePeriod, .periodAgo: return .period
      case .earlier, .compare: return .other
      default: continue
      }
    }
    return .unsaid
  }

  private static func isSign(_ unit: UInt16) -> Bool {
    unit == 0x2B || unit == 0x2D || unit == 0x2212 || unit == 0xFF0B || unit == 0xFF0D
  }

  /// How many units before a figure are read.
  private static let longestGap = 40
}
