import NewsText

/// A figure with the percentage that it is said to be of some whole: 咨询类4356件,占50.4%.
struct SharePair {
  var part: Int
  var share: Int
  /// What the share is said to be of, empty when the text leaves it to the reader: 占[全县]的35.5%.
  var base: Span

  /// The pairs of each sentence that has any, in text order.
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
          guard let of = part, let base = base(figure, ledger, relation) else { break }
          pairs.append(SharePair(part: of, share: index, base: base))
          part = nil
        }
      }
      return pairs.isEmpty ? nil : pairs
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
