import NewsText

extension Rate {
  /// The wholes of parts that add up to them exactly, by the part.
  static func knownWholes(_ ledger: Ledger) -> [Int: Int] {
    var known: [Int: Int] = [:]
    for statement in ledger.sums {
      guard let trial = statement.trials.first(where: { $0.agreement == .exact }), trial.members.count >= 3 else {
        continue
      }
      for part in trial.members.dropFirst() { known[part] = known[part] ?? trial.members[0] }
    }
    return known
  }

  /// Shares of a whole that stands before them.
  ///
  /// - Parameter known: the wholes of parts that add up to them.
  func shares(
    _ pairs: [SharePair], _ known: [Int: Int], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> [Finding] {
    var found: [Finding] = []
    // Shares in one sentence that name no whole, or the same, have the same one: it is what most of them fit.
    let common = common(pairs, ledger)
    for pair in pairs {
      let part = ledger.figures[pair.part]
      let before = (max(0, pair.part - Self.reach)..<pair.part).reversed().filter {
        ledger.figures[$0].article == part.article && ledger.figures[$0].unitClass == part.unitClass
      }
      var trials: [Trial] = []
      var isLicensed = false
      let here = before.filter { ledger.figures[$0].sentence == part.sentence && larger($0, pair.part, ledger) }
      if let common, common.votes * 2 >= pairs.count || common.votes >= 2 {
        trials += trial([pair.part], common.whole, pair.share, ledger)
        isLicensed =
          pairs.count >= 3 || here.contains(common.whole) || areOfOneBase(pairs, common.whole, ledger)
          || isMisprinted(pair.part, common.whole, pair.share, ledger)
      }
      let isAll = relation.starting("all", ledger.units, at: pair.base.start, limit: pair.base.end) != nil
      let named =
        nameHolders(pair, before, ledger, relation) + holders(pair, pairs, isAll, before, ledger, relation)
      for whole in named {
        trials += trial([pair.part], whole, pair.share, ledger)
        isLicensed = true
      }
      if let whole = known[pair.part], pair.base.isEmpty || isAll, !pair.isDealt {
        trials += trial([pair.part], whole, pair.share, ledger)
        isLicensed = isLicensed || isLarge(whole, pair, ledger)
      }
      if let whole = alone(pair, pairs, before, ledger) {
        trials += trial([pair.part], whole, pair.share, ledger)
        isLicensed = true
      }
      for whole in here.prefix(2) { trials += trial([pair.part], whole, pair.share, ledger) }
      if pairs.count == 1, here.count == 1, pair.base.isEmpty || namesAll(pair.base, of: here[0], ledger, relation) {
        isLicensed = true
      }
      if !isLicensed || trials.isEmpty {
        trials += before.filter { mayFit(pair.part, $0, pair.share, ledger) }
          .flatMap { trial([pair.part], $0, pair.share, ledger) }.filter { $0.agreement <= .rounding }
          .prefix(1)
      }
      guard isLicensed || trials.contains(where: { $0.agreement != .broken }) else { continue }
      if let finding = Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference) {
        found.append(finding)
      }
    }
    return found
  }

  /// Whether two shares name the same whole, which one of them fits and the other is not far from: 占全县的20%, 占全县的5%.
  private func areOfOneBase(_ pairs: [SharePair], _ whole: Int, _ ledger: Ledger) -> Bool {
    guard pairs.count == 2, !pairs[0].base.isEmpty else { return false }
    return ledger.units[pairs[0].base.range].elementsEqual(ledger.units[pairs[1].base.range])
      && pairs.allSatisfy { isPlausible($0, whole, ledger) }
  }

  /// Whether the name of a whole is all of what the words before a figure name: 石岭镇…126平方公里,…占全镇面积的56%.
  private func namesAll(_ base: Span, of whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard let all = relation.starting("all", ledger.units, at: base.start, limit: base.end), all.end < base.end else {
      return false
    }
    let figure = ledger.figures[whole]
    let words = ledger.units[ledger.sentence(of: figure).span.start..<figure.tail.end]
    return words.contains(ledger.units[all.end])
  }

  private func larger(_ whole: Int, _ part: Int, _ ledger: Ledger) -> Bool {
    ledger.figures[whole].amount.value > ledger.figures[part].amount.value
  }

  /// The figure before them that most of the pairs fit, with their number.
  private func common(_ pairs: [SharePair], _ ledger: Ledger) -> (whole: Int, votes: Int)? {
    guard pairs.count >= 2, let first = pairs.first else { return nil }
    let part = ledger.figures[first.part]
    var best: (whole: Int, votes: Int)?
    for whole in (max(0, first.part - Self.reach)..<first.part).reversed()
    where ledger.figures[whole].article == part.article && ledger.figures[whole].unitClass == part.unitClass {
      let votes = pairs.filter { pair in
        mayFit(pair.part, whole, pair.share, ledger)
          && trial([pair.part], whole, pair.share, ledger).contains { $0.agreement <= .rounding }
      }.count
      if votes >= 1, votes > best?.votes ?? 0 { best = (whole, votes) }
    }
    return best
  }

  /// 就业1728人,女工1244人,占72%;脱贫户876人,占51%: the only figure of the sentence before a part that is no part itself is the
  /// whole of all of them.
  private func alone(_ pair: SharePair, _ pairs: [SharePair], _ before: [Int], _ ledger: Ledger) -> Int? {
    guard pair.base.isEmpty, !pair.isDealt else { return nil }
    let sentence = ledger.figures[pair.part].sentence
    let others = before.filter { whole in
      ledger.figures[whole].sentence == sentence && !pairs.contains { $0.part == whole }
    }
    guard others.count == 1, let whole = others.first, ledger.changes[whole].role == .plain, whole < pairs[0].part,
      pairs.count >= 2 || !larger(whole, pair.part, ledger)
    else { return nil }
    let isMissed = isMisprinted(pair.part, whole, pair.share, ledger)
    return isMissed || isLarge(whole, pair, ledger) ? whole : nil
  }

  private func isPlausible(_ pair: SharePair, _ whole: Int, _ ledger: Ledger) -> Bool {
    trial([pair.part], whole, pair.share, ledger).contains(where: Self.isPlausible)
  }

  /// How many figures of a name may be the whole.
  private static let mostNamed = 3

  /// The nearest figures whose label begins with the name of the whole, or holds it: 占[投诉类诉求]的16.0% – 投诉类1021件;
  /// 占[查处]总量 – 现场查处各类违法1.62万起.
  private func nameHolders(
    _ pair: SharePair, _ before: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> [Int] {
    guard pair.base.count >= 2 else { return [] }
    let name = ledger.units[pair.base.range]
    let limit = ledger.figures[pair.share].lead.end
    let isTotal = relation.starting("counted", ledger.units, at: pair.base.end, limit: limit) != nil
    let found = before.filter { whole in
      let label = ledger.units[ledger.figures[whole].lead.range]
      guard label.count >= 2 else { return false }
      // 审结案件3120件, 占结案总数的55%: the name is made of the characters before the whole.
      if isTotal, name.allSatisfy({ label.contains($0) }), isLarge(whole, pair, ledger) { return true }
      return name.starts(with: label) || label.suffix(name.count).elementsEqual(name)
        || isTotal && label.count > name.count && isLarge(whole, pair, ledger)
          && label.indices.dropLast(name.count - 1).contains { label[$0...].starts(with: name) }
    }
    return Array(found.prefix(Self.mostNamed))
  }

  /// Whether a figure is larger than a part, and large enough for a share of it to be no accident.
  private func isLarge(_ whole: Int, _ pair: SharePair, _ ledger: Ledger) -> Bool {
    ledger.figures[whole].rough >= Self.leastWhole && larger(whole, pair.part, ledger)
      && isPlausible(pair, whole, ledger)
  }

  private static let leastWhole = 20.0

  /// What stands farther before and is surely the whole: 占全县的20% of the same thing, told of all; 占年度任务的25% of what
  /// was planned.
  private func holders(
    _ pair: SharePair, _ pairs: [SharePair], _ isAll: Bool, _ before: [Int], _ ledger: Ledger,
    _ relation: CheckRules.Relation
  ) -> [Int] {
    let part = ledger.figures[pair.part]
    let isFar = before.allSatisfy { whole in
      ledger.figures[whole].sentence < part.sentence || pairs.contains { $0.part == whole }
    }
    guard !pair.base.isEmpty, isFar else { return [] }
    if relation.holds("target", ledger.units, in: pair.base) {
      return [planned(pair.part, before, ledger, relation)].compactMap { $0 }
        .filter { isPlausible(pair, $0, ledger) }
    }
    guard isAll, pair.base.count <= Self.longestAll, let told = ledger.statistic(part), told.object.utf16.count >= 2
    else { return [] }
    let (thing, end) = (told.object, told.periodEnd ?? told.periodStart)
    let same = before.filter { whole in
      guard larger(whole, pair.part, ledger), ledger.changes[whole].role == .plain,
        let other = ledger.statistic(ledger.figures[whole])
      else { return false }
      let until = other.periodEnd ?? other.periodStart
      return other.object.utf16.count >= 2 && thing.hasSuffix(other.object)
        && (end == nil || until == nil || end == until)
        && !pairs.contains { $0.part == whole }
    }
    return same.count == 1 && isPlausible(pair, same[0], ledger) ? same : []
  }

  /// The longest name of all there is: 全县.
  private static let longestAll = 3

  /// The only figure of its unit in the sentences before that tells what was planned, of the same thing as a part.
  func planned(_ part: Int, _ before: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation) -> Int? {
    let plans = before.filter { whole in
      let figure = ledger.figures[whole]
      return figure.sentence < ledger.figures[part].sentence && larger(whole, part, ledger)
        && (relation.holds("target", ledger.units, in: figure.lead) || ledger.statistic(figure)?.planned ?? false
          || relation.holds("plan", ledger.units, in: Span(ledger.sentence(of: figure).span.start, figure.lead.end)))
    }
    guard let whole = plans.first else { return nil }
    if plans.count == 1, isUnnamed(part, ledger), isOfOneObject(part, whole, ledger) { return whole }
    guard sharesWords(part, whole, ledger), plans.dropFirst().allSatisfy({ !sharesWords(part, $0, ledger) }) else {
      return nil
    }
    return whole
  }

  /// Whether a figure names nothing that it counts: 已开工36个.
  private func isUnnamed(_ index: Int, _ ledger: Ledger) -> Bool {
    let figure = ledger.figures[index]
    guard let span = ledger.statistic(figure)?.objectSpan else { return true }
    return !figure.lead.contains(span) && !figure.tail.contains(span)
  }

  private func isOfOneObject(_ a: Int, _ b: Int, _ ledger: Ledger) -> Bool {
    guard let one = ledger.told(ledger.figures[a])?.object, let other = ledger.told(ledger.figures[b])?.object else {
      return false
    }
    return one != NameTable.empty && one == other
  }

  /// Whether two neighbouring characters of the words before one figure stand before the other, or name it.
  private func sharesWords(_ a: Int, _ b: Int, _ ledger: Ledger) -> Bool {
    let (one, other) = (pairs(a, ledger), pairs(b, ledger))
    return one.contains { other.contains($0) }
  }

  private func pairs(_ index: Int, _ ledger: Ledger) -> [UInt32] {
    let figure = ledger.figures[index]
    var found = Statement.pairs(ledger.units[figure.lead.range])
    Statement.add(ledger.units[figure.tail.range], to: &found)
    return found
  }
}
