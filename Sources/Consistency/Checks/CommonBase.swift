import RuleFiles

/// Shares of one whole imply the same whole: 甲40件占20%,乙60件占50%.
struct CommonBase: Check {
  static let id = "common-base"
  let rules: CheckRules
  private let relation: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["share", "of", "within", "deals", "joins", "silent"], rules: &folder)
    relation = rules.relation("implied-whole", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let relation else { return [] }
    return SharePair.pairs(ledger, relation).compactMap { pairs in
      guard pairs.count == 2, !pairs[0].isDealt,
        ledger.figures[pairs[0].part].unitClass == ledger.figures[pairs[1].part].unitClass,
        ledger.units[pairs[0].base.range].elementsEqual(ledger.units[pairs[1].base.range]),
        !isOfOwn(pairs[1], ledger, relation), !hasWhole(pairs, ledger),
        let first = whole(pairs[0], ledger), let second = whole(pairs[1], ledger)
      else { return nil }
      let agreement = Agreement.equal(first, second)
      let write = Arithmetic(ledger: ledger)
      let texts = zip(pairs, [first, second]).map { pair, whole in
        "\(ledger.quote(pair.part))÷\(ledger.quote(pair.share))＝\(write.inUnit(whole.value, of: pair.part))"
      }
      let clash = agreement == .broken
      let trial = Trial(
        members: pairs.flatMap { [$0.part, $0.share] }, agreement: agreement, expected: first.value,
        computed: second.value,
        message: .init(
          "\(texts[0])，\(texts[1])\(clash ? "，两个总数不同" : "")",
          "\(texts[0]), \(texts[1])\(clash ? ": two different wholes" : "")"))
      return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
    }
  }

  /// Whether the clause before a part says of what it is one: 男学员中,青年有120人,占40%.
  private func isOfOwn(_ pair: SharePair, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let figure = ledger.figures[pair.part]
    guard figure.before == .comma, figure.lead.start > 1 else { return false }
    let end = figure.lead.start - 1
    return relation.ending("within", ledger.units, at: end, from: ledger.sentence(of: figure).span.start) != nil
  }

  /// Whether the text before them gives a whole that one of the pairs fits: then the rate of each is tested.
  private func hasWhole(_ pairs: [SharePair], _ ledger: Ledger) -> Bool {
    let first = ledger.figures[pairs[0].part]
    return (max(0, pairs[0].part - 60)..<pairs[0].part).contains { index in
      ledger.figures[index].article == first.article && ledger.figures[index].unitClass == first.unitClass
        && pairs.contains { pair in
          // Half of all figures fit a share in tenths.
          ledger.unit(ledger.figures[pair.share]) == "%"
            && ledger.figures[pair.part].amount.percent(of: ledger.figures[index].amount).map {
              Agreement.equal($0, ledger.figures[pair.share].amount) <= .rounding
            } ?? false
        }
    }
  }

  private func whole(_ pair: SharePair, _ ledger: Ledger) -> Amount? {
    ledger.figures[pair.part].amount.times(100).divided(by: ledger.figures[pair.share].amount)
  }
}
