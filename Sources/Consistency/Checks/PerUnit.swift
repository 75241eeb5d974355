import Extraction
import Foundation
import NewsText
import RuleFiles

/// A mean is the total by the number: 人均, 场均, 日均.
struct PerUnit: Check {
  static let id = "per-unit"
  static let takesAnyRelation = true
  let rules: CheckRules

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["mean", "unit", "sum", "alike", "turns", "cost", "silent"] + Self.limitKeys, rules: &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.relations(of: rules, beside: ["mean", "done"]).compactMap { mean, relations in
      guard ledger.figures[mean].kind == .count, !ledger.figures[mean].lead.isEmpty else { return nil }
      for relation in relations {
        if Self.isLimit(relation) {
          if let finding = limit(mean, ledger, relation) { return finding }
          continue
        }
        let lead = ledger.figures[mean].lead
        guard let word = relation.first("mean", ledger.units, in: lead) else { continue }
        return finding(mean, word, ledger, relation)
      }
      return nil
    }
  }

  /// The longest subject before the word of a mean: 儿科.
  private static let longestSubject = 4
  /// The relation whose number may be the length of a period.
  private static let overDays = "days"

  /// How many figures before a mean, and behind it, may be its total and its number.
  private static let reach = 6
  private static let reachBehind = 3

  private func finding(_ mean: Int, _ word: Span, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    guard !relation.holds("silent", ledger.units, in: ledger.figures[mean].lead) else { return nil }
    let sentence = ledger.bySentence[ledger.figures[mean].sentence]
    let before = ledger.before(mean).prefix(Self.reach).filter {
      ledger.figures[$0].kind == .count && ledger.figures[$0].sentence >= ledger.figures[mean].sentence - 1
    }
    let behind = ((mean + 1)..<max(mean + 1, min(sentence.upperBound, mean + 1 + Self.reachBehind))).filter {
      ledger.figures[$0].kind == .count
    }
    let printed = Self.rounded(ledger.figures[mean], ledger)
    let totals =
      before.filter { isTotal($0, of: mean, ledger, relation) }
      + behind.filter {
        isTotal($0, of: mean, ledger, relation) && relation.holds("sum", ledger.units, in: ledger.figures[$0].lead)
      }
    let numbers = (before + behind).filter {
      relation.lists("unit", ledger.figures[$0].term, ledger.units) && !totals.contains($0)
    }
    var trials: [Trial] = []
    var hasDays = false
    for total in totals {
      for number in numbers {
        trials += [trial(mean, total, number, ledger.printed(number), printed, ledger)].compactMap { $0 }
      }
      for days in self.days(total, mean, ledger, relation) {
        hasDays = true
        trials += [trial(mean, total, nil, days, printed, ledger)].compactMap { $0 }
      }
    }
    guard let best = trials.map(\.agreement).min() else { return nil }
    if best >= .tension {
      guard totals.count == 1, !(hasDays && !numbers.isEmpty),
        isClear(mean, word, totals[0], numbers.first, ledger, relation)
          || (trials.count == 1 && isSlip(mean, trials[0], ledger))
      else { return nil }
    }
    return Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
  }

  private func isTotal(_ index: Int, of mean: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let (figure, one) = (ledger.figures[index], ledger.figures[mean])
    return
      (figure.unitClass == one.unitClass
      || relation.lists("alike", figure.term, ledger.units) && relation.lists("alike", one.term, ledger.units))
      && [.plain, .to].contains(ledger.changes[index].role) && figure.amount.value > one.amount.value
      && !relation.holds("silent", ledger.units, in: figure.lead)
  }

  /// Whether a mean is beyond doubt one of that total: they stand side by side in one sentence, and nothing is named
  /// anew with the mean.
  private func isClear(
    _ mean: Int, _ word: Span, _ total: Int, _ number: Int?, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    let members = [mean, total] + (number.map { [$0] } ?? [])
    guard let first = members.min(), let last = members.max(),
      ledger.figures[first].sentence == ledger.figures[last].sentence, last - first < members.count
    else { return false }
    let lead = ledger.figures[mean].lead
    // 折合亩产; 儿科平均每天: the subject of a mean is that of the total behind it, too.
    let front = Span(lead.start, word.start)
    guard
      front.isEmpty || relation.starting("turns", ledger.units, at: front.start, limit: front.end)?.end == front.end
        || (total > mean && front.count <= Self.longestSubject
          && relation.holds("sum", ledger.units, in: ledger.figures[total].lead))
    else { return false }
    // 平均每天接诊…7天累计接诊: what is said of the mean is said of the total too.
    let said = ledger.units[word.end..<lead.end]
    let allLead = ledger.figures[total].lead
    let all = ledger.units[allLead.range]
    if said.isEmpty || all.indices.contains(where: { all[$0...].starts(with: said) }) { return true }
    // 16节车厢,载客1128人,平均每节车厢坐了94人: three figures side by side, of one unit.
    let (one, whole) = (ledger.figures[mean], ledger.figures[total])
    if let number, mean == last, last - first == 2, one.unit == whole.unit, one.unit != ledger.figures[number].unit,
      ledger.document.mentions[one.mention].measure?.dimension != .money,
      ledger.units[word.range].contains(where: { ledger.unit(ledger.figures[number]).utf16.first == $0 })
    {
      return true
    }
    // 投资1864万元新建公厕31座,每座平均造价85万元
    return relation.starting("cost", ledger.units, at: word.end, limit: lead.end)?.end == lead.end
      && relation.ending("cost", ledger.units, at: allLead.end, from: allLead.start) != nil
  }

  /// Whether a mean is ten or a hundred times what it should be, to the last digit: a slip of the decimal point.
  private func isSlip(_ mean: Int, _ trial: Trial, _ ledger: Ledger) -> Bool {
    guard let computed = trial.computed, computed > 0,
      Set(trial.members.map { ledger.figures[$0].sentence }).count == 1
    else { return false }
    let printed = Self.rounded(ledger.figures[mean], ledger)
    return [-3, -2, -1, 1, 2, 3].contains { power in
      printed.narrow.contains(power > 0 ? computed * pow(10, power) : computed / pow(10, -power))
    }
  }

  /// The days of the period that a total is of, and of a duration told beside it.
  private func days(_ total: Int, _ mean: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Amount] {
    var found: [Amount] = []
    let sentence = ledger.sentence(of: ledger.figures[mean]).span
    let around = ledger.figures[mean].mention
    for index in max(0, around - Self.reach)...min(around + Self.reachBehind, ledger.document.mentions.count - 1) {
      let mention = ledger.document.mentions[index]
      guard sentence.contains(mention.span) else { continue }
      if mention.kind == .duration, relation.lists("unit", mention.unit, ledger.units),
        let value = mention.value.number, value > 1
      {
        found.append(Amount(exactly: value))
      }
    }
    guard relation.id == Self.overDays, let statistic = ledger.statistic(ledger.figures[total]),
      let start = Self.dayNumber(statistic.periodStart, last: false),
      let end = Self.dayNumber(statistic.periodEnd ?? statistic.periodStart, last: true), end > start
    else { return found }
    return found + [Amount(exactly: Decimal(end - start + 1))]
  }

  private func trial(
    _ mean: Int, _ total: Int, _ number: Int?, _ count: Amount, _ printed: Amount, _ ledger: Ledger
  ) -> Trial? {
    guard let computed = ledger.figures[total].amount.divided(by: count) else { return nil }
    let divisor = number.map(ledger.quote) ?? Arithmetic.number(count.value)
    let factor = ledger.document.mentions[ledger.figures[mean].mention].measure?.factor ?? 1
    let sum = "\(ledger.quote(total))÷\(divisor)＝\(Arithmetic.number(computed.value / factor))"
    return Trial(
      members: [total, number, mean].compactMap { $0 }, agreement: Agreement.equal(computed, printed),
      expected: printed.value, computed: computed.value,
      message: .init("\(sum)，文中为\(ledger.quote(mean))", "\(sum), printed \(ledger.quote(mean))"))
  }

  /// A mean is rounded to its last digit.
  static func rounded(_ figure: Figure, _ ledger: Ledger) -> Amount {
    let mention = ledger.document.mentions[figure.mention]
    guard let value = mention.value.number, figure.amount.isExact else { return figure.amount }
    let scale = value == 0 ? 1 : mention.measure?.factor ?? 1
    var last = lastDigit(value)
    if scale > 1 { last = max(last, lastDigit(figure.amount.value) / scale) }
    let unit = last * scale
    let (low, high) = (figure.amount.value - unit * half, figure.amount.value + unit * half)
    return Amount(
      figure.amount.value, narrow: Interval(low, high),
      wide: Interval(figure.amount.value - unit, figure.amount.value + unit))
  }

  /// The place of the last digit: 1 for whole numbers, 0.1 for 1.3.
  private static func lastDigit(_ value: Decimal) -> Decimal {
    value.exponent < 0 ? Decimal(sign: .plus, exponent: value.exponent, significand: 1) : 1
  }

  private static let half = Decimal(sign: .plus, exponent: -1, significand: 5)

  /// The number of a day given as ISO 8601, counted from a fixed day (Julian calendar arithmetic of the Gregorian one).
  ///
  /// - Parameter last: of an interval (2024-05-06/2024-05-12) its last day, not its first.
  private static func dayNumber(_ period: String?, last: Bool) -> Int? {
    guard let iso = (last ? period?.split(separator: "/").last : period?.split(separator: "/").first) else {
      return nil
    }
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard iso.utf8.count == 10 || iso.hasPrefix("--"), parts.count >= 2 else { return nil }
    let (year, month, day) = parts.count == 3 ? (parts[0], parts[1], parts[2]) : (2001, parts[0], parts[1])
    let shifted = (month + 9) % 12
    let base = year - shifted / 10
    return 365 * base + base / 4 - base / 100 + base / 400 + (shifted * 306 + 5) / 10 + day - 1
  }
}
