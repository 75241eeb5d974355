import NewsText

extension SumReader {
  /// The sums of tables: lines of a label and as many bare numbers each, below a line of headings. A column headed 合计
  /// is the sum of the others, and a line so labelled that of the lines above it.
  func tables(_ relation: CheckRules.Relation, _ ledger: Ledger) -> [SumStatement] {
    runs(in: ledger, of: isLine) { ledger.bySentence[$0].count == ledger.bySentence[$1].count }
      .flatMap { sums($0, relation, ledger) }
  }

  /// The runs of neighbouring sentences that are lines of a kind, each like the first of its run.
  private func runs(
    in ledger: Ledger, of isLine: (Int, Ledger) -> Bool, like isAlike: (Int, Int) -> Bool
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var first = 0
    while first < ledger.bySentence.count {
      guard isLine(first, ledger) else {
        first += 1
        continue
      }
      var end = first + 1
      while end < ledger.bySentence.count, isLine(end, ledger), isAlike(end, first) { end += 1 }
      found.append(first..<end)
      first = end
    }
    return found
  }

  private func sums(_ lines: Range<Int>, _ relation: CheckRules.Relation, _ ledger: Ledger) -> [SumStatement] {
    func part(_ index: Int) -> FigureRun.Part { FigureRun.Part(figure: index, label: ledger.figures[index].lead) }
    func statement(_ whole: Int, _ parts: [Int]) -> SumStatement {
      SumStatement(relation: relation, wholes: [whole], parts: [parts.map(part)], isClosed: true, isOpen: false)
    }
    var found: [SumStatement] = []
    if lines.lowerBound > 0 {
      let heading = ledger.document.page.sentences[lines.lowerBound - 1].span
      if let total = relation.last("total", ledger.units, in: heading),
        ledger.bySentence[lines.lowerBound].count >= 3
      {
        let isLast = !(total.end..<heading.end).contains { !isSpace(ledger.units[$0]) }
        for line in lines where isLast {
          let figures = ledger.bySentence[line]
          found.append(statement(figures.upperBound - 1, Array(figures.dropLast())))
        }
      }
    }
    for line in lines where line - lines.lowerBound >= 2 {
      let figures = ledger.bySentence[line]
      guard relation.holds("total", ledger.units, in: ledger.figures[figures.lowerBound].lead) else { continue }
      for column in 0..<figures.count {
        let parts = (lines.lowerBound..<line).map { ledger.bySentence[$0].lowerBound + column }
        found.append(statement(figures.lowerBound + column, parts))
      }
    }
    return found
  }

  /// The sums of lists with one figure to a line: the line that is called a total adds up those above it.
  func columns(_ relation: CheckRules.Relation, _ ledger: Ledger) -> [SumStatement] {
    func figure(_ line: Int) -> Int { ledger.bySentence[line].lowerBound }
    let runs = runs(in: ledger, of: isEntry) {
      ledger.figures[figure($0)].unitClass == ledger.figures[figure($1)].unitClass
    }
    return runs.compactMap { lines in
      let total = lines.dropFirst().first {
        relation.holds("total", ledger.units, in: ledger.figures[figure($0)].lead)
      }
      guard let total, total - lines.lowerBound >= 2 else { return nil }
      let parts = (lines.lowerBound..<total).map {
        FigureRun.Part(figure: figure($0), label: ledger.figures[figure($0)].lead)
      }
      return SumStatement(relation: relation, wholes: [figure(total)], parts: [parts], isClosed: true, isOpen: false)
    }
  }

  /// Whether a sentence is a line of its own with a short label and one figure at its end.
  private func isEntry(_ sentence: Int, _ ledger: Ledger) -> Bool {
    let figures = ledger.bySentence[sentence]
    guard figures.count == 1 else { return false }
    let figure = ledger.figures[figures.lowerBound]
    let span = ledger.document.page.sentences[sentence].span
    return figure.kind == .count && figure.unit != 0 && figure.lead.start == span.start
      && (2...Self.longestEntry).contains(figure.lead.count)
      && (figure.span.end..<span.end).allSatisfy { isSpace(ledger.units[$0]) }
  }

  private static let longestEntry = 16

  /// Whether a sentence is a label with bare numbers and nothing but spaces between.
  private func isLine(_ sentence: Int, _ ledger: Ledger) -> Bool {
    let figures = ledger.bySentence[sentence]
    guard figures.count >= 2 else { return false }
    let span = ledger.document.page.sentences[sentence].span
    return figures.allSatisfy { index in
      let figure = ledger.figures[index]
      let end = index + 1 < figures.upperBound ? ledger.figures[index + 1].span.start : span.end
      return figure.kind == .count && figure.unit == 0
        && (figure.span.end..<end).allSatisfy { isSpace(ledger.units[$0]) }
    }
  }

  private func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x09 || unit == 0x0A || unit == 0x3000 }
}
