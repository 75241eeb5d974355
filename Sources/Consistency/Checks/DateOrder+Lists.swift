import Extraction
import Foundation
import NewsText
import RuleFiles

/// Days that are listed, and days told from one another: 10日、15日、20日,这三天; 周一至周五,连演五天; 5日报警,三天后的8日; 1992年入伍,
/// 2010年转业,干了十八年; 原定6月30日通车,5月18日通车,提前….
extension DateOrder {
  /// A number of days behind a list of as many days, of dates or of days of the week.
  func listedDays(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let mentions = ledger.document.mentions
    let mention = mentions[index]
    guard let stated = mention.value.number, mention.qualifier == .exact, stated >= 2, stated <= 31,
      relation.holds("day", ledger.units, in: Span(mention.number.end, mention.span.end)),
      let number = ledger.document.page.sentenceIndex(at: mention.span.start)
    else { return nil }
    let sentence = ledger.document.page.sentences[number]
    let (front, units) = (mention.span.start, ledger.units)
    // 四天里, 这四天, 连演四天: of the days just named.
    let leads = relation.ending("lasts", units, at: front, from: max(sentence.span.start, front - 6)) != nil
    let opens = front > sentence.span.start && LedgerMark.of(units[front - 1]) != nil
    let trails = relation.starting("days", units, at: mention.span.end, limit: sentence.span.end) != nil
    guard
      let list = dates(before: index, sentence, ledger, relation) ?? weekdays(before: front, sentence, ledger, relation)
    else { return nil }
    let fits = Decimal(list.count) == stated
    guard fits || (list.span.end == front || leads || (opens && trails)) else { return nil }
    let text = ledger.text(list.span)
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity, members: [list.span, mention.span],
      article: sentence.article, expected: stated, computed: Decimal(list.count),
      message: .init(
        "“\(text)”是\(list.count)天，文中为\(ledger.text(mention.span))",
        "“\(text)” are \(list.count) days, the text has \(ledger.text(mention.span))"),
      rule: relation.reference)
  }

  private struct Days {
    var count: Int
    var span: Span
  }

  /// The longest gap between the two days of the week of a frame.
  private static let frame = 6
  /// How many characters may stand between listed days and their number, and how many mentions.
  private static let listReach = 40
  private static let between = 3

  /// The dates of one list, the nearest before a mention: 10月12日、13日、14日.
  private func dates(
    before index: Int, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Days? {
    let mentions = ledger.document.mentions
    let floor = sentence.span.start
    guard
      var at = (max(0, index - Self.between)..<index).last(where: {
        mentions[$0].kind == .date && mentions[$0].span.start >= floor
      }), mentions[index].span.start - mentions[at].span.end <= Self.listReach, isDay(at, ledger)
    else { return nil }
    let end = mentions[at].span.end
    var days: Set<Int> = [dayOfMonth(at, ledger)]
    while at > 0, mentions[at - 1].span.start >= floor, isDay(at - 1, ledger),
      isJoin(Span(mentions[at - 1].span.end, mentions[at].span.start), ledger, relation)
    {
      at -= 1
      days.insert(dayOfMonth(at, ledger))
    }
    guard days.count >= 2 else { return nil }
    return Days(count: days.count, span: Span(mentions[at].span.start, end))
  }

  /// Whether a mention is one day.
  private func isDay(_ index: Int, _ ledger: Ledger) -> Bool {
    guard let date = DatedMention(ledger.document.mentions[index], ledger) else { return false }
    return date.last == nil && date.dayOfMonth != nil
  }

  private func dayOfMonth(_ index: Int, _ ledger: Ledger) -> Int {
    let date = DatedMention(ledger.document.mentions[index], ledger)
    return (date?.first?.month ?? 0) * 100 + (date?.dayOfMonth ?? 0)
  }

  private func isJoin(_ gap: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    if gap.count == 1, ledger.units[gap.start] == 0x3001 { return true }
    return relation.starting("joins", ledger.units, at: gap.start, limit: gap.end)?.end == gap.end && !gap.isEmpty
  }

  /// The days of the week listed before a place, or those of a span: 周五、周六、周日; 周一至周五.
  private func weekdays(
    before place: Int, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Days? {
    let units = ledger.units
    var found: [(day: Int, span: Span)] = []
    var isSpan = false
    var at = max(sentence.span.start, place - Self.listReach)
    while at < place {
      guard
        let word = relation.starting("weekday", units, at: at, limit: place)
          ?? relation.starting("sunday", units, at: at, limit: place)
      else {
        at += 1
        continue
      }
      if let last = found.last {
        let gap = Span(last.span.end, word.start)
        // 从周三开始，到周日结束
        let isFramed =
          gap.count <= Self.frame && relation.ending("to", units, at: gap.end, from: gap.start) != nil
          && relation.ending("from", units, at: last.span.start, from: max(0, last.span.start - 2)) != nil
        if found.count == 1, !gap.isEmpty,
          isFramed || relation.starting("to", units, at: gap.start, limit: gap.end)?.end == gap.end
        {
          isSpan = true
        } else if isSpan || !isJoin(gap, ledger, relation) {
          (found, isSpan) = ([], false)
        }
      }
      // They stand in the table from Monday on, seven by seven.
      found.append(((relation.number("weekday", units, word) ?? 6) % 7, word))
      at = word.end
    }
    guard let first = found.first, let last = found.last, found.count >= 2,
      // 每周五至周日 of several weeks are more days.
      relation.ending("at", units, at: first.span.start, from: max(sentence.span.start, first.span.start - 3)) == nil
    else { return nil }
    let count = isSpan ? (last.day - first.day + 7) % 7 + 1 : Set(found.map(\.day)).count
    return Days(count: count, span: Span(first.span.start, last.span.end))
  }

  /// 5日报警,三天后的12日: the second day lies so many days behind the first.
  func daysLater(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let mentions = ledger.document.mentions
    let mention = mentions[index]
    guard index >= 1, index + 1 < mentions.count, let stated = mention.value.number, mention.qualifier == .exact,
      relation.holds("day", ledger.units, in: Span(mention.number.end, mention.span.end)),
      let after = relation.starting("after", ledger.units, at: mention.span.end, limit: mentions[index + 1].span.start),
      after.end == mentions[index + 1].span.start, isDay(index - 1, ledger), isDay(index + 1, ledger),
      mention.span.start - mentions[index - 1].span.end <= Self.listReach,
      let number = ledger.document.page.sentenceIndex(at: mention.span.start),
      ledger.document.page.sentences[number].span.contains(mentions[index - 1].span)
    else { return nil }
    let (a, b) = (DatedMention(mentions[index - 1], ledger), DatedMention(mentions[index + 1], ledger))
    let distance: Int
    if let from = a?.first, let to = b?.first, (a?.openDay == nil) == (b?.openDay == nil), from.exists, to.exists {
      distance = to.number - from.number
    } else if let from = a?.dayOfMonth, let to = b?.dayOfMonth, to > from {
      // Without a month both are of the same one.
      distance = to - from
    } else {
      return nil
    }
    guard distance > 0, distance <= 60 else { return nil }
    let fits = [Decimal(distance), Decimal(distance + 1)].contains(stated)
    let texts = [mentions[index - 1], mention, mentions[index + 1]].map { ledger.text($0.span) }
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
      members: [mentions[index - 1].span, mention.span, mentions[index + 1].span],
      article: ledger.document.page.sentences[number].article, expected: stated, computed: Decimal(distance),
      message: .init(
        "\(texts[0])与\(texts[2])相距\(distance)天，文中为\(texts[1])",
        "\(texts[0]) and \(texts[2]) lie \(distance) days apart, the text has \(texts[1])"),
      rule: relation.reference)
  }

  /// 1952年入伍,1985年转业,干了十八年: as many years lie between.
  func served(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let mentions = ledger.document.mentions
    let mention = mentions[index]
    guard index >= 2, let stated = mention.value.number, mention.qualifier == .exact,
      relation.holds("year", ledger.units, in: Span(mention.number.end, mention.span.end)),
      relation.ending("served", ledger.units, at: mention.span.start, from: max(0, mention.span.start - 4)) != nil,
      mention.span.end < ledger.units.count, LedgerMark.of(ledger.units[mention.span.end]) != nil,
      let number = ledger.document.page.sentenceIndex(at: mention.span.start)
    else { return nil }
    let sentence = ledger.document.page.sentences[number]
    let (first, last) = (mentions[index - 2], mentions[index - 1])
    guard sentence.span.contains(first.span), let from = year(first), let to = year(last), to > from,
      relation.holds("enters", ledger.units, in: Span(first.span.end, last.span.start)),
      relation.holds("leaves", ledger.units, in: Span(last.span.end, mention.span.start))
    else { return nil }
    // 在部队干了十八年, but not 在村支书岗位上干了二十八年, which may be another post.
    let clause =
      ledger.units[last.span.end..<mention.span.start].lastIndex { LedgerMark.of($0) != nil } ?? last.span.end
    let front = Span(clause, mention.span.start)
    guard front.count <= Self.ownClause || relation.holds("within", ledger.units, in: front) else { return nil }
    // 退伍后在县城开店: what came after.
    guard
      !relation.holds("silent", ledger.units, in: Span(last.span.end, mention.span.start))
        || relation.holds("within", ledger.units, in: front)
    else { return nil }
    let fits = abs(Decimal(to - from) - stated) <= 1
    let text = ledger.text(mention.span)
    return Finding(
      check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
      members: [first.span, last.span, mention.span], article: sentence.article, expected: stated,
      computed: Decimal(to - from),
      message: .init(
        "\(from)年至\(to)年相距\(to - from)年，文中为\(text)",
        "\(from) and \(to) lie \(to - from) years apart, the text has \(text)"
      ), rule: relation.reference)
  }

  /// How long the words before such a length may be where they name nothing anew.
  private static let ownClause = 8

  private func year(_ mention: Mention) -> Int? {
    guard mention.kind == .date, case .date(let iso) = mention.value, !iso.contains("/") else { return nil }
    return iso.utf8.prefix(4).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) ? Int(iso.prefix(4)) : nil
  }

  /// 原定6月30日通车,7月18日通车,提前…: what is done after the day that was set is not early.
  func directions(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    guard relation.occurs("aim", ledger.units) else { return [] }
    let page = ledger.document.page
    var found: [Finding] = []
    for sentence in page.sentences {
      let mentions = ledger.mentions(in: sentence.span)
      guard mentions.count >= 2, relation.holds("aim", ledger.units, in: sentence.span),
        !relation.holds("silent", ledger.units, in: sentence.span)
      else { continue }
      let dates = mentions.compactMap { DatedMention($0, ledger) }.filter { $0.last == nil && $0.first != nil }
      guard dates.count == 2, let set = dates[0].first, let done = dates[1].first,
        (dates[0].openDay == nil) == (dates[1].openDay == nil), set.exists, done.exists, set != done,
        abs(done.number - set.number) <= Self.year,
        let aim = relation.first("aim", ledger.units, in: Span(sentence.span.start, dates[0].mention.span.start)),
        dates[0].mention.span.start - aim.end <= Self.aimed
      else { continue }
      // The word stands in the sentence, or in the headline above.
      let head = page.articles[sentence.article].headline.flatMap { $0.end <= sentence.span.start ? $0 : nil }
      let inSentence = Span(dates[1].mention.span.end, sentence.span.end)
      for (place, near) in [(inSentence, true), (head ?? Span(0, 0), false)] where !place.isEmpty {
        guard let word = relation.first("shifts", ledger.units, in: place) else { continue }
        let isEarly = relation.lists("early", ledger.text(word), ledger.units)
        let fits = isEarly == (done < set)
        if fits, !near { continue }
        found.append(
          Finding(
            check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
            members: [word, dates[0].mention.span, dates[1].mention.span], article: sentence.article,
            message: .init(
              "\(done.text)\(done < set ? "早" : "晚")于\(set.text)，文中称“\(ledger.text(word))”",
              "\(done.text) is \(done < set ? "before" : "after") \(set.text), called “\(ledger.text(word))”"),
            rule: relation.reference))
        break
      }
    }
    return found
  }

  /// How far before its date a plan may be told.
  private static let aimed = 8
  private static let year = 200
}
