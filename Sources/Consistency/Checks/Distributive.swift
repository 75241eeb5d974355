import Extraction
import Foundation
import NewsText
import RuleFiles

/// As many figures as names behind 分别, and so much for each times so many makes the total.
struct Distributive: Check {
  static let id = "distributive"
  let rules: CheckRules
  private let dealt: CheckRules.Relation?
  private let whole: CheckRules.Relation?
  private let each: EachReader?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["deal", "joins", "number", "kind", "of", "ordinal", "no-joins", "silent"] + EachReader.keys,
      rules: &folder)
    dealt = rules.relation("one-for-each", &folder)
    whole = rules.relation("dealt-sum", &folder)
    each = rules.relation("times", &folder).map { EachReader(relation: $0) }
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    var found: [Finding] = []
    for (index, range) in ledger.bySentence.enumerated() {
      if let dealt { found += deals(index, range, ledger, dealt) }
      if range.count >= 3, let each {
        found += each.statements(range, ledger).compactMap { product($0, ledger, each.relation) }
      }
    }
    return found
  }

  private func product(_ each: EachStatement, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let (figures, total) = (ledger.figures, each.total)
    let rates = each.rates.map { index -> Amount in
      let amount = figures[index].amount
      // 每名学生平均获3000元: a mean is rounded.
      if relation.holds("mean", ledger.units, in: figures[index].lead) {
        let mean = PerUnit.rounded(figures[index], ledger)
        return Amount(amount.value, narrow: mean.narrow, wide: mean.wide.hull(amount.wide))
      }
      // What each gets is meant to the last digit, however round it is.
      return amount.isExact ? Amount(exactly: amount.value) : amount
    }
    let product = Amount.sum(rates).times(each.number.isExact ? Amount(exactly: each.number.value) : each.number)
    let agreement = Agreement.equal(product, figures[total].amount)
    if !each.isSaid, agreement != .exact { return nil }
    let sum = each.rates.map(ledger.quote).joined(separator: "＋")
    let value = Arithmetic(ledger: ledger).inUnit(product.value, of: total)
    let sign = agreement == .broken ? "≠" : "＝"
    let text =
      "\(each.rates.count > 1 ? "（\(sum)）" : sum)×\(ledger.quote(each.counted))\(sign)\(ledger.quote(total))"
    let trial = Trial(
      members: each.rates + [each.counted, total], agreement: agreement, expected: figures[total].amount.value,
      computed: product.value,
      message: agreement == .broken
        ? .init("\(text)，应为\(value)", "\(text), which gives \(value)") : .init(text, text))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  // MARK: - 甲镇、乙镇分别…

  private func deals(_ index: Int, _ range: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding]
  {
    let sentence = ledger.document.page.sentences[index]
    return relation.all("deal", ledger.units, in: sentence.span).flatMap { cue -> [Finding] in
      let run = run(from: cue, range, ledger, relation)
      guard run.count >= 2 else { return [lengths(from: cue, sentence, range, ledger, relation)].compactMap { $0 } }
      guard let names = names(before: cue, sentence, range, run.count, ledger, relation) else { return [] }
      let agreement = names.count == run.count
      guard agreement || names.isCertain else { return [] }
      let sum = agreement ? whole.flatMap { dealt(run, sentence, range, ledger, $0) } : nil
      let figures = run.map(ledger.quote).joined(separator: "、")
      let finding = Finding(
        check: Self.id, verdict: agreement ? .holds : .fails, severity: relation.severity,
        members: (names.figures + run).map { ledger.figures[$0].span },
        statistics: run.compactMap { ledger.figures[$0].statistic }, article: sentence.article,
        expected: Decimal(names.count), computed: Decimal(run.count),
        message: .init(
          "“\(ledger.text(cue))”前有\(names.count)项（\(names.text)），后有\(run.count)个数：\(figures)",
          "\(names.count) before “\(ledger.text(cue))” (\(names.text)), \(run.count) figures behind: \(figures)"),
        rule: relation.reference)
      return [finding] + (sum.map { [$0] } ?? [])
    }
  }

  /// The figures behind a cue that only marks and joining words separate.
  private func run(from cue: Span, _ range: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Int] {
    var run: [Int] = []
    var end = cue.end
    for index in range where ledger.figures[index].span.start >= cue.end {
      let figure = ledger.figures[index]
      let gap = Span(end, figure.span.start)
      if run.isEmpty {
        guard gap.count <= 16, !gap.range.contains(where: { Self.ends(ledger.units[$0]) || ledger.units[$0] == 0x3001 })
        else { return [] }
      } else {
        guard isJoin(gap, ledger.units, relation), figure.unitClass == ledger.figures[run[0]].unitClass else { break }
      }
      run.append(index)
      end = figure.span.end
    }
    return run
  }

  func isJoin(_ gap: Span, _ units: IndexedText, _ relation: CheckRules.Relation) -> Bool {
    var at = gap.start
    while at < gap.end {
      if units[at] == 0x3001 || units[at] == 0x2C || units[at] == 0xFF0C || units[at] == 0x20 {
        at += 1
      } else if let word = relation.starting("joins", units, at: at, limit: gap.end) {
        at = word.end
      } else {
        return false
      }
    }
    return !gap.isEmpty
  }

  /// What the figures are dealt out to.
  struct Names {
    var count: Int
    var text: String
    /// Figures that each got a figure.
    var figures: [Int] = []
    var isCertain = false
  }

  func names(
    before cue: Span, _ sentence: Sentence, _ range: Range<Int>, _ wanted: Int, _ ledger: Ledger,
    _ relation: CheckRules.Relation
  ) -> Names? {
    let units = ledger.units
    var start = cue.start
    while start > sentence.span.start, !Self.ends(units[start - 1]) { start -= 1 }
    let clause = Span(start, cue.start)
    // 甲镇、乙镇、丙镇三个镇分别…: a list that says its length.
    let told = ledger.document.enumerations.last {
      sentence.span.contains($0.announced) && clause.contains($0.announced)
    }
    if let told, told.form == .before, told.closed, told.items.count == told.count,
      clause.end - told.announced.end <= (told.isCertain ? Self.longestSubject : Self.longestNoun)
    {
      let text = told.items.map { ledger.text($0) }.joined(separator: "、")
      return Names(count: told.count, text: text, isCertain: true)
    }
    var items = split(clause, units, relation)
    if items.count >= 2 {
      if let first = items.first, let of = relation.all("of", units, in: first).last, of.end < first.end {
        items[0] = Span(of.end, first.end)
      }
      let text = items.map { ledger.text($0) }.joined(separator: "、")
      return Names(
        count: items.count, text: text,
        isCertain: alike(items, units, relation) || areNames(items, units, relation))
    }
    // 两区分别…: a number and what it counts right before the cue.
    for at in clause.range {
      guard let number = relation.starting("number", units, at: at, limit: clause.end),
        let value = relation.number("number", units, number).map({ $0 + 2 }),
        relation.starting("kind", units, at: number.end, limit: clause.end)?.end == clause.end
      else { continue }
      return Names(count: value, text: ledger.text(Span(at, clause.end)), isCertain: true)
    }
    // 新增就业38人,失业人员再就业12人,分别完成…
    let before = range.filter { ledger.figures[$0].span.end <= cue.start }
    if before.count >= wanted, clause.count <= 8 {
      let partners = Array(before.suffix(wanted))
      return Names(count: wanted, text: partners.map(ledger.quote).joined(separator: "、"), figures: partners)
    }
    // 甲镇、乙镇、丙镇三个镇设立基金,募集资金分别为…
    if let list = ledger.document.enumerations.last(where: {
      sentence.span.contains($0.announced) && $0.announced.end <= clause.start
    }), list.form == .before, list.closed, list.items.count == list.count,
      !units[list.announced.end..<max(list.announced.end, clause.start - 1)].contains(where: Self.ends)
    {
      return Names(
        count: list.count, text: list.items.map { ledger.text($0) }.joined(separator: "、"), isCertain: before.isEmpty)
    }
    return nil
  }

  /// The items of a clause between 、 and joining words.
  private func split(_ clause: Span, _ units: IndexedText, _ relation: CheckRules.Relation) -> [Span] {
    var items: [Span] = []
    var start = clause.start
    var at = clause.start
    var depth = 0
    while at < clause.end {
      if units[at] == 0x28 || units[at] == 0x201C { depth += 1 }
      if units[at] == 0x29 || units[at] == 0x201D { depth = max(0, depth - 1) }
      if depth == 0, units[at] == 0x3001 {
        if at > start { items.append(Span(start, at)) }
        start = at + 1
      } else if depth == 0, at > start + 1, let word = relation.starting("joins", units, at: at, limit: clause.end),
        word.end < clause.end, relation.starting("no-joins", units, at: at, limit: clause.end) == nil
      {
        items.append(Span(start, at))
        start = word.end
        at = word.end
        continue
      }
      at += 1
    }
    if start < clause.end { items.append(Span(start, clause.end)) }
    return items
  }

  /// What is dealt out among those surely listed: 三处商圈夜间共享泊位.
  private static let longestSubject = 12
  /// The longest noun between a count and the cue: 三个乡镇.
  private static let longestNoun = 5

  /// Whether three or more items of one length are surely names: 小麦、玉米、花生亩产, where the last may go on.
  private func areNames(_ items: [Span], _ units: IndexedText, _ relation: CheckRules.Relation) -> Bool {
    guard items.count >= 3, let first = items.first, let last = items.last, (2...4).contains(first.count),
      last.end - first.start == items.map(\.count).reduce(items.count - 1, +),
      items.dropLast().allSatisfy({ $0.count == first.count }), last.count >= first.count,
      last.count <= first.count + Self.longestNoun
    else { return false }
    // Only 、 stands between them: 甲、乙和丙 may be two of one kind and one of another.
    let marks = zip(items, items.dropFirst()).allSatisfy { $1.start == $0.end + 1 && units[$0.end] == 0x3001 }
    guard marks else { return false }
    var names = Span(first.start, last.end)
    // 英语的及格率: what they have may follow.
    if let of = relation.starting("of", units, at: last.start + first.count, limit: last.end), of.end < last.end {
      names = Span(first.start, of.start)
    }
    // 第一、第二、第三车间
    if items.allSatisfy({ relation.starting("ordinal", units, at: $0.start, limit: $0.end) != nil }) { return true }
    return !relation.holds("silent", units, in: names) && !relation.holds("number", units, in: names)
  }

  /// Whether all items end in one word, so that they are surely what is counted; the last may go on: 丙镇受理量.
  private func alike(_ items: [Span], _ units: IndexedText, _ relation: CheckRules.Relation) -> Bool {
    guard let first = items.first, let last = items.last, first.count >= 2 else { return false }
    let end = units[first.end - 1]
    guard end >= 0x4E00, end <= 0x9FFF, items.dropLast().allSatisfy({ $0.count >= 2 && units[$0.end - 1] == end }),
      let place = units[last.range].dropFirst().firstIndex(of: end)
    else { return false }
    let tail = Span(place + 1, last.end)
    return !relation.holds("number", units, in: tail)
      && !relation.holds("silent", units, in: Span(first.start, last.end))
  }

  /// Marks that end a clause.
  private static func ends(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x2C, 0xFF0C, 0x3B, 0xFF1B, 0x3A, 0xFF1A, 0x3002, 0x0A, 0x21, 0xFF01: true
    default: false
    }
  }
}
