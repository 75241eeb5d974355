import NewsText
import RuleFiles

/// Reads announced counts together with the lists they announce.
public struct EnumerationReader: Sendable {
  private let rules: EnumerationRules

  /// Reads `enumerations/`.
  public init(rules: inout RuleFolder) { self.rules = EnumerationRules(rules: &rules) }

  /// The enumerations of a page, in text order. Complexity: linear, but for the bounded search around each count.
  public func enumerations(in page: Page) -> [Enumeration] {
    let units = page.clean.units
    let scanner = CountScanner(units: units, rules: rules)
    let lists = ListFinder(units: units, rules: rules)
    var found: [Enumeration] = []
    for article in page.articles {
      for index in article.sentences {
        let sentence = page.sentences[index]
        let counts = scanner.counts(in: sentence.span)
        for (at, count) in counts.enumerated() {
          let group = self.group(counts, at)
          if let enumeration = read(count, group, sentence, article, page, lists) { found.append(enumeration) }
        }
      }
    }
    return found
  }

  /// The counts of one slogan: 三巡六进.
  private func group(_ counts: [AnnouncedCount], _ at: Int) -> ArraySlice<AnnouncedCount> {
    var low = at
    var high = at + 1
    while low > 0, counts[low - 1].span.end == counts[low].span.start { low -= 1 }
    while high < counts.count, counts[high - 1].span.end == counts[high].span.start { high += 1 }
    return counts[low..<high]
  }

  private func read(
    _ count: AnnouncedCount, _ group: ArraySlice<AnnouncedCount>, _ sentence: Sentence, _ article: Article,
    _ page: Page, _ lists: ListFinder
  ) -> Enumeration? {
    let units = page.clean.units
    func make(_ list: ListFinder.List?, _ form: Enumeration.Form) -> Enumeration {
      Enumeration(
        announced: count.span, count: count.count, unit: count.unit, head: count.head, items: list?.items ?? [],
        form: form, closed: list?.closed ?? true, rule: rules.reference)
    }
    if count.ranks {
      guard let start = rules.end(.announces, units, at: count.span.end, limit: sentence.span.end),
        let list = lists.following(from: start, limit: sentence.span.end)
      else { return nil }
      return make(list, .after)
    }
    let tail = count.quote.map { $0.end + 1 } ?? count.span.end
    // In brackets after the slogan, or after the few words that complete it.
    for at in tail..<min(tail + 10, sentence.span.end) {
      if let list = lists.bracketed(at: at, limit: sentence.span.end) {
        return make(group.count > 1 ? share(list, of: count, units) : list, .parentheses)
      }
      if !isHan(units[at]) { break }
    }
    // Announced: 即 …
    var at = tail
    while at < sentence.span.end, at < tail + 12, isHan(units[at]),
      rules.end(.announces, units, at: at, limit: sentence.span.end) == nil
    { at += 1 }
    while at < sentence.span.end, units[at] == 0xFF0C || units[at] == 0x2C { at += 1 }
    if let start = rules.end(.announces, units, at: at, limit: sentence.span.end),
      let list = lists.following(from: start, limit: sentence.span.end),
      count.quote != nil || list.items.count == count.count
    {
      return make(list, .after)
    }
    let listEnd = count.quote.map { $0.start - 1 } ?? count.span.start
    if let form = before(count, listEnd, sentence, units, lists) { return make(form.list, form.form) }
    if let items = headings(count, article, units) {
      return make(ListFinder.List(items: items, closed: true), .headings)
    }
    if let items = clauses(count, from: tail, sentence, units, lists) {
      return make(ListFinder.List(items: items, closed: true), .clauses)
    }
    if count.quote != nil, let items = repeats(count, from: tail, limit: sentence.span.end, units) {
      return make(ListFinder.List(items: items, closed: true), .clauses)
    }
    // A slogan of number, classifier and noun stands for a list wherever that is.
    if count.quote != nil, !count.unit.isEmpty, !count.loose, count.quote?.start == count.span.start {
      return make(nil, .elsewhere)
    }
    return nil
  }

  /// A list, a coinage or a pronoun right before the count.
  private func before(
    _ count: AnnouncedCount, _ end: Int, _ sentence: Sentence, _ units: [UInt16], _ lists: ListFinder
  ) -> (list: ListFinder.List?, form: Enumeration.Form)? {
    let opens = end == sentence.span.start || isBreak(units[end - 1])
    // At the start of a clause such a word counts the kinds just named.
    if rules.has(.kinds, count.unit), count.quote == nil, opens { return (nil, .elsewhere) }
    guard end > sentence.span.start else { return nil }
    if units[end - 1] == 0x201D, rules.has(.sides, count.unit) {
      var open = end - 2
      while open > sentence.span.start, units[open] != 0x201C { open -= 1 }
      if end - 2 - open == count.count {
        let items = (0..<count.count).map { Span(open + 1 + $0, open + 2 + $0) }
        return (ListFinder.List(items: items, closed: true), .coinage)
      }
    }
    if count.quote == nil, !count.unit.isEmpty, rules.start(.points, units, end: end, from: sentence.span.start) != nil
    {
      return (nil, .elsewhere)
    }
    if count.quote != nil, let inner = lists.quoted(end: end, from: sentence.span.start), inner.closed,
      inner.items.count == count.count
    {
      return (inner, .before)
    }
    if let list = lists.preceding(end: end, from: sentence.span.start), list.closed, list.items.count == count.count,
      list.items.dropFirst().dropLast().allSatisfy({ $0.count <= 16 }), (list.items.last?.count ?? 0) <= 16,
      !count.unit.isEmpty || count.quote != nil
    {
      return (list, .before)
    }
    return nil
  }

  /// The headings that begin with the word the number is bound to, or the sections when a headline counts them.
  private func headings(_ count: AnnouncedCount, _ article: Article, _ units: [UInt16]) -> [Span]? {
    let headings = article.sections.map(\.heading)
    guard headings.count >= 2, let head = count.head else { return nil }
    let same = headings.filter {
      $0.count > head.count && units[$0.start..<($0.start + head.count)].elementsEqual(units[head.range])
    }
    if same.count == count.count { return same }
    let isHeadline = (article.subheadlines + [article.headline, article.shoulder].compactMap { $0 }).contains {
      $0.contains(count.span)
    }
    return isHeadline && count.quote == nil && headings.count == count.count ? headings : nil
  }

  /// Of the items for several counts (巡讲、巡展、进社区、进机关) those that hold the word this one is bound to.
  private func share(_ list: ListFinder.List, of count: AnnouncedCount, _ units: [UInt16]) -> ListFinder.List {
    guard let head = count.head else { return list }
    let own = list.items.filter { item in
      item.count >= head.count && units[item.start..<(item.start + head.count)].elementsEqual(units[head.range])
    }
    return own.isEmpty ? list : ListFinder.List(items: own, closed: list.closed)
  }

  /// The items of the clause after a slogan's, where all of them begin with the word the number is bound to: “三查”行动,
  /// 查登记、查保养、查救援.
  private func clauses(
    _ count: AnnouncedCount, from start: Int, _ sentence: Sentence, _ units: [UInt16], _ lists: ListFinder
  ) -> [Span]? {
    guard count.quote != nil, let head = count.head else { return nil }
    var at = start
    while at < sentence.span.end, isHan(units[at]) { at += 1 }
    guard at < sentence.span.end, units[at] == 0xFF0C || units[at] == 0x2C,
      let list = lists.following(from: at + 1, limit: sentence.span.end), list.closed, list.items.count == count.count,
      list.items.allSatisfy({ item in
        item.count > head.count && units[item.start..<(item.start + head.count)].elementsEqual(units[head.range])
      })
    else { return nil }
    return list.items
  }

  /// The places after a slogan that repeat the word its number is bound to, as often as it announces: “三清单” … 清单,
  /// … 清单, … 清单.
  private func repeats(_ count: AnnouncedCount, from start: Int, limit: Int, _ units: [UInt16]) -> [Span]? {
    guard let head = count.head, head.count >= 2 else { return nil }
    var items: [Span] = []
    var at = start
    while at + head.count <= limit {
      if units[at..<(at + head.count)].elementsEqual(units[head.range]) {
        items.append(Span(at, at + head.count))
        at += head.count
      } else {
        at += 1
      }
    }
    return items.count == count.count ? items : nil
  }

  private func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF }
  private func isBreak(_ unit: UInt16) -> Bool { unit == 0xFF0C || unit == 0x2C || unit == 0x3002 || unit == 0xFF1B }
}
