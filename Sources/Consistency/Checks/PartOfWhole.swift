import Extraction
import NewsText
import RuleFiles

/// No more is handled than was received, and no more is contained than there is: 收集 ≥ 办结, 60户(含低保户12户).
struct PartOfWhole: Check {
  static let id = "part-of-whole"
  static let takesAnyRelation = true
  let rules: CheckRules
  private let pairs: [CheckRules.Relation]
  private let contained: CheckRules.Relation?
  private let ofWhich: CheckRules.Relation?
  private let among: CheckRules.Relation?
  private let nominal: CheckRules.Relation?
  private let leftOver: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id,
      keys: ["whole", "part", "thing", "to", "units", "going", "of", "rest", "this", "done", "held", "silent"],
      rules: &folder)
    let brackets = rules.relation("contained", &folder)
    let single = rules.relation("one-of-which", &folder)
    let inside = rules.relation("among", &folder)
    nominal = rules.relation("counted-of", &folder)
    leftOver = rules.relation("left-over", &folder)
    let own = [brackets?.id, single?.id, inside?.id, nominal?.id, leftOver?.id]
    pairs = rules.relations.filter { !own.contains($0.id) }
    (contained, ofWhich, among) = (brackets, single, inside)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    // The pairs of received and handled that a figure has the word of a part for.
    var licensed: [Int: [CheckRules.Relation]] = [:]
    for (figure, relations) in ledger.relations(of: rules, beside: ["part"]) {
      licensed[figure] = relations.filter { relation in pairs.contains { $0 === relation } }
    }
    let inside = SentenceFilter(among, ["part", "this"], in: ledger)
    let leaving = SentenceFilter(leftOver, ["rest"], in: ledger)
    let naming = SentenceFilter(nominal, ["of"], in: ledger)
    let containing = SentenceFilter(contained, ["part"], in: ledger)
    let single = SentenceFilter(ofWhich, ["part"], in: ledger)
    return ledger.figures.indices.compactMap { part in
      guard ledger.figures[part].kind == .count, ledger.changes[part].role != .change else { return nil }
      let sentence = ledger.figures[part].sentence
      if let among, inside.has(sentence), let finding = self.among(part, ledger, among) { return finding }
      if let found = licensed[part]?.lazy.compactMap({ self.handled(part, ledger, $0) }).first { return found }
      guard ledger.figures[part].statistic != nil else { return nil }
      if let leftOver, leaving.has(sentence), let finding = self.leftOver(part, ledger, leftOver) { return finding }
      if let nominal, naming.has(sentence), let finding = self.counted(part, ledger, nominal) { return finding }
      if let contained, containing.has(sentence), let finding = self.contained(part, ledger, contained) {
        return finding
      }
      guard let ofWhich, single.has(sentence) else { return nil }
      return self.single(part, ledger, ofWhich)
    }
  }

  /// How many figures before one may be what was received.
  private static let reach = 8

  private func handled(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[part]
    let units = ledger.units
    let words = Words(ledger, part)
    guard words.has("part", relation), !words.has("whole", relation) || endsInPart(figure, ledger, relation) else {
      return nil
    }
    for whole in ledger.before(part).prefix(Self.reach) {
      let other = ledger.figures[whole]
      guard other.kind == .count, other.statistic != nil, ledger.changes[whole].role != .change,
        areAlike(figure, other, ledger, relation),
        ledger.samePlace(other, figure), tells(whole, ledger, relation),
        sameThing(ledger, part, whole, relation),
        !relation.holds(
          "silent", units, in: Span(ledger.sentence(of: figure).span.start, end(of: figure, ledger, relation)))
      else { continue }
      return finding(part, whole, ledger, relation)
    }
    return nil
  }

  /// Whether a word of what comes in leads to a figure, or stands behind what was done something to: 对85家商户开展检查.
  private func tells(_ whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    if Words(ledger, whole).has("whole", relation) { return true }
    let figure = ledger.figures[whole]
    return relation.ending("to", ledger.units, at: figure.lead.end, from: figure.lead.start) != nil
      && relation.holds("whole", ledger.units, in: figure.tail)
  }

  /// Where the words about a figure end: behind the brackets that stand next to it, or the clause that says what it holds.
  private func end(of figure: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Int {
    let limit = ledger.sentence(of: figure).span.end
    var at = figure.tail.end
    if at + 1 < limit, relation.starting("held", ledger.units, at: at + 1, limit: limit) != nil {
      at += 1
      while at < limit, LedgerMark.of(ledger.units[at]) == nil { at += 1 }
      return at
    }
    guard at < limit, LedgerMark.of(ledger.units[at]) == .open else { return at }
    while at < limit, LedgerMark.of(ledger.units[at]) != .close { at += 1 }
    return at
  }

  /// Whether the last of the words before a figure is one of a part: 经梳理采纳了53条.
  private func endsInPart(_ figure: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard let part = relation.last("part", ledger.units, in: figure.lead),
      let whole = relation.last("whole", ledger.units, in: figure.lead)
    else { return false }
    return part.start >= whole.end
  }

  /// Whether two units may count the same matters.
  private func areAlike(_ a: Figure, _ b: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    a.unitClass == b.unitClass
      || (relation.lists("units", a.term, ledger.units) && relation.lists("units", b.term, ledger.units))
  }

  /// Whether what was handled can be what was received: the same object, or one that any received matter may be called.
  private func sameThing(_ ledger: Ledger, _ part: Int, _ whole: Int, _ relation: CheckRules.Relation) -> Bool {
    var a = ledger.statistic(ledger.figures[part])?.object ?? ""
    // 圆梦4102个: the word of what was done is no name of a thing.
    if relation.lists("part", a, ledger.units) { a = "" }
    guard let b = ledger.statistic(ledger.figures[whole])?.object
    else { return false }
    return relation.lists("thing", "*", ledger.units) || a == b || (a.isEmpty && !b.isEmpty)
      || (!a.isEmpty && b.hasSuffix(a))
      || (!b.isEmpty && a.hasSuffix(b))
      || (isThing(a, ledger, relation) && isThing(b, ledger, relation))
  }

  /// Whether an object is one that any received matter may be called, or ends in such a word: 具体问题.
  private func isThing(_ object: String, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.lists("thing", object, ledger.units) || relation.words("thing").contains { object.hasSuffix($0) }
  }

  private func contained(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[part]
    guard part > 0, figure.before == .open,
      relation.starting("part", ledger.units, at: figure.lead.start, limit: figure.lead.end) != nil,
      ledger.figures[part - 1].sentence == figure.sentence, ledger.figures[part - 1].unitClass == figure.unitClass,
      !relation.holds("silent", ledger.units, in: figure.lead)
    else { return nil }
    return finding(part, part - 1, ledger, relation)
  }

  /// 全班48名学生里,52人报名; 532辆,在这些车里,612辆超载: the clause before ends with a word of being among its figure, or
  /// the words before the part do.
  private func among(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[part]
    guard part > ledger.bySentence[figure.sentence].lowerBound else { return nil }
    let whole = part - 1
    let other = ledger.figures[whole]
    guard other.kind == .count, other.unitClass == figure.unitClass, ledger.changes[whole].role == .plain,
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: figure).span)
    else { return nil }
    // 48名学生里头,有52人 or 32支队伍里有35支: what counts the whole goes on to the word.
    var isSaid = false
    let gap = Span(other.span.end, figure.span.start)
    if relation.ending("this", ledger.units, at: other.lead.end, from: other.lead.start) != nil,
      gap.count <= Self.longestDeed,
      marks(gap, ledger) == 0, relation.holds("done", ledger.units, in: gap)
    {
      return finding(part, whole, ledger, relation)
    }
    if let word = relation.last("part", ledger.units, in: other.tail) {
      isSaid =
        (word.end == other.tail.end || figure.span.start - word.end <= Self.shortest)
        && !relation.holds("going", ledger.units, in: other.tail) && marks(gap, ledger) <= 1
    } else {
      // W,在这些车里头,…A; W,从这笔钱里支出A
      if let these = relation.first("whole", ledger.units, in: gap) {
        isSaid = relation.first("part", ledger.units, in: Span(these.end, min(gap.end, these.end + 6))) != nil
      }
    }
    guard isSaid else { return nil }
    return finding(part, whole, ledger, relation)
  }

  /// 全村有劳力380人,常年在外打工的就有440人: what is so of a whole, counted right behind it.
  private func counted(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[part]
    // 戴眼镜的有29名, 戴眼镜的29名
    let end = relation.ending("part", ledger.units, at: figure.lead.end, from: figure.lead.start)?.start
    guard let of = relation.last("of", ledger.units, in: Span(figure.lead.start, end ?? figure.lead.end)),
      end != nil || of.end == figure.lead.end,
      let whole = total(before: part, ledger, relation), !relation.holds("silent", ledger.units, in: figure.lead)
    else { return nil }
    // 服务的客户达2万人: what is named anew must be what the whole counts.
    if let end, of.end < end {
      let other = ledger.figures[whole]
      let name = Statement.pairs(ledger.units[of.end..<end])
      let known = Statement.pairs(ledger.units[other.lead.start..<other.tail.end])
      guard name.contains(where: { known.contains($0) }) else { return nil }
    } else {
      guard relation.holds("whole", ledger.units, in: ledger.figures[whole].lead) else { return nil }
    }
    return finding(part, whole, ledger, relation)
  }

  /// 全市有病险桥梁318座,先改造142座,剩下的明年动工: what leaves a rest is no more than the whole.
  private func leftOver(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    guard ledger.leavesRest(behind: part, relation), let whole = total(before: part, ledger, relation),
      relation.holds("whole", ledger.units, in: ledger.figures[whole].lead)
        || relation.holds("part", ledger.units, in: ledger.figures[part].lead),
      !relation.holds("silent", ledger.units, in: ledger.figures[part].lead)
    else { return nil }
    return finding(part, whole, ledger, relation)
  }

  /// The only figure of its unit before a part in the sentence, or, where there is none, the last of the sentence before.
  private func total(before part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Int? {
    let figure = ledger.figures[part]
    func mayBe(_ index: Int) -> Bool {
      let other = ledger.figures[index]
      return other.kind == .count && other.unitClass == figure.unitClass && ledger.changes[index].role == .plain
        && !relation.holds("silent", ledger.units, in: other.lead)
    }
    let here = (ledger.bySentence[figure.sentence].lowerBound..<part).filter {
      ledger.figures[$0].unitClass == figure.unitClass
    }
    if !here.isEmpty { return here.count == 1 && mayBe(here[0]) ? here[0] : nil }
    guard figure.sentence > 0, ledger.document.page.sentences[figure.sentence - 1].article == figure.article else {
      return nil
    }
    return ledger.bySentence[figure.sentence - 1].last(where: mayBe)
  }

  /// How much may stand between 这4600亩 and what is done of them.
  private static let longestDeed = 12

  /// How far from the word the part may stand in the clause of the whole.
  private static let shortest = 3

  private func marks(_ span: Span, _ ledger: Ledger) -> Int {
    span.range.count { LedgerMark.of(ledger.units[$0]).map { $0 >= .comma } ?? false }
  }

  /// W,其中 A: the only part that 其中 names.
  private func single(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[part]
    let here = ledger.bySentence[figure.sentence]
    let floor = part > here.lowerBound ? ledger.figures[part - 1].span.end : ledger.sentence(of: figure).span.start
    guard let cue = relation.last("part", ledger.units, in: Span(floor, figure.span.start)),
      cue.start >= figure.lead.start || cue.end + 1 == figure.lead.start
    else { return nil }
    if part + 1 < here.upperBound {
      let next = ledger.figures[part + 1]
      if next.kind == .count, next.unitClass == figure.unitClass, next.before <= .comma, !ledger.hasVerb(next) {
        return nil
      }
    }
    var wholes = (here.lowerBound..<part).reversed().filter {
      ledger.figures[$0].unitClass == figure.unitClass && ledger.figures[$0].span.end <= cue.start
        && ledger.changes[$0].role != .change
    }
    let start = ledger.sentence(of: figure).span.start
    if wholes.isEmpty, cue.start <= start + 1, figure.sentence > 0,
      ledger.document.page.sentences[figure.sentence - 1].paragraph == figure.paragraph
    {
      // 在校学生1864人。其中寄宿生1968人
      wholes = ledger.bySentence[figure.sentence - 1].reversed().filter {
        ledger.figures[$0].unitClass == figure.unitClass && ledger.figures[$0].kind == .count
          && ledger.changes[$0].role == .plain
      }
    } else if let near = wholes.first, isOfSameThing(near, part, ledger), wholes.count > 1,
      !isOfSameThing(wholes[1], part, ledger)
    {
      // 老年人6.84万人,其中65周岁以上老年人7.12万人
      wholes = [near]
    }
    // A whole farther off may be meant.
    guard
      // 23家,其中…32家: only a misprint parts it from what stands right before.
      let whole = wholes.first.flatMap({
        Misprint.swaps(figure.amount.value, ledger.figures[$0].amount.value) ? $0 : nil
      }) ?? wholes.first(where: { Agreement.atMost(figure.amount, ledger.figures[$0].amount) != .broken })
        ?? wholes.first,
      !relation.holds("silent", ledger.units, in: Span(ledger.figures[whole].lead.start, figure.tail.end))
    else { return nil }
    return finding(part, whole, ledger, relation)
  }

  /// Whether one object ends in the other, and both are named.
  private func isOfSameThing(_ a: Int, _ b: Int, _ ledger: Ledger) -> Bool {
    guard let one = ledger.told(ledger.figures[a])?.object, let other = ledger.told(ledger.figures[b])?.object,
      min(ledger.names.count(of: one), ledger.names.count(of: other)) >= 2
    else { return false }
    return ledger.names.endsAlike(one, other)
  }

  private func finding(_ part: Int, _ whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let (small, large) = (ledger.figures[part].amount, ledger.figures[whole].amount)
    let agreement = Agreement.atMost(small, large)
    let write = Arithmetic(ledger: ledger)
    let sign = agreement == .broken ? "＜" : "≥"
    let trial = Trial(
      members: [whole, part], agreement: agreement, expected: large.value, computed: small.value,
      message: .init(
        "\(write.named(whole))\(sign)\(write.named(part))\(agreement == .broken ? "，部分多于总数" : "")",
        "\(write.named(whole)) \(agreement == .broken ? "<" : "≥") \(write.named(part))"
          + (agreement == .broken ? ": the part exceeds the whole" : "")))
    return Finding(
      Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
