import Foundation
import NewsText
import RuleFiles

/// What was there and what came in is what went out and what is left: 旧存5件,新收20件,办结18件,未结7件.
struct StockFlow: Check {
  static let id = "stock-flow"
  let rules: CheckRules
  private let flow: CheckRules.Relation?
  private let growth: CheckRules.Relation?
  /// Of things dealt with in one way or another.
  private let halves: [CheckRules.Relation]
  private let account: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["old", "new", "closed", "open", "left", "total", "one", "other", "silent"], rules: &folder)
    flow = rules.relation("cases", &folder)
    growth = rules.relation("stock", &folder)
    var halves: [CheckRules.Relation] = []
    for id in ["two-ways", "under-way", "set-aside", "absent", "present", "taken-up"] {
      halves += [rules.relation(id, &folder)].compactMap { $0 }
    }
    self.halves = halves
    account = rules.relation("account", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.bySentence.flatMap { sentence -> [Finding] in
      guard sentence.count >= 3 else { return [] }
      if let account, let found = self.account(sentence, ledger, account) { return [found] }
      return [
        flow.flatMap { balance(sentence, ledger, $0, left: ["old", "new"], right: ["closed", "open"]) },
        growth.flatMap { balance(sentence, ledger, $0, left: ["old", "new"], right: ["total"]) },
      ].compactMap { $0 } + halves.flatMap { twoWays(sentence, ledger, $0) }
    }
  }

  /// The first figure of each role in a sentence, when there is one for every role and all count the same.
  private func balance(
    _ sentence: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation, left: [WordKey], right: [WordKey]
  ) -> Finding? {
    var roles: [WordKey: Int] = [:]
    for index in sentence where ledger.figures[index].kind == .count {
      let role = (left + right).first {
        roles[$0] == nil && relation.holds($0, ledger.units, in: ledger.figures[index].lead)
      }
      guard let role else { continue }
      if let any = roles.values.first, ledger.figures[any].unitClass != ledger.figures[index].unitClass { continue }
      roles[role] = index
    }
    // 受理386件(含旧存31件): what is new holds what is old already.
    var isHeld = false
    if let old = roles[left[0]], let new = roles[left[1]], old == new + 1, ledger.figures[old].before == .open {
      roles[left[0]] = nil
      isHeld = true
    }
    let (have, give) = (left.compactMap { roles[$0] }, right.compactMap { roles[$0] })
    guard have.count == (isHeld ? 1 : left.count), give.count == right.count,
      let first = roles.values.min(), let last = roles.values.max(),
      !relation.holds(
        "silent", ledger.units, in: Span(ledger.figures[first].lead.start, ledger.figures[last].tail.end))
    else { return nil }
    return finding(have, give, ledger, relation)
  }

  /// 年初存栏120头,产仔31头,出栏54头,年末存栏97头: the stock at the end is that at the beginning, with all that came in
  /// and without all that went out between.
  private func account(_ sentence: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    guard let opening = sentence.first(where: { ledger.figures[$0].kind == .count && has("old", $0, ledger, relation) })
    else { return nil }
    let first = ledger.figures[opening]
    var added: [Int] = []
    var taken: [Int] = []
    for index in (opening + 1)..<max(opening + 1, sentence.upperBound) {
      let figure = ledger.figures[index]
      guard figure.kind == .count, figure.unitClass == first.unitClass else { continue }
      if has("open", index, ledger, relation) {
        // Where nothing came in, what is left must be called the rest.
        guard !added.isEmpty || has("left", index, ledger, relation), !taken.isEmpty,
          !relation.holds("silent", ledger.units, in: ledger.sentence(of: first).span)
        else { return nil }
        return result(
          [opening] + added, taken + [index],
          Agreement.equal(
            sum([opening] + added, ledger) - sum(taken, ledger), ledger.figures[index].amount),
          sum(taken + [index], ledger).value, sum([opening] + added, ledger).value, ledger, relation)
      }
      if has("new", index, ledger, relation) {
        added.append(index)
      } else if has("closed", index, ledger, relation) {
        taken.append(index)
      } else {
        return nil
      }
    }
    return nil
  }

  /// Whether a word of a role leads to a figure, or stands right behind it: 31头出栏.
  private func has(_ role: WordKey, _ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    relation.holds(role, ledger.units, in: ledger.figures[index].lead)
  }

  private func sum(_ figures: [Int], _ ledger: Ledger) -> Amount {
    Amount.sum(figures.map { ledger.figures[$0].amount })
  }

  /// W,当场整改 A,限期整改 B: of two ways to deal with a thing, together no more than there is of it.
  private func twoWays(_ sentence: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    zip(sentence, sentence.dropFirst()).compactMap { one, other in
      let (a, b) = (ledger.figures[one], ledger.figures[other])
      guard one > sentence.lowerBound, a.kind == .count, a.unitClass == b.unitClass,
        relation.holds("one", ledger.units, in: a.lead), relation.holds("other", ledger.units, in: b.lead),
        !relation.holds("silent", ledger.units, in: Span(a.lead.start, b.tail.end))
      else { return nil }
      guard
        let whole = (sentence.lowerBound..<one).last(where: {
          ledger.figures[$0].kind == .count && ledger.figures[$0].unitClass == a.unitClass
            && !relation.holds("one", ledger.units, in: ledger.figures[$0].lead)
        })
      else { return nil }
      let total = ledger.figures[whole].amount
      let sum = a.amount + b.amount
      let isEqual = Agreement.equal(sum, total) != .broken || isMissed(a.amount, b.amount, total)
      let agreement = isEqual ? Agreement.equal(sum, total) : Agreement.atMost(sum, total)
      return result([whole], [one, other], agreement, sum.value, total.value, ledger, relation)
    }
  }

  /// Whether only a misprint of a hundred or more, or of tens where little is missing, parts two ways from all there is.
  private func isMissed(_ a: Amount, _ b: Amount, _ total: Amount) -> Bool {
    let gap = total.value - a.value - b.value
    guard [a, b, total].allSatisfy(\.isExact), gap >= 10, total.value >= 100,
      Misprint.explains(gap, in: [a.value, b.value, total.value])
    else { return false }
    return gap >= 100 ? total.value >= 1_000 : gap * 20 <= total.value
  }

  private func finding(
    _ left: [Int], _ right: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let have = Amount.sum(left.map { ledger.figures[$0].amount })
    let give = Amount.sum(right.map { ledger.figures[$0].amount })
    return result(left, right, Agreement.equal(have, give), give.value, have.value, ledger, relation)
  }

  private func result(
    _ left: [Int], _ right: [Int], _ agreement: Agreement, _ computed: Decimal, _ expected: Decimal, _ ledger: Ledger,
    _ relation: CheckRules.Relation
  ) -> Finding? {
    let write = Arithmetic(ledger: ledger)
    func side(_ figures: [Int], _ value: Decimal) -> String {
      let terms = figures.map(write.named).joined(separator: "＋")
      return figures.count > 1 ? "\(terms)＝\(write.inUnit(value, of: figures[0]))" : terms
    }
    let (a, b) = (side(left, expected), side(right, computed))
    let trial = Trial(
      members: left + right, agreement: agreement, expected: expected, computed: computed,
      message: .init(
        agreement == .broken ? "\(a)，而\(b)" : "\(a)；\(b)", agreement == .broken ? "\(a), but \(b)" : "\(a); \(b)"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
