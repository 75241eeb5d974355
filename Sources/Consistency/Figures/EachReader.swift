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
}

/// Finds a figure for each of something with the number of those and their total: 每村3万元,20个村共60万元; 五个社区各领200支,
/// 总共1000支.
struct EachReader: Sendable {
  let relation: CheckRules.Relation

  static let keys = ["each", "every", "no-every", "sum", "persons", "parts", "silent"]

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
      let counted = counted(rate, sentence, ledger), let total = total(rate, counted, sentence, ledger)
    else { return nil }
    var rates = [rate]
    // Further figures for each, up to the number and the total.
    for index in (rate + 1)..<max(rate + 1, sentence.upperBound) {
      guard index != counted, index != total, ledger.figures[index].unitClass == figure.unitClass,
        ledger.figures[index].before == .pause || ledger.figures[index].before == .comma,
        index < max(counted, total), !relation.holds("sum", ledger.units, in: ledger.figures[index].lead)
      else { break }
      rates.append(index)
    }
    let members = rates + [counted, total]
    guard let first = members.min(), let last = members.max(),
      isOfOneThing(rate, total, ledger),
      // Another figure of the unit between them leaves open which is meant.
      (first...last).allSatisfy({ members.contains($0) || ledger.figures[$0].unitClass != figure.unitClass }),
      !relation.holds("silent", ledger.units, in: ledger.figures[total].lead),
      // A second figure for each, of whatever unit, makes one of a product of three.
      !(first...last).contains(where: { !rates.contains($0) && isRate($0, ledger) })
    else { return nil }
    return EachStatement(rates: rates, counted: counted, number: ledger.printed(counted), total: total)
  }

  /// Whether a total is one of what each has: what is named behind it is named behind the figure for each too.
  private func isOfOneThing(_ rate: Int, _ total: Int, _ ledger: Ledger) -> Bool {
    let (one, all) = (ledger.figures[rate], ledger.figures[total])
    let isOfSameNoun =
      all.tail.isEmpty || one.tail.isEmpty || ledger.units[one.tail.start] == ledger.units[all.tail.start]
    // 每户发放…总计发放: what leads to the total, but for the words of totals, leads to the figure for each too.
    var said = ledger.units[all.lead.range]
    if let sum = relation.all("sum", ledger.units, in: all.lead).last { said = ledger.units[sum.end..<all.lead.end] }
    let words = ledger.units[one.lead.range]
    return isOfSameNoun && (said.count <= 1 || said.contains { $0 >= 0x4E00 && words.contains($0) })
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
    let unit = Array(figure.unit.utf16)
    let words = ledger.units[named.range]
    if relation.starting("persons", ledger.units, at: named.start, limit: named.end) != nil,
      relation.lists("persons", figure.unit)
    {
      return true
    }
    var name = words
    if !unit.isEmpty, words.starts(with: unit) {
      name = words.dropFirst(unit.count)
      // 每户, 每公里: the unit is all that is named. 每个社区: so is the noun behind it.
      if isMeasureNoun(unit) || figure.tail.isEmpty { return true }
      guard let noun = name.first, noun >= 0x4E00 else { return true }
      return ledger.units[figure.tail.range].contains(noun)
    }
    // 六个自然村每村: the noun behind the number ends in what is named.
    guard let first = name.first, first >= 0x4E00, !figure.tail.isEmpty else { return false }
    let tail = ledger.units[figure.tail.range].prefix { $0 >= 0x4E00 }
    return tail.prefix(Self.longestNoun).contains(first)
  }

  private static let longestNoun = 6

  /// Whether a unit names what it counts by itself (户, 亩, 场), as a general counter does not (个).
  private func isMeasureNoun(_ unit: [UInt16]) -> Bool {
    !relation.lists("parts", String(decoding: unit, as: UTF16.self))
  }

  /// The total of a rate: the nearest figure of its unit that a word of totals leads to.
  private func total(_ rate: Int, _ counted: Int, _ sentence: Range<Int>, _ ledger: Ledger) -> Int? {
    let unitClass = ledger.figures[rate].unitClass
    func isTotal(_ index: Int) -> Bool {
      let figure = ledger.figures[index]
      return index != counted && figure.kind == .count && figure.unitClass == unitClass
        && figure.amount.value > ledger.figures[rate].amount.value && !isRate(index, ledger)
        && relation.holds("sum", ledger.units, in: figure.lead)
    }
    let behind = ((rate + 1)..<max(rate + 1, min(sentence.upperBound, max(rate, counted) + Self.reach))).first {
      isTotal($0)
    }
    return behind ?? (max(sentence.lowerBound, rate - Self.reach)..<rate).reversed().first { isTotal($0) }
  }
}
