import Extraction
import Foundation
import NewsText

/// Lengths beside frames: terms told before them, hours between clock times, years since a founding.
extension DateOrder {
  /// 有期徒刑八个月(刑期自2023年4月10日起至2024年4月9日止): the term told before a frame is as long as it.
  func term(
    _ start: DatedMention, _ from: CalendarDate, _ to: CalendarDate, _ members: [Span], _ sentence: Sentence,
    _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let mentions = ledger.document.mentions
    let own = ledger.mention(from: start.mention.span.start)
    guard from.exists, to.exists, to > from,
      let index = (max(0, own - Self.termReach)..<own).last(where: {
        mentions[$0].kind == .duration && sentence.span.contains(mentions[$0].span)
          && relation.ending(
            "term", ledger.units, at: mentions[$0].span.start,
            from: max(sentence.span.start, mentions[$0].span.start - 6))
            != nil
      }), let length = mentions[index].value.number, mentions[index].qualifier == .exact
    else { return nil }
    let tail = Span(mentions[index].number.end, mentions[index].span.end)
    let days = to.number - from.number + 1
    // The day after the last closes whole months.
    let months = (to.year - from.year) * 12 + to.month - from.month
    let rest = to.day + 1 - from.day
    let fits: Bool
    if relation.holds("day", ledger.units, in: tail) {
      fits = [Decimal(days), Decimal(days - 1)].contains(length)
    } else if relation.holds("week", ledger.units, in: tail) {
      // 持续一周(6月3日至6月9日): weeks are told of much, days further on may be of something else.
      guard start.mention.span.start - mentions[index].span.end <= 1 else { return nil }
      fits = [Decimal(days - 1), Decimal(days), Decimal(days + 1)].contains(length * 7)
    } else if relation.holds("month", ledger.units, in: tail) || relation.holds("year", ledger.units, in: tail) {
      let stated = relation.holds("year", ledger.units, in: tail) ? length * 12 : length
      // 一年三个月: a second length goes on from the first.
      if index + 1 < mentions.count, mentions[index + 1].kind == .duration,
        mentions[index + 1].span.start - mentions[index].span.end <= 1
      {
        return nil
      }
      fits = abs(Decimal(months) + Decimal(rest) / 30 - stated) <= Self.slackMonths
    } else {
      return nil
    }
    let text = ledger.text(mentions[index].span)
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
      members: [mentions[index].span] + members, article: sentence.article,
      expected: length, computed: Decimal(days),
      message: .init(
        "\(from.text)至\(to.text)是\(days)天，文中为\(text)",
        "\(from.text) to \(to.text) is \(days) days, the text has \(text)"),
      rule: relation.reference)
  }

  /// How many mentions before a frame may be its term.
  private static let termReach = 6
  private static let slackMonths = Decimal(string: "0.4")!

  /// 8月20日动工,历时22天,9月10日通车: the length of a frame told between its ends.
  func between(
    _ start: DatedMention, _ from: CalendarDate, _ end: DatedMention, _ members: [Span], _ sentence: Sentence,
    _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    guard let to = end.last ?? end.first, to > from else { return nil }
    let inside = ledger.mentions(in: Span(start.mention.span.end, end.mention.span.start))
    guard let length = inside.first(where: { $0.kind == .duration }), sentence.span.contains(length.span),
      let word = relation.ending("lasts", ledger.units, at: length.span.start, from: start.mention.span.end),
      LedgerMark.of(ledger.units[word.start - 1]) == .comma
    else { return nil }
    return duration(length, from, to, members, sentence, ledger, relation)
  }

  /// 8月3日零时至8月5日24时,共计72小时: the hours between two clock times.
  func hours(
    _ index: Int, _ start: DatedMention, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let mentions = ledger.document.mentions
    guard index + 4 < mentions.count, let opening = clock(index, ledger),
      let end = DatedMention(mentions[index + 2], ledger),
      let closing = clock(index + 2, ledger), let from = start.first, let to = end.first, from.exists, to.exists,
      sentence.span.contains(mentions[index + 2].span)
    else { return nil }
    let lengths = (index + 4)..<min(mentions.count, index + 7)
    guard
      let length = lengths.first(where: {
        mentions[$0].kind == .duration && sentence.span.contains(mentions[$0].span)
          && relation.holds("hour", ledger.units, in: Span(mentions[$0].number.end, mentions[$0].span.end))
      }), let stated = mentions[length].value.number
    else { return nil }
    let front = mentions[length].span.start
    let hours = Decimal((to.number - from.number) * 24 + closing - opening)
    let fits = hours == stated
    guard hours > 0, mentions[length].qualifier == .exact,
      fits || relation.ending("lasts", ledger.units, at: front, from: max(sentence.span.start, front - 4)) != nil
    else { return nil }
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
      members: [start.mention.span, end.mention.span, mentions[length].span], article: sentence.article,
      expected: stated, computed: hours,
      message: .init(
        "起止相距\(hours)小时，文中为\(ledger.text(mentions[length].span))",
        "\(hours) hours lie between, the text has \(ledger.text(mentions[length].span))"), rule: relation.reference)
  }

  /// The full hour right behind a date.
  private func clock(_ index: Int, _ ledger: Ledger) -> Int? {
    let mentions = ledger.document.mentions
    guard index + 1 < mentions.count, mentions[index + 1].kind == .duration, mentions[index + 1].value.number == nil,
      mentions[index + 1].span.start == mentions[index].span.end
    else { return nil }
    let units = ledger.units[mentions[index + 1].span.range]
    let digits = units.prefix { $0 >= 0x30 && $0 <= 0x39 }
    // 零时
    if digits.isEmpty { return units.count == 2 && (units.first == 0x96F6 || units.first == 0x3007) ? 0 : nil }
    guard units.count == digits.count + 1 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  /// Two dates of a sentence and a length behind them that is the distance between them: 6月30日住院,7月8日出院,8天花费….
  func apart(
    _ index: Int, _ start: DatedMention, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let mentions = ledger.document.mentions
    guard start.last == nil, index + 2 < mentions.count, let end = DatedMention(mentions[index + 1], ledger),
      end.last == nil,
      let from = start.first, let to = end.first ?? sameMonth(end, from, ledger, relation), from.exists, to.exists,
      to > from, end.first == nil || (start.openDay == nil) == (end.openDay == nil),
      sentence.span.contains(mentions[index + 2].span),
      mentions[index + 2].kind == .duration, let length = mentions[index + 2].value.number,
      relation.holds("day", ledger.units, in: Span(mentions[index + 2].number.end, mentions[index + 2].span.end)),
      mentions[index + 2].span.start - end.mention.span.end <= Self.apartReach
    else { return nil }
    let days = Decimal(to.number - from.number)
    let fits = [days, days + 1].contains(length)
    let front = mentions[index + 2].span.start
    guard
      fits
        || mentions[index + 2].qualifier == .exact
          && isOfBoth(Span(end.mention.span.end, front), ledger, relation)
    else { return nil }
    let text = ledger.text(mentions[index + 2].span)
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
      members: [start.mention.span, end.mention.span, mentions[index + 2].span], article: sentence.article,
      expected: length, computed: days,
      message: .init(
        "\(from.text)至\(to.text)相距\(days)天" + (fits ? "" : "，文中为\(text)"),
        "\(days) days lie between \(from.text) and \(to.text)" + (fits ? "" : ", the text has \(text)")),
      rule: relation.reference)
  }

  /// Whether the words before a length tell it to be that of the two days, with hardly anything else in their clause:
  /// 住院, 家人整整找了, but not 术后在重症监护室整整住了.
  private func isOfBoth(_ gap: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard let word = relation.last("surely", ledger.units, in: gap), gap.end - word.end <= 2 else { return false }
    let clause = ledger.units[gap.start..<word.start].lastIndex { LedgerMark.of($0) != nil }.map { $0 + 1 } ?? gap.start
    return word.start - clause <= 4
  }

  /// 5月9日…当月16日: a day of the month told before.
  private func sameMonth(
    _ date: DatedMention, _ from: CalendarDate, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> CalendarDate? {
    let start = date.mention.span.start
    guard let day = date.dayOfMonth,
      relation.ending("month-again", ledger.units, at: start, from: max(0, start - 4)) != nil
        || relation.starting("month-again", ledger.units, at: start, limit: date.mention.span.end) != nil
    else { return nil }
    return CalendarDate(year: from.year, month: from.month, day: day)
  }

  /// How far behind the second of two dates the length between them may stand.
  private static let apartReach = 24

  /// 2016年创办…2019年…建校十周年: as many years lie between.
  func anniversaries(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    guard relation.occurs("founds", ledger.units) else { return [] }
    let page = ledger.document.page
    var found: [Finding] = []
    var founding: (year: Int, span: Span, paragraph: Int)?
    var latest: (year: Int, span: Span, paragraph: Int)?
    for mention in ledger.document.mentions {
      guard let index = page.sentenceIndex(at: mention.span.start) else { continue }
      let sentence = page.sentences[index]
      if mention.kind == .date, case .date(let iso) = mention.value, let year = Int(iso.prefix(4)) {
        let clauses = sentence.clauses.filter { $0.end > mention.span.start }.prefix(2)
        let reach = Span(mention.span.end, max(mention.span.end, clauses.last?.end ?? sentence.span.end))
        if relation.holds("founds", ledger.units, in: reach), !relation.holds("anniversary", ledger.units, in: reach) {
          founding = (year, mention.span, sentence.paragraph)
        } else {
          latest = (year, mention.span, sentence.paragraph)
        }
        continue
      }
      guard relation.lists("anniversary", mention.unit, ledger.units), let years = mention.value.number,
        mention.qualifier == .exact,
        let from = founding, from.paragraph == sentence.paragraph, let to = latest, to.paragraph == sentence.paragraph,
        to.span.start > from.span.start, sentence.span.contains(to.span), to.year > from.year
      else { continue }
      let distance = Decimal(to.year - from.year)
      let holds = abs(distance - years) <= 1
      found.append(
        Finding(
          check: Self.id, verdict: holds ? .holds : .fails, severity: relation.severity,
          members: [from.span, to.span, mention.span], article: sentence.article, expected: years, computed: distance,
          message: .init(
            "\(from.year)年至\(to.year)年是\(distance)年，文中为\(ledger.text(mention.span))",
            "\(from.year) to \(to.year) is \(distance) years, the text has \(ledger.text(mention.span))"),
          rule: relation.reference))
    }
    return found
  }
}
