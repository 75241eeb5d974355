import Foundation
import NewsText

extension SumReader {
  /// W,其中 A、B、C: the figure is the first of its unit after the cue.
  func parts(after relation: CheckRules.Relation, _ first: Int, _ ledger: Ledger) -> SumStatement? {
    let figure = ledger.figures[first]
    guard mayOpen(relation, figure, first, ledger),
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: figure).span)
    else { return nil }
    var run = RunReader(ledger: ledger, relation: relation).run(from: first, endsAtVerbs: true)
    guard let cue = cue(relation, before: first, parts: run.parts.count, ledger) else { return nil }
    // A semicolon ends what 其中 speaks of, unless semicolons part everything.
    guard run.parts.count >= 2 else { return nil }
    let wholes = wholes(before: cue.start, first, relation, ledger)
    guard !wholes.isEmpty else { return nil }
    // 实际发展130名,其中女性51名,另有积极分子420名: what comes besides is more than the whole.
    if let other = run.parts.indices.dropFirst(2).first(where: { isBeside(run.parts[$0], wholes, relation, ledger) }) {
      run.cut(at: other)
    }
    let closedness = Closedness(ledger: ledger, relation: relation)
    if run.marks.first == .semicolon, run.parts.count == 2, !closedness.comesClose(run.parts, wholes[0]) { return nil }
    let groups = run.groups.filter { $0.count >= 2 }
    let natural = groups.first ?? run.parts
    let readings = groups + [run.parts] + (groups.isEmpty ? run.beginnings : [])
    let isOpen = run.isOpen || ledger.leavesRest(behind: run.parts[run.parts.count - 1].figure, relation)
    return SumStatement(
      relation: relation, wholes: wholes, parts: readings,
      isClosed: !isOpen && !run.isInterrupted
        && (relation.id == divided?.id || closedness.isClosed(natural, of: wholes) || isExhausted(run.parts, ledger)),
      isOpen: isOpen)
  }

  private func isBeside(
    _ part: FigureRun.Part, _ wholes: [Int], _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> Bool {
    let figure = ledger.figures[part.figure]
    return relation.starting("another", ledger.units, at: figure.lead.start, limit: figure.lead.end) != nil
      && wholes.allSatisfy { Agreement.atMost(figure.amount, ledger.figures[$0].amount) == .broken }
  }

  /// Whether the words around parts show them to be all there are.
  func isExhausted(_ parts: [FigureRun.Part], _ ledger: Ledger) -> Bool {
    guard let exhaustive else { return false }
    let reader = Exhaustion(ledger: ledger, relation: exhaustive, sets: sets, pairs: pairs, labels: labels)
    return reader.stretches(of: parts).contains { $0.count == parts.count }
  }

  /// Whether any cue stands between the figure before and this one.
  private func mayOpen(_ relation: CheckRules.Relation, _ figure: Figure, _ first: Int, _ ledger: Ledger) -> Bool {
    let here = ledger.bySentence[figure.sentence]
    let like = (here.lowerBound..<first).last { fits($0, figure, ledger) }
    let floor = like.map { ledger.figures[$0].span.end } ?? ledger.sentence(of: figure).span.start
    let words = Span(floor, figure.span.start)
    return relation.holds("opens", ledger.units, in: words) || within(relation, words, figure, ledger) != nil
  }

  /// The cue that opens the parts: in the clause of the first of them, or at the end of the clause before (…提案中,).
  private func cue(_ relation: CheckRules.Relation, before first: Int, parts: Int, _ ledger: Ledger) -> Span? {
    let figure = ledger.figures[first]
    let units = ledger.units
    let here = ledger.bySentence[figure.sentence]
    let like = (here.lowerBound..<first).last { fits($0, figure, ledger) }
    let floor = like.map { ledger.figures[$0].span.end } ?? ledger.sentence(of: figure).span.start
    let words = Span(floor, figure.span.start)
    guard let cue = relation.last("opens", units, in: words) else { return within(relation, words, figure, ledger) }
    // Only a comma right behind the cue, and brackets, may stand between.
    let between = Span(min(cue.end + 1, figure.span.start), figure.span.start)
    let isFar = between.range.contains { LedgerMark.of(units[$0]).map { $0 >= .comma && $0 < .open } ?? false }
    guard !isFar || announces(parts, in: between, ledger),
      cue.end < figure.span.start || relation.lists("direct", ledger.text(cue), ledger.units)
    else { return nil }
    return cue
  }

  /// 分成早、中、晚三班,早班118人 …: the stretch announces as many parts as there are.
  private func announces(_ parts: Int, in span: Span, _ ledger: Ledger) -> Bool {
    ledger.mentions(in: span).contains { $0.span.end <= span.end && $0.value.number == Decimal(parts) }
  }

  private func within(_ relation: CheckRules.Relation, _ words: Span, _ figure: Figure, _ ledger: Ledger) -> Span? {
    let at = figure.lead.start
    guard figure.before == .comma, at - 1 > words.start,
      let word = relation.ending("within", ledger.units, at: at - 1, from: words.start)
    else { return nil }
    // 在考核中,…: the clause must count what the parts are among.
    return (words.start..<word.start).contains { LedgerMark.of(ledger.units[$0]) != nil } ? nil : word
  }

  /// Figures before a cue that its parts may belong to: the one whose name stands right before the cue; else the nearest
  /// first, and those of the sentence before where the cue opens its sentence.
  private func wholes(before cue: Int, _ first: Int, _ relation: CheckRules.Relation, _ ledger: Ledger) -> [Int] {
    let figure = ledger.figures[first]
    let here = ledger.bySentence[figure.sentence]
    var wholes = (here.lowerBound..<first).reversed().filter {
      ledger.figures[$0].span.end <= cue && fits($0, figure, ledger) && !isChange($0, relation, ledger)
        && !closes(Span(ledger.figures[$0].span.end, cue), ledger)
    }
    if let named = named(before: cue, wholes, ledger) { return [named] }
    // 每公斤65元,分三级,分别为68元、62元: what a part exceeds is hardly its whole.
    let large = wholes.filter { figure.amount.value <= ledger.figures[$0].amount.value }
    if !large.isEmpty || relation.id == divided?.id { wholes = large }
    if wholes.isEmpty, figure.sentence > 0,
      ledger.document.page.sentences[figure.sentence - 1].paragraph == figure.paragraph
    {
      wholes = ledger.bySentence[figure.sentence - 1].reversed().filter {
        fits($0, figure, ledger) && !isChange($0, relation, ledger)
          && Agreement.atMost(figure.amount, ledger.figures[$0].amount) != .broken
      }
    }
    return Array(wholes.prefix(Self.reach))
  }

  /// Whether brackets that were open before a stretch are closed in it.
  private func closes(_ span: Span, _ ledger: Ledger) -> Bool {
    var depth = 0
    for at in span.range {
      switch LedgerMark.of(ledger.units[at]) {
      case .open: depth += 1
      case .close:
        depth -= 1
        if depth < 0 { return true }
      default: break
      }
    }
    return false
  }

  /// The figure whose label stands between the last mark and the cue: 第四季4386件;第四季当中10月1562件.
  private func named(before cue: Int, _ wholes: [Int], _ ledger: Ledger) -> Int? {
    var start = cue
    while start > 0, LedgerMark.of(ledger.units[start - 1]) == nil { start -= 1 }
    guard cue - start >= 2 else { return nil }
    let name = ledger.units[start..<cue]
    return wholes.first { ledger.units[ledger.figures[$0].lead.range].elementsEqual(name) }
  }

  /// Whether a figure says by how much something changed.
  func isChange(_ index: Int, _ relation: CheckRules.Relation, _ ledger: Ledger) -> Bool {
    relation.tellsChange(ledger.figures[index].lead, ledger)
  }
}
