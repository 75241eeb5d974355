import Extraction
import NewsText
import RuleFiles

/// A date falls on the day of the week that stands beside it: 2023年3月15日 星期三.
struct Weekday: Check {
  static let id = "weekday"
  let rules: CheckRules
  private let beside: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["day", "between", "range", "to", "equals", "after", "falls"], rules: &folder)
    beside = rules.relation("beside", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let beside else { return [] }
    var found: [Finding] = []
    var before: Dated?
    for mention in ledger.document.mentions where mention.kind == .date {
      guard let date = DatedMention(mention, ledger) else { continue }
      if let last = date.last, let words = range(behind: mention.span, ledger, beside) {
        if let made = ends(date, last, words, ledger, beside) { found.append(made) }
        continue
      }
      guard let word = word(at: mention.span, ledger, beside), date.last == nil || word.start >= mention.span.end else {
        continue
      }
      let made = date.first == nil ? nil : finding(date, word, ledger, beside)
      if let made { found.append(made) }
      // Where the year or the month is open, two days still lie as far apart as their days of the week.
      let isOpen = made == nil || made?.verdict == .undecided
      let here = Dated(date: date, word: word, isOpen: isOpen)
      if let last = before, isOpen || last.isOpen, let pair = apart(last, here, ledger, beside) { found.append(pair) }
      before = here
    }
    return found
  }

  /// A date with its day of the week.
  private struct Dated {
    var date: DatedMention
    var word: Span
    /// Whether the day alone decides nothing.
    var isOpen: Bool
  }

  /// 19日(周六)、20日(周一): the days between two dates of one article and those between their days of the week.
  private func apart(_ a: Dated, _ b: Dated, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let page = ledger.document.page
    guard let article = page.articleIndex(at: a.date.mention.span.start),
      page.articleIndex(at: b.date.mention.span.start) == article, let days = distance(a.date, b.date), abs(days) <= 62,
      let first = relation.number("day", ledger.units, a.word),
      let second = relation.number("day", ledger.units, b.word)
    else { return nil }
    let holds = (days - (second - first)) % 7 == 0
    let (one, other) = [a, b].map { ledger.text($0.date.mention.span) + ledger.text($0.word) }.pair
    return Finding(
      check: Self.id, verdict: holds ? .holds : .fails, severity: relation.severity,
      members: [a.date.mention.span, a.word, b.date.mention.span, b.word], article: article,
      message: .init(
        "\(one)与\(other)相距\(abs(days))天，星期\(holds ? "" : "不")相合",
        "\(one) and \(other) are \(abs(days)) days apart, their days of the week \(holds ? "agree" : "do not agree")"),
      rule: relation.reference)
  }

  /// The days from one date to another whose year, or year and month, are the same but not known.
  private func distance(_ a: DatedMention, _ b: DatedMention) -> Int? {
    if let first = a.first, let second = b.first {
      guard (a.openDay == nil) == (b.openDay == nil), first.exists, second.exists else { return nil }
      // Whether there is a 29 February between is not known.
      let crosses = (first.month <= 2) != (second.month <= 2)
      return a.openDay != nil && crosses ? nil : second.number - first.number
    }
    guard let first = a.dayOfMonth, let second = b.dayOfMonth, second > first else { return nil }
    return second - first
  }

  /// The two days of the week behind a range of dates: 18日至20日(周三至周五).
  private func range(
    behind span: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (Span, Span)? {
    let units = ledger.units
    var at = span.end
    while at < units.count, at < span.end + 3, relation.starting("between", units, at: at, limit: at + 1) != nil {
      at += 1
    }
    guard let first = relation.starting("day", units, at: at, limit: units.count),
      let to = relation.starting("to", units, at: first.end, limit: units.count),
      let second = relation.starting("day", units, at: to.end, limit: units.count)
    else { return nil }
    return (first, second)
  }

  private func ends(
    _ date: DatedMention, _ last: CalendarDate, _ words: (Span, Span), _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    guard let first = date.first, date.openDay == nil, date.statesYear, first.exists, last.exists,
      let one = relation.number("day", ledger.units, words.0), let other = relation.number("day", ledger.units, words.1)
    else { return nil }
    let holds = first.weekday == one % 7 && last.weekday == other % 7
    let text = ledger.text(date.mention.span)
    return Finding(
      check: Self.id, verdict: holds ? .holds : .fails, severity: relation.severity,
      members: [date.mention.span, words.0, words.1],
      article: ledger.document.page.articleIndex(at: date.mention.span.start) ?? 0,
      message: .init(
        "\(text)：\(first.text)是\(Self.chinese[first.weekday])，\(last.text)是\(Self.chinese[last.weekday])",
        "\(text): \(first.text) is a \(Self.english[first.weekday]), \(last.text) a \(Self.english[last.weekday])"),
      rule: relation.reference)
  }

  /// The day of the week behind a date, with at most a bracket or a mark between, or before one in brackets.
  private func word(at span: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span? {
    let units = ledger.units
    var at = span.end
    while at < units.count, at < span.end + 3,
      relation.starting("between", units, at: at, limit: at + 1) != nil || units[at] == 0x20 || units[at] == 0x3000
    { at += 1 }
    if let falls = relation.starting("falls", units, at: at, limit: units.count) { at = falls.end }
    if let word = relation.starting("day", units, at: at, limit: units.count) {
      // 6月5日,周一鸣老师带着学生…: a name, unless what follows goes on from a day.
      if at > span.end, units[at - 1] == 0x2C || units[at - 1] == 0xFF0C, word.end < units.count,
        (0x4E00...0x9FFF).contains(units[word.end]),
        relation.starting("after", units, at: word.end, limit: units.count) == nil
      {
        return nil
      }
      // (周六至周日) names more than one.
      return relation.starting("range", units, at: word.end, limit: units.count) == nil ? word : nil
    }
    guard span.start > 1 else { return nil }
    if units[span.start - 1] == 0x28 || units[span.start - 1] == 0xFF08 {
      return relation.ending("day", units, at: span.start - 1, from: max(0, span.start - 5))
    }
    // 下周日,也就是2023年10月8日
    guard var start = relation.ending("equals", units, at: span.start, from: max(0, span.start - 4))?.start else {
      return nil
    }
    while start > 0, relation.ending("between", units, at: start, from: start - 1) != nil { start -= 1 }
    return relation.ending("day", units, at: start, from: max(0, start - 3))
  }

  private func finding(_ date: DatedMention, _ word: Span, _ ledger: Ledger, _ relation: CheckRules.Relation)
    -> Finding?
  {
    guard let number = relation.number("day", ledger.units, word) else { return nil }
    let stated = number % 7
    let span = date.mention.span
    let article = ledger.document.page.articleIndex(at: span.start) ?? 0
    var finding = Finding(
      check: Self.id, verdict: .holds, severity: relation.severity, members: [span, word], article: article,
      message: .init("", ""), rule: relation.reference)
    let text = ledger.text(span) + ledger.text(word)
    guard let day = date.last ?? date.first, date.openDay == nil else {
      finding.verdict = .undecided
      finding.reason = .incomplete
      finding.message = .init("\(text)：年份不明", "\(text): the year is not known")
      return finding
    }
    guard day.exists else { return nil }
    let years = years(day, date, ledger, article)
    if years.first?.weekday == stated {
      finding.message = .init("\(day.text)是\(Self.chinese[stated])", "\(day.text) is a \(Self.english[stated])")
      return finding
    }
    if date.last != nil { return nil }
    if years.contains(where: { $0.weekday == stated }) {
      finding.verdict = .undecided
      finding.reason = .period
    } else {
      finding.verdict = .fails
    }
    finding.message = .init(
      "\(text)：\(day.text)是\(Self.chinese[day.weekday])", "\(text): \(day.text) is a \(Self.english[day.weekday])")
    return finding
  }

  /// The day in every year that may be meant, the most likely first.
  private func years(_ day: CalendarDate, _ date: DatedMention, _ ledger: Ledger, _ article: Int) -> [CalendarDate] {
    if date.statesYear { return [day] }
    func moved(_ by: Int) -> CalendarDate { CalendarDate(year: day.year + by, month: day.month, day: day.day) }
    let all = [day, moved(-1), moved(1)].filter(\.exists)
    guard article < ledger.document.published.count, let iso = ledger.document.published[article],
      let published = CalendarDate(iso)
    else { return pageYears(all, ledger) }
    let near = all.filter { abs($0.number - published.number) <= Self.halfYear }
    return near.isEmpty ? all : near
  }

  /// Where no date of the page is known, the year worked out, or another one in which the page dates a month or day.
  private func pageYears(_ days: [CalendarDate], _ ledger: Ledger) -> [CalendarDate] {
    var stated: Set<Int> = []
    for mention in ledger.document.mentions where mention.kind == .date {
      if case .date(let iso) = mention.value, iso.count >= 7, let date = DatedMention(mention, ledger), date.statesYear,
        let year = Int(iso.prefix(4))
      {
        stated.insert(year)
      }
    }
    return stated.contains(days[0].year) ? days.filter { stated.contains($0.year) } : days
  }

  private static let halfYear = 183
  private static let chinese = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
  private static let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}

extension [String] {
  fileprivate var pair: (String, String) { (self[0], self[1]) }
}
