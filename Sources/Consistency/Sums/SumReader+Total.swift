import NewsText

extension SumReader {
  /// A、B,合计 W: the figure is the one behind the cue.
  func whole(after relation: CheckRules.Relation, _ whole: Int, _ ledger: Ledger) -> SumStatement? {
    let figure = ledger.figures[whole]
    if let told = addedUp(relation, whole, ledger) { return told }
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
      && !isExhausted(run.parts, ledger)
      // 加起来一共带回21枚
      && relation.all("sums", ledger.units, in: figure.lead).count < 2
    return SumStatement(
      relation: relation, wholes: [whole], parts: readings, isClosed: !isWeak, isOpen: false, isLicensed: !isWeak)
  }

  /// 甲村、乙村、丙村分别改厕126座、94座、158座。…三村合计改厕358座: a clause that begins by counting them adds up as many
  /// figures of the sentence before, all of them or those with the same words.
  private func addedUp(_ relation: CheckRules.Relation, _ whole: Int, _ ledger: Ledger) -> SumStatement? {
    let figure = ledger.figures[whole]
    guard figure.sentence > 0, figure.lead.count <= Self.longestSum,
      let cue = relation.first("sums", ledger.units, in: figure.lead),
      let (number, count) = ways(figure, whole, cue, relation, ledger),
      ledger.document.page.sentences[figure.sentence - 1].paragraph == figure.paragraph,
      !ledger.bySentence[figure.sentence].prefix(while: { $0 < whole }).contains(where: { fits($0, figure, ledger) })
    else { return nil }
    let like = ledger.bySentence[figure.sentence - 1].filter {
      fits($0, figure, ledger) && ledger.changes[$0].role == .plain
    }
    var parts = like
    if parts.count != count {
      // 三类抽检合计: those that are told to be of it.
      let word = ledger.units[min(number.end, cue.start)..<cue.start].suffix(2)
      guard word.count == 2 else { return nil }
      parts = like.filter { index in
        let lead = ledger.units[ledger.figures[index].lead.range]
        return lead.indices.dropLast().contains { lead[$0...].starts(with: word) }
      }
    }
    guard parts.count == count,
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: ledger.figures[parts[0]]).span)
    else { return nil }
    return SumStatement(
      relation: relation, wholes: [whole],
      parts: [parts.map { FigureRun.Part(figure: $0, label: ledger.figures[$0].lead) }], isClosed: true, isOpen: false)
  }

  /// The count that such a clause begins with: 三|类, or a figure right before the total: 三村|合计.
  private func ways(
    _ figure: Figure, _ index: Int, _ cue: Span, _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> (span: Span, count: Int)? {
    if let number = relation.starting("ways", ledger.units, at: figure.lead.start, limit: cue.start),
      let count = relation.number("ways", ledger.units, number)
    {
      return (number, count + 2)
    }
    guard figure.before == .figure, index > 0, cue.start == figure.lead.start else { return nil }
    let other = ledger.figures[index - 1]
    guard other.amount.isExact, other.rough >= 2, other.rough <= 10, other.before >= .comma, other.lead.isEmpty else {
      return nil
    }
    return (other.span, Int(other.rough))
  }

  /// How long the words from such a count to its total may be.
  private static let longestSum = 10

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
