import Extraction
import Foundation
import NewsText

/// Counts that are no figures, in the headline and again in the text.
extension RepetitionReader {
  /// Counts that are no figures, such as 五步走 or 第36个, said in the headline and again in the text.
  func terms(_ relation: CheckRules.Relation) -> [Finding] {
    struct Term: Hashable {
      var article: Int
      var kind: Mention.Kind
      var value: Decimal
      var unit: String
    }
    var known: [Term: Mention] = [:]
    var found: [Finding] = []
    var sentence = 0
    let sentences = ledger.document.page.sentences
    for mention in ledger.document.mentions {
      while sentence + 1 < sentences.count, sentences[sentence].span.end <= mention.span.start { sentence += 1 }
      guard sentence < sentences.count, sentences[sentence].span.contains(mention.span.start),
        [.enumeration, .duration, .ordinal].contains(mention.kind), let value = mention.value.number
      else { continue }
      let here = sentences[sentence]
      let factor = mention.kind == .duration ? mention.measure?.factor ?? 1 : 1
      let unit = mention.kind == .duration ? "" : mention.unit
      let term = Term(article: here.article, kind: mention.kind, value: value * factor, unit: unit)
      if Statement.headings.contains(here.role) {
        known[term] = known[term] ?? mention
      } else if let head = known[term] {
        let (a, b) = (ledger.text(head.span), ledger.text(mention.span))
        found.append(
          Finding(
            check: RepeatedFigure.id, verdict: .holds, severity: relation.severity, members: [head.span, mention.span],
            article: here.article, expected: head.value.number, computed: value,
            message: .init("标题\(a) ＝ 正文\(b)", "headline \(a) = text \(b)"), rule: relation.reference))
        known[term] = nil
      }
    }
    return found
  }

  /// A thing with an ordinal: 第36个|爱国卫生|月.
  private struct Numbered: Hashable {
    var article: Int
    var unit: String
    /// Its first characters, one UTF-16 unit after the other.
    var name: UInt64
  }

  /// How many characters behind an ordinal name the thing.
  private static let nameLength = 4

  /// Ordinals of a thing that the headline gives otherwise than the text does wherever it names it.
  func ordinals(_ relation: CheckRules.Relation) -> [Finding] {
    var heads: [Numbered: Mention] = [:]
    var told: [Numbered: [Mention]] = [:]
    let sentences = ledger.document.page.sentences
    for mention in ledger.document.mentions where mention.kind == .ordinal && mention.value.number != nil {
      guard let index = ledger.document.page.sentenceIndex(at: mention.span.start) else { continue }
      let end = mention.span.end + Self.nameLength
      guard end <= sentences[index].span.end else { continue }
      let name = ledger.units[mention.span.end..<end]
      guard name.allSatisfy({ (0x4E00...0x9FFF).contains($0) }) else { continue }
      let key = Numbered(
        article: sentences[index].article, unit: mention.unit, name: name.reduce(0) { $0 << 16 | UInt64($1) })
      if Statement.headings.contains(sentences[index].role) {
        heads[key] = heads[key] ?? mention
      } else if heads[key] != nil {
        told[key, default: []].append(mention)
      }
    }
    return told.sorted { $0.value[0].span.start < $1.value[0].span.start }.compactMap { key, mentions in
      guard let head = heads[key], let first = mentions.first, first.value.number != head.value.number,
        mentions.allSatisfy({ $0.value.number == first.value.number })
      else { return nil }
      let (a, b) = (ledger.text(head.span), ledger.text(first.span))
      return Finding(
        check: RepeatedFigure.id, verdict: .fails, severity: relation.severity, members: [head.span, first.span],
        article: key.article, expected: head.value.number, computed: first.value.number,
        message: .init("标题\(a) ≠ 正文\(b)", "headline \(a) ≠ text \(b)"), rule: relation.reference)
    }
  }
}
