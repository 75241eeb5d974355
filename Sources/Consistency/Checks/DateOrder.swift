import Extraction
import Foundation
import NewsText
import RuleFiles

/// What is reported happened before the page appeared, a span ends after it begins, and it lasts as long as is said.
struct DateOrder: Check {
  static let id = "date-order"
  let rules: CheckRules
  private let issue: CheckRules.Relation?
  private let span: CheckRules.Relation?
  private let frame: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["past", "future", "opens", "closes", "lasts", "day", "week", "month", "to"], rules: &folder)
    issue = rules.relation("before-the-issue", &folder)
    span = rules.relation("duration", &folder)
    frame = rules.relation("from-to", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    var found: [Finding] = []
    let page = ledger.document.page
    let issues = issueDates(ledger)
    var opening: (date: DatedMention, paragraph: Int)?
    let mentions = ledger.document.mentions
    for (index, mention) in mentions.enumerated() where mention.kind == .date {
      guard let date = DatedMention(mention, ledger), let first = date.first,
        let sentence = page.sentenceIndex(at: mention.span.start)
      else { continue }
      let inside = page.sentences[sentence]
      if let issue, inside.article < issues.count, let published = issues[inside.article],
        let made = beforeIssue(date, published, inside, ledger, issue)
      {
        found.append(made)
      }
      if let span { found += spans(date, index, inside, ledger, span) }
      guard let frame else { continue }
      if date.last == nil, opens(mention, ledger, frame) {
        opening = (date, inside.paragraph)
      } else if let start = opening, start.paragraph == inside.paragraph, closes(mention, ledger, frame),
        let from = start.date.first
      {
        if var made = order(start.date, from, date, date.last ?? first, inside.article, ledger, frame) {
          // 10月1日起…至10月31日，1个月…
          if let span, index + 1 < mentions.count, mentions[index + 1].span.start - mention.span.end <= 4,
            let lasting = duration(
              mentions[index + 1], from, date.last ?? first, made.members, inside, ledger, span),
            lasting.verdict == .holds
          {
            made.members = lasting.members
          }
          found.append(made)
        }
        opening = nil
      }
    }
    return found
  }

  // MARK: - The issue

  /// The date each article appeared, with the place where the page says so.
  private func issueDates(_ ledger: Ledger) -> [(day: CalendarDate, span: Span)?] {
    var places: [String: Span] = [:]
    for mention in ledger.document.mentions where mention.kind == .date {
      if case .date(let iso) = mention.value, places[iso] == nil, let date = DatedMention(mention, ledger),
        date.statesYear
      {
        places[iso] = mention.span
      }
    }
    return ledger.document.published.map { iso in
      guard let iso, let day = CalendarDate(iso), day.exists, let span = places[iso] else { return nil }
      return (day, span)
    }
  }

  private func beforeIssue(
    _ date: DatedMention, _ issue: (day: CalendarDate, span: Span), _ sentence: Sentence, _ ledger: Ledger,
    _ relation: CheckRules.Relation
  ) -> Finding? {
    guard let event = date.last ?? date.first, event.exists, date.mention.span != issue.span,
      sentence.role == .body || sentence.role == .caption
    else { return nil }
    let text = "\(ledger.text(date.mention.span))"
    var finding = Finding(
      check: Self.id, verdict: .holds, severity: relation.severity, members: [date.mention.span, issue.span],
      article: sentence.article,
      message: .init(
        "\(text)不晚于见报日\(issue.day.text)", "\(text) is not after the issue of \(issue.day.text)"),
      rule: relation.reference)
    if event <= issue.day { return finding }
    guard event.number - issue.day.number <= Self.soon, !relation.holds("future", ledger.units, in: sentence.span),
      relation.holds("past", ledger.units, in: clause(date.mention.span, sentence))
    else { return nil }
    finding.verdict = .fails
    finding.message = .init(
      "\(text)晚于见报日\(issue.day.text)", "\(text) is after the issue of \(issue.day.text)")
    return finding
  }

  private func clause(_ span: Span, _ sentence: Sentence) -> Span {
    let at = sentence.clauses.lastIndex { $0.start <= span.start } ?? 0
    guard !sentence.clauses.isEmpty else { return sentence.span }
    return Span(sentence.clauses[at].start, sentence.clauses[min(at + 1, sentence.clauses.count - 1)].end)
  }

  // MARK: - Spans

  private func spans(
    _ date: DatedMention, _ index: Int, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> [Finding] {
    let mentions = ledger.document.mentions
    guard let from = date.first else { return [] }
    var members = parts(date.mention.span, ledger, relation)
    var to = date.last
    var next = index + 1
    if to == nil, next < mentions.count, mentions[next].span.start - date.mention.span.end <= 2,
      relation.starting("to", ledger.units, at: date.mention.span.end, limit: mentions[next].span.start)?.end
        == mentions[next].span.start,
      let end = DatedMention(mentions[next], ledger), end.last == nil
    {
      to = end.first
      members.append(mentions[next].span)
      next += 1
    }
    guard let to, from.exists, to.exists else { return [] }
    if to < from {
      // Winters run over the turn of the year: only days of one month can be out of order.
      guard from.month == to.month, from.year == to.year else { return [] }
      return [
        Finding(
          check: Self.id, verdict: .fails, severity: relation.severity, members: members, article: sentence.article,
          message: .init(
            "\(ledger.text(Span(members[0].start, members[members.count - 1].end)))：止日早于起日",
            "\(ledger.text(Span(members[0].start, members[members.count - 1].end))): ends before it begins"),
          rule: relation.reference)
      ]
    }
    guard next < mentions.count, sentence.span.contains(mentions[next].span), mentions[next].kind == .duration,
      mentions[next].span.start - date.mention.span.end <= Self.near
    else { return [] }
    return duration(mentions[next], from, to, members, sentence, ledger, relation).map { [$0] } ?? []
  }

  /// A range with its two ends: 8月21日至9月15日.
  private func parts(_ span: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Span] {
    guard let cut = relation.first("to", ledger.units, in: Span(min(span.start + 1, span.end), span.end)),
      cut.end < span.end
    else { return [span] }
    return [span, Span(span.start, cut.start), Span(cut.end, span.end)]
  }

  private func duration(
    _ mention: Mention, _ from: CalendarDate, _ to: CalendarDate, _ members: [Span], _ sentence: Sentence,
    _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    guard mention.kind == .duration || mention.measure?.dimension == .duration else { return nil }
    let tail = Span(mention.number.end, mention.span.end)
    let days: Decimal
    if relation.holds("day", ledger.units, in: tail) {
      days = 1
    } else if relation.holds("week", ledger.units, in: tail) {
      days = 7
    } else if relation.holds("month", ledger.units, in: tail) {
      days = 30
    } else {
      return nil
    }
    guard mention.value.number != nil, mention.narrow.low != nil || mention.narrow.high != nil else { return nil }
    let length = to.number - from.number
    let slack: Decimal = days == 30 ? 3 : 0
    let counts = [length + 1, length, length - 1].prefix(days == 1 ? 2 : 3).map { Decimal($0) }
    let allowed = mention.wide.times(days)
    let fits = counts.contains { count in
      (allowed.low.map { count >= $0 - slack } ?? true) && (allowed.high.map { count <= $0 + slack } ?? true)
    }
    let lasts = relation.holds(
      "lasts", ledger.units, in: Span(max(sentence.span.start, mention.span.start - 4), mention.span.start))
    guard fits || (lasts && days == 1) else { return nil }
    let (start, end) = (from.text, to.text)
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity, members: members + [mention.span],
      article: sentence.article, expected: mention.value.number, computed: Decimal(length + 1),
      message: .init(
        "\(start)至\(end)是\(length + 1)天，文中为\(ledger.text(mention.span))",
        "\(start) to \(end) is \(length + 1) days, the text has \(ledger.text(mention.span))"),
      rule: relation.reference)
  }

  // MARK: - 自…截至…

  private func opens(_ mention: Mention, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.ending("opens", ledger.units, at: mention.span.start, from: max(0, mention.span.start - 3)) != nil
      || relation.starting("opens", ledger.units, at: mention.span.end, limit: ledger.units.count) != nil
  }

  private func closes(_ mention: Mention, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.ending("closes", ledger.units, at: mention.span.start, from: max(0, mention.span.start - 4)) != nil
  }

  private func order(
    _ start: DatedMention, _ from: CalendarDate, _ end: DatedMention, _ to: CalendarDate, _ article: Int,
    _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    guard from.exists, to.exists, to >= from || (start.statesYear && end.statesYear) else { return nil }
    let holds = to >= from
    let (a, b) = (ledger.text(start.mention.span), ledger.text(end.mention.span))
    return Finding(
      check: Self.id, verdict: holds ? .holds : .fails, severity: relation.severity,
      members: [start.mention.span, end.mention.span], article: article,
      message: .init(
        "起于\(a)，止于\(b)" + (holds ? "" : "：止日早于起日"), "from \(a) to \(b)" + (holds ? "" : ": ends before it begins")),
      rule: relation.reference)
  }

  /// Days after the issue within which a date is taken for a slip and not for another year.
  private static let soon = 120
  /// How far behind a span its length may stand.
  private static let near = 40
}
