import NewsText

/// A figure with the percentage that it is said to be of some whole: 咨询类4356件,占50.4%.
struct SharePair {
  var part: Int
  var share: Int
  /// What the share is said to be of, empty when the text leaves it to the reader: 占[全县]的35.5%.
  var base: Span

  /// The pairs of each sentence that has any, in text order.
  ///
  /// A share with a name before it belongs to the figure of that name: 水冲式3344座、旱厕1776座,水冲式占65.3%.
  ///
  /// - Parameter relation: `share` says that a percentage is a share, `silent` that it is none, `of` ends the name of
  ///   the whole.
  static func pairs(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [[SharePair]] {
    ledger.bySentence.compactMap { sentence in
      var pairs: [SharePair] = []
      var part: Int?
      for index in sentence {
        let figure = ledger.figures[index]
        switch figure.kind {
        case .count: part = index
        case .points: break
        case .percent:
          guard let base = base(figure, ledger, relation) else { break }
          let name = name(figure, ledger, relation)
          if let of = name.isEmpty ? part : bearer(of: name, before: index, ledger) {
            pairs.append(SharePair(part: of, share: index, base: base))
          }
          part = nil
        }
      }
      return pairs.isEmpty ? nil : pairs
    }
  }

  /// The words before the word that makes a percentage a share.
  private static func name(_ figure: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span {
    let word = relation.all("share", ledger.units, in: figure.lead).last
    return Span(figure.lead.start, word?.start ?? figure.lead.start)
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
    guard let word = relation.all("share", ledger.units, in: figure.lead).last,
      !relation.holds("silent", ledger.units, in: Span(word.start, figure.lead.end))
    else { return nil }
    var end = figure.lead.end
    if let of = relation.ending("of", ledger.units, at: end, from: word.end) { end = of.start }
    return Span(word.end, max(word.end, end))
  }
}
