import Extraction
import Foundation
import NewsText
import RuleFiles

/// The value now, the earlier value, the change between them and its percentage agree.
struct Growth: Check {
  static let id = "growth"
  let rules: CheckRules
  private let compared: CheckRules.Relation?
  private let fromTo: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["subject", "measure", "whole", "silent"], rules: &folder)
    compared = rules.relation("compared", &folder)
    fromTo = rules.relation("from-to", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let compared, let fromTo else { return [] }
    let changes = ledger.changes
    var found: [Finding] = []
    for (sentence, range) in ledger.bySentence.enumerated() where !range.isEmpty {
      let start = ledger.document.page.sentences[sentence].span.start
      var at = range.lowerBound
      while at < range.upperBound {
        guard changes[at].role == .change, !changes[at].isShared else {
          if let pair = direction(at, changes, ledger, fromTo) { found.append(pair) }
          at += 1
          continue
        }
        // What is said behind the comparison is of something else.
        let isSilent = compared.holds("silent", ledger.units, in: Span(start, ledger.figures[at].tail.end))
        let reader = Comparisons(ledger: ledger, changes: changes, relation: compared, sentence: range)
        let end = reader.runEnd(at)
        for comparison in isSilent ? [] : reader.comparisons(at..<end) {
          let trials = comparison.flatMap(Self.trials(ledger, changes))
          let period = comparison.contains { Self.mixesPeriods($0, ledger, compared) }
          if let finding = Finding(
            Self.id, trials, of: ledger, undecided: period ? .period : nil, severity: compared.severity,
            rule: compared.reference)
          {
            found.append(finding)
          }
        }
        at = end
      }
    }
    return found
  }

  /// What goes from one value to another where nothing is said of the difference: at least the direction is right.
  private func direction(_ at: Int, _ changes: [Change], _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding?
  {
    guard changes[at].role == .to, changes[at].direction != 0, at > 0, changes[at - 1].role == .from,
      ledger.figures[at - 1].sentence == ledger.figures[at].sentence,
      ledger.figures[at - 1].unitClass == ledger.figures[at].unitClass,
      ledger.figures[at - 1].kind == ledger.figures[at].kind
    else { return nil }
    let (start, end) = (ledger.figures[at - 1].amount, ledger.figures[at].amount)
    let isUp = changes[at].direction > 0
    let agreement = isUp ? Agreement.atMost(start, end) : Agreement.atMost(end, start)
    let quotes = "\(ledger.quote(at - 1)) → \(ledger.quote(at))"
    let trial = Trial(
      members: [at - 1, at], agreement: agreement, expected: end.value, computed: start.value,
      message: .init(
        agreement == .broken ? "\(quotes)，与文中\(isUp ? "上升" : "下降")的说法相反" : quotes,
        agreement == .broken ? "\(quotes) is no \(isUp ? "rise" : "fall")" : quotes))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  private static func mixesPeriods(_ comparison: Comparison, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool
  {
    guard let now = comparison.now, let earlier = comparison.earlier else { return false }
    let leads = [now, earlier].map { relation.holds("whole", ledger.units, in: ledger.figures[$0].lead) }
    return leads[0] != leads[1]
  }

  private static func trials(_ ledger: Ledger, _ changes: [Change]) -> (Comparison) -> [Trial] {
    { ChangeArithmetic(comparison: $0, ledger: ledger, changes: changes).trials }
  }
}

/// The figures that one comparison of two times gives, as indices into `Ledger.figures`.
struct Comparison {
  var now: Int?
  var earlier: Int?
  /// In the unit of the two, or in percentage points.
  var change: Int?
  /// In percent, or in times.
  var percent: Int?

  var members: [Int] { [now, earlier, change, percent].compactMap { $0 }.sorted() }
}

/// Which figures around a run of changes belong together.
private struct Comparisons {
  let ledger: Ledger
  let changes: [Change]
  let relation: CheckRules.Relation
  /// The figures of the sentence.
  let sentence: Range<Int>

  /// How many figures before a change may be the value now.
  private static let reach = 6

  /// Where the run of changes and earlier values that starts at a figure ends.
  func runEnd(_ start: Int) -> Int {
    var end = start + 1
    while end < sentence.upperBound, !changes[end].isShared {
      if isArrival(end) {
        end += 1
        continue
      }
      guard changes[end].role == .change || changes[end].role == .earlier else { break }
      if changes[end].role == .change, !isBare(end) { break }
      end += 1
    }
    return end
  }

  /// Whether the value now stands between a change and its percentage: 多了210人次,达到1610人次,增幅15%.
  private func isArrival(_ index: Int) -> Bool {
    changes[index].role == .to && changes[index].direction == 0 && index + 1 < sentence.upperBound
      && changes[index - 1].role == .change && changes[index + 1].role == .change
      && ledger.figures[index - 1].kind == .count && ledger.figures[index + 1].kind == .percent
      && ledger.figures[index - 1].unitClass == ledger.figures[index].unitClass
  }

  /// The comparisons of a run, each with the readings of its missing members, the most natural first.
  func comparisons(_ run: Range<Int>) -> [[Comparison]] {
    var groups: [Comparison] = []
    var base = Change.Base.unsaid
    if run.lowerBound > sentence.lowerBound, changes[run.lowerBound - 1].role == .earlier {
      base = changes[run.lowerBound - 1].base
    }
    var group = Comparison()
    for index in run {
      let own = changes[index].base
      if isArrival(index), index > run.lowerBound {
        group.now = index
        continue
      }
      let isPercent = ledger.figures[index].kind == .percent
      let isChange = changes[index].role == .change
      let taken = isChange && (isPercent ? group.percent : group.change) != nil
      let isOther = isChange && own != .unsaid && base != .unsaid && own != base
      if taken || (isOther && !group.members.isEmpty) {
        groups.append(group)
        group = Comparison()
      }
      if own != .unsaid { base = own }
      if !isChange {
        group.earlier = group.earlier ?? index
      } else if isPercent {
        group.percent = index
      } else {
        group.change = index
      }
    }
    groups.append(group)
    return groups.map { complete($0, run) }
  }

  private func complete(_ group: Comparison, _ run: Range<Int>) -> [Comparison] {
    let past = group.earlier.map { [$0] } ?? earlier(before: run.lowerBound)
    var readings: [Comparison] = []
    for earlier in past.map(Optional.some) + [nil] {
      var reading = group
      reading.earlier = earlier
      let known = group.now.map { [$0] } ?? nows(reading, run)
      for now in known.map(Optional.some) + [nil] {
        reading.now = now
        if reading.members.count >= 3, isOfOneKind(reading) { readings.append(reading) }
        if now != nil, now == known.last { break }
      }
      // An earlier value that fits the change leaves no room for readings without it.
      if !readings.isEmpty { break }
    }
    return readings
  }

  /// The earlier values before a run in its sentence, the nearest first.
  private func earlier(before run: Int) -> [Int] {
    var found: [Int] = []
    for index in (max(sentence.lowerBound, run - Self.reach)..<run).reversed() {
      switch changes[index].role {
      case .earlier, .from: found.append(index)
      case .change: return found
      default: continue
      }
    }
    return found
  }

  /// What may be the value now: the figures before the run, the nearest first; the one it arrives at; failing these the
  /// only one of the sentence before.
  private func nows(_ group: Comparison, _ run: Range<Int>) -> [Int] {
    let first = group.change ?? group.percent ?? run.lowerBound
    var found = (max(sentence.lowerBound, run.lowerBound - Self.reach)..<run.lowerBound).reversed().filter {
      (changes[$0].role == .plain || changes[$0].role == .to) && matches($0, first, group)
    }
    if run.upperBound < sentence.upperBound, changes[run.upperBound].role == .to, matches(run.upperBound, first, group)
    {
      found.append(run.upperBound)
    }
    if found.isEmpty, !(sentence.lowerBound..<run.lowerBound).contains(where: { changes[$0].role == .plain }) {
      let before = preceding.filter {
        (changes[$0].role == .plain || changes[$0].role == .to) && matches($0, first, group)
      }
      if group.earlier != nil, group.change != nil {
        // The others can be tested without it; of several only one that agrees can be meant.
        found = before.filter { agrees($0, group) }
      } else if before.count == 1, before[0] >= precedingSentence.lowerBound {
        found = before
      }
    }
    return found
  }

  /// The figures of the article before the sentence, the nearest first, as far as a value now is looked for.
  private var preceding: [Int] {
    let first = sentence.lowerBound
    let article = ledger.figures[first].article
    return (max(0, first - Self.farthest)..<first).reversed().filter { ledger.figures[$0].article == article }
  }

  private static let farthest = 48

  /// Whether the value now, the earlier one and the change agree exactly.
  private func agrees(_ now: Int, _ group: Comparison) -> Bool {
    guard let earlier = group.earlier, let change = group.change else { return false }
    let difference = ledger.figures[now].amount - ledger.figures[earlier].amount
    let said = ledger.figures[change].amount
    return Agreement.equal(difference, changes[change].direction < 0 ? said.negated : said) < .tension
  }

  /// The figures of the sentence before, in the same paragraph.
  private var precedingSentence: Range<Int> {
    let index = ledger.figures[sentence.lowerBound].sentence
    let sentences = ledger.paragraphs[ledger.figures[sentence.lowerBound].paragraph]
    return index > sentences.lowerBound ? ledger.bySentence[index - 1] : 0..<0
  }

  /// Whether a figure may be the value that a change is of.
  private func matches(_ now: Int, _ change: Int, _ group: Comparison) -> Bool {
    let figure = ledger.figures[now]
    guard figure.kind != .points, changes[now].unit == nil else { return false }
    // 比计划6000亩多350亩: what is planned may be what is compared with.
    guard group.earlier != nil || planned(now) == planned(change) else { return false }
    if let earlier = group.earlier, !isComparable(now, earlier) { return false }
    if let change = group.change, ledger.figures[change].kind == .count, !isAddable(now, change) { return false }
    if let change = group.change, ledger.figures[change].kind == .points, figure.kind != .percent { return false }
    return says(change, of: now)
  }

  private func isComparable(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (ledger.figures[a], ledger.figures[b])
    guard first.kind == second.kind, first.unitClass == second.unitClass else { return false }
    guard let one = ledger.statistic(first)?.object, let other = ledger.statistic(second)?.object else { return true }
    return one.isEmpty || other.isEmpty || one.hasSuffix(other) || other.hasSuffix(one)
  }

  /// Whether a change can be one of a figure: a thing that it names must be the same.
  private func isAddable(_ now: Int, _ change: Int) -> Bool {
    if isBare(change), ledger.figures[change].tail.isEmpty {
      return ledger.figures[now].kind == ledger.figures[change].kind
        && ledger.figures[now].unitClass == ledger.figures[change].unitClass
    }
    return isComparable(now, change)
  }

  private func planned(_ index: Int) -> Bool { ledger.statistic(ledger.figures[index])?.planned ?? false }

  private func isOfOneKind(_ comparison: Comparison) -> Bool {
    guard let earlier = comparison.earlier else { return true }
    if let change = comparison.change, ledger.figures[change].kind == .count,
      ledger.figures[change].unitClass != ledger.figures[earlier].unitClass
    {
      return false
    }
    if let now = comparison.now { return ledger.figures[now].kind == ledger.figures[earlier].kind }
    guard let change = comparison.change else { return true }
    return ledger.figures[change].unitClass == ledger.figures[earlier].unitClass
  }

  /// Whether nothing is said anew of what a change is of.
  private func isBare(_ change: Int) -> Bool {
    let prefix = changes[change].prefix
    if prefix.isEmpty { return true }
    var at = prefix.start
    while at < prefix.end {
      if change > 0, changes[change - 1].role == .earlier, let date = dates(at: at) {
        at = date.end
        continue
      }
      guard let word = relation.starting("subject", ledger.units, at: at, limit: prefix.end) else { return false }
      at = word.end
    }
    return true
  }

  /// The date that starts at a place: after an earlier value the time of the present one says nothing new.
  private func dates(at place: Int) -> Span? {
    let mentions = ledger.document.mentions
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].span.start < place { low = middle + 1 } else { high = middle }
    }
    guard low < mentions.count, mentions[low].span.start == place, mentions[low].kind == .date else { return nil }
    return mentions[low].span
  }

  /// Whether a change is of that figure: what it says anew is the object of the figure.
  private func says(_ change: Int, of now: Int) -> Bool {
    if isBare(change) { return true }
    guard let object = ledger.statistic(ledger.figures[now])?.object, !object.isEmpty else { return false }
    let prefix = changes[change].prefix
    let said = ledger.text(prefix)
    if object.hasPrefix(said) || said.hasPrefix(object) || object.hasSuffix(said) { return true }
    // 投诉量 is said of 物业投诉.
    guard let measure = relation.ending("measure", ledger.units, at: prefix.end, from: prefix.start) else {
      return false
    }
    let name = ledger.text(Span(prefix.start, measure.start))
    return !name.isEmpty && (object.hasSuffix(name) || name.hasSuffix(object))
  }
}

/// The arithmetic of one comparison.
private struct ChangeArithmetic {
  let comparison: Comparison
  let ledger: Ledger
  let changes: [Change]

  /// One reading, or two where a percentage of a rate may be points or a share of the rate.
  var trials: [Trial] {
    if let percent = comparison.percent, comparison.change == nil, let now = comparison.now, comparison.earlier != nil,
      ledger.figures[now].kind == .percent, changes[percent].unit == nil
    {
      var points = comparison
      (points.change, points.percent) = (percent, nil)
      let other = ChangeArithmetic(comparison: points, ledger: ledger, changes: changes)
      return [other.trial, trial].compactMap { $0 }
    }
    return [trial].compactMap { $0 }
  }

  private func amount(_ index: Int) -> Amount { ledger.figures[index].amount }

  /// The change with its sign.
  private func signed(_ index: Int) -> Amount {
    let amount = amount(index)
    return amount.value >= 0 && changes[index].direction < 0 ? amount.negated : amount
  }

  /// The percentage of growth that a figure says.
  private func growth(_ index: Int) -> Amount? {
    let change = changes[index]
    let said = amount(index)
    switch change.unit {
    case nil: return signed(index)
    case .doublings:
      let factor = NSDecimalNumber(decimal: pow(2, NSDecimalNumber(decimal: said.value).intValue)).decimalValue
      return Amount(
        (factor - 1) * 100,
        narrow: Interval((factor * Self.doublingNarrow.0 - 1) * 100, (factor * Self.doublingNarrow.1 - 1) * 100),
        wide: Interval((factor * Self.doublingWide.0 - 1) * 100, (factor * Self.doublingWide.1 - 1) * 100))
    default:
      if change.direction < 0 { return nil }
      return change.isMultiple ? said.times(100) - Amount(exactly: 100) : said.times(100)
    }
  }

  private var trial: Trial? {
    var agreement = Agreement.exact
    var chinese: [String] = []
    var english: [String] = []
    var expected: Decimal?
    var computed: Decimal?
    if let now = comparison.now, let earlier = comparison.earlier, let change = comparison.change {
      let difference = amount(now) - amount(earlier)
      agreement = max(agreement, Agreement.equal(difference, signed(change)))
      (expected, computed) = (signed(change).value, difference.value)
      let sum =
        "\(ledger.quote(now)) − \(ledger.quote(earlier)) = \(Arithmetic.number(inUnit(difference.value, change)))"
      chinese.append("\(sum)，文中为\(said(change))")
      english.append("\(sum), printed \(said(change))")
    }
    if let percent = comparison.percent {
      guard let printed = growth(percent) else { return nil }
      guard let (rate, sum) = rate else { return impossible }
      let agrees = Agreement.equal(rate, printed)
      if agrees >= agreement { (expected, computed) = (printed.value, rate.value) }
      agreement = max(agreement, agrees)
      chinese.append("\(sum) = \(Arithmetic.number(rate.value))%，文中为\(said(percent))")
      english.append("\(sum) = \(Arithmetic.number(rate.value))%, printed \(said(percent))")
    }
    guard expected != nil else { return nil }
    return Trial(
      members: comparison.members, agreement: agreement, expected: expected, computed: computed,
      message: .init(chinese.joined(separator: "；"), english.joined(separator: "; ")))
  }

  /// A rise by more than there is now.
  private var impossible: Trial? {
    guard comparison.earlier == nil, let now = comparison.now, let change = comparison.change,
      ledger.figures[change].kind == .count, changes[change].direction > 0,
      Agreement.atMost(amount(change), amount(now)) == .broken
    else { return nil }
    let (a, b) = (ledger.quote(now), ledger.quote(change))
    return Trial(
      members: comparison.members, agreement: .broken, expected: amount(now).value, computed: amount(change).value,
      message: .init("增加\(b)＞\(a)", "a rise of \(b) > \(a)"))
  }

  /// The growth in percent as it follows from the other figures, with its arithmetic.
  private var rate: (Amount, String)? {
    if let change = comparison.change, ledger.figures[change].kind == .count {
      let difference = signed(change)
      if let earlier = comparison.earlier {
        return difference.percentSigned(of: amount(earlier)).map {
          ($0, "\(ledger.quote(change)) ÷ \(ledger.quote(earlier))")
        }
      }
      guard let now = comparison.now else { return nil }
      let sign = difference.value < 0 ? "+" : "−"
      return difference.percentSigned(of: amount(now) - difference).map {
        ($0, "\(ledger.quote(change)) ÷ (\(ledger.quote(now)) \(sign) \(ledger.quote(change)))")
      }
    }
    guard let now = comparison.now, let earlier = comparison.earlier else { return nil }
    return amount(now).percent(of: amount(earlier)).map {
      ($0 - Amount(exactly: 100), "\(ledger.quote(now)) ÷ \(ledger.quote(earlier)) − 100%")
    }
  }

  /// A change as the text has it, with a minus where its words say so.
  private func said(_ index: Int) -> String {
    let quote = ledger.quote(index)
    return changes[index].direction < 0 && amount(index).value > 0 ? "−" + quote : quote
  }

  private func inUnit(_ value: Decimal, _ figure: Int) -> Decimal {
    let mention = ledger.document.mentions[ledger.figures[figure].mention]
    guard let printed = mention.value.number, printed != 0 else { return value }
    return value * abs(printed) / abs(ledger.figures[figure].amount.value)
  }

  /// What 翻番 allows: journalists say it of what is nearly, and of what is more than, twice as much.
  private static let doublingNarrow: (Decimal, Decimal) = (Decimal(95) / 100, Decimal(110) / 100)
  private static let doublingWide: (Decimal, Decimal) = (Decimal(90) / 100, Decimal(125) / 100)
}

extension Amount {
  /// How many percent this is of a positive `whole`, whatever its sign.
  fileprivate func percentSigned(of whole: Amount) -> Amount? {
    value < 0 ? negated.percent(of: whole)?.negated : percent(of: whole)
  }
}
