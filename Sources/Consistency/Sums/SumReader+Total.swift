import NewsText

extension SumReader {
  /// A、B,合计 W: the figure is the one behind the cue.
  func whole(after relation: CheckRules.Relation, _ whole: Int, _ ledger: Ledger) -> SumStatement? {
    let figure = ledger.figures[whole]
    guard figure.before != .stop, figure.before != .colon, let cue = closing(figure, relation, ledger),
      let run = RunReader(ledger: ledger, relation: relation).run(before: whole),
      run.parts.allSatisfy({ ledger.figures[$0.figure].statistic != nil })
    else { return nil }
    let span = Span(run.parts[0].label.start, figure.lead.start)
    guard !relation.holds("silent", ledger.units, in: span) else { return nil }
    let readings = (0...(run.parts.count - 2)).map { Array(run.parts[$0...]) }
    // What stands between the cue and the figure may say of what it is: then only a near total is meant.
    let isLoose =
      !relation.lists("closes", ledger.text(cue), ledger.units)
      || cue.end < figure.lead.end && ledger.statistic(figure)?.actionSpan?.start != cue.end
    let isWeak =
      (relation.lists("weak", ledger.text(cue), ledger.units) || isLoose)
      && !Closedness(ledger: ledger, relation: relation).comesClose(run.parts, whole)
    return SumStatement(
      relation: relation, wholes: [whole], parts: readings, isClosed: !isWeak, isOpen: false, isLicensed: !isWeak)
  }

  /// The cue that makes a figure the total of those before it: right before it, or with nothing but a verb between.
  private func closing(_ figure: Figure, _ relation: CheckRules.Relation, _ ledger: Ledger) -> Span? {
    if let cue = relation.ending("closes", ledger.units, at: figure.lead.end, from: figure.lead.start) { return cue }
    if let action = ledger.statistic(figure)?.actionSpan, action.end == figure.lead.end, figure.tail.isEmpty,
      action.start > figure.lead.start,
      let cue = relation.ending("closes", ledger.units, at: action.start, from: figure.lead.start)
    {
      return cue
    }
    // 两个车间合计交出空调828台, 大小牲口总存栏568头
    return relation.first("sums", ledger.units, in: figure.lead)
  }
}
