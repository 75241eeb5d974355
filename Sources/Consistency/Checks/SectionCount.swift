import Extraction
import Foundation
import NewsText
import RuleFiles

/// A headline that counts places has as many sections: 三镇各有妙招.
struct SectionCount: Check {
  static let id = "section-count"
  let rules: CheckRules
  private let places: CheckRules.Relation?
  private let labels: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id,
      keys: ["place", "number", "classifier", "silent", "ordinal", "parts", "persons", "credit", "unfinished"],
      rules: &folder)
    places = rules.relation("places", &folder)
    labels = rules.relation("labels", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.document.page.articles.compactMap { article in
      places.flatMap { finding(article, ledger, $0) } ?? labels.flatMap { parts(article, ledger, $0) }
    }
  }

  /// How many articles behind one may be its sections.
  private static let mostSections = 40

  private func finding(_ article: Article, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let articles = ledger.document.page.articles
    // The sections of a headline may be articles of their own.
    let following = articles[(article.index + 1)...].prefix(Self.mostSections).map(\.headline)
    let headings: [Span?] =
      article.sections.count >= 2
      ? article.sections.map(\.heading)
      : article.subheadlines.suffix(1).map { $0 } + article.sections.map(\.heading) + following
    guard headings.count >= 2 else { return nil }
    let sentences = ledger.document.page.sentences
    let heads = article.sentences.filter { sentences[$0].section == nil && sentences[$0].role != .byline }
    for index in heads {
      guard let (span, count, kind) = count(sentences[index].span, ledger, relation) else { continue }
      let sections = labelled(headings, ledger, kind, relation)
      let inHead = sentences[index].role != .body
      guard sections.count == count || (inHead && sections.count == headings.count && article.sections.count >= 2)
      else { continue }
      let names = sections.map { ledger.text($0) }.joined(separator: "、")
      return Finding(
        check: Self.id, verdict: sections.count == count ? .holds : .fails, severity: relation.severity,
        members: [span] + sections, article: article.index, expected: Decimal(count), computed: Decimal(sections.count),
        message: .init(
          "“\(ledger.text(span))”应有\(count)个部分，文中有\(sections.count)个：\(names)",
          "“\(ledger.text(span))” announces \(count) sections, there are \(sections.count): \(names)"),
        rule: relation.reference)
    }
    return nil
  }

  /// The count of places in a headline, with the last unit of what it counts.
  private func count(
    _ span: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (span: Span, count: Int, kind: Span)? {
    let units = ledger.units
    guard !relation.holds("silent", units, in: span) else { return nil }
    var next = span.start
    while let at = relation.next("number", units, from: next), at < span.end {
      next = at + 1
      guard let number = relation.starting("number", units, at: at, limit: span.end),
        let value = relation.number("number", units, number).map({ $0 + 2 }),
        at == span.start || !isNumber(units[at - 1], units, at, relation)
      else { continue }
      let end = relation.starting("classifier", units, at: number.end, limit: span.end)?.end ?? number.end
      if let place = relation.starting("place", units, at: end, limit: span.end) {
        return (Span(at, place.end), value, place)
      }
    }
    return nil
  }

  private func isNumber(_ unit: UInt16, _ units: IndexedText, _ at: Int, _ relation: CheckRules.Relation) -> Bool {
    relation.ending("number", units, at: at, from: at - 1) != nil || unit == 0x7B2C || unit == 0x5341
      || (unit >= 0x30 && unit <= 0x39)
  }

  /// The names of places that head the sections: up to a colon or a space.
  private func labelled(
    _ headings: [Span?], _ ledger: Ledger, _ kind: Span, _ relation: CheckRules.Relation
  ) -> [Span] {
    let units = ledger.units
    return headings.compactMap { heading in
      guard let heading else { return nil }
      var end = heading.start
      while end < heading.end, units[end] != 0x3A, units[end] != 0xFF1A, units[end] != 0x20,
        units[end] != 0x3000
      {
        end += 1
      }
      guard end > heading.start + 1, end < heading.end,
        let place = relation.ending("place", units, at: end, from: heading.start)
      else { return nil }
      // 乡镇 counts 乡 and 镇, 地 any place.
      let last = units[place.end - 1]
      let any = kind.count == 1 && units[kind.start] == 0x5730
      return any || units[kind.range].contains(last) || units[place.range].contains(units[kind.end - 1])
        ? Span(heading.start, end) : nil
    }
  }
}
