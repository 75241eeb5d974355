import NewsText

/// A figure with the percentage that it is said to be of some whole: 咨询类4356件,占50.4%.
struct SharePair {
  var part: Int
  var share: Int
  /// What the share is said to be of, empty when the text leaves it to the reader: 占[全县]的35.5%.
  var base: Span
  /// Whether it was dealt out with 分别: each may then be of a whole of its own.
  var isDealt = false

  /// The pairs of each sentence that has any, in text order.
  ///
  /// A share with a name before it belongs to the figure of that name: 水冲式3344座、旱厕1776座,水冲式占65.3%.
  ///
  /// - Parameter relation: `share` says that a percentage is a share, `silent` that it is none, `of` ends the name of
  ///   the whole.
  static func pairs(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [[SharePair]] {
    ledger.bySentence.compactMap { sentence in
      var pairs: [SharePair] = []
      var counts: [Int] = []
      var part: Int?
      var dealt: [Int] = []
      for index in sentence {
        let figure = ledger.figures[index]
        if !dealt.isEmpty {
          if isListed(figure, ledger, relation) {
            dealt.append(index)
            continue
          }
          pairs += deal(dealt, among: counts, ledger, relation)
          dealt = []
        }
        switch figure.kind {
        case .count:
          part = index
          counts.append(index)
        case .points: break
        case .percent:
          guard let base = base(figure, ledger, relation) else { break }
          if relation.holds("deals", ledger.units, in: figure.lead) {
            dealt = [index]
            break
          }
          let name = name(figure, ledger, relation)
          if let of = name.isEmpty ? part : bearer(of: name, before: index, ledger) {
            pairs.append(SharePair(part: of, share: index, base: base))
          }
          part = nil
        }
      }
      pairs += deal(dealt, among: counts, ledger, relation)
      return pairs.isEmpty ? nil : pairs
    }
  }

  /// Whether a percentage goes on with a list: 分别占64.7%、26.3%和9.0%.
  private static func isListed(_ figure: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    guard figure.kind == .percent else { return false }
    return figure.lead.isEmpty
      || relation.starting("joins", ledger.units, at: figure.lead.start, limit: figure.lead.end)?.end == figure.lead.end
  }

  /// Deals percentages out to as many counts before them, in order.
  private static func deal(
    _ shares: [Int], among counts: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> [SharePair] {
    guard shares.count >= 2, counts.count >= shares.count, let base = base(ledger.figures[shares[0]], ledger, relation)
    else { return [] }
    let parts = counts.suffix(shares.count)
    guard parts.allSatisfy({ ledger.figures[$0].unitClass == ledger.figures[parts.last!].unitClass }) else { return [] }
    return zip(parts, shares).map { SharePair(part: $0, share: $1, base: base, isDealt: true) }
  }

  /// The words before the word that makes a percentage a share.
  private static func name(_ figure: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span {
    let word = relation.last("share", ledger.units, in: figure.lead)
    var start = figure.lead.start
    var end = word?.start ?? start
    if let skipped = relation.starting("opens", ledger.units, at: start, limit: end) { start = skipped.end }
    // 签约人数占…: what bears the name is 签约1374人.
    if let counted = relation.ending("counted", ledger.units, at: end, from: start) { end = counted.start }
    return Span(start, end)
  }

  /// How many figures before a share may bear its name.
  private static let reach = 12

  /// The nearest count whose label ends like the name, or begins the words behind the figure with it.
  private static func bearer(of name: Span, before index: Int, _ ledger: Ledger) -> Int? {
    let words = ledger.units[name.range]
    return (max(0, index - reach)..<index).reversed().first { other in
      let figure = ledger.figures[other]
      guard figure.kind == .count, figure.article == ledger.figures[index].article else { return false }
      for label in [ledger.units[figure.lead.range], ledger.units[figure.tail.range]] where label.count >= 2 {
        if label.count >= words.count
          ? label.suffix(words.count).elementsEqual(words) : words.suffix(label.count).elementsEqual(label)
        {
          return true
        }
      }
      return false
    }
  }

  /// The name of the whole of a share, nil for a percentage that is no share.
  static func base(_ figure: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span? {
    guard let word = relation.last("share", ledger.units, in: figure.lead),
      !relation.holds("silent", ledger.units, in: Span(word.start, figure.lead.end))
    else { return nil }
    var end = figure.lead.end
    if let of = relation.ending("of", ledger.units, at: end, from: word.end) { end = of.start }
    if let counted = relation.ending("counted", ledger.units, at: end, from: word.end) { end = counted.start }
    return Span(word.end, max(word.end, end))
  }
}
