import Extraction
import Foundation
import NewsText

/// What a sentence gives for each of something, how many of those there are, and what all of it comes to.
struct EachStatement {
  /// The figures for each, to be added up where there are several (每村保洁员2名、管护员1名).
  var rates: [Int]
  /// The figure that tells how many there are.
  var counted: Int
  /// How many there are, as counted and not in base units: 20 for 20公里.
  var number: Amount
  var total: Int
  /// Whether the words say that it is the total; else only their agreement tells.
  var isSaid = true
}

/// Finds a figure for each of something with the number of those and their total: 每村3万元,20个村共60万元; 五个社区各领200支,
/// 总共1000支.
struct EachReader: Sendable {
  let relation: CheckRules.Relation

  static let keys = [
    "each", "every", "no-every", "sum", "surely", "acts", "whole", "disposes", "fill", "mean", "over", "breaks",
    "persons",
    "parts",
    "silent",
  ]

  /// How many figures around a rate may be its number or its total.
  private static let reach = 4

  /// The statements of one sentence. Complexity: bounded work for each figure.
  func statements(_ sentence: Range<Int>, _ ledger: Ledger) -> [EachStatement] {
    guard sentence.count >= 3 else { return [] }
    return sentence.compactMap { statement($0, sentence, ledger) }
  }

  private func statement(_ rate: Int, _ sentence: Range<Int>, _ ledger: Ledger) -> EachStatement? {
    let figure = ledger.figures[rate]
    guard figure.kind == .count, !figure.lead.isEmpty, ledger.changes[rate].role != .change,
      !relation.holds("silent", ledger.units, in: figure.lead),
      !relation.holds("silent", ledger.units, in: figure.tail),
      let counted = counted(rate, sentence, ledger)
    else { return nil }
    if let total = total(rate, counted, sentence, ledger),
      let said = statement(rate, counted, total, sentence, ledger), isOfOneThing(rate, counted, total, ledger),
      !relation.holds("silent", ledger.units, in: ledger.figures[total].lead)
    {
      return said
    }
    // 每辆运沙20吨,一天运了320吨: the same deed, and one misprint away.
    if figure.amount.isExact, rate + 1 < sentence.upperBound, let said = misprinted(rate, counted, sentence, ledger) {
      return said
    }
    // 35户每户送去两桶,送出70桶: what is their product is the total, whatever leads to it.
    let number = ledger.printed(counted)
    let product = figure.amount.value * number.value
    guard figure.amount.isExact, number.isExact,
      let total = around(rate, counted, sentence).first(where: {
        $0 != counted && ledger.figures[$0].kind == .count && ledger.figures[$0].unitClass == figure.unitClass
          && ledger.figures[$0].amount.value == product && product > figure.amount.value
      }), var told = statement(rate, counted, total, sentence, ledger)
    else { return nil }
    told.isSaid = false
    return told
  }

  /// A total right behind a rate that tells of the same deed, and misses the product by one digit.
  private func misprinted(_ rate: Int, _ counted: Int, _ sentence: Range<Int>, _ ledger: Ledger) -> EachStatement? {
    let (one, total) = (ledger.figures[rate], max(rate, counted) + 1)
    guard total < sentence.upperBound else { return nil }
    let (all, number) = (ledger.figures[total], ledger.printed(counted))
    guard all.kind == .count, all.unitClass == one.unitClass, all.amount.isExact, number.isExact,
      !isRate(total, ledger),
      !relation.holds("silent", ledger.units, in: all.lead), all.before == .comma,
      all.tail.isEmpty || one.tail.isEmpty || ledger.units[one.tail.start] == ledger.units[all.tail.start],
      let last = all.lead.range.last(where: {
        relation.starting("over", ledger.units, at: $0, limit: all.lead.end) != nil
      })
    else { return nil }
    // The deed, before 了: 运了.
    guard last > all.lead.start, ledger.units[one.lead.range].contains(ledger.units[last - 1]),
      Misprint.explains(all.amount.value - one.amount.value * number.value, in: [all.amount.value])
    else { return nil }
    return statement(rate, counted, total, sentence, ledger)
  }

  /// The figures around a rate among which its total may be.
  private func around(_ rate: Int, _ counted: Int, _ sentence: Range<Int>) -> [Int] {
    Array((rate + 1)..<max(rate + 1, min(sentence.upperBound, max(rate, counted) + Self.reach)))
      + (max(sentence.lowerBound, rate - Self.reach)..<rate).reversed()
  }

  private func statement(
    _ rate: Int, _ counted: Int, _ total: Int, _ sentence: Range<Int>, _ ledger: Ledger
  ) -> EachStatement? {
    let figure = ledger.figures[rate]
    var rates = [rate]
    // Further figures for each, up to the number and the total.
    for index in (rate + 1)..<max(rate + 1, sentence.upperBound) {
      guard index != counted, index != total, ledger.figures[index].unitClass == figure.unitClass,
        ledger.figures[index].before == .pause || ledger.figures[index].before == .comma,
        index < max(counted, total), !relation.holds("sum", ledger.units, in: ledger.figures[index].lead),
        !relation.holds("silent", ledger.units, in: ledger.figures[index].lead)
      else { break }
      rates.append(index)
    }
    let members = rates + [counted, total]
    guard let first = members.min(), let last = members.max(),
      // 另有3个社区各补助8万元; 学生票半价: the total is of more, or of less.
      !relation.holds(
        "breaks", ledger.units, in: Span(ledger.figures[first].lead.start, ledger.figures[last].span.end)),
      // Another figure of the unit between them leaves open which is meant.
      (first...last).allSatisfy({ members.contains($0) || ledger.figures[$0].unitClass != figure.unitClass }),
      // A second figure for each, of whatever unit, makes one of a product of three.
      !(first...last).contains(where: { !rates.contains($0) && isRate($0, ledger) })
    else { return nil }
    return EachStatement(rates: rates, counted: counted, number: ledger.printed(counted), total: total)
  }

  /// Whether a total is one of what each has: what is named behind it is named behind the figure for each too.
  private func isOfOneThing(_ rate: Int, _ counted: Int, _ total: Int, _ ledger: Ledger) -> Bool {
    let (one, all) = (ledger.figures[rate], ledger.figures[total])
    let isOfSameNoun =
      all.tail.isEmpty || one.tail.isEmpty || ledger.units[one.tail.start] == ledger.units[all.tail.start]
    guard isOfSameNoun else { return false }
    // 每席12名长者,合共招待3600名长者
    if one.tail.count >= 2, ledger.units[one.tail.range].elementsEqual(ledger.units[all.tail.range]) { return true }
    guard let sum = relation.all("sum", ledger.units, in: all.lead).last else { return isDisposed(total, ledger) }
    // 每户发放…总计发放: what leads to the total, but for the words of totals, leads to the figure for each too.
    let said = ledger.units[sum.end..<all.lead.end]
    let words = ledger.units[one.lead.range]
    if said.count <= 1 || said.contains(where: { $0 >= 0x4E00 && words.contains($0) }) { return true }
    // 每班均为44人,全年级学生256人: nothing is named with the figure for each.
    if namesNothing(one, ledger) { return true }
    // 各领走200支,前后总共发出去1300支
    guard total > rate, total - max(rate, counted) == 1,
      let surely = relation.starting("surely", ledger.units, at: all.lead.start, limit: all.lead.end),
      surely.end >= sum.start,
      let act = relation.starting("acts", ledger.units, at: max(surely.end, sum.end), limit: all.lead.end)
    else { return false }
    return all.lead.end - act.end <= 1
  }

  /// Whether no more stands between the word of each and the figure than what is counted.
  private func namesNothing(_ figure: Figure, _ ledger: Ledger) -> Bool {
    guard let each = relation.first("each", ledger.units, in: figure.lead) else { return false }
    var left = 0
    var at = each.end
    while at < figure.lead.end {
      if let fill = relation.starting("fill", ledger.units, at: at, limit: figure.lead.end) {
        at = fill.end
      } else {
        left += 1
        at += 1
      }
    }
    return left <= 2
  }

  /// 把420名考生全部送到: all of them were dealt out.
  private func isDisposed(_ total: Int, _ ledger: Ledger) -> Bool {
    let figure = ledger.figures[total]
    return relation.ending("disposes", ledger.units, at: figure.lead.end, from: figure.lead.start) != nil
      && relation.holds("whole", ledger.units, in: figure.tail)
  }

  private func isRate(_ index: Int, _ ledger: Ledger) -> Bool {
    relation.holds("each", ledger.units, in: ledger.figures[index].lead)
  }

  /// The figure that counts what a rate is for each of.
  private func counted(_ rate: Int, _ sentence: Range<Int>, _ ledger: Ledger) -> Int? {
    let lead = ledger.figures[rate].lead
    if let each = relation.first("each", ledger.units, in: lead) {
      let named = Span(each.end, lead.end)
      guard !named.isEmpty else { return nil }
      let near = Array((max(sentence.lowerBound, rate - Self.reach)..<rate).reversed())
      let behind = Array((rate + 1)..<max(rate + 1, min(sentence.upperBound, rate + Self.reach)))
      let fitting = (near + behind).filter { counts($0, named, rate, ledger) }
      return fitting.count == 1 ? fitting[0] : nil
    }
    // 五个社区各领走200支: what is counted right before.
    guard rate > sentence.lowerBound else { return nil }
    let before = ledger.figures[rate - 1]
    let gap = Span(before.span.end, ledger.figures[rate].span.start)
    guard before.kind == .count, before.unitClass != ledger.figures[rate].unitClass, before.amount.value >= 2,
      before.amount.isExact, gap.count <= Self.longestGap,
      let every = relation.first("every", ledger.units, in: gap),
      relation.starting("no-every", ledger.units, at: every.start, limit: gap.end) == nil,
      !ledger.units[gap.range].contains(where: { LedgerMark.of($0) != nil })
    else { return nil }
    return rate - 1
  }

  private static let longestGap = 20

  /// Whether a figure counts what is named: 20个村 for 每村, 46户 for 每户, 30名保洁员 for 每人.
  private func counts(_ index: Int, _ named: Span, _ rate: Int, _ ledger: Ledger) -> Bool {
    let figure = ledger.figures[index]
    guard figure.kind == .count, figure.unitClass != ledger.figures[rate].unitClass || index > rate,
      figure.amount.value >= 2
    else { return false }
    let unit = Array(ledger.unit(figure).utf16)
    let words = ledger.units[named.range]
    if relation.starting("persons", ledger.units, at: named.start, limit: named.end) != nil,
      relation.lists("persons", figure.term, ledger.units)
    {
      return true
    }
    var name = words
    if !unit.isEmpty, words.starts(with: unit) {
      name = words.dropFirst(unit.count)
      // 每户, 每公里: the unit names what it counts by itself. 每个社区: the noun behind it does.
      if !relation.lists("parts", figure.term, ledger.units) || figure.tail.isEmpty { return true }
      guard let noun = name.first, noun >= 0x4E00 else { return true }
      return ledger.units[figure.tail.range].contains(noun)
    }
    // 六个自然村每村: the noun behind the number ends in what is named.
    guard let first = name.first, first >= 0x4E00, !figure.tail.isEmpty else { return false }
    let tail = ledger.units[figure.tail.range].prefix { $0 >= 0x4E00 }
    return tail.prefix(Self.longestNoun).contains(first)
  }

  private static let longestNoun = 6

  /// The total of a rate: the nearest figure of its unit that a word of totals leads to, or of which all is dealt out.
  private func total(_ rate: Int, _ counted: Int, _ sentence: Range<Int>, _ ledger: Ledger) -> Int? {
    let unitClass = ledger.figures[rate].unitClass
    func isTotal(_ index: Int) -> Bool {
      let figure = ledger.figures[index]
      return index != counted && figure.kind == .count && figure.unitClass == unitClass
        && figure.amount.value > ledger.figures[rate].amount.value && !isRate(index, ledger)
        && (relation.holds("sum", ledger.units, in: figure.lead) || isDisposed(index, ledger))
    }
    return around(rate, counted, sentence).first(where: isTotal)
  }
}
