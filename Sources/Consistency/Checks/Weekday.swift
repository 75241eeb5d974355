import Extraction
import NewsText
import RuleFiles

/// A date falls on the day of the week that stands beside it: 2023年3月15日 星期三.
struct Weekday: Check {
  static let id = "weekday"
  let rules: CheckRules
  private let beside: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["day", "between", "range"], rules: &folder)
    beside = rules.relation("beside", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let beside else { return [] }
    return ledger.document.mentions.compactMap { mention in
      guard mention.kind == .date, let date = DatedMention(mention, ledger), date.first != nil,
        let word = word(at: mention.span, ledger, beside), date.last == nil || word.start >= mention.span.end
      else { return nil }
      return finding(date, word, ledger, beside)
    }
  }

  /// The day of the week behind a date, with at most a bracket or a mark between, or before one in brackets.
  private func word(at span: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span? {
    let units = ledger.units
    var at = span.end
    while at < units.count, at < span.end + 3,
      relation.starting("between", units, at: at, limit: at + 1) != nil || units[at] == 0x20 || units[at] == 0x3000
    { at += 1 }
    if let word = relation.starting("day", units, at: at, limit: units.count) {
      // (周六至周日) names more than one.
      return relation.starting("range", units, at: word.end, limit: units.count) == nil ? word : nil
    }
    guard span.start > 1, units[span.start - 1] == 0x28 || units[span.start - 1] == 0xFF08 else { return nil }
    return relation.ending("day", units, at: span.start - 1, from: max(0, span.start - 5))
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
