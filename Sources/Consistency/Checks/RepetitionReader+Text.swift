import Foundation
import NewsText

/// Within and between texts.
extension RepetitionReader {
  private struct Key: Hashable {
    var unitClass: Int
    /// Exactly equal numbers are equal as such, too.
    var rough: Double
  }

  /// What must be the same of two figures that only a misprint can tell apart.
  private struct Subject: Hashable {
    var action: Int32
    var object: Int32
    var unit: Int32
    var district: Int32
    var place: Int32
  }

  mutating func repetitions(_ text: CheckRules.Relation, _ articles: CheckRules.Relation) -> [Finding] {
    var seen: [Key: [Int]] = [:]
    var subjects: [Subject: [Int]] = [:]
    var found: [Finding] = []
    for index in ledger.figures.indices where !statements[index].isHeading {
      let figure = ledger.figures[index]
      guard figure.kind == .count, statements[index].isPlain else { continue }
      let key = Key(unitClass: figure.unitClass, rough: figure.rough)
      let before = (seen[key] ?? []).filter { ledger.figures[$0].amount.value == figure.amount.value }
      // The first and the last before it are enough.
      if let other = before.last(where: { isRepeated($0, index) }) {
        let relation = ledger.figures[other].article == figure.article ? text : articles
        let agreement = agreement(other, index)
        if agreement < .tension, let finding = finding(other, index, agreement, relation) { found.append(finding) }
      }
      if before.isEmpty, let other = antecedent(of: index),
        let finding = finding(other, index, .broken, text)
      {
        found.append(finding)
      }
      if before.count >= Self.remembered { seen[key]?.removeFirst() }
      seen[key, default: []].append(index)
      if let subject = subject(index) { subjects[subject, default: []].append(index) }
    }
    found += swapped(text)
    for members in named().sorted(by: { $0[0] < $1[0] }) { found += misprints(members, text, articles, isNamed: true) }
    for members in subjects.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      found += misprints(members, text, articles)
    }
    return found
  }

  private static let remembered = 8

  /// Figures of one article that count the same noun, and whose digits two neighbours tell apart: 考生6318人…6381名考生.
  /// Complexity: linear but for those of the same digits.
  private func swapped(_ relation: CheckRules.Relation) -> [Finding] {
    struct Digits: Hashable {
      var article: Int
      var unitClass: Int
      var digits: [UInt8]
    }
    var known: [Digits: [Int]] = [:]
    var found: [Finding] = []
    for index in ledger.figures.indices where !statements[index].isHeading && statements[index].isPlain {
      let figure = ledger.figures[index]
      guard figure.kind == .count, figure.rough >= 100, figure.amount.isExact, ledger.told(figure)?.scope != .part
      else {
        continue
      }
      let digits = figure.amount.value.description.utf8.filter { $0 > 0x30 && $0 <= 0x39 }
      guard digits.count >= 3 else { continue }
      let key = Digits(article: figure.article, unitClass: figure.unitClass, digits: digits.sorted())
      if let other = known[key]?.last(where: { isSwapped($0, index) }),
        let finding = finding(other, index, .broken, relation)
      {
        found.append(finding)
      }
      if known[key, default: []].count < Self.remembered { known[key, default: []].append(index) }
    }
    return found
  }

  private func isSwapped(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (ledger.figures[a], ledger.figures[b])
    guard first.sentence != second.sentence, Misprint.swaps(first.amount.value, second.amount.value),
      statements[a].likeness(statements[b]) >= 2 || !nouns(first).isDisjoint(with: nouns(second)),
      statements[a].isPast == statements[b].isPast,
      ledger.samePlace(first, second), samePeriod(a, b)
    else { return false }
    // 一中有学生1327人。二中有学生1372人: only what is said of all of them is surely said of the same.
    let ofAll = Span(second.tail.start, min(second.tail.end, second.tail.start + Self.reachOfAll))
    guard silent.holds("all", ledger.units, in: ofAll) || isNamedInClause(of: first, behind: second) else {
      return false
    }
    return isToldAlike(a, b) && !silent.holds("silent", ledger.units, in: clause(a))
      && !silent.holds("silent", ledger.units, in: clause(b))
  }

  private static let reachOfAll = 8

  /// 云溪大桥全长216米…全长261米的云溪大桥: what follows a figure and 的 is named in the clause of the other.
  private func isNamedInClause(of first: Figure, behind second: Figure) -> Bool {
    guard let of = silent.starting("filler", ledger.units, at: second.tail.start, limit: second.tail.end) else {
      return false
    }
    let name = ledger.units[of.end..<second.tail.end].prefix(Self.nameLength)
    let sentence = ledger.sentence(of: first).span
    let words = ledger.units[sentence.start..<first.span.start]
    return name.count == Self.nameLength
      && words.indices.dropLast(Self.nameLength - 1).contains { words[$0...].starts(with: name) }
  }

  /// What stands on either side of a figure and may name what it counts, two characters each.
  private func nouns(_ figure: Figure) -> Set<UInt32> {
    func pair(_ words: ArraySlice<UInt16>) -> UInt32? {
      guard words.count == 2, words.allSatisfy({ (0x4E00...0x9FFF).contains($0) }) else { return nil }
      return words.reduce(0) { $0 << 16 | UInt32($1) }
    }
    return Set(
      [pair(ledger.units[figure.lead.range].suffix(2)), pair(ledger.units[figure.tail.range].prefix(2))].compactMap {
        $0
      })
  }

  /// The figure before that 这 points back to, where only a misprint parts the two: 石榴苗8600株…这6800株石榴苗;
  /// 全长1286米…这座全长1268米的大桥.
  private func antecedent(of index: Int) -> Int? {
    let figure = ledger.figures[index]
    guard let this = silent.last("this", ledger.units, in: figure.lead), figure.rough >= 10 else { return nil }
    let before = (max(0, index - Self.farthest)..<index).reversed().filter {
      ledger.figures[$0].article == figure.article && ledger.figures[$0].unitClass == figure.unitClass
        && ledger.figures[$0].kind == .count
    }
    // 这笔, 该|栋
    if figure.lead.end - this.end <= 1 {
      guard let other = before.first, ledger.figures[other].sentence >= figure.sentence - 2,
        figure.amount.isExact, ledger.figures[other].amount.isExact,
        isNamedAgain(figure, other, isOnly: before.count == 1)
      else { return nil }
      return other
    }
    guard figure.lead.end - this.end <= Self.longestMeasure,
      let other = before.first(where: { isMeasuredAlike($0, figure, this) }),
      areMisprinted(ledger.figures[other], figure)
    else { return nil }
    return other
  }

  /// Whether 这 before a figure points back at another that says the same but for a misprint.
  private func isNamedAgain(_ figure: Figure, _ index: Int, isOnly: Bool) -> Bool {
    let other = ledger.figures[index]
    let (a, b) = (other.amount.value, figure.amount.value)
    if sharesName(other, figure) { return Misprint.swaps(a, b) || isOnly && Misprint.explains(a - b, in: [a, b]) }
    if Self.digits(a) >= 3, Misprint.swaps(a, b), other.sentence >= figure.sentence - 1 { return true }
    // 把十五万元捐给母校…这笔十八万元捐款: a character that both have.
    guard isOnly, other.sentence >= figure.sentence - 1, Misprint.explains(a - b, in: [a, b]) else { return false }
    let words = ledger.units[other.lead.range] + ledger.units[other.tail.range]
    return ledger.units[figure.tail.range].contains { (0x4E00...0x9FFF).contains($0) && words.contains($0) }
  }

  /// Whether what stands between 这 and a figure, but for a classifier, leads to another figure too: 这座|全长.
  private func isMeasuredAlike(_ index: Int, _ figure: Figure, _ this: Span) -> Bool {
    let (one, other) = (ledger.units[this.end..<figure.lead.end], ledger.units[ledger.figures[index].lead.range])
    let shared = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
    return shared >= 2 && one.count - shared <= 1
  }

  /// Whether a misprint parts two figures that are exact, or printed alike: 4.8亿元 and 4.3亿元.
  private func areMisprinted(_ a: Figure, _ b: Figure) -> Bool {
    let (one, other) = (a.amount.value, b.amount.value)
    guard a.unit == b.unit, one != other else { return false }
    let digits = max(Self.digits(one), Self.digits(other))
    return digits >= 2 && (Misprint.swaps(one, other) || Misprint.explains(one - other, in: [one, other]))
  }

  /// How many characters may lead from 这 to its figure.
  private static let longestMeasure = 6

  private static let farthest = 40

  /// The words right before a figure by which it is known again: 编制床位|为|680张.
  private struct Name: Hashable {
    /// One UTF-16 unit after the other.
    var words: UInt64
    var unit: Int32
    var article: Int
  }

  /// How many characters a name must have.
  private static let nameLength = 4

  /// Exact figures of an article behind the same words, where there are two or more.
  private func named() -> [[Int]] {
    var groups: [Name: [(figure: Int, front: Int)]] = [:]
    for index in ledger.figures.indices where !statements[index].isHeading && statements[index].isPlain {
      let figure = ledger.figures[index]
      guard figure.kind == .count, figure.rough >= 100, figure.amount.isExact else { continue }
      var end = figure.lead.end
      while let filler = silent.ending("filler", ledger.units, at: end, from: figure.lead.start) { end = filler.start }
      guard end - figure.lead.start >= Self.nameLength else { continue }
      let words = ledger.units[(end - Self.nameLength)..<end]
      guard words.allSatisfy({ (0x4E00...0x9FFF).contains($0) }) else { continue }
      groups[
        Name(words: words.reduce(0) { $0 << 16 | UInt64($1) }, unit: figure.unit, article: figure.article), default: []
      ].append(
        (index, end - Self.nameLength - figure.lead.start))
    }
    // 甲院的编制床位, 乙院的编制床位: what stands before the words tells things apart.
    return groups.values.filter { $0.count > 1 && ($0.map(\.front).min() ?? 0) <= 1 }.map { $0.map(\.figure) }
  }

  private func isRepeated(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (ledger.figures[a], ledger.figures[b])
    guard statements[a].isPast == statements[b].isPast else { return false }
    let likeness = statements[a].likeness(statements[b])
    func hasDigits() -> Bool { Self.digits(first.amount.value) >= 3 }
    if first.article == second.article {
      return likeness >= 1 || (b == a + 1 && first.sentence == second.sentence && first.rough >= 10)
        || (first.amount.isExact && second.amount.isExact && hasDigits())
    }
    return likeness >= 1 && first.rough >= 10 && (likeness >= 2 || hasDigits())
      && (ledger.told(first)?.district ?? -1) == (ledger.told(second)?.district ?? -1)
  }

  /// How many digits a number has without the zeros at its end.
  static func digits(_ value: Decimal) -> Int {
    let all = value.description.utf8.filter { $0 != 0x2E && $0 != 0x2D }
    return all.count - all.reversed().prefix { $0 == 0x30 }.count
  }

  private func subject(_ index: Int) -> Subject? {
    let figure = ledger.figures[index]
    guard figure.amount.isExact, figure.rough >= 10, let told = ledger.told(figure), !told.planned,
      ledger.names.count(of: told.action) > 1, ledger.names.count(of: told.object) > 1
    else { return nil }
    return Subject(
      action: told.action, object: told.object, unit: figure.unit, district: told.district, place: told.place)
  }

  /// Pairs of one subject whose values differ as by a misprint. Two values alone can be meant to be one: more of them
  /// are a series.
  private func misprints(
    _ members: [Int], _ text: CheckRules.Relation, _ articles: CheckRules.Relation, isNamed: Bool = false
  ) -> [Finding] {
    let values = Set(members.map { ledger.figures[$0].amount.value }).sorted()
    guard values.count == 2, Misprint.explains(values[1] - values[0], in: values) else { return [] }
    let first = members[0]
    guard let second = members.first(where: { ledger.figures[$0].amount.value != ledger.figures[first].amount.value }),
      isNamed
        ? ledger.figures[first].sentence != ledger.figures[second].sentence
          && ledger.samePlace(ledger.figures[first], ledger.figures[second])
        : ledger.figures[first].paragraph != ledger.figures[second].paragraph, samePeriod(first, second),
      isToldAlike(first, second),
      !silent.holds("silent", ledger.units, in: clause(first)),
      !silent.holds("silent", ledger.units, in: clause(second))
    else { return [] }
    let crossing = ledger.figures[first].article != ledger.figures[second].article
    let hasPlace = ledger.told(ledger.figures[first]).map { $0.place != NameTable.empty } ?? false
    guard hasPlace || leads(first) || isNamed else { return [] }
    // Of two digits one is often alike by chance: the words must be the same too.
    let isSmall = values[1] < 100
    guard !isSmall || (hasPlace && ledger.text(ledger.figures[first].lead) == ledger.text(ledger.figures[second].lead))
    else { return [] }
    return [finding(first, second, .broken, crossing ? articles : text)].compactMap { $0 }
  }

  /// Whether no place or body is named before one that is not before the other.
  private func isToldAlike(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (ledger.figures[a], ledger.figures[b])
    if ledger.text(first.lead) == ledger.text(second.lead) { return true }
    if let one = ledger.told(first), let other = ledger.told(second), one.place != NameTable.empty,
      one.place == other.place
    {
      return true
    }
    return !areOfOtherNames(first, second)
      && ![first, second].contains { silent.holds("narrower", ledger.units, in: $0.lead) }
  }

  /// Whether names of one make stand before the same words: 一中|有学生, 二中|有学生.
  private func areOfOtherNames(_ a: Figure, _ b: Figure) -> Bool {
    let (one, other) = (ledger.units[a.lead.range], ledger.units[b.lead.range])
    let shared = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
    let (names, others) = (one.dropLast(shared), other.dropLast(shared))
    return one.count == other.count && names.count == 1 && others.count == 1 && shared >= 2
  }

  /// Whether a figure stands in the first paragraph of the text of its article, or below a photograph.
  private func leads(_ index: Int) -> Bool {
    let article = ledger.document.page.articles[ledger.figures[index].article]
    if article.kind == .photo { return true }
    let first = ledger.document.page.sentences[article.sentences].first { $0.role == .body }
    return first?.paragraph == ledger.figures[index].paragraph
  }

  private func samePeriod(_ a: Int, _ b: Int) -> Bool {
    guard let one = ledger.told(ledger.figures[a])?.period, let other = ledger.told(ledger.figures[b])?.period
    else { return true }
    return one < 0 || other < 0 || one == other
  }
}
