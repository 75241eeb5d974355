import Extraction
import RuleFiles

/// No more is handled than was received, and no more is contained than there is: 收集 ≥ 办结, 60户(含低保户12户).
struct PartOfWhole: Check {
  static let id = "part-of-whole"
  let rules: CheckRules
  private let handled: CheckRules.Relation?
  private let contained: CheckRules.Relation?
  private let ofWhich: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["whole", "part", "thing", "silent"], rules: &folder)
    handled = rules.relation("received-handled", &folder)
    contained = rules.relation("contained", &folder)
    ofWhich = rules.relation("one-of-which", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.figures.indices.compactMap { part in
      guard ledger.figures[part].kind == .count, ledger.figures[part].statistic != nil else { return nil }
      return handled.flatMap { self.handled(part, ledger, $0) }
        ?? contained.flatMap { self.contained(part, ledger, $0) }
        ?? ofWhich.flatMap { single(part, ledger, $0) }
    }
  }

  /// How many figures before one may be what was received.
  private static let reach = 8

  private func handled(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[part]
    let units = ledger.units
    let words = Words(ledger, part)
    guard words.has("part", relation), !words.has("whole", relation) else { return nil }
    let sentence = ledger.sentence(of: figure).span
    guard !relation.holds("silent", units, in: sentence) else { return nil }
    for whole in ledger.before(part).prefix(Self.reach) {
      let other = ledger.figures[whole]
      guard other.kind == .count, other.unitClass == figure.unitClass, other.statistic != nil,
        ledger.samePlace(other, figure), Words(ledger, whole).has("whole", relation),
        sameThing(ledger, part, whole, relation)
      else { continue }
      return finding(part, whole, ledger, relation)
    }
    return nil
  }

  /// Whether what was handled can be what was received: the same object, or one that any received matter may be called.
  private func sameThing(_ ledger: Ledger, _ part: Int, _ whole: Int, _ relation: CheckRules.Relation) -> Bool {
    guard let a = ledger.statistic(ledger.figures[part])?.object,
      let b = ledger.statistic(ledger.figures[whole])?.object
    else { return false }
    return a == b || (a.isEmpty && !b.isEmpty) || (!a.isEmpty && b.hasSuffix(a)) || (!b.isEmpty && a.hasSuffix(b))
      || (relation.lists("thing", a) && relation.lists("thing", b))
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

  /// W,其中 A: the only part that 其中 names.
  private func single(_ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[part]
    guard let cue = relation.first("part", ledger.units, in: figure.lead),
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: figure).span)
    else { return nil }
    let here = ledger.bySentence[figure.sentence]
    if part + 1 < here.upperBound {
      let next = ledger.figures[part + 1]
      if next.kind == .count, next.unitClass == figure.unitClass, next.before <= .comma { return nil }
    }
    let wholes = (here.lowerBound..<part).reversed().filter {
      ledger.figures[$0].unitClass == figure.unitClass && ledger.figures[$0].span.end <= cue.start
    }
    // A whole farther off may be meant.
    guard
      let whole = wholes.first(where: { Agreement.atMost(figure.amount, ledger.figures[$0].amount) != .broken })
        ?? wholes.first
    else { return nil }
    return finding(part, whole, ledger, relation)
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
