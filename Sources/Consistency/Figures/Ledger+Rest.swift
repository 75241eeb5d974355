import NewsText

extension Ledger {
  /// How far behind a figure its clause may end for the next to speak of the rest, in UTF-16 units.
  private static let farthestMark = 12

  /// Whether the clause behind a figure begins with a word of `rest` and does not count it: 其余是旧期刊, not 其余18家.
  func leavesRest(behind index: Int, _ relation: CheckRules.Relation) -> Bool {
    let figure = figures[index]
    let end = sentence(of: figure).span.end
    var at = figure.span.end
    while at < end, LedgerMark.of(units[at]) == nil { at += 1 }
    guard at < end, at <= figure.span.end + Self.farthestMark,
      relation.starting("rest", units, at: at + 1, limit: end) != nil
    else { return false }
    var close = at + 1
    while close < end, LedgerMark.of(units[close]) == nil { close += 1 }
    return !mentions(in: Span(at + 1, close)).contains { $0.kind == .quantity || $0.kind == .percent }
  }
}
