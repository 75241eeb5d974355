import NewsText

extension SumReader {
  /// How many figures before a row may be its whole.
  private static let farReach = 60

  /// Rows that words around them show to be complete.
  func complete(
    _ relation: CheckRules.Relation, _ ledger: Ledger, besides known: [SumStatement]
  ) -> [SumStatement] {
    let tested = Set(known.flatMap { $0.parts.flatMap { $0.map(\.figure) } + $0.wholes })
    let reader = Exhaustion(ledger: ledger, relation: relation, sets: sets, pairs: pairs, labels: labels)
    var found: [SumStatement] = []
    var index = 0
    while index < ledger.figures.count {
      guard ledger.figures[index].kind == .count, hasNext(index, ledger) else {
        index += 1
        continue
      }
      let run = RunReader(ledger: ledger, relation: relation).run(from: index, endsAtVerbs: false)
      if run.parts.count >= 2, !run.isOpen,
        !relation.holds(
          "silent", ledger.units,
          in: Span(ledger.figures[index].lead.start, ledger.sentence(of: ledger.figures[index]).span.end))
      {
        for stretch in reader.stretches(of: run.parts) {
          // The first of a row is the whole of the others, where nothing before it is.
          for parts in [run.parts[stretch], run.parts[stretch].dropFirst()] where parts.count >= 2 {
            if parts.contains(where: { tested.contains($0.figure) }) { continue }
            let wholes = reader.wholes(of: parts)
            if wholes.isEmpty { continue }
            found.append(
              SumStatement(relation: relation, wholes: wholes, parts: [Array(parts)], isClosed: true, isOpen: false))
            break
          }
          if found.last?.parts.first?.first.map({ $0.figure >= index }) ?? false { break }
        }
      }
      index = max(index, run.parts.last?.figure ?? index) + 1
    }
    return found
  }

  /// Whether the sentence goes on with another figure of the unit.
  private func hasNext(_ index: Int, _ ledger: Ledger) -> Bool {
    let (figure, end) = (ledger.figures[index], ledger.bySentence[ledger.figures[index].sentence].upperBound)
    return (index + 1..<max(index + 1, end)).contains {
      ledger.figures[$0].unitClass == figure.unitClass && ledger.figures[$0].kind == .count
    }
  }

  /// Rows without a cue: a whole that they add up to exactly is no accident; one that they miss proves nothing, unless
  /// the row shows in itself that it leaves nothing out.
  func rows(_ relation: CheckRules.Relation, _ ledger: Ledger, without taken: Set<Int>) -> [SumStatement] {
    var found: [SumStatement] = []
    var index = 0
    while index < ledger.figures.count {
      let figure = ledger.figures[index]
      guard figure.kind == .count, !taken.contains(index), hasNext(index, ledger) else {
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
      if relation.holds("whole", ledger.units, in: figure.lead),
        Agreement.equal(FigureRun.sum(rest, ledger), figure.amount) == .rounding
      {
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
    if let statement = open(parts, earlier, relation, ledger) { return statement }
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
    if isViewed(parts, relation, ledger),
      let whole = earlier.first(where: { closedness.comesClose(parts, $0) })
        ?? earlier.first(where: { isLittleOff(parts, $0, ledger) })
    {
      return statement([whole], parts, licensed: true)
    }
    // 电话渠道4037件、网络渠道1246件、微信渠道185件: the whole stands in the sentence before.
    if parts.count >= 3, !run.isInterrupted, closedness.labelsDivide(parts),
      let whole = earlier.first(where: {
        ledger.figures[$0].sentence >= figure.sentence - 1 && closedness.comesClose(parts, $0)
      })
    {
      return statement([whole], parts, licensed: true)
    }
    guard !run.isInterrupted, closedness.sharesMakeAHundred(parts) else { return nil }
    let wholes = earlier.filter { whole in
      parts.allSatisfy { Agreement.atMost(ledger.figures[$0.figure].amount, ledger.figures[whole].amount) != .broken }
    }
    return wholes.isEmpty ? nil : statement(Array(wholes.prefix(Self.reach * 2)), parts, licensed: true)
  }

  /// Whether a sum misses a small whole by no more than a tenth.
  private func isLittleOff(_ parts: [FigureRun.Part], _ whole: Int, _ ledger: Ledger) -> Bool {
    let (sum, total) = (FigureRun.sum(parts, ledger), ledger.figures[whole].amount)
    return sum.isExact && total.isExact && total.value >= 10 && abs(sum.value - total.value) * 10 <= total.value
  }

  /// Whether the sentence of a row begins by saying how everything is divided: 从类别看,…
  private func isViewed(_ parts: [FigureRun.Part], _ relation: CheckRules.Relation, _ ledger: Ledger) -> Bool {
    let figure = ledger.figures[parts[0].figure]
    let sentence = ledger.sentence(of: figure).span
    guard figure.before == .comma, figure.lead.start - 1 > sentence.start,
      let end = relation.ending("viewed", ledger.units, at: figure.lead.start - 1, from: sentence.start)
    else { return false }
    return relation.starting("view", ledger.units, at: sentence.start, limit: end.start) != nil
      && !relation.holds("ranks", ledger.units, in: Span(sentence.start, figure.span.start))
  }

  /// Parts that words around them show to be only some of a whole: 主要…, 还有些…. They are no more than it.
  private func open(
    _ parts: [FigureRun.Part], _ earlier: [Int], _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> SumStatement? {
    guard let first = parts.first, let last = parts.last else { return nil }
    let figure = ledger.figures[first.figure]
    let sentence = ledger.sentence(of: figure).span
    let behind = Span(ledger.figures[last.figure].span.end, ledger.sentence(of: ledger.figures[last.figure]).span.end)
    // 队员96人,最高学历是小学的41人、初中的33人: one of the kinds for each.
    if let told = exclusive(parts, earlier, relation, ledger) { return told }
    guard relation.holds("leaves", ledger.units, in: behind) || ledger.leavesRest(behind: last.figure, relation) else {
      return nil
    }
    // The first of the row, or what stands right before it.
    let isWhole = parts.count >= 3 && earlier.first.map { ledger.figures[$0].sentence < figure.sentence } ?? true
    let whole = isWhole ? first.figure : earlier.first
    let rest = isWhole ? Array(parts.dropFirst()) : parts
    // 净增17家,龙山镇多了11家,城区少了2家: changes are no parts of one another.
    guard let whole, rest.count >= 2, ledger.figures[whole].sentence >= figure.sentence - 1,
      ([whole] + rest.map(\.figure)).allSatisfy({ ledger.changes[$0].role != .change }),
      !relation.holds("silent", ledger.units, in: sentence),
      rest.allSatisfy({
        Agreement.atMost(ledger.figures[$0.figure].amount, ledger.figures[whole].amount) != .broken
          && isNamed($0, ledger)
      })
    else { return nil }
    return SumStatement(relation: relation, wholes: [whole], parts: [rest], isClosed: false, isOpen: true)
  }

  /// Parts told apart by a word that lets each thing be in one of them: 最高学历是小学的41人、初中的33人.
  private func exclusive(
    _ parts: [FigureRun.Part], _ earlier: [Int], _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> SumStatement? {
    let first = parts[0].figure
    if let told = staged(parts, relation, ledger) { return told }
    let before = earlier.first.flatMap { ledger.figures[$0].sentence == ledger.figures[first].sentence ? $0 : nil }
    for (whole, rest) in [(first, Array(parts.dropFirst())), (before ?? first, parts)] {
      guard rest.count >= 2, rest[0].figure != whole, ledger.changes[whole].role == .plain,
        relation.holds(
          "exclusive", ledger.units,
          in: Span(ledger.figures[whole].span.end, ledger.figures[rest[0].figure].lead.end)),
        !relation.holds("silent", ledger.units, in: ledger.sentence(of: ledger.figures[first]).span)
      else { continue }
      return SumStatement(relation: relation, wholes: [whole], parts: [rest], isClosed: false, isOpen: true)
    }
    return nil
  }

  /// 病险水库34座,已经除险加固的27座,正在施工的5座,列入计划的4座: each thing is at one stage.
  private func staged(
    _ parts: [FigureRun.Part], _ relation: CheckRules.Relation, _ ledger: Ledger
  ) -> SumStatement? {
    func stage(_ part: FigureRun.Part) -> Int? {
      let lead = ledger.figures[part.figure].lead
      return relation.starting("stages", ledger.units, at: lead.start, limit: lead.end).flatMap {
        relation.number("stages", ledger.units, $0)
      }
    }
    let rest = parts.dropFirst().prefix { stage($0) != nil }
    let stages = rest.compactMap(stage)
    guard rest.count >= 3, Set(stages).count == rest.count, stage(parts[0]) == nil,
      ledger.changes[parts[0].figure].role == .plain,
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: ledger.figures[parts[0].figure]).span)
    else { return nil }
    return SumStatement(
      relation: relation, wholes: [parts[0].figure], parts: [Array(rest)], isClosed: false, isOpen: true,
      isDisjoint: true)
  }

  /// Whether more than a verb leads to a part: of 采纳80条、落实70条 each is some of the one before.
  private func isNamed(_ part: FigureRun.Part, _ ledger: Ledger) -> Bool {
    let figure = ledger.figures[part.figure]
    guard let action = ledger.statistic(figure)?.actionSpan, figure.lead.contains(action) else { return true }
    return action.start >= figure.lead.start + 2
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
      if marks[0] > marks.dropFirst().max()! || isTold(parts, relation, ledger),
        let found = statement(parts[0].figure, Array(parts.dropFirst()))
      {
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

  /// Whether the first of a row is told apart as the whole of the others: called a total, or the only one with its name
  /// before it.
  private func isTold(_ parts: [FigureRun.Part], _ relation: CheckRules.Relation, _ ledger: Ledger) -> Bool {
    let leads = parts.map { ledger.figures[$0.figure].lead }
    // 共招8650人,小学4320人,初中4430人: two parts alone come near a large whole only.
    guard parts.count >= 4 || ledger.figures[parts[0].figure].rough >= Self.largeWhole else { return false }
    return relation.holds("whole", ledger.units, in: leads[0])
      || parts.count >= 4 && !leads[0].isEmpty && leads.dropFirst().allSatisfy(\.isEmpty)
  }

  private static let largeWhole = 1_000.0

  /// Equal as printed, and too large for an accident; of printed decimals each is rounded by itself.
  private func exact(_ sum: Amount, _ total: Amount) -> Bool {
    sum.value == total.value && sum.value >= 8
      && (sum.isExact && total.isExact || Agreement.equal(sum, total) <= .rounding)
  }
}
