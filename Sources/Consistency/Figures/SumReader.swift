import Extraction
import Foundation
import NewsText
import RuleFiles

/// A whole with the parts that a text gives of it.
struct SumStatement {
  var relation: CheckRules.Relation
  /// What may be the whole, the most natural first.
  var wholes: [Int]
  /// What may be the parts, the most natural first.
  var parts: [[FigureRun.Part]]
  /// Whether the words say that nothing is left out.
  var isClosed: Bool
  /// Whether a word such as 等 says that something is.
  var isOpen: Bool
  /// Whether the words license a failure at all, and not only an agreement.
  var isLicensed = true

  /// The sum of each reading against each whole.
  func trials(_ ledger: Ledger) -> [Trial] {
    let write = Arithmetic(ledger: ledger)
    return parts.flatMap { parts in
      let sum = FigureRun.sum(parts, ledger)
      return wholes.map { whole in
        let total = ledger.figures[whole].amount
        let agreement = Agreement.equal(sum, total)
        let left = parts.map { ledger.quote($0.figure) + ($0.times > 1 ? "×\($0.times)" : "") }.joined(separator: "＋")
        let value = write.inUnit(sum.value, of: whole)
        let sign = agreement == .exact ? "＝" : "≈"
        let clash = agreement == .broken
        return Trial(
          members: [whole] + parts.map(\.figure), agreement: agreement, expected: total.value, computed: sum.value,
          message: .init(
            clash
              ? "\(left)＝\(value)，而总数写作\(ledger.quote(whole))" : "\(left)＝\(value)\(sign)\(ledger.quote(whole))",
            clash
              ? "\(left) = \(value), but the total reads \(ledger.quote(whole))"
              : "\(left) = \(value) \(sign == "＝" ? "=" : "≈") \(ledger.quote(whole))"))
      }
    }
  }
}

/// Finds wholes with their parts by the cues of `checks/closed-sum.rules`.
struct SumReader: Sendable {
  private let ofWhich: CheckRules.Relation?
  private let divided: CheckRules.Relation?
  private let total: CheckRules.Relation?
  private let listed: CheckRules.Relation?
  private let remainder: CheckRules.Relation?

  static let keys = ["opens", "direct", "closes", "open", "each", "joins", "share", "kinds", "rest", "silent"]

  init(rules: CheckRules, folder: inout RuleFolder) {
    ofWhich = rules.relation("of-which", &folder)
    divided = rules.relation("divided-into", &folder)
    total = rules.relation("total-after-parts", &folder)
    listed = rules.relation("parts-in-a-row", &folder)
    remainder = rules.relation("remainder", &folder)
  }

  /// Complexity: bounded work for each figure.
  func statements(_ ledger: Ledger) -> [SumStatement] {
    var found: [SumStatement] = []
    var busy = -1
    for sentence in ledger.bySentence.indices where ledger.bySentence[sentence].count >= 1 {
      for index in ledger.bySentence[sentence] {
        let figure = ledger.figures[index]
        guard figure.kind == .count else { continue }
        for relation in [divided, ofWhich].compactMap({ $0 }) where index > busy {
          if let statement = parts(after: relation, index, ledger, isClosed: relation.id == divided?.id) {
            found.append(statement)
            busy = statement.parts.first?.last?.figure ?? index
          }
        }
        if let total, let statement = whole(after: total, index, ledger) { found.append(statement) }
        if let remainder, let statement = rest(remainder, index, ledger) { found.append(statement) }
      }
    }
    if let listed {
      found += rows(listed, ledger, without: Set(found.flatMap { $0.parts.flatMap { $0.map(\.figure) } }))
    }
    return found
  }

  /// How many figures before a cue may be the whole.
  private static let reach = 4

  /// W,其中 A、B、C: the figure is the first after the cue.
  private func parts(
    after relation: CheckRules.Relation, _ first: Int, _ ledger: Ledger, isClosed: Bool
  ) -> SumStatement? {
    let figure = ledger.figures[first]
    let sentence = ledger.sentence(of: figure).span
    let floor =
      first > ledger.bySentence[figure.sentence].lowerBound ? ledger.figures[first - 1].span.end : sentence.start
    guard let cue = relation.all("opens", ledger.units, in: Span(floor, figure.span.start)).last else { return nil }
    guard !relation.holds("silent", ledger.units, in: sentence),
      cue.end < figure.span.start || relation.lists("direct", ledger.text(cue))
    else { return nil }
    let run = RunReader(ledger: ledger, relation: relation).run(from: first, endsAtVerbs: true)
    guard run.parts.count >= 2 else { return nil }
    let wholes = candidates(before: cue.start, figure, ledger, upTo: first)
    guard !wholes.isEmpty else { return nil }
    // 其中 may speak of fewer figures than the sentence goes on to give.
    // A semicolon ends what 其中 speaks of, unless semicolons part everything.
    if run.marks.first == .semicolon, run.parts.count < 3 { return nil }
    let readings = run.groups.filter { $0.count >= 2 } + [run.parts]
    let natural = readings[0]
    return SumStatement(
      relation: relation, wholes: wholes, parts: readings,
      isClosed: !run.isOpen && !run.isInterrupted
        && (isClosed || Closedness(ledger: ledger, relation: relation).isClosed(natural, of: wholes)),
      isOpen: run.isOpen)
  }

  /// Figures before a cue that its parts may belong to, the nearest first; those of the sentence before where the cue
  /// opens its sentence.
  private func candidates(before cue: Int, _ figure: Figure, _ ledger: Ledger, upTo first: Int) -> [Int] {
    let here = ledger.bySentence[figure.sentence]
    var wholes = (here.lowerBound..<first).reversed().filter {
      ledger.figures[$0].span.end <= cue && fits($0, figure, ledger)
    }
    if wholes.isEmpty, figure.sentence > 0 {
      let before = ledger.bySentence[figure.sentence - 1]
      if ledger.document.page.sentences[figure.sentence - 1].paragraph == figure.paragraph {
        wholes = before.reversed().filter { fits($0, figure, ledger) }
      }
    }
    return Array(wholes.prefix(Self.reach))
  }

  private func fits(_ whole: Int, _ part: Figure, _ ledger: Ledger) -> Bool {
    ledger.figures[whole].kind == .count && ledger.figures[whole].unitClass == part.unitClass
  }

  /// A、B,合计 W: the figure is the one right after the cue.
  private func whole(after relation: CheckRules.Relation, _ whole: Int, _ ledger: Ledger) -> SumStatement? {
    let figure = ledger.figures[whole]
    guard let cue = closing(figure, relation, ledger),
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: figure).span),
      let run = RunReader(ledger: ledger, relation: relation).run(before: whole),
      figure.before != .stop, figure.before != .colon,
      run.parts.allSatisfy({ ledger.figures[$0.figure].statistic != nil })
    else { return nil }
    let readings = (0...(run.parts.count - 2)).map { Array(run.parts[$0...]) }
    let isWeak = relation.lists("opens", ledger.text(cue))
    return SumStatement(
      relation: relation, wholes: [whole], parts: readings, isClosed: !isWeak, isOpen: false, isLicensed: !isWeak)
  }

  /// The cue that makes a figure the total of those before it: right before it, or with nothing but a verb between.
  private func closing(_ figure: Figure, _ relation: CheckRules.Relation, _ ledger: Ledger) -> Span? {
    if let cue = relation.ending("closes", ledger.units, at: figure.lead.end, from: figure.lead.start) { return cue }
    guard let action = ledger.statistic(figure)?.actionSpan, action.end == figure.lead.end, figure.tail.isEmpty,
      action.start > figure.lead.start
    else { return nil }
    return relation.ending("closes", ledger.units, at: action.start, from: figure.lead.start)
  }

  /// W,办结 A,其余 B: the figure is what is left.
  private func rest(_ relation: CheckRules.Relation, _ rest: Int, _ ledger: Ledger) -> SumStatement? {
    let figure = ledger.figures[rest]
    let units = ledger.units
    guard relation.holds("rest", units, in: figure.lead) || relation.holds("closes", units, in: figure.tail),
      !relation.holds("silent", units, in: ledger.sentence(of: figure).span)
    else { return nil }
    let here = ledger.bySentence[figure.sentence]
    var earlier = (here.lowerBound..<rest).filter { fits($0, figure, ledger) }
    var isNear = true
    if earlier.count < 2, figure.sentence > 0,
      ledger.document.page.sentences[figure.sentence - 1].paragraph == figure.paragraph
    {
      earlier = ledger.bySentence[figure.sentence - 1].filter { fits($0, figure, ledger) } + earlier
      isNear = false
    }
    earlier = Array(earlier.suffix(Self.reach * 2))
    guard earlier.count >= 2 else { return nil }
    func part(_ index: Int) -> FigureRun.Part {
      FigureRun.Part(figure: index, label: ledger.figures[index].lead)
    }
    // All between the whole and the rest, or the last of them alone.
    var statements: [(whole: Int, parts: [FigureRun.Part])] = []
    for at in earlier.indices.dropLast() {
      statements.append((earlier[at], (earlier[(at + 1)...] + [rest]).map(part)))
      statements.append((earlier[at], [earlier[earlier.count - 1], rest].map(part)))
    }
    let plausible = statements.filter { statement in
      statement.parts.allSatisfy {
        Agreement.atMost(ledger.figures[$0.figure].amount, ledger.figures[statement.whole].amount) != .broken
      }
    }
    guard !plausible.isEmpty else { return nil }
    let agreeing = plausible.filter {
      Agreement.equal(FigureRun.sum($0.parts, ledger), ledger.figures[$0.whole].amount) != .broken
    }
    let chosen = agreeing.first ?? plausible.last!
    return SumStatement(
      relation: relation, wholes: [chosen.whole], parts: [chosen.parts], isClosed: true, isOpen: false,
      isLicensed: isNear && plausible.count <= 2)
  }

  /// Rows without a cue: a whole that they add up to exactly is no accident; one that they miss proves nothing, unless
  /// the shares of the row make a hundred.
  private func rows(_ relation: CheckRules.Relation, _ ledger: Ledger, without taken: Set<Int>) -> [SumStatement] {
    var found: [SumStatement] = []
    var index = 0
    while index < ledger.figures.count {
      let figure = ledger.figures[index]
      guard figure.kind == .count, !taken.contains(index) else {
        index += 1
        continue
      }
      let run = RunReader(ledger: ledger, relation: relation).run(from: index, endsAtVerbs: false)
      let parts = run.parts.filter { !taken.contains($0.figure) }
      if parts.count >= 2, let statement = row(parts, run, relation, ledger) { found.append(statement) }
      index = max(index, run.parts.last?.figure ?? index) + 1
    }
    return found
  }

  /// How many figures before a row may be its whole.
  private static let farReach = 60

  private func row(
    _ parts: [FigureRun.Part], _ run: FigureRun, _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> SumStatement? {
    let first = parts[0].figure
    let figure = ledger.figures[first]
    func statement(_ wholes: [Int], _ parts: [FigureRun.Part], licensed: Bool) -> SumStatement {
      SumStatement(
        relation: relation, wholes: wholes, parts: [parts], isClosed: licensed, isOpen: false, isLicensed: licensed)
    }
    // The first of the row may itself be the whole: 农机合作社12家,粮食类7家、蔬菜类5家.
    if parts.count >= 3 {
      let rest = Array(parts.dropFirst())
      if exact(FigureRun.sum(rest, ledger), ledger.figures[first].amount) {
        return statement([first], rest, licensed: false)
      }
    }
    let earlier = (max(0, first - Self.farReach)..<first).reversed().filter {
      ledger.figures[$0].article == figure.article && fits($0, figure, ledger)
    }
    let sum = FigureRun.sum(parts, ledger)
    if let whole = earlier.first(where: { exact(sum, ledger.figures[$0].amount) }) {
      return statement([whole], parts, licensed: true)
    }
    let isClosed = Closedness(ledger: ledger, relation: relation).sharesMakeAHundred(parts)
    guard isClosed, !run.isInterrupted, !run.isOpen, parts.count >= 2 else { return nil }
    let wholes = earlier.filter { whole in
      parts.allSatisfy { Agreement.atMost(ledger.figures[$0.figure].amount, ledger.figures[whole].amount) != .broken }
    }
    return wholes.isEmpty ? nil : statement(Array(wholes.prefix(Self.reach * 2)), parts, licensed: true)
  }

  /// Equal as printed, and too large for an accident.
  private func exact(_ sum: Amount, _ total: Amount) -> Bool {
    sum.isExact && total.isExact && sum.value == total.value && sum.value >= 10
  }
}
