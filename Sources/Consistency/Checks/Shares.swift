import Foundation
import NewsText
import RuleFiles

/// The shares of a closed list make a hundred.
struct Shares: Check {
  static let id = "shares"
  let rules: CheckRules
  private let list: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id,
      keys: [
        "share", "of", "joins", "answers", "other", "splits", "rest", "closes", "counters", "criterion", "halves",
        "open", "silent",
      ], rules: &folder)
    list = rules.relation("closed-list", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let list else { return [] }
    return ledger.bySentence.compactMap { finding($0, ledger, list) }
  }

  private func finding(_ sentence: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let shares = shares(sentence, ledger, relation)
    guard shares.count >= 2, let first = shares.first, let last = shares.last else { return nil }
    let span = ledger.sentence(of: ledger.figures[first]).span
    let paragraph = ledger.paragraphs[ledger.figures[first].paragraph]
    let end = ledger.document.page.sentences[paragraph.upperBound - 1].span.end
    guard !relation.holds("silent", ledger.units, in: Span(span.start, end)) else { return nil }
    let sum = Amount.sum(shares.map { ledger.figures[$0].amount })
    let agreement = Agreement.equal(sum, Amount(exactly: 100))
    let tail = ledger.figures[last].tail
    let isOpen = relation.starting("open", ledger.units, at: tail.start, limit: span.end) != nil
    if agreement == .broken {
      guard !isOpen, isClosed(shares, sum.value, ledger, relation) else { return nil }
    }
    let parts = parts(of: shares, in: sentence, ledger)
    let trial = Trial(
      members: parts + shares, agreement: agreement, expected: 100, computed: sum.value,
      message: message(shares, sum.value, agreement, ledger))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  /// The percentages of a sentence that are shares of the same whole, as far as their words say.
  private func shares(_ sentence: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Int] {
    var shares: [Int] = []
    var base: ArraySlice<UInt16>?
    for index in sentence where ledger.figures[index].kind == .percent {
      let figure = ledger.figures[index]
      let isListed =
        !shares.isEmpty
        && (figure.lead.isEmpty
          || relation.starting("joins", ledger.units, at: figure.lead.start, limit: figure.lead.end)?.end
            == figure.lead.end)
      let isAnswer = isAnswer(index, ledger, relation)
      guard let name = SharePair.base(figure, ledger, relation) else {
        if isListed || isAnswer || isNamed(index, after: shares.last, ledger, relation) { shares.append(index) }
        continue
      }
      let words = ledger.units[name.range]
      if base == nil { base = words }
      if base.map({ $0.elementsEqual(words) }) ?? true { shares.append(index) }
    }
    return shares.isEmpty ? split(sentence, ledger, relation) : shares
  }

  /// Whether a percentage goes on with a list of shares by its name alone: 骑车的占35%,公交28%.
  private func isNamed(
    _ index: Int, after last: Int?, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    let figure = ledger.figures[index]
    return last == index - 1 && !figure.lead.isEmpty && figure.lead.count <= Self.longestName
      && (figure.before == .comma || figure.before == .pause || figure.before == .semicolon)
      && ledger.changes[index].role == .plain && !relation.holds("other", ledger.units, in: figure.lead)
  }

  private static let longestName = 8

  /// The shares into which something is split, each with its name, without a word of shares: 按中央40%、省里30%、县里30%分担.
  private func split(_ sentence: Range<Int>, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Int] {
    var run: [Int] = []
    for index in sentence where ledger.figures[index].kind == .percent {
      if !isNamed(index, after: run.last, ledger, relation) { run = [] }
      run.append(index)
      let tail = ledger.figures[index].tail
      if run.count >= 2, relation.starting("splits", ledger.units, at: tail.start, limit: tail.end) != nil {
        return run
      }
    }
    guard run.count >= 2 else { return [] }
    return announced(run, ledger, relation)
      || relation.holds("closes", ledger.units, in: ledger.sentence(of: ledger.figures[run[0]]).span) ? run : []
  }

  private static let near = Decimal(5)

  /// Whether a list that misses a hundred meant to make it: it ends in the rest, gives the answers to one question, goes
  /// beyond a hundred, or comes close to it.
  private func isClosed(_ shares: [Int], _ sum: Decimal, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let labels = shares.map { share in
      ledger.figures[share].lead.isEmpty || share == 0
        ? ledger.figures[share].lead : Span(ledger.figures[share - 1].lead.start, ledger.figures[share].lead.end)
    }
    if let label = labels.last, relation.holds("rest", ledger.units, in: label) { return true }
    if shares.allSatisfy({ isAnswer($0, ledger, relation) }) { return true }
    if isSaidClosed(shares, ledger, relation) || areHalves(labels, ledger, relation) { return true }
    if sum > 100, let first = shares.first,
      relation.holds("criterion", ledger.units, in: ledger.sentence(of: ledger.figures[first]).span)
    {
      return true
    }
    guard shares.count >= 3 else { return false }
    if areSizes(shares, ledger) { return true }
    if abs(sum - 100) <= Self.near { return true }
    // With decimals, a difference that one misprint makes is no accident.
    let amounts = shares.map { ledger.figures[$0].amount.value * 10 }
    return amounts.contains { !$0.isTens } && Misprint.explains((sum - 100) * 10, in: amounts)
  }

  /// Whether a share is that of an answer: 不满意18.9%, “不满意”的占18.9%.
  private func isAnswer(_ share: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let lead = ledger.figures[share].lead
    var end = lead.end
    while let word = relation.ending("share", ledger.units, at: end, from: lead.start)
      ?? relation.ending("of", ledger.units, at: end, from: lead.start)
    {
      end = word.start
    }
    if end > lead.start, ledger.units[end - 1] == 0x201D { end -= 1 }
    return relation.ending("answers", ledger.units, at: end, from: lead.start) != nil
  }

  /// Whether the text says that there is nothing else: by a word, by how many there are, or as a whole that is split.
  private func isSaidClosed(_ shares: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard let first = shares.first, let last = shares.last else { return false }
    let sentence = ledger.sentence(of: ledger.figures[first]).span
    if relation.holds("closes", ledger.units, in: sentence) { return true }
    let tail = ledger.figures[last].tail
    if relation.starting("splits", ledger.units, at: tail.start, limit: tail.end) != nil { return true }
    return announced(shares, ledger, relation)
  }

  /// Whether the figure before shares is their number: 三个市场：欧盟占42%,东盟占31%,北美占39%.
  private func announced(_ shares: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard let first = shares.first, first > 0, let count = ledger.figures[..<first].last,
      count.sentence == ledger.figures[first].sentence
    else { return false }
    return shares.count >= 3 && count.kind == .count && count.amount.isExact
      && count.amount.value == Decimal(shares.count) && relation.lists("counters", count.term, ledger.units)
  }

  /// Whether two shares are of the two halves of anything: 男性, 女性.
  private func areHalves(_ labels: [Span], _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard labels.count == 2 else { return false }
    // What is a word of the whole (外地选手) says nothing.
    let words = labels.map { label in
      relation.all("halves", ledger.units, in: label).last.flatMap { relation.number("halves", ledger.units, $0) }
    }
    // The words stand in pairs.
    guard let one = words[0], let other = words[1] else { return false }
    return one != other && one / 2 == other / 2
  }

  /// Whether each share is that of a class by size, all in one unit: 18至35岁占43%.
  private func areSizes(_ shares: [Int], _ ledger: Ledger) -> Bool {
    let units = shares.map { share -> String in
      guard share > 0, ledger.figures[share - 1].sentence == ledger.figures[share].sentence,
        ledger.figures[share - 1].kind == .count, ledger.figures[share].before == .figure
      else { return "" }
      return ledger.unit(ledger.figures[share - 1])
    }
    return units.allSatisfy { !$0.isEmpty && $0 == units[0] }
  }

  /// The counts that the shares are said of, and the whole they add up to.
  private func parts(of shares: [Int], in sentence: Range<Int>, _ ledger: Ledger) -> [Int] {
    let parts = shares.compactMap { share -> Int? in
      share > sentence.lowerBound && ledger.figures[share - 1].kind == .count ? share - 1 : nil
    }
    guard parts.count == shares.count, let first = parts.first else { return parts.count == shares.count ? parts : [] }
    let sum = Amount.sum(parts.map { ledger.figures[$0].amount })
    let figure = ledger.figures[first]
    let whole = (max(0, first - 60)..<first).reversed().first {
      ledger.figures[$0].article == figure.article && ledger.figures[$0].unitClass == figure.unitClass
        && Agreement.equal(sum, ledger.figures[$0].amount) <= .rounding
    }
    return (whole.map { [$0] } ?? []) + parts
  }

  private func message(
    _ shares: [Int], _ sum: Decimal, _ agreement: Agreement, _ ledger: Ledger
  ) -> Finding.Message {
    let left = "\(Arithmetic(ledger: ledger).quotes(shares, joined: "＋"))＝\(Arithmetic.number(sum))%"
    switch agreement {
    case .exact: return .init(left, left)
    case .rounding, .tension: return .init("\(left)，四舍五入后为100%", "\(left), a hundred within rounding")
    case .broken: return .init("\(left)，不是100%", "\(left), not 100%")
    }
  }
}

extension Decimal {
  /// Whether it is a whole multiple of ten.
  fileprivate var isTens: Bool {
    var exact = self / 10
    var whole = Decimal()
    NSDecimalRound(&whole, &exact, 0, .plain)
    return whole == exact
  }
}
