import Extraction
import Foundation
import NewsText

/// Pairs of figures that say the same: headline and text first, then within and between texts.
struct RepetitionReader {
  let ledger: Ledger
  let statements: [Statement]
  let silent: CheckRules.Relation

  /// How many figures of a headline are looked up, and in how many figures of its article.
  private static let mostHeadlines = 16
  private static let mostFigures = 400

  func headlines(_ relation: CheckRules.Relation) -> [Finding] {
    var found: [Finding] = []
    var first = 0
    while first < ledger.figures.count {
      let article = ledger.figures[first].article
      var end = first
      while end < ledger.figures.count, ledger.figures[end].article == article { end += 1 }
      let heads = (first..<end).prefix(Self.mostFigures).filter { statements[$0].isHeading }.prefix(Self.mostHeadlines)
      let body = (first..<end).prefix(Self.mostFigures).filter { !statements[$0].isHeading }
      for head in heads {
        if let finding = headline(head, body, relation) { found.append(finding) }
      }
      first = end
    }
    return found
  }

  private func headline(_ head: Int, _ body: [Int], _ relation: CheckRules.Relation) -> Finding? {
    guard statements[head].isPlain else { return nil }
    let alike = body.filter { isOfOneSort(head, $0) }
    let agreeing = alike.map { ($0, agreement(head, $0), statements[head].likeness(statements[$0])) }
    // The one that agrees best, and of these the one that says most of the same.
    let best = agreeing.filter { admits($0.0, head, $0.1, $0.2, alike.count) }
      .min { ($0.1, -$0.2, $0.0) < ($1.1, -$1.2, $1.0) }
    if let best { return finding(head, best.0, best.1, relation) }
    // Beside 1375 in the headline, 超1000 in the text may tell of anything.
    let isPrecise = isPrecise(head)
    guard !agreeing.contains(where: { isPrecise ? $0.1 < .tension : $0.1 != .broken }),
      let clear = clear(head, alike) ?? small(head, alike) ?? misprinted(head, alike) ?? swappedBehindWord(head, alike)
    else { return nil }
    return finding(head, clear, .broken, relation)
  }

  /// Whether a figure is printed with three digits or more, and without a word that hedges it.
  private func isPrecise(_ index: Int) -> Bool {
    let figure = ledger.figures[index]
    return figure.kind == .count && Self.digits(figure.amount.value) >= 3
      && ledger.document.mentions[figure.mention].qualifier == .exact
  }

  /// Of how many values of one sort one may be alike by chance.
  private static let mostAlike = 8

  /// The figure of the first paragraphs that a misprint parts from a headline of three digits or more, which nothing in the
  /// text agrees with; of two digits only where the text has no other of its sort.
  private func misprinted(_ head: Int, _ alike: [Int]) -> Int? {
    let headline = ledger.figures[head]
    guard headline.amount.value >= 10, ledger.document.mentions[headline.mention].qualifier == .exact,
      ledger.told(headline)?.planned != true
    else { return nil }
    let soon = alike.filter { ledger.figures[$0].paragraph - headline.paragraph <= Self.leadParagraphs }
    if alike.count == 1, let only = soon.first, maySay(head, only) {
      let (a, b) = (headline.amount.value, ledger.figures[only].amount.value)
      let isShifted = Self.digits(a) >= 2 && [10, 100].contains(ratio(a, b) ?? 1)
      if isShifted || Misprint.swaps(a, b) { return only }
      if isPrecise(head), statements[head].likeness(statements[only]) >= 1, isMisprint(a, b) { return only }
    }
    guard isPrecise(head), Set(soon.map { ledger.figures[$0].amount.value }).count <= Self.mostAlike else { return nil }
    let near = soon.filter { index in
      let value = ledger.figures[index].amount.value
      let isSwapped = Misprint.swaps(headline.amount.value, value) && statements[head].likeness(statements[index]) >= 2
      guard maySay(head, index, inTime: !isSwapped), let ratio = ratio(headline.amount.value, value),
        ratio <= Self.near
      else { return false }
      return isMisprint(headline.amount.value, value)
    }
    guard let index = near.first, Set(near.map { ledger.figures[$0].amount.value }).count == 1 else { return nil }
    // The headline may add up what the text tells apart.
    let gap = abs(headline.amount.value - ledger.figures[index].amount.value)
    return alike.contains { ledger.figures[$0].amount.value == gap } ? nil : index
  }

  /// 两年投入4.5亿元, 两年共投入5.4亿元: the figure of the first paragraphs that the same word leads to, two digits swapped.
  private func swappedBehindWord(_ head: Int, _ alike: [Int]) -> Int? {
    let headline = ledger.figures[head]
    return alike.first { index in
      let figure = ledger.figures[index]
      let (one, other) = (ledger.units[headline.lead.range].suffix(2), ledger.units[figure.lead.range].suffix(2))
      return one.count == 2 && one.elementsEqual(other) && figure.unit == headline.unit
        && figure.paragraph - headline.paragraph <= Self.leadParagraphs && maySay(head, index, inTime: false)
        && Self.digits(headline.amount.value) >= 2 && Misprint.swaps(headline.amount.value, figure.amount.value)
    }
  }

  /// Whether no word makes a figure one of another time, of a part or of a plan, where the headline has none.
  ///
  /// - Parameter inTime: whether words of time and of parts must be the same: 当天 and 全天 say the same in other words.
  private func maySay(_ head: Int, _ index: Int, inTime: Bool = true) -> Bool {
    let figure = ledger.figures[index]
    return statements[index].isPlain && ledger.told(figure).map({ !$0.planned && $0.scope != .part }) ?? true
      && (!inTime || !isNarrower(index, than: head))
      && (!inTime || limits(ledger.sentence(of: ledger.figures[head]).span) == limits(clause(index)))
  }

  /// Whether a figure that agrees with the headline is the one it means.
  private func admits(_ index: Int, _ head: Int, _ agreement: Agreement, _ likeness: Int, _ count: Int) -> Bool {
    if ledger.figures[head].amount.value < 10, likeness == 0 { return false }
    switch agreement {
    case .exact: return likeness > 0 || ledger.figures[head].amount.value >= 10
    case .rounding: return likeness > 0 || count == 1 || isBare(head)
    case .tension:
      guard statements[index].isPlain else { return false }
      if likeness > 0 { return true }
      return isBare(head)
        && ratio(ledger.figures[head].amount.value, ledger.figures[index].amount.value).map { $0 <= Self.near } ?? false
    case .broken: return false
    }
  }

  /// The figure of the text that says the same as the headline beyond doubt, and another value.
  private func clear(_ head: Int, _ alike: [Int]) -> Int? {
    let headline = ledger.figures[head]
    guard let said = ledger.told(headline), !said.planned, headline.amount.value >= 10, !isBare(head) else {
      return nil
    }
    // 首日 in the headline asks for the figure of the first day.
    let limits = limits(ledger.sentence(of: headline).span)
    let same = alike.filter { index in
      guard let other = ledger.told(ledger.figures[index]), statements[index].isPlain else { return false }
      return !other.planned && other.scope != .part && other.district == said.district
        && (other.place == NameTable.empty || other.place == said.place || alike.count == 1 && swaps(head, index))
        && isClearlySame(head, index, isOnly: alike.count == 1)
        && !isNarrower(index, than: head) && limits == self.limits(clause(index))
    }
    let values = Set(same.map { ledger.figures[$0].amount.value })
    // The headline may add up what the text tells apart.
    let all = values.reduce(0, +)
    guard (1...2).contains(values.count), values.count == 1 || all != headline.amount.value else { return nil }
    return same.min { rank(head, $0) < rank(head, $1) }
  }

  private func swaps(_ a: Int, _ b: Int) -> Bool {
    Misprint.swaps(ledger.figures[a].amount.value, ledger.figures[b].amount.value)
  }

  /// The figure of the first paragraphs that says the same of fewer than ten as the headline does: 3人死亡, 4人死亡.
  private func small(_ head: Int, _ alike: [Int]) -> Int? {
    let headline = ledger.figures[head]
    guard headline.amount.value < 10, headline.amount.isExact, let said = fate(headline) else { return nil }
    let same = alike.filter { ledger.figures[$0].unit == headline.unit && fate(ledger.figures[$0]) == said }
    guard same.count == 1, let index = same.first, ledger.figures[index].amount.isExact,
      ledger.figures[index].paragraph - headline.paragraph <= 2,
      limits(ledger.sentence(of: headline).span) == limits(clause(index))
    else { return nil }
    return index
  }

  /// The two characters behind a figure that end its clause: what became of those counted.
  private func fate(_ figure: Figure) -> ArraySlice<UInt16>? {
    guard figure.kind == .count, figure.tail.count == 2 else { return nil }
    let words = ledger.units[figure.tail.range]
    return words.allSatisfy { (0x4E00...0x9FFF).contains($0) } ? words : nil
  }

  /// The words of a stretch that tell of another time or of some only.
  private func limits(_ span: Span) -> Set<Int> {
    Set(silent.all("silent", ledger.units, in: span).compactMap { silent.number("silent", ledger.units, $0) })
  }

  /// What a headline means most likely, least first: what a misprint tells apart, then what says most of the same.
  private func rank(_ head: Int, _ index: Int) -> (Int, Int, Int) {
    let (a, b) = (ledger.figures[head].amount.value, ledger.figures[index].amount.value)
    return (
      isMisprint(a, b) ? 0 : 1, -statements[head].likeness(statements[index]), index
    )
  }

  /// Whether a figure is told of a place or body within the one that the other speaks of.
  private func isNarrower(_ index: Int, than head: Int) -> Bool {
    let figure = ledger.figures[index]
    guard figure.before != .figure, let word = silent.first("narrower", ledger.units, in: figure.lead) else {
      return false
    }
    let number = silent.number("narrower", ledger.units, word)
    return !silent.all("narrower", ledger.units, in: ledger.sentence(of: ledger.figures[head]).span)
      .contains { silent.number("narrower", ledger.units, $0) == number }
  }

  /// - Parameter isOnly: whether the text has no other figure of that sort.
  private func isClearlySame(_ head: Int, _ index: Int, isOnly: Bool) -> Bool {
    let (a, b) = (ledger.figures[head], ledger.figures[index])
    let likeness = statements[head].likeness(statements[index])
    // What the headline says is told soon.
    let isNear = b.paragraph - a.paragraph <= Self.leadParagraphs
    if isOnly, isNear, Misprint.swaps(a.amount.value, b.amount.value) { return true }
    if a.kind == .percent { return likeness >= 2 && sharesName(a, b) }
    guard let ratio = ratio(a.amount.value, b.amount.value) else { return false }
    let isWhole = likeness > 0 && likeness == statements[head].pairs.count
    if likeness >= 2 || isWhole || sharesName(a, b) || sharesAction(a, b), isNear, ratio <= Self.near { return true }
    if isOnly, isNear, likeness >= 1,
      ratio == 10
        || (isMisprint(a.amount.value, b.amount.value) && (ratio <= Self.near || Self.digits(a.amount.value) > 2))
    {
      return true
    }
    if isOnly, isNear, likeness >= 1, ratio <= Self.far, a.amount.value >= 100 { return true }
    guard isMisprint(a.amount.value, b.amount.value) else { return false }
    switch max(Self.digits(a.amount.value), Self.digits(b.amount.value)) {
    case 0, 1: return false
    // Of two digits one is often alike by chance.
    case 2: return isNear && (sharesAction(a, b) || (sharesName(a, b) && mayShareAction(a, b)))
    default: return likeness >= 1 || sharesName(a, b) || sharesAction(a, b)
    }
  }

  /// Whether a misprint makes the one of the other, or of the other as the first rounds it.
  private func isMisprint(_ head: Decimal, _ value: Decimal) -> Bool {
    var zeros = 0
    while zeros < Self.mostDigits, Self.isRound(head, zeros + 1) { zeros += 1 }
    return [value, Self.rounded(value, zeros, .down), Self.rounded(value, zeros, .plain)]
      .contains { Misprint.explains(head - $0, in: [$0]) }
  }

  /// No number has more digits.
  private static let mostDigits = 38

  /// Whether a number above zero ends in so many zeros.
  private static func isRound(_ value: Decimal, _ zeros: Int) -> Bool {
    value > 0 && rounded(value, zeros, .down) == value
  }

  /// A number with nothing but zeros in that many places before its decimal point.
  private static func rounded(_ value: Decimal, _ zeros: Int, _ mode: NSDecimalNumber.RoundingMode) -> Decimal {
    var exact = value
    var result = Decimal()
    NSDecimalRound(&result, &exact, -zeros, mode)
    return result
  }

  /// Whether two figures do not tell different actions.
  private func mayShareAction(_ a: Figure, _ b: Figure) -> Bool {
    guard let one = ledger.told(a)?.action, let other = ledger.told(b)?.action else { return false }
    return one == NameTable.empty || other == NameTable.empty || one == other
  }

  /// Whether one object ends in the other, or holds it as a word of its own.
  func sharesName(_ a: Figure, _ b: Figure) -> Bool {
    guard let one = ledger.told(a)?.object, let other = ledger.told(b)?.object else { return false }
    let names = ledger.names
    if one == NameTable.empty || other == NameTable.empty { return false }
    if names.endsAlike(one, other) { return true }
    return min(names.count(of: one), names.count(of: other)) >= 2 && names.holdsOther(one, other)
  }

  /// Whether both tell the same action, and one of them no object.
  private func sharesAction(_ a: Figure, _ b: Figure) -> Bool {
    guard let one = ledger.told(a), let other = ledger.told(b) else { return false }
    return one.action != NameTable.empty && one.action == other.action
      && (one.object == NameTable.empty || other.object == NameTable.empty)
  }

  /// Up to which ratio figures that say the same in other words are of one thing.
  private static let near = Decimal(string: "1.3")!

  /// The same where the text has only one figure that can be meant.
  private static let far = Decimal(2)

  private static let leadParagraphs = 4

  private func ratio(_ a: Decimal, _ b: Decimal) -> Decimal? {
    guard a > 0, b > 0 else { return nil }
    return max(a, b) / min(a, b)
  }

  /// From the mark that ends the clause before.
  func clause(_ index: Int) -> Span {
    let figure = ledger.figures[index]
    let clauses = ledger.sentence(of: figure).clauses
    guard clauses.indices.contains(figure.clause) else { return figure.lead }
    return Span(clauses[max(0, figure.clause - 1)].start, figure.span.end)
  }

  /// A number of the headline that names no unit: 守护路口的两千“红马甲”.
  private func isBare(_ index: Int) -> Bool {
    ledger.figures[index].unit == 0 && ledger.figures[index].kind == .count
      && ledger.figures[index].amount.value >= 1_000
  }

  private func isOfOneSort(_ head: Int, _ index: Int) -> Bool {
    let (a, b) = (ledger.figures[head], ledger.figures[index])
    return a.kind == b.kind && statements[head].isPast == statements[index].isPast
      && (a.unitClass == b.unitClass || isBare(head) || isTold(head, by: index))
  }

  /// Whether a number of the headline without a unit is what a figure says at length, but for a misprint: 酿43伤,
  /// 34人受伤.
  private func isTold(_ head: Int, by index: Int) -> Bool {
    let (a, b) = (ledger.figures[head], ledger.figures[index])
    guard a.unit == 0, a.rough >= 10, !a.tail.isEmpty, Misprint.swaps(a.amount.value, b.amount.value) else {
      return false
    }
    let word = ledger.units[a.tail.start]
    return (0x4E00...0x9FFF).contains(word) && ledger.units[b.tail.range].prefix(4).contains(word)
  }

  func agreement(_ a: Int, _ b: Int) -> Agreement {
    let (first, second) = (ledger.figures[a], ledger.figures[b])
    // 破600处: the headline names the mark that is passed.
    if statements[a].isHeading,
      silent.ending("passes", ledger.units, at: first.lead.end, from: first.lead.start) != nil
    {
      let low = first.amount.value
      let passed = Amount(low, narrow: Interval(low, low * Self.near), wide: Interval(low, nil))
      return max(.rounding, Agreement.equal(passed, second.amount))
    }
    let agreement = Agreement.equal(first.amount, second.amount)
    return agreement == .tension && isRoundedFrom(a, b) ? .rounding : agreement
  }

  /// Whether the headline gives the figure of the text with fewer digits: 2600人 for 2618人.
  private func isRoundedFrom(_ head: Int, _ index: Int) -> Bool {
    let (a, b) = (ledger.figures[head].amount.value, ledger.figures[index].amount.value)
    guard statements[head].isHeading, a >= 100, Self.isRound(a, 1), let ratio = ratio(a, b) else {
      return false
    }
    return ratio <= Self.roundedRatio
  }

  private static let roundedRatio = Decimal(string: "1.02")!

  func finding(_ first: Int, _ second: Int, _ agreement: Agreement, _ relation: CheckRules.Relation) -> Finding? {
    let write = Arithmetic(ledger: ledger)
    let (a, b) = (write.named(first), write.named(second))
    let sign = agreement == .exact ? "＝" : agreement == .broken ? "≠" : "≈"
    let place = ledger.figures[first].article != ledger.figures[second].article
    let (here, there) =
      statements[first].isHeading
      ? (("标题", "headline"), ("正文", "text"))
      : place
        ? (("一文", "one article"), ("另一文", "another")) : (("前文", "first"), ("后文", "later"))
    let trial = Trial(
      members: [first, second], agreement: agreement, expected: ledger.figures[first].amount.value,
      computed: ledger.figures[second].amount.value,
      message: .init(
        "\(here.0)\(a) \(sign) \(there.0)\(b)", "\(here.1) \(a) \(sign) \(there.1) \(b)"))
    return Finding(
      RepeatedFigure.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }
}
