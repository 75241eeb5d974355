import Extraction
import NewsText

extension Ledger {
  /// The figures that have a word of one of some keys beside them, in text order, each with the relations that have the
  /// word, in the order of their file. Complexity: linear in the words, but for looking up the figures beside each.
  ///
  /// Beside a figure is all from the start of its lead to one unit behind its tail.
  func relations(of rules: CheckRules, beside keys: [WordKey]) -> [(figure: Int, relations: [CheckRules.Relation])] {
    guard !figures.isEmpty else { return [] }
    var pairs: [(figure: Int32, relation: Int32)] = []
    for (number, relation) in rules.relations.enumerated() {
      for key in keys {
        relation.forEachStart(key, units) { start in
          let next = figure(endingBehind: start)
          for figure in max(0, next - 1)...next where figure < figures.count {
            guard figures[figure].lead.start <= start, start <= figures[figure].tail.end else { continue }
            pairs.append((Int32(figure), Int32(number)))
          }
        }
      }
    }
    pairs.sort { ($0.figure, $0.relation) < ($1.figure, $1.relation) }
    var found: [(figure: Int, relations: [CheckRules.Relation])] = []
    for (at, pair) in pairs.enumerated() {
      if at > 0, pairs[at - 1] == pair { continue }
      if at == 0 || pairs[at - 1].figure != pair.figure { found.append((Int(pair.figure), [])) }
      found[found.count - 1].relations.append(rules.relations[Int(pair.relation)])
    }
    return found
  }

  /// The first figure that ends behind an offset. Complexity: logarithmic.
  private func figure(endingBehind offset: Int) -> Int {
    var low = 0
    var high = figures.count
    while low < high {
      let middle = (low + high) / 2
      if figures[middle].span.end <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension CheckRules.Relation {
  /// Every word of a key in the sentences of a document, longest first at each place, without overlap.
  func all(_ key: WordKey, in ledger: Ledger) -> [(word: Span, sentence: Sentence)] {
    let sentences = ledger.document.page.sentences
    var found: [(word: Span, sentence: Sentence)] = []
    var at = 0
    var number = 0
    while let start = next(key, ledger.units, from: at) {
      at = start + 1
      while number < sentences.count, sentences[number].span.end <= start { number += 1 }
      guard number < sentences.count else { break }
      let sentence = sentences[number]
      guard start >= sentence.span.start,
        let word = starting(key, ledger.units, at: start, limit: sentence.span.end)
      else { continue }
      found.append((word, sentence))
      at = word.end
    }
    return found
  }
}
