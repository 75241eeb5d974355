import Consistency
import Extraction
import NewsText
import RuleFiles

/// A place in a document where a rule decided something.
public struct RuleUse: Sendable {
  /// Name of the document.
  public var source: String
  /// Line of the source, from 1.
  public var line: Int
  /// What the rule took.
  public var text: String
  /// The sentence it stands in.
  public var sentence: String

  /// Where rules fired in a document, in text order.
  ///
  /// - Complexity: linear in the document; for a row of a table, in its text times the length of the word.
  public static func uses(of rules: [RuleText], in document: Document, findings: [Finding]) -> [RuleUse] {
    let wanted = Set(rules.map(\.reference))
    var spans: [Span] = []
    spans += document.statistics.filter { wanted.contains($0.rule) }.map(\.mention.span)
    spans += document.mentions.filter { wanted.contains($0.rule) }.map(\.span)
    spans += document.enumerations.filter { wanted.contains($0.rule) }.map(\.announced)
    spans += document.timeFrames.filter { wanted.contains($0.rule) }.map(\.span)
    spans += document.districts.places.filter { wanted.contains($0.rule) }.map(\.span)
    spans += document.activities.zones.filter { zone in zone.rule.map(wanted.contains) ?? false }.map(\.span)
    spans += findings.filter { wanted.contains($0.rule) }.compactMap(\.members.first)
    if spans.isEmpty {
      // No record names the row of a word: it is where its word is.
      for word in Set(rules.compactMap(\.word)) { spans += occurrences(of: Array(word.utf16), in: document.page) }
    }
    let clean = document.page.clean
    return Set(spans).sorted().map { span in
      let start = clean.offsets.source(span).start
      let sentence = document.page.sentenceIndex(at: span.start).map { document.page.sentences[$0].span }
      return RuleUse(
        source: document.page.source.name, line: document.page.source.line(at: start), text: clean.text(in: span),
        sentence: sentence.map { clean.text(in: $0) } ?? "")
    }
  }

  private static func occurrences(of word: [UInt16], in page: Page) -> [Span] {
    let units = page.clean.units
    guard let first = word.first else { return [] }
    var found: [Span] = []
    var at = 0
    while at + word.count <= units.count {
      if units[at] == first, units[at..<(at + word.count)].elementsEqual(word) {
        found.append(Span(at, at + word.count))
        at += word.count
      } else {
        at += 1
      }
    }
    return found
  }
}
