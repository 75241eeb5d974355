import Extraction
import Foundation
import NewsText
import RuleFiles

/// As many figures as names behind 分别, and so much for each times so many makes the total.
struct Distributive: Check {
  static let id = "distributive"
  let rules: CheckRules
  private let dealt: CheckRules.Relation?
  private let each: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["deal", "joins", "number", "each", "sum", "kind", "silent"], rules: &folder)
    dealt = rules.relation("one-for-each", &folder)
    each = rules.relation("times", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    var found: [Finding] = []
    for (index, range) in ledger.bySentence.enumerated() where range.count >= 2 {
      if let dealt { found += deals(index, range, ledger, dealt) }
      if let each { found += products(range, ledger, each) }
    }
    return found
  }

  // MARK: - 甲镇、乙镇分别…

  private func deals(_ index: Int, _ range: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding]
  {
    let sentence = ledger.document.page.sentences[index]
    return relation.all("deal", ledger.units, in: sentence.span).compactMap { cue in
      let run = run(from: cue, range, ledger, relation)
      guard run.count >= 2 else { return nil }
      guard let names = names(before: cue, sentence, range, run.count, ledger, relation) else { return nil }
      let agreement = names.count == run.count
      guard agreement || names.isCertain else { return nil }
      let figures = run.map(ledger.quote).joined(separator: "、")
      return Finding(
        check: Self.id, verdict: agreement ? .holds : .fails, severity: relation.severity,
        members: (names.figures + run).map { ledger.figures[$0].span },
        statistics: run.compactMap { ledger.figures[$0].statistic }, article: sentence.article,
        expected: Decimal(names.count), computed: Decimal(run.count),
        message: .init(
          "“\(ledger.text(cue))”前有\(names.count)项（\(names.text)），后有\(run.count)个数：\(figures)",
          "\(names.count) before “\(ledger.text(cue))” (\(names.text)), \(run.count) figures behind: \(figures)"),
        rule: relation.reference)
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

  private func isJoin(_ gap: Span, _ units: [UInt16], _ relation: CheckRules.Relation) -> Bool {
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
  private struct Names {
    var count: Int
    var text: String
    /// Figures that each got a figure.
    var figures: [Int] = []
    var isCertain = false
  }

  private func names(
    before cue: Span, _ sentence: Sentence, _ range: Range<Int>, _ wanted: Int, _ ledger: Ledger,
    _ relation: CheckRules.Relation
  ) -> Names? {
    let units = ledger.units
    var start = cue.start
    while start > sentence.span.start, !Self.ends(units[start - 1]) { start -= 1 }
    let clause = Span(start, cue.start)
    let items = split(clause, units, relation)
    if items.count >= 2 {
      let text = items.map { ledger.text($0) }.joined(separator: "、")
      return Names(count: items.count, text: text, isCertain: alike(items, units, relation))
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
  private func split(_ clause: Span, _ units: [UInt16], _ relation: CheckRules.Relation) -> [Span] {
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
        word.end < clause.end
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

  /// Whether all items end in one word, so that they are surely what is counted; the last may go on: 丙镇受理量.
  private func alike(_ items: [Span], _ units: [UInt16], _ relation: CheckRules.Relation) -> Bool {
    guard let first = items.first, let last = items.last, first.count >= 2 else { return false }
    let end = units[first.end - 1]
    guard end >= 0x4E00, end <= 0x9FFF, items.dropLast().allSatisfy({ $0.count >= 2 && units[$0.end - 1] == end }),
      let place = units[last.range].dropFirst().firstIndex(of: end)
    else { return false }
    let tail = Span(place + 1, last.end)
    return !relation.holds("number", units, in: tail)
      && !relation.holds("silent", units, in: Span(first.start, last.end))
  }

  // MARK: - 每村3万元,20个村共60万元

  private func products(_ range: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    range.compactMap { total in
      let figure = ledger.figures[total]
      guard figure.kind == .count, total >= range.lowerBound + 2,
        relation.holds("sum", ledger.units, in: figure.lead), ledger.figures[total - 1].kind == .count
      else { return nil }
      let count = total - 1
      var rates: [Int] = []
      var at = count - 1
      while at >= range.lowerBound, rates.count < 4, ledger.figures[at].unitClass == figure.unitClass {
        rates.insert(at, at: 0)
        if let word = relation.first("each", ledger.units, in: ledger.figures[at].lead) {
          return product(rates, word, count, total, ledger, relation)
        }
        at -= 1
      }
      return nil
    }
  }

  private func product(
    _ rates: [Int], _ word: Span, _ count: Int, _ total: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let figures = ledger.figures
    guard let first = rates.first, !relation.holds("silent", ledger.units, in: figures[first].lead),
      !relation.holds("silent", ledger.units, in: figures[total].lead)
    else { return nil }
    // 每里…625里, 每村…203个村
    let unit = Array(figures[count].unit.utf16)
    let counted = Span(word.end, figures[first].lead.end)
    let tail = figures[count].tail
    let sameUnit = !unit.isEmpty && ledger.units[counted.range].starts(with: unit)
    let sameNoun = !tail.isEmpty && !counted.isEmpty && ledger.units[tail.start] == ledger.units[counted.start]
    guard sameUnit || sameNoun else { return nil }
    let product = Amount.sum(rates.map { figures[$0].amount }).times(figures[count].amount)
    let agreement = Agreement.equal(product, figures[total].amount)
    let sum = rates.map(ledger.quote).joined(separator: "＋")
    let left = rates.count > 1 ? "（\(sum)）" : sum
    let sign = agreement == .broken ? "≠" : "＝"
    let factor = ledger.statistic(figures[total])?.mention.measure?.factor ?? 1
    let value = Arithmetic.number(product.value / (factor == 0 ? 1 : factor))
    let text = "\(left)×\(ledger.quote(count))\(sign)\(ledger.quote(total))"
    let trial = Trial(
      members: rates + [count, total], agreement: agreement, expected: figures[total].amount.value,
      computed: product.value,
      message: agreement == .broken
        ? .init("\(text)，应为\(value)\(figures[total].unit)", "\(text), which gives \(value)\(figures[total].unit)")
        : .init(text, text))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// Marks that end a clause.
  private static func ends(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x2C, 0xFF0C, 0x3B, 0xFF1B, 0x3A, 0xFF1A, 0x3002, 0x0A, 0x21, 0xFF01: true
    default: false
    }
  }
}
