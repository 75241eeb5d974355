import Foundation
import NewsText

extension SumReader {
  /// W,办结 A,其余 B: the figure is what is left.
  func rest(_ relation: CheckRules.Relation, _ rest: Int, _ ledger: Ledger) -> SumStatement? {
    let figure = ledger.figures[rest]
    let units = ledger.units
    guard
      relation.holds("rest", units, in: figure.lead) || relation.holds("closes", units, in: figure.tail)
        || isPassedOn(figure, relation, ledger),
      !relation.holds("silent", units, in: ledger.sentence(of: figure).span)
    else { return nil }
    // 在办件中有9件: some of the rest.
    if let word = relation.last("rest", units, in: figure.lead),
      relation.holds("within", units, in: Span(word.end, figure.lead.end))
    {
      return nil
    }
    let here = ledger.bySentence[figure.sentence]
    var earlier = (here.lowerBound..<rest).filter { fits($0, figure, ledger) && !isChange($0, relation, ledger) }
    let isNear = earlier.count >= 2
    if !isNear, figure.sentence > 0,
      ledger.document.page.sentences[figure.sentence - 1].paragraph == figure.paragraph
    {
      earlier = ledger.bySentence[figure.sentence - 1].filter { fits($0, figure, ledger) } + earlier
    }
    earlier = Array(earlier.suffix(Self.reach * 2))
    guard earlier.count >= 2 else { return nil }
    let readings = readings(earlier, rest, ledger)
    let agreeing = readings.first {
      Agreement.equal(FigureRun.sum($0.parts, ledger), ledger.figures[$0.whole].amount) != .broken
    }
    let misprinted = readings.first { misses($0, ledger) }
    guard let chosen = agreeing ?? misprinted ?? readings.first else { return nil }
    return SumStatement(
      relation: relation, wholes: [chosen.whole], parts: [chosen.parts], isClosed: true, isOpen: false,
      isLicensed: isNear && earlier.count <= 3 || misprinted != nil || isOfOneThing(chosen, rest, relation, ledger))
  }

  /// 答复8条,另外3条提交街道: what is not dealt with is handed on.
  private func isPassedOn(_ figure: Figure, _ relation: CheckRules.Relation, _ ledger: Ledger) -> Bool {
    relation.starting("another", ledger.units, at: figure.lead.start, limit: figure.lead.end) != nil
      && relation.starting("passed", ledger.units, at: figure.tail.start, limit: figure.tail.end) != nil
  }

  /// Whether only a misprint parts what was done and what is left from the whole.
  private func misses(_ reading: (whole: Int, parts: [FigureRun.Part]), _ ledger: Ledger) -> Bool {
    let total = ledger.figures[reading.whole].amount
    let sum = FigureRun.sum(reading.parts, ledger)
    guard reading.parts.count >= 2, total.value >= (reading.parts.count == 2 ? 100 : Self.leastOfMany),
      total.isExact, sum.isExact
    else { return false }
    return sum.value * 2 >= total.value && sum.value <= total.value * 2
      && Misprint.explains(
        abs(sum.value - total.value),
        in: reading.parts.map { ledger.figures[$0.figure].amount.value } + [total.value])
  }

  /// Wholes below this are near too many sums of three parts and more.
  private static let leastOfMany = Decimal(30)

  /// 改造老旧小区11个。7个小区已完工,剩余5个…: the only figure before in its sentence counts the same things as the
  /// last of the sentence before.
  private func isOfOneThing(
    _ reading: (whole: Int, parts: [FigureRun.Part]), _ rest: Int, _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> Bool {
    guard reading.parts.count == 2, let done = reading.parts.first?.figure,
      ledger.figures[done].sentence == ledger.figures[rest].sentence,
      ((done + 1)..<rest).allSatisfy({ ledger.figures[$0].unitClass != ledger.figures[rest].unitClass }),
      ledger.figures[reading.whole].sentence == ledger.figures[rest].sentence - 1,
      let thing = ledger.statistic(ledger.figures[done])?.object,
      let name = ledger.statistic(ledger.figures[reading.whole])?.object
    else { return false }
    if thing.isEmpty || name.isEmpty {
      // 求助共94件。已办结71件,尚有33件: the word of what was done goes without saying of what.
      return relation.holds("done", ledger.units, in: ledger.figures[done].lead)
        && reading.whole == ledger.bySentence[ledger.figures[reading.whole].sentence].upperBound - 1
    }
    return thing.count >= 2 && (name.hasSuffix(thing) || thing.hasSuffix(name) && name.count >= 2)
  }

  /// Every whole with all that stands between it and the rest, or with the last of them alone, the farthest whole first;
  /// a whole is no less than any of its parts.
  private func readings(
    _ earlier: [Int], _ rest: Int, _ ledger: Ledger
  ) -> [(whole: Int, parts: [FigureRun.Part])] {
    func part(_ index: Int) -> FigureRun.Part { FigureRun.Part(figure: index, label: ledger.figures[index].lead) }
    var readings: [(whole: Int, parts: [FigureRun.Part])] = []
    for at in earlier.indices.dropLast() {
      readings.append((earlier[at], (earlier[(at + 1)...] + [rest]).map(part)))
      if at + 2 < earlier.count { readings.append((earlier[at], [earlier[earlier.count - 1], rest].map(part))) }
    }
    // W 91处,A 84处,其余7处 may have any of them misprinted.
    if earlier.count == 2, let only = readings.first {
      let (total, sum) = (ledger.figures[only.whole].amount.value, FigureRun.sum(only.parts, ledger).value)
      if Misprint.explains(sum - total, in: [total]) { return [only] }
    }
    return readings.filter { reading in
      reading.parts.allSatisfy {
        Agreement.atMost(ledger.figures[$0.figure].amount, ledger.figures[reading.whole].amount) != .broken
      }
    }
  }
}
