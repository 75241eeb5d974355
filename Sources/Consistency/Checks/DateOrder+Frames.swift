import Extraction
import Foundation
import NewsText

/// A frame told in two places: 自5月6日启动…至5月25日结束.
extension DateOrder {
  func opens(_ mention: Mention, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.ending("opens", ledger.units, at: mention.span.start, from: max(0, mention.span.start - 3)) != nil
      || relation.starting("behind", ledger.units, at: mention.span.end, limit: ledger.units.count) != nil
      || endsClause("behind", mention, ledger, relation)
  }

  /// Whether nothing but a place stands between a date and the word that ends its clause: 6月3日在县文化馆开幕.
  private func endsClause(
    _ key: WordKey, _ mention: Mention, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    let limit = min(ledger.units.count, mention.span.end + Self.longestPlace)
    guard let at = relation.starting("at", ledger.units, at: mention.span.end, limit: limit),
      let end = ledger.units[at.end..<limit].firstIndex(where: { LedgerMark.of($0) != nil }),
      LedgerMark.of(ledger.units[end]) ?? .pause > .pause
    else { return false }
    return relation.ending(key, ledger.units, at: end, from: at.end) != nil
  }

  private static let longestPlace = 20

  func closes(_ mention: Mention, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard
      relation.ending("closes", ledger.units, at: mention.span.start, from: max(0, mention.span.start - 4)) != nil
        || relation.starting("ends", ledger.units, at: mention.span.end, limit: ledger.units.count) != nil
        || endsClause("ends", mention, ledger, relation)
    else { return false }
    // 10月1日开赛,报名截至9月20日: what ends is something else.
    let before = ledger.units[..<mention.span.start].lastIndex { LedgerMark.of($0) != nil } ?? 0
    let behind = ledger.units[mention.span.end...].firstIndex { LedgerMark.of($0) != nil } ?? ledger.units.count
    return !relation.holds("silent", ledger.units, in: Span(before, behind))
  }

  func order(
    _ start: DatedMention, _ from: CalendarDate, _ end: DatedMention, _ to: CalendarDate, _ article: Int,
    _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    // Winters run over the turn of the year: without years only days near each other are out of order.
    guard from.exists, to.exists, (start.openDay == nil) == (end.openDay == nil),
      to >= from || (start.statesYear && end.statesYear)
        || (start.statesYear == end.statesYear && from.number - to.number <= Self.soon)
    else { return nil }
    let holds = to >= from
    let (a, b) = (ledger.text(start.mention.span), ledger.text(end.mention.span))
    return Finding(
      check: Self.id, verdict: holds ? .holds : .fails, severity: relation.severity,
      members: [start.mention.span, end.mention.span], article: article,
      message: .init(
        "起于\(a)，止于\(b)" + (holds ? "" : "：止日早于起日"), "from \(a) to \(b)" + (holds ? "" : ": ends before it begins")),
      rule: relation.reference)
  }
}
