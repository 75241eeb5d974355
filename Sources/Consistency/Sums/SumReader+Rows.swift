import NewsText

extension SumReader {
  /// How many figures before a row may be its whole.
  private static let farReach = 60

  /// Rows without a cue: a whole that they add up to exactly is no accident; one that they miss proves nothing, unless
  /// the row shows in itself that it leaves nothing out.
  func rows(_ relation: CheckRules.Relation, _ ledger: Ledger, without taken: Set<Int>) -> [SumStatement] {
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

  private func row(
    _ parts: [FigureRun.Part], _ run: FigureRun, _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> SumStatement? {
    let first = parts[0].figure
    let figure = ledger.figures[first]
    func statement(_ wholes: [Int], _ parts: [FigureRun.Part], licensed: Bool) -> SumStatement {
      SumStatement(
        relation: relation, wholes: wholes, parts: [parts], isClosed: licensed, isOpen: false, isLicensed: licensed)
    }
    // The first or the last of the row may itself be the whole: 农机合作社12家,粮食类7家、蔬菜类5家.
    if parts.count >= 3, let last = parts.last {
      let rest = Array(parts.dropFirst())
      if exact(FigureRun.sum(rest, ledger), ledger.figures[first].amount) {
        return statement([first], rest, licensed: false)
      }
      let before = Array(parts.dropLast())
      if exact(FigureRun.sum(before, ledger), ledger.figures[last.figure].amount) {
        return statement([last.figure], before, licensed: false)
      }
    }
    let earlier = (max(0, first - Self.farReach)..<first).reversed().filter {
      ledger.figures[$0].article == figure.article && fits($0, figure, ledger)
    }
    let sum = FigureRun.sum(parts, ledger)
    if let whole = earlier.first(where: { exact(sum, ledger.figures[$0].amount) }) {
      return statement([whole], parts, licensed: true)
    }
    guard !run.isOpen else { return nil }
    let closedness = Closedness(ledger: ledger, relation: relation)
    // 分三批,第一批18个、第二批17个: the whole is the figure before the row, or its first.
    let ordered = closedness.isSeries(parts) ? parts : Array(parts.dropFirst())
    if ordered.count >= 2, closedness.isSeries(ordered),
      let whole = ordered.count < parts.count ? first : earlier.first,
      ledger.figures[whole].sentence == figure.sentence
    {
      return statement([whole], ordered, licensed: true)
    }
    if let statement = misprinted(parts, run, earlier, relation, ledger) { return statement }
    guard !run.isInterrupted, closedness.sharesMakeAHundred(parts) else { return nil }
    let wholes = earlier.filter { whole in
      parts.allSatisfy { Agreement.atMost(ledger.figures[$0.figure].amount, ledger.figures[whole].amount) != .broken }
    }
    return wholes.isEmpty ? nil : statement(Array(wholes.prefix(Self.reach * 2)), parts, licensed: true)
  }

  /// How many figures before a row may be the whole that it misses by a misprint.
  private static let nearReach = 3

  /// A row that misses a whole beside it by a misprint: the whole before a stronger mark than those within the row, behind
  /// one, or in the sentence before.
  private func misprinted(
    _ parts: [FigureRun.Part], _ run: FigureRun, _ earlier: [Int], _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> SumStatement? {
    let closedness = Closedness(ledger: ledger, relation: relation)
    func statement(_ whole: Int, _ parts: [FigureRun.Part]) -> SumStatement? {
      guard closedness.missesByMisprint(parts, whole) else { return nil }
      return SumStatement(relation: relation, wholes: [whole], parts: [parts], isClosed: true, isOpen: false)
    }
    let marks = run.marks
    if parts.count == run.parts.count, parts.count >= 3, let last = parts.last {
      if marks[0] > marks.dropFirst().max()!, let found = statement(parts[0].figure, Array(parts.dropFirst())) {
        return found
      }
      if marks[marks.count - 1] > marks.dropLast().max()!, let found = statement(last.figure, Array(parts.dropLast())) {
        return found
      }
    }
    let sentence = ledger.figures[parts[0].figure].sentence
    return earlier.prefix(Self.nearReach).lazy.filter { ledger.figures[$0].sentence >= sentence - 1 }
      .compactMap { statement($0, parts) }.first
  }

  /// Equal as printed, and too large for an accident.
  private func exact(_ sum: Amount, _ total: Amount) -> Bool {
    sum.isExact && total.isExact && sum.value == total.value && sum.value >= 8
  }
}
