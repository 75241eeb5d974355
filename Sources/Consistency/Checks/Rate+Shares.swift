import NewsText

/// Shares of a whole that stands before them.
extension Rate {
  func shares(_ pairs: [SharePair], _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
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
          pairs.count >= 3 || here.contains(common.whole)
          || isMisprinted(pair.part, common.whole, pair.share, ledger)
      }
      if let whole = nameHolder(pair.base, before, ledger) {
        trials += trial([pair.part], whole, pair.share, ledger)
        isLicensed = true
      }
      for whole in here.prefix(2) { trials += trial([pair.part], whole, pair.share, ledger) }
      if pairs.count == 1, here.count == 1, pair.base.isEmpty || isAll(pair.base, of: here[0], ledger, relation) {
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

  /// Whether the name of a whole is all of what the words before a figure name: 石岭镇…126平方公里,…占全镇面积的56%.
  private func isAll(_ base: Span, of whole: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
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

  /// The nearest figure whose label begins with the name of the whole: 占[投诉类诉求]的16.0% – 投诉类1021件.
  private func nameHolder(_ base: Span, _ before: [Int], _ ledger: Ledger) -> Int? {
    guard base.count >= 2 else { return nil }
    let name = ledger.units[base.range]
    return before.first { whole in
      let label = ledger.units[ledger.figures[whole].lead.range]
      guard label.count >= 2 else { return false }
      return name.starts(with: label) || label.suffix(name.count).elementsEqual(name)
    }
  }
}
