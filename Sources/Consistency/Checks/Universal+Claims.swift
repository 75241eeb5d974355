import Extraction
import NewsText
import RuleFiles

/// A claim about all of something that is not counted, and what is left of it: 学生均已接种,还有19名学生未接种.
extension Universal {
  /// How many sentences behind a claim may contradict it; behind a headline it is the beginning of the article.
  private static let nextSentences = 1
  private static let opening = 6

  func claims(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let sentences = ledger.document.page.sentences
    var found: [Finding] = []
    var headline: (claim: Claim, sentence: Int)?
    for (index, sentence) in sentences.enumerated() {
      if let told = headline,
        sentences[told.sentence].article != sentence.article || index - told.sentence > Self.opening
      {
        headline = nil
      }
      let own = claim(in: sentence, index, ledger, relation)
      if let own {
        let last = min(index + Self.nextSentences, sentences.count - 1)
        if let finding = (index...last).lazy.compactMap({ self.rest(of: own, in: $0, ledger, relation) }).first {
          found.append(finding)
        }
      }
      if let headline, let finding = rest(of: headline.claim, in: index, ledger, relation) {
        found.append(finding)
      }
      if let own, sentence.role == .headline || sentence.role == .subheadline { headline = (own, index) }
    }
    return found
  }

  private struct Claim {
    /// From the noun to the end of the clause.
    var span: Span
    var noun: Span
    var article: Int
  }

  /// The claim of a sentence about all of a noun that no figure counts.
  private func claim(in sentence: Sentence, _ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Claim? {
    relation.all("all", ledger.units, in: sentence.span).lazy.compactMap {
      self.claim(at: $0, in: sentence, index, ledger, relation)
    }.first
  }

  private func claim(
    at all: Span, in sentence: Sentence, _ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Claim? {
    let units = ledger.units
    guard !relation.holds("silent", units, in: Span(sentence.span.start, all.end)) else { return nil }
    var end = all.end
    while end < sentence.span.end, LedgerMark.of(units[end]) == nil { end += 1 }
    guard
      relation.holds("done", units, in: Span(all.end, end)) || relation.holds("final", units, in: Span(all.start, end))
    else { return nil }
    // The noun is what stands right before the word of all, but for 已 and the like.
    var start = all.start
    while let word = relation.ending("filler", units, at: start, from: sentence.span.start) { start = word.start }
    let noun = Span(max(sentence.span.start, start - Self.nounLength), start)
    guard noun.count == Self.nounLength, units[noun.range].allSatisfy({ (0x4E00...0x9FFF).contains($0) }) else {
      return nil
    }
    // What is counted is another matter.
    let clause = units[sentence.span.start..<noun.start].lastIndex { LedgerMark.of($0) != nil } ?? sentence.span.start
    guard
      !ledger.bySentence[index].contains(where: {
        ledger.figures[$0].span.start >= clause && ledger.figures[$0].span.end <= all.start
      })
    else { return nil }
    return Claim(span: Span(noun.start, end), noun: noun, article: sentence.article)
  }

  private static let nounLength = 2

  /// A figure of a sentence that is left of what a claim says.
  private func rest(
    of claim: Claim, in index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let sentence = ledger.document.page.sentences[index]
    guard sentence.article == claim.article, !relation.holds("silent", ledger.units, in: sentence.span) else {
      return nil
    }
    let noun = ledger.units[claim.noun.range]
    guard
      let left = ledger.bySentence[index].first(where: {
        let figure = ledger.figures[$0]
        return figure.span.start >= claim.span.end && figure.kind == .count && figure.amount.value > 0
          && isLeft($0, claim.span, ledger, relation)
      })
    else { return nil }
    // The noun is said again with what is left.
    let words = Span(max(sentence.span.start, claim.span.end), sentence.span.end)
    guard contains(words, noun, ledger.units) else { return nil }
    let trial = Trial(
      members: [left], agreement: .broken, expected: 0, computed: ledger.figures[left].amount.value,
      message: .init(
        "文中称“\(ledger.text(claim.span))”，却另有\(ledger.quote(left))",
        "“\(ledger.text(claim.span))” is said, yet \(ledger.quote(left)) are left"))
    return Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)
  }

  private func contains(_ span: Span, _ words: ArraySlice<UInt16>, _ units: IndexedText) -> Bool {
    guard let first = words.first else { return false }
    return span.range.dropLast(words.count - 1).contains {
      units[$0] == first && units[$0..<($0 + words.count)].elementsEqual(words)
    }
  }

  /// 排查隐患62处,已整改59处,实现清零: what is brought to nothing is done as often as there is of it.
  func remainders(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    var found: [Finding] = []
    relation.forEachStart("final", ledger.units) { start in
      guard let number = ledger.document.page.sentenceIndex(at: start) else { return }
      let sentence = ledger.document.page.sentences[number].span
      let figures = ledger.bySentence[number]
      guard let part = figures.last(where: { ledger.figures[$0].tail.end <= start }), part > figures.lowerBound,
        let word = relation.starting("final", ledger.units, at: start, limit: sentence.end)
      else { return }
      let (done, whole) = (ledger.figures[part], ledger.figures[part - 1])
      guard done.kind == .count, done.unitClass == whole.unitClass, ledger.changes[part].role == .plain,
        ledger.changes[part - 1].role == .plain, relation.holds("done", ledger.units, in: done.lead),
        relation.fills("filler", ledger.units, Span(done.tail.end, start)),
        !relation.holds("silent", ledger.units, in: sentence),
        // Of several kinds one may be meant.
        part - 1 == figures.lowerBound || ledger.figures[part - 2].unitClass != whole.unitClass
      else { return }
      let trial = Trial(
        members: [part - 1, part], agreement: Agreement.equal(done.amount, whole.amount),
        expected: whole.amount.value, computed: done.amount.value,
        message: .init(
          "\(ledger.quote(part - 1))中\(ledger.text(Span(done.lead.start, done.span.end)))，文中称“\(ledger.text(word))”",
          "\(ledger.quote(part)) of \(ledger.quote(part - 1)), called “\(ledger.text(word))”"))
      found += [Finding(Self.id, [trial], of: ledger, severity: relation.severity, rule: relation.reference)]
        .compactMap { $0 }
    }
    return found
  }
}
