import Extraction
import NewsText

/// Which figures of a row are said to be all parts of something, by words around them.
struct Exhaustion {
  let ledger: Ledger
  let relation: CheckRules.Relation
  /// Labels that leave nothing between them: 男 and 女, 境内 and 境外.
  let sets: [[[UInt16]]]
  /// Beginnings of labels of which one or the other must be: 已 and 未.
  let pairs: [[[UInt16]]]
  /// The words of both.
  let labels: TermTable

  /// The stretch of a row that words show to be complete: announced by its number (三类地块:…), framed (由…组成), labelled
  /// so that nothing lies between (男…女…), or followed by words that rule out another (没有别的). Each with its reason to
  /// be looked up beyond the sentence for its whole.
  func stretches(of parts: [FigureRun.Part]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    if let framed = framed(parts) { found.append(framed) }
    found += announced(parts) + labelled(parts)
    if let counted = counted(parts) { found.append(counted) }
    // The first of a row may be the whole of the others.
    if let start = (0..<2).first(where: {
      $0 + 2 <= parts.count && (isNamed(Array(parts[$0...])) || areListed(Array(parts[$0...])))
    }) {
      found.append(start..<parts.count)
    }
    if let opened = parts.indices.first(where: { isBrokenDown(Array(parts[$0...])) }) {
      found.append(opened..<parts.count)
    }
    if let closed = followed(parts) { found.append(closed) }
    return found
  }

  // MARK: 由…组成

  private func framed(_ parts: [FigureRun.Part]) -> Range<Int>? {
    for first in parts.indices {
      let figure = ledger.figures[parts[first].figure]
      guard relation.holds("by", ledger.units, in: figure.lead) else { continue }
      for last in parts.indices.dropFirst(first + 1) {
        // 三部分构成: a count of the parts may stand before the word.
        let start = ledger.figures[parts[last].figure].span.end
        var end = start
        while end < ledger.units.count, LedgerMark.of(ledger.units[end]) == nil { end += 1 }
        let next = last + 1 < parts.count ? ledger.figures[parts[last + 1].figure].span.start : end
        if relation.holds("made", ledger.units, in: Span(start, min(end, next))) { return first..<last + 1 }
      }
    }
    return nil
  }

  // MARK: 三类地块:…

  private func announced(_ parts: [FigureRun.Part]) -> [Range<Int>] {
    guard let first = parts.first, let last = parts.last else { return [] }
    let sentence = ledger.sentence(of: ledger.figures[first.figure]).span
    return ledger.enumerations(near: sentence).compactMap { list in
      guard list.form == .after || list.form == .parentheses, list.closed, list.count == list.items.count,
        list.count >= 2, let start = list.items.first?.start,
        let end = list.items.last?.end, start < ledger.figures[last.figure].span.end
      else { return nil }
      // 居前三位的是…: the first of a ranking are not all.
      guard !relation.holds("ranks", ledger.units, in: Span(min(sentence.start, list.announced.start), start)) else {
        return nil
      }
      let inside = parts.indices.filter {
        let span = ledger.figures[parts[$0].figure].span
        return span.start >= start && span.end <= end
      }
      guard let lower = inside.first, let upper = inside.last, inside.count == list.count,
        zip(inside, list.items).allSatisfy({ $1.contains(ledger.figures[parts[$0].figure].span) })
      else { return nil }
      return lower..<upper + 1
    }
  }

  /// 217名干部编成三个组,入户组124人、宣讲组48人、帮办组35人: a count of the groups whose names the labels are.
  private func counted(_ parts: [FigureRun.Part]) -> Range<Int>? {
    for start in 0..<min(2, parts.count) {
      let first = parts[start].figure
      guard first > 1, parts.count - start >= 2 else { continue }
      let (count, figure) = (ledger.figures[first - 1], ledger.figures[first])
      guard count.sentence == figure.sentence, count.kind == .count, count.amount.isExact,
        count.rough == Double(parts.count - start), count.unitClass != figure.unitClass,
        count.tail.end + 1 == figure.lead.start || count.tail.isEmpty && figure.before == .comma
      else { continue }
      // 三个|组, 两个|片区
      let noun = count.tail.isEmpty ? ledger.units[count.span.end - 1] : ledger.units[count.tail.end - 1]
      let isNamed = parts[start...].allSatisfy { part in
        let lead = ledger.figures[part.figure].lead
        return lead.count >= 2 && lead.count <= Self.longestLabel && ledger.units[lead.end - 1] == noun
      }
      if isNamed { return start..<parts.count }
    }
    return nil
  }

  // MARK: 甲区、乙区两区…其中甲区…乙区…

  /// Whether the labels are the names of a list before them, all of them.
  private func isNamed(_ parts: [FigureRun.Part]) -> Bool {
    guard let first = parts.first else { return false }
    let figure = ledger.figures[first.figure]
    // 只种玉米、大豆、马铃薯这三样。…玉米3.1万亩…: the list may end the sentence before.
    var start = ledger.sentence(of: figure).span.start
    if figure.sentence > 0, ledger.document.page.sentences[figure.sentence - 1].paragraph == figure.paragraph {
      start = ledger.document.page.sentences[figure.sentence - 1].span.start
    }
    return ledger.enumerations(near: Span(start, figure.span.start)).contains { list in
      guard list.form == .before || list.form == .pointer, list.closed, list.items.count == parts.count,
        list.announced.end <= figure.span.start
      else { return false }
      return zip(list.items, parts).enumerated().allSatisfy { number, pair in
        let (name, label) = (ledger.units[pair.0.range], ledger.units[pair.1.label.range])
        guard !name.isEmpty else { return false }
        // 拆除危房、残墙、猪圈三类: a verb may stand before the first name, a cue before the first label.
        return label.starts(with: name) || label.suffix(name.count).elementsEqual(name)
          || label.count >= 2 && name.suffix(label.count).elementsEqual(label)
          || number == 0 && zip(name.reversed(), label.reversed()).prefix { $0 == $1 }.count >= 2
      }
    }
  }

  /// Whether the labels, without a number before, are the names that stand before the whole, joined by 、 alone:
  /// 书包、台灯共412件,书包326件、台灯86件.
  private func areListed(_ parts: [FigureRun.Part]) -> Bool {
    guard parts.count >= 2, let first = parts.first, first.figure > 0 else { return false }
    let (figure, whole) = (ledger.figures[first.figure], ledger.figures[first.figure - 1])
    guard whole.sentence == figure.sentence, whole.unitClass == figure.unitClass, whole.lead.start > 0 else {
      return false
    }
    let labels = parts.map { part in
      // 查处酒驾、醉驾341起,其中酒驾263起、醉驾58起
      let lead = ledger.figures[part.figure].lead
      let cue = relation.starting("opens", ledger.units, at: lead.start, limit: lead.end)
      return ledger.units[(cue?.end ?? lead.start)..<lead.end]
    }
    guard labels.allSatisfy({ $0.count >= 2 && $0.count <= Self.longestLabel }), let last = labels.last else {
      return false
    }
    // The last name begins the words before the whole; each of the others ends before a 、.
    let lead = ledger.units[whole.lead.range]
    guard whole.before == .pause, lead.starts(with: last),
      relation.starting("open", ledger.units, at: whole.lead.start + last.count, limit: whole.lead.end) == nil
    else { return false }
    var end = whole.lead.start - 1
    for label in labels.dropLast().reversed() {
      guard end >= label.count, ledger.units[end] == Self.pause,
        ledger.units[(end - label.count)..<end].elementsEqual(label)
      else { return false }
      end -= label.count + 1
    }
    return true
  }

  private static let pause: UInt16 = 0x3001

  // MARK: 22个:浙江8个、广东7个

  /// Whether a colon between a whole and a figure makes this the first of its parts.
  private func isBrokenDown(_ parts: [FigureRun.Part]) -> Bool {
    guard let first = parts.first?.figure, first > 0, ledger.figures[first].before == .colon else { return false }
    let (whole, figure) = (ledger.figures[first - 1], ledger.figures[first])
    // 居前三位的是:…
    let before = Span(ledger.sentence(of: figure).span.start, figure.lead.start)
    guard !relation.holds("ranks", ledger.units, in: before) else { return false }
    // Groups that overlap come to more than their whole.
    let isMore = FigureRun.sum(parts, ledger).value > whole.amount.value
    if isMore, !Closedness(ledger: ledger, relation: relation).comesClose(parts, first - 1),
      !(parts.count == 2 && relation.holds("both", ledger.units, in: before))
    {
      return false
    }
    return whole.sentence == figure.sentence
      && whole.kind == .count && whole.unitClass == figure.unitClass
      && whole.tail.end + 1 == figure.lead.start
  }

  // MARK: 男…女…

  private func labelled(_ parts: [FigureRun.Part]) -> [Range<Int>] {
    parts.indices.compactMap { start in
      let lead = ledger.figures[parts[start].figure].lead
      guard !lead.isEmpty else { return nil }
      let isLabelled = labels.first(ledger.units.units, in: lead) != nil
      for set in sets where isLabelled && start + set.count <= parts.count {
        let stretch = start..<start + set.count
        guard isWhole(stretch, parts) else { continue }
        if fits(parts[stretch], set) || fits(parts[stretch], set.reversed()) { return stretch }
      }
      let pair = start..<start + 2
      guard pair.upperBound <= parts.count, isWhole(pair, parts) else { return nil }
      if isPassedOn(parts[start], parts[start + 1]) { return pair }
      if areSizes(parts[start], parts[start + 1]) || areSizes(parts[start + 1], parts[start]) { return pair }
      if negates(parts[start], parts[start + 1]) || negates(parts[start + 1], parts[start]) { return pair }
      return isLabelled
        && pairs.contains { fits(parts[pair], $0, asPair: true) || fits(parts[pair], $0.reversed(), asPair: true) }
        ? pair : nil
    }
  }

  /// 亿元以上的11个,亿元以下的18个: sizes at the same mark, up and down from it.
  private func areSizes(_ one: FigureRun.Part, _ other: FigureRun.Part) -> Bool {
    guard let up = size(one), let down = size(other), up.qualifier == .atleast || up.qualifier == .over else {
      return false
    }
    return down.qualifier == .atmost && up.unit == down.unit && up.value.number != nil
      && up.value.number == down.value.number
  }

  /// The size that a part is told apart by, right before its figure.
  private func size(_ part: FigureRun.Part) -> Mention? {
    let figure = ledger.figures[part.figure]
    guard part.figure > 0, figure.before == .figure, figure.lead.count <= Self.shortestGap else { return nil }
    return ledger.document.mentions[ledger.figures[part.figure - 1].mention]
  }

  private static let shortestGap = 2

  /// 当场答复4206件,转办3112件: what was dealt with at once, and what was handed on.
  private func isPassedOn(_ one: FigureRun.Part, _ other: FigureRun.Part) -> Bool {
    relation.holds("direct", ledger.units, in: ledger.figures[one.figure].lead)
      && relation.holds("passed", ledger.units, in: ledger.figures[other.figure].lead)
  }

  /// Whether no other part follows a stretch: 男子组26人、女子组18人、少年组4人.
  private func isWhole(_ stretch: Range<Int>, _ parts: [FigureRun.Part]) -> Bool {
    guard stretch.upperBound < parts.count else { return true }
    let next = ledger.figures[parts[stretch.upperBound].figure]
    if relation.holds("whole", ledger.units, in: next.lead) { return true }
    // 男生704人,女生642人,配备教师74名: something else is done with what follows.
    let leads = parts[stretch].map { ledger.figures[$0.figure] }
    return next.before >= .comma && ledger.hasVerb(next) && !leads.contains(where: ledger.hasVerb)
  }

  /// Whether the labels are those of a set, and are otherwise alike: 男生 and 女生, not 男教师 and 女家长.
  ///
  /// - Parameter asPair: whether only what the labels share makes them a pair: 已通车的 and 未通车的.
  private func fits(_ parts: ArraySlice<FigureRun.Part>, _ set: some Sequence<[UInt16]>, asPair: Bool = false) -> Bool {
    var before: ArraySlice<UInt16>?
    var shared: ArraySlice<UInt16>?
    for (part, word) in zip(parts, set) {
      let lead = label(part)
      guard lead.count >= word.count, let at = last(word, in: lead) else { return false }
      let left = lead[..<at]
      let right = lead[(at + word.count)...]
      if asPair, right.count < 2 { return false }
      if let before {
        // What leads to the first of them is not said again, or is said in the same words.
        guard left.isEmpty || before.suffix(left.count).elementsEqual(left) else { return false }
      } else {
        guard left.count <= Self.longestLabel else { return false }
        before = left
      }
      guard right.count <= Self.longestLabel else { return false }
      if let shared, asPair || (!shared.isEmpty && !right.isEmpty), !shared.elementsEqual(right) { return false }
      if shared?.isEmpty ?? true { shared = right }
    }
    return true
  }

  /// Whether one label is the other with a word that negates it: 跑完的 and 没跑完的.
  private func negates(_ one: FigureRun.Part, _ other: FigureRun.Part) -> Bool {
    let (positive, negative) = (label(one), label(other))
    let span = ledger.figures[other.figure].lead
    for word in relation.all("negates", ledger.units, in: span) {
      // 采纳, 未采纳的
      let end = relation.ending("of", ledger.units, at: span.end, from: word.end)?.start ?? span.end
      let core = ledger.units[word.end..<end]
      guard core.count >= 2, core.count <= Self.longestLabel, positive.count >= core.count,
        positive.suffix(core.count).elementsEqual(core), word.start - span.start <= 2,
        negative.count > core.count, !positive.elementsEqual(negative),
        relation.ending(
          "negates", ledger.units, at: ledger.figures[one.figure].lead.end - core.count,
          from: ledger.figures[one.figure].lead.start) == nil
      else { continue }
      return true
    }
    return false
  }

  private func label(_ part: FigureRun.Part) -> ArraySlice<UInt16> {
    ledger.units[ledger.figures[part.figure].lead.range]
  }

  /// Where a word stands last in a stretch.
  private func last(_ word: [UInt16], in units: ArraySlice<UInt16>) -> Int? {
    var at = units.endIndex - word.count
    while at >= units.startIndex {
      if units[at..<at + word.count].elementsEqual(word) { return at }
      at -= 1
    }
    return nil
  }

  private static let longestLabel = 8

  // MARK: 没有别的

  /// The whole row, where what follows it rules out another part.
  private func followed(_ parts: [FigureRun.Part]) -> Range<Int>? {
    guard parts.count >= 2, let last = parts.last else { return nil }
    let figure = ledger.figures[last.figure]
    let sentences = ledger.document.page.sentences
    var end = sentences[figure.sentence].span.end
    if figure.sentence + 1 < sentences.count, sentences[figure.sentence + 1].paragraph == figure.paragraph {
      let next = sentences[figure.sentence + 1]
      end = next.clauses.first?.end ?? next.span.end
    }
    let next = (last.figure + 1)..<max(last.figure + 1, min(ledger.figures.count, last.figure + 4))
    if let other = next.first(where: { ledger.figures[$0].unitClass == figure.unitClass }) {
      end = min(end, ledger.figures[other].span.start)
    }
    guard relation.holds("exhausts", ledger.units, in: Span(figure.span.end, end)) else { return nil }
    return parts.indices
  }

  // MARK: The whole

  /// What may be the whole of parts that are all of them: the figure before them in their sentence, the one right behind
  /// them that is called a total, else those of the sentence before, or of the headline.
  func wholes(of parts: ArraySlice<FigureRun.Part>) -> [Int] {
    guard let first = parts.first?.figure, let last = parts.last?.figure else { return [] }
    let figure = ledger.figures[first]
    let sentence = ledger.bySentence[figure.sentence]
    func fits(_ index: Int) -> Bool {
      let other = ledger.figures[index]
      return other.kind == .count && other.unitClass == figure.unitClass && ledger.changes[index].role != .change
        && parts.allSatisfy { Agreement.atMost(ledger.figures[$0.figure].amount, other.amount) != .broken }
    }
    var found = (sentence.lowerBound..<first).reversed().filter(fits)
    if last + 1 < sentence.upperBound, fits(last + 1),
      relation.holds("whole", ledger.units, in: ledger.figures[last + 1].lead)
    {
      found.append(last + 1)
    }
    if found.isEmpty, figure.sentence > 0,
      ledger.document.page.sentences[figure.sentence - 1].article == figure.article
    {
      found = ledger.bySentence[figure.sentence - 1].reversed().filter(fits)
    }
    found = Array(found.prefix(SumReader.reach)).filter { isNear(parts, $0) }
    // The figure before them, where only a misprint makes it too large or too small to be near.
    let nearest = (sentence.lowerBound..<first).last { ledger.figures[$0].unitClass == figure.unitClass }
    if let nearest, !found.contains(nearest), ledger.figures[nearest].kind == .count,
      ledger.changes[nearest].role != .change, isSurely(nearest, of: parts)
    {
      found.insert(nearest, at: 0)
    }
    return found
  }

  /// Whether a figure is the whole of parts behind it however far their sum is: a misprint parts them; 两地…436张:…; nothing
  /// but 男 and 女 stands before the parts, and the whole right before.
  private func isSurely(_ whole: Int, of parts: ArraySlice<FigureRun.Part>) -> Bool {
    let row = Array(parts)
    if Closedness(ledger: ledger, relation: relation).comesClose(row, whole) { return true }
    guard whole + 1 == row[0].figure else { return false }
    if FigureRun.sum(row, ledger).value > ledger.figures[whole].amount.value, isBrokenDown(row) { return true }
    let leads = row.map { ledger.units[ledger.figures[$0.figure].lead.range] }
    guard leads.allSatisfy({ !$0.isEmpty }) else { return false }
    // All of a set: 反对 and 弃权 leave out those who agree.
    return sets.contains { set in
      set.count == leads.count && leads.allSatisfy { lead in set.contains { lead.elementsEqual($0) } }
    }
  }

  /// Whether a sum lies close enough to a whole to be meant as it.
  private func isNear(_ parts: ArraySlice<FigureRun.Part>, _ whole: Int) -> Bool {
    let sum = FigureRun.sum(Array(parts), ledger).value
    let total = ledger.figures[whole].amount.value
    return sum * 3 >= total * 2 && sum * 2 <= total * 3
  }
}
