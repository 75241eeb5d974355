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
    guard !relation.holds("silent", ledger.units, in: span), !relation.holds("planned", ledger.units, in: figure.lead)
    else { return nil }
    func suffixes(_ parts: [FigureRun.Part]) -> [[FigureRun.Part]] {
      parts.count < 2 ? [] : (0...(parts.count - 2)).map { Array(parts[$0...]) }
    }
    // Three of five may make one of the others by chance: parts of parts are looked for where the sum does not come out.
    var readings = suffixes(run.parts)
    if !readings.contains(where: { Agreement.equal(FigureRun.sum($0, ledger), figure.amount) != .broken }) {
      readings = suffixes(run.withoutParts(ledger))
    }
    guard !readings.isEmpty else { return nil }
    // What stands between the cue and the figure may say of what it is: then only a near total is meant.
    let isLoose =
      !relation.lists("closes", ledger.text(cue), ledger.units)
      || !relation.fills("filler", ledger.units, Span(cue.end, figure.lead.end))
        && ledger.statistic(figure)?.actionSpan?.start != cue.end
    let closedness = Closedness(ledger: ledger, relation: relation)
    // 第一季度318件、第二季度547件,上半年累计865件
    let isWeak =
      (relation.lists("weak", ledger.text(cue), ledger.units) || isLoose)
      && !closedness.comesClose(run.parts, whole) && !closedness.isSeries(run.parts)
      // 加起来一共带回21枚
      && relation.all("sums", ledger.units, in: figure.lead).count < 2
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
