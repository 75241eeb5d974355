import Extraction
import Foundation
import NewsText

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
struct ComparisonReader {
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
      // 下降25%;同期抓获236名: an earlier value of something else.
      if changes[end].role == .earlier, ledger.figures[end].before > .comma || !hasLike(end) { break }
      end += 1
    }
    return end
  }

  /// Whether another figure of the sentence has the unit of one.
  private func hasLike(_ index: Int) -> Bool {
    sentence.contains { $0 != index && ledger.figures[$0].unitClass == ledger.figures[index].unitClass }
  }

  /// Whether the value now stands between a change and its percentage (多了210人次,达到1610人次,增幅15%), or between a
  /// percentage and the earlier value (增长15%,达到86万人次,上年同期为75万人次).
  private func isArrival(_ index: Int) -> Bool {
    guard changes[index].role == .to, changes[index].direction == 0, index + 1 < sentence.upperBound,
      changes[index - 1].role == .change
    else { return false }
    let (before, now, next) = (ledger.figures[index - 1], ledger.figures[index], ledger.figures[index + 1])
    switch changes[index + 1].role {
    case .change: return before.kind == .count && next.kind == .percent && before.unitClass == now.unitClass
    case .earlier:
      return before.kind == .percent && changes[index - 1].base != .period && now.kind == .count
        && now.unitClass == next.unitClass
    default: return false
    }
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
    let base = changes[group.change ?? group.percent ?? run.lowerBound].base
    // 去年同期为2100套;二季度2850套,环比增长…: the value of a year ago is not that of the quarter before.
    let past =
      group.earlier.map { [$0] }
      ?? earlier(before: run.lowerBound).filter { earlier in
        let other = changes[earlier].base
        return !(base == .period && other == .year || base == .year && other == .period)
      }
    var readings: [Comparison] = []
    let first = group.change ?? group.percent ?? run.lowerBound
    for earlier in past.map(Optional.some) + [nil] {
      var reading = group
      reading.earlier = earlier
      let known = group.now.map { [$0] } ?? nows(reading, run)
      for now in known.map(Optional.some) + [nil] {
        reading.now = now
        // 每亩由412公斤提高到436公斤,总产增加1.2万吨: a change of something else.
        let isOther = now == nil && group.earlier == nil && earlier.map { !says(first, of: $0) } ?? false
        if reading.members.count >= 3, isOfOneKind(reading), !isOther { readings.append(reading) }
        if now != nil, now == known.last { break }
      }
      // 上周受理8476件,环比增加347件: the only value may be the one now.
      if let earlier, group.earlier == nil, matches(earlier, group.change ?? group.percent ?? run.lowerBound, group),
        !readings.contains(where: { $0.now != nil })
      {
        var reading = group
        (reading.now, reading.earlier) = (earlier, nil)
        if reading.members.count >= 3 { readings.append(reading) }
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
      (changes[$0].role == .plain || changes[$0].role == .to || isMeanBefore($0, group) || isLater($0, group))
        && (matches($0, first, group) || agrees($0, group))
    }
    // 突破1.6万元,达到16120元,增加…: what was arrived at last.
    if let near = found.first, near == run.lowerBound - 1, changes[near].role == .to { found = [near] }
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

  /// 上月访客104万人次,较去年同月的95万人次…: the value of an earlier time that is compared with one still earlier.
  private func isLater(_ index: Int, _ group: Comparison) -> Bool {
    guard changes[index].role == .earlier, !changes[index].isCompared, let earlier = group.earlier else { return false }
    return earlier == index + 1 && (changes[earlier].isCompared || changes[earlier].base != changes[index].base)
  }

  /// 平均浓度为42微克,较去年同期的51微克…: a mean that an earlier value follows is compared with it.
  private func isMeanBefore(_ index: Int, _ group: Comparison) -> Bool {
    changes[index].role == .mean && group.earlier == index + 1
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
    guard let earlier = group.earlier, let change = group.change,
      ledger.figures[now].unitClass == ledger.figures[earlier].unitClass
    else { return false }
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
    // 从9个精简为4个: whatever the second is called.
    if changes[b].role == .from, a == b + 1, changes[a].role == .to { return true }
    guard let one = ledger.told(first)?.object, let other = ledger.told(second)?.object else { return true }
    return ledger.names.endsAlike(one, other)
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
      if let time = time(at: at), time.kind == .duration || change > 0 && changes[change - 1].role == .earlier {
        at = time.span.end
        continue
      }
      guard let word = relation.starting("subject", ledger.units, at: at, limit: prefix.end) else { return false }
      at = word.end
    }
    return true
  }

  /// The date or length of time that starts at a place: five years say nothing new, nor does after an earlier value the
  /// time of the present one.
  private func time(at place: Int) -> Mention? {
    let number = ledger.mention(from: place)
    guard number < ledger.document.mentions.count else { return nil }
    let mention = ledger.document.mentions[number]
    return mention.span.start == place && (mention.kind == .date || mention.kind == .duration) ? mention : nil
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
