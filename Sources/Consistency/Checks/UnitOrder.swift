import Extraction
import NewsText
import RuleFiles

/// Of one statement the larger unit does not exceed the smaller: 人 ≤ 人次, 户 ≤ 人.
struct UnitOrder: Check {
  static let id = "unit-order"
  static let takesAnyRelation = true
  let rules: CheckRules
  /// The relations of what happens to each of a number once at least, and all others.
  private let everyOne: [CheckRules.Relation]
  private let pairs: [CheckRules.Relation]

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["more", "fewer", "filler", "connects", "total", "around", "every"], rules: &folder)
    everyOne = rules.relations.filter { $0.has("every") }
    pairs = rules.relations.filter { !$0.has("every") }
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.figures.indices.dropLast().compactMap { first in
      let second = first + 1
      guard ledger.figures[first].sentence == ledger.figures[second].sentence,
        ledger.figures[first].kind == .count, ledger.figures[first].term >= 0
      else { return nil }
      for relation in everyOne {
        if let finding = onceEach(first, ledger, relation) { return finding }
      }
      // No unit is smaller than itself.
      guard ledger.figures[second].term >= 0, ledger.figures[first].term != ledger.figures[second].term else {
        return nil
      }
      for relation in pairs {
        guard let (more, fewer) = order(first, second, ledger, relation) else { continue }
        return finding(more, fewer, ledger, relation)
      }
      return nil
    }
  }

  /// Which of two figures counts the smaller unit, if their units are ordered by this relation.
  private func order(
    _ first: Int, _ second: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (more: Int, fewer: Int)? {
    let (a, b) = (ledger.figures[first], ledger.figures[second])
    guard a.kind == .count, b.kind == .count else { return nil }
    if relation.lists("more", a.term, ledger.units), relation.lists("fewer", b.term, ledger.units) {
      return (first, second)
    }
    if relation.lists("more", b.term, ledger.units), relation.lists("fewer", a.term, ledger.units) {
      return (second, first)
    }
    return nil
  }

  private func finding(_ more: Int, _ fewer: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let isOne = isOneStatement(min(more, fewer), max(more, fewer), ledger, relation)
    let (large, small) = (ledger.figures[more].amount, ledger.figures[fewer].amount)
    let agreement = Agreement.atMost(small, large)
    // Where the two may be of unlike things, a contradiction says nothing.
    guard
      isOne || isTotal(more, fewer, ledger, relation, fits: agreement < .tension)
        || agreement < .tension && sharesObject(more, fewer, ledger)
    else { return nil }
    let (a, b) = (ledger.quote(more), ledger.quote(fewer))
    let sign = agreement == .broken ? "＜" : agreement == .tension ? "≈" : "≥"
    let trial = Trial(
      members: [more, fewer], agreement: agreement, expected: large.value, computed: small.value,
      message: .init("\(a)\(sign)\(b)", "\(a) \(agreement == .broken ? "<" : agreement == .tension ? "≈" : "≥") \(b)"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// Whether nothing but small words stands between two figures, and neither counts a thing of its own.
  private func isOneStatement(_ first: Int, _ second: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let (a, b) = (ledger.figures[first], ledger.figures[second])
    if b.tail.isEmpty, a.tail.isEmpty, b.before == .comma, connects(b, a, ledger, relation) { return true }
    // 13户31人入住: what follows is told of both.
    if a.span.end == b.span.start { return true }
    var at = a.span.end
    while at < b.span.start {
      guard let word = relation.starting("filler", ledger.units, at: at, limit: b.span.start) else { return false }
      at = word.end
    }
    return b.tail.isEmpty && b.span.start - a.span.end <= Self.gap
  }

  private static let gap = 6

  /// 38个行政村村村放映,累计放映25场次: each once at least, and yet fewer times than there are.
  private func onceEach(_ first: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let few = ledger.figures[first]
    guard few.kind == .count, relation.lists("fewer", few.term, ledger.units) else { return nil }
    for index in (first + 1)..<min(ledger.figures.count, first + 1 + Self.reach) {
      let many = ledger.figures[index]
      guard many.sentence == few.sentence else { return nil }
      // The once of 至少一次 is no total.
      guard many.kind == .count, relation.lists("more", many.term, ledger.units),
        relation.holds("total", ledger.units, in: many.lead)
      else { continue }
      guard relation.holds("every", ledger.units, in: Span(few.span.end, many.lead.start)) else { return nil }
      let agreement = Agreement.atMost(few.amount, many.amount)
      let (a, b) = (ledger.quote(index), ledger.quote(first))
      let isLess = agreement == .broken
      let trial = Trial(
        members: [first, index], agreement: agreement, expected: few.amount.value, computed: many.amount.value,
        message: .init("\(a)\(isLess ? "＜" : "≥")\(b)", "\(a) \(isLess ? "<" : "≥") \(b)"))
      return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
    }
    return nil
  }

  private static let reach = 3

  /// Whether the figure of the smaller unit is told as the total of what the other counts: 就诊患者413人,累计门诊量356人次.
  private func isTotal(
    _ more: Int, _ fewer: Int, _ ledger: Ledger, _ relation: CheckRules.Relation, fits: Bool
  ) -> Bool {
    let (all, one) = (ledger.figures[more], ledger.figures[fewer])
    guard more > fewer, relation.holds("total", ledger.units, in: all.lead) else { return false }
    if fits { return true }
    let said = Set(ledger.units[one.lead.range]).union(ledger.units[one.tail.range])
    // 二级医院累计诊疗总量: of something else.
    var shared = 0
    var at = all.lead.start
    while at < all.lead.end {
      if let word = relation.starting("total", ledger.units, at: at, limit: all.lead.end)
        ?? relation.starting("around", ledger.units, at: at, limit: all.lead.end)
      {
        at = word.end
      } else if said.contains(ledger.units[at]) {
        shared += 1
        at += 1
      } else {
        return false
      }
    }
    // 受训学员,累计参训: one character is enough where little else is said.
    return shared >= 2 || (shared == 1 && all.lead.count <= Self.shortLead) || isAlone(all, one, ledger, relation)
  }

  /// Whether nothing but the word of the total leads to it: 为2134名职工做过理疗,合计1485人次.
  private func isAlone(_ all: Figure, _ one: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    all.before == .comma && all.tail.isEmpty && !one.tail.isEmpty
      && relation.starting("total", ledger.units, at: all.lead.start, limit: all.lead.end)?.end == all.lead.end
      && all.lead.start - one.tail.end == 1
  }

  private static let shortLead = 4

  /// Whether the second figure is said to be about the things of the first: 家庭742户,涉及长者683人.
  private func connects(_ b: Figure, _ a: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    var at = b.lead.start
    while let word = relation.starting("connects", ledger.units, at: at, limit: b.lead.end) { at = word.end }
    guard at > b.lead.start else { return false }
    let rest = ledger.text(Span(at, b.lead.end))
    return rest.isEmpty || ledger.text(a.lead).contains(rest)
  }

  /// Whether two figures are told of one object, or only the first tells it.
  private func sharesObject(_ a: Int, _ b: Int, _ ledger: Ledger) -> Bool {
    guard let first = ledger.told(ledger.figures[a]), let second = ledger.told(ledger.figures[b]) else {
      return false
    }
    return first.object == second.object || ledger.figures[max(a, b)].lead.isEmpty
  }
}
