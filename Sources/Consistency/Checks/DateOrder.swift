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
  private let shift: CheckRules.Relation?
  private let since: CheckRules.Relation?
  private let listed: CheckRules.Relation?
  private let later: CheckRules.Relation?
  private let service: CheckRules.Relation?
  private let age: CheckRules.Relation?
  private let months: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id,
      keys: [
        "past", "future", "opens", "closes", "lasts", "used", "day", "week", "month", "to", "behind", "ends", "named",
        "weekday", "shifts", "year", "hour", "term", "founds", "anniversary", "leads", "working", "dispatch",
        "aim", "early", "sunday", "surely", "object", "days", "joins", "at", "after", "enters", "leaves", "served",
        "month-again", "from", "within", "silent", "born", "died", "aged",
      ], rules: &folder)
    issue = rules.relation("before-the-issue", &folder)
    span = rules.relation("duration", &folder)
    frame = rules.relation("from-to", &folder)
    shift = rules.relation("early-late", &folder)
    since = rules.relation("anniversary", &folder)
    listed = rules.relation("listed-days", &folder)
    later = rules.relation("days-later", &folder)
    service = rules.relation("service", &folder)
    age = rules.relation("age", &folder)
    months = rules.relation("months", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    var found: [Finding] = []
    let page = ledger.document.page
    let issues = issueDates(ledger)
    var dispatch: (day: CalendarDate, span: Span, article: Int)?
    var opening: (date: DatedMention, paragraph: Int)?
    let mentions = ledger.document.mentions
    for (index, mention) in mentions.enumerated() {
      if mention.kind == .duration {
        if let shift, let made = shifted(index, ledger, shift) { found.append(made) }
        found += [
          listed.flatMap { listedDays(index, ledger, $0) }, later.flatMap { daysLater(index, ledger, $0) },
          service.flatMap { served(index, ledger, $0) },
        ].compactMap { $0 }
      }
      guard mention.kind == .date, let date = DatedMention(mention, ledger), let first = date.first,
        let sentence = page.sentenceIndex(at: mention.span.start)
      else { continue }
      let inside = page.sentences[sentence]
      // 本报5月6日讯: the day of the report itself.
      if let issue, date.last == nil, mention.span.start - page.articles[inside.article].span.start <= Self.head,
        issue.starting("dispatch", ledger.units, at: mention.span.end, limit: ledger.units.count) != nil
      {
        dispatch = (first, mention.span, inside.article)
      }
      let sent = dispatch.flatMap {
        $0.article == inside.article && $0.day.year == first.year ? ($0.day, $0.span) : nil
      }
      if let issue, inside.article < issues.count,
        let published = date.openDay == nil ? issues[inside.article] ?? sent : sent,
        let made = beforeIssue(date, published, inside, ledger, issue)
      {
        found.append(made)
      }
      if let span {
        let lasting = spans(date, index, inside, ledger, span)
        found += lasting
        if let made = hours(index, date, inside, ledger, span) {
          found.append(made)
        } else if lasting.isEmpty, let made = apart(index, date, inside, ledger, span) {
          found.append(made)
        }
      }
      guard let frame else { continue }
      if date.last == nil, opens(mention, ledger, frame), !(opening != nil && closes(mention, ledger, frame)) {
        opening = (date, inside.paragraph)
      } else if let start = opening, start.paragraph == inside.paragraph, closes(mention, ledger, frame),
        let from = start.date.first
      {
        if var made = order(start.date, from, date, date.last ?? first, inside.article, ledger, frame) {
          // 10月1日起…至10月31日，1个月…; 从5月6日启动，到5月25日收官，为期20天
          if let span, index + 1 < mentions.count, inside.span.contains(mentions[index + 1].span),
            mentions[index + 1].span.start - mention.span.end <= Self.close,
            let lasting = duration(mentions[index + 1], from, date.last ?? first, made.members, inside, ledger, span)
          {
            made = lasting
          } else if let span, let told = between(start.date, from, date, made.members, inside, ledger, span) {
            made = told
          } else if let span, let end = date.last ?? date.first, end > from,
            let told = term(start.date, from, end, made.members, inside, ledger, span)
          {
            made = told
          }
          found.append(made)
        }
        opening = nil
      }
    }
    if let since { found += anniversaries(ledger, since) }
    if let shift { found += directions(ledger, shift) }
    if let age { found += ages(ledger, age) }
    if let months { found += longFrames(ledger, months) }
    return found
  }

  // MARK: - The issue

  /// The date each article appeared, with the place where the page says so.
  private func issueDates(_ ledger: Ledger) -> [(day: CalendarDate, span: Span)?] {
    var places: [String: Span] = [:]
    var headed: String?
    // A full date with its day of the week at the head of the page.
    if let issue, let head = ledger.document.mentions.first(where: { $0.kind == .date }),
      case .date(let iso) = head.value,
      head.span.end < Self.head, DatedMention(head, ledger)?.statesYear == true
    {
      var at = head.span.end
      while at < ledger.units.count, ledger.units[at] == 0x20 || ledger.units[at] == 0x3000 { at += 1 }
      if issue.starting("weekday", ledger.units, at: at, limit: ledger.units.count) != nil { headed = iso }
    }
    for mention in ledger.document.mentions where mention.kind == .date {
      if case .date(let iso) = mention.value, places[iso] == nil, let date = DatedMention(mention, ledger),
        date.statesYear
      {
        places[iso] = mention.span
      }
    }
    return ledger.document.published.map { iso in
      guard let iso = iso ?? headed, let day = CalendarDate(iso), day.exists, let span = places[iso] else { return nil }
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
    let isOver =
      relation.ending("surely", ledger.units, at: date.mention.span.start, from: sentence.span.start) != nil
    guard event.number - issue.day.number <= Self.soon, isOver || !isAhead(sentence.span, ledger, relation),
      isOver || relation.holds("past", ledger.units, in: clause(date.mention.span, sentence))
        || leads(date, sentence, ledger, relation)
    else { return nil }
    finding.verdict = .fails
    finding.message = .init(
      "\(text)晚于见报日\(issue.day.text)", "\(text) is after the issue of \(issue.day.text)")
    return finding
  }

  /// Whether a sentence tells of what is to come: 将 may also stand before an object (派出所将三人抓获).
  private func isAhead(_ span: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.all("future", ledger.units, in: span).contains { word in
      relation.ending("object", ledger.units, at: word.end, from: max(span.start, word.end - 5)) == nil
    }
  }

  /// 本报讯 6月28日上午,县政协召开…: the day of a report that its first sentence begins with.
  private func leads(
    _ date: DatedMention, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    let page = ledger.document.page
    let lead = page.articles[sentence.article].sentences.first { page.sentences[$0].role == .body }
    guard lead.map({ page.sentences[$0].span }) == sentence.span, date.last == nil,
      date.mention.span.start - sentence.span.start <= Self.opening,
      let end = sentence.clauses.first(where: { $0.contains(date.mention.span.start) })?.end,
      end - date.mention.span.end <= 6
    else { return false }
    return relation.holds("leads", ledger.units, in: Span(end, sentence.span.end))
  }

  /// How far into its sentence the date of a report may stand, behind 本报讯 and the reporters.
  private static let opening = 40

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
    var front = date.mention.span.start
    if front > 0, ledger.units[front - 1] == 0x28 || ledger.units[front - 1] == 0xFF08 { front -= 1 }
    if relation.ending("named", ledger.units, at: front, from: max(0, front - 4)) != nil,
      to.number - from.number == 6
    {
      return [
        Finding(
          check: Self.id, verdict: .holds, severity: relation.severity, members: members, article: sentence.article,
          expected: 7, computed: 7,
          message: .init("\(from.text)至\(to.text)是7天", "\(from.text) to \(to.text) is 7 days"),
          rule: relation.reference)
      ]
    }
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
    if to > from, let told = term(date, from, to, members, sentence, ledger, relation) { return [told] }
    let lengths = next..<min(mentions.count, next + 5)
    guard let length = lengths.first(where: { mentions[$0].kind == .duration }),
      sentence.span.contains(mentions[length].span),
      mentions[length].span.start - date.mention.span.end <= Self.near
    else { return [] }
    next = length
    return duration(mentions[next], from, to, members, sentence, ledger, relation).map { [$0] } ?? []
  }

  /// A range with its two ends: 8月21日至9月15日.
  private func parts(_ span: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Span] {
    guard let cut = relation.first("to", ledger.units, in: Span(min(span.start + 1, span.end), span.end)),
      cut.end < span.end
    else { return [span] }
    return [span, Span(span.start, cut.start), Span(cut.end, span.end)]
  }

  func duration(
    _ mention: Mention, _ from: CalendarDate, _ to: CalendarDate, _ members: [Span], _ sentence: Sentence,
    _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    guard mention.kind == .duration || mention.measure?.dimension == .duration else { return nil }
    let tail = Span(mention.number.end, mention.span.end)
    if relation.holds("working", ledger.units, in: tail) { return nil }
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
    // Weeks and months are told roughly.
    let isFar = counts.allSatisfy { count in
      (allowed.low.map { count * 4 < $0 * 3 } ?? false) || (allowed.high.map { count * 3 > $0 * 4 } ?? false)
    }
    let fits = counts.contains { count in
      (allowed.low.map { count >= $0 - slack } ?? true) && (allowed.high.map { count <= $0 + slack } ?? true)
    }
    let lasts = relation.holds(
      "lasts", ledger.units, in: Span(max(sentence.span.start, mention.span.start - 4), mention.span.start))
    guard fits || (lasts && (days == 1 || isFar)) else { return nil }
    // 举行,筹备工作历时…: the length of something else.
    let clause = ledger.units[sentence.span.start..<mention.span.start].lastIndex { LedgerMark.of($0) != nil }
    if relation.holds("silent", ledger.units, in: Span(clause ?? sentence.span.start, mention.span.start)) {
      return nil
    }
    let (start, end) = (from.text, to.text)
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity, members: members + [mention.span],
      article: sentence.article, expected: mention.value.number, computed: Decimal(length + 1),
      message: .init(
        "\(start)至\(end)是\(length + 1)天，文中为\(ledger.text(mention.span))",
        "\(start) to \(end) is \(length + 1) days, the text has \(ledger.text(mention.span))"),
      rule: relation.reference)
  }

  /// 原定11月30日完工，实际11月18日完工，提前12天.
  private func shifted(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let mentions = ledger.document.mentions
    let mention = mentions[index]
    guard index >= 2, let days = mention.value.number,
      !relation.holds("silent", ledger.units, in: Span(max(0, mention.span.start - 24), mention.span.start)),
      relation.ending("shifts", ledger.units, at: mention.span.start, from: max(0, mention.span.start - 4)) != nil,
      relation.holds("day", ledger.units, in: Span(mention.number.end, mention.span.end)),
      let number = ledger.document.page.sentenceIndex(at: mention.span.start)
    else { return nil }
    let sentence = ledger.document.page.sentences[number]
    let pair = [mentions[index - 2], mentions[index - 1]].compactMap { DatedMention($0, ledger) }
    guard pair.count == 2, sentence.span.contains(pair[0].mention.span), let a = pair[0].first, let b = pair[1].first,
      pair.allSatisfy({ $0.last == nil }), (pair[0].openDay == nil) == (pair[1].openDay == nil), a.exists, b.exists
    else { return nil }
    let distance = abs(a.number - b.number)
    guard distance <= Self.soon else { return nil }
    let count = Decimal(distance)
    let fits =
      [count, count + 1, count - 1].contains(days)
      || ((mention.wide.low.map { count >= $0 } ?? true) && (mention.wide.high.map { count <= $0 } ?? true))
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
      members: pair.map(\.mention.span) + [mention.span], article: sentence.article, expected: days, computed: count,
      message: .init(
        "\(a.text)与\(b.text)相差\(distance)天，文中为\(ledger.text(mention.span))",
        "\(a.text) and \(b.text) lie \(distance) days apart, the text has \(ledger.text(mention.span))"),
      rule: relation.reference)
  }

  /// Days after the issue within which a date is taken for a slip and not for another year.
  static let soon = 120
  /// How far behind the end of a frame its length may stand.
  static let close = 12
  /// Where the head of a page ends.
  static let head = 160
  /// How far behind a span its length may stand.
  static let near = 40
}
