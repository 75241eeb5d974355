import Extraction
import Foundation
import NewsText

/// `heshu extract`: every reported figure with who, where, what and when.
public enum StatisticRecord {
  /// The record that `heshu extract` prints.
  public static let type = RecordType(
    name: "statistic", meaning: "A reported figure, bound to who, where, what and when.",
    columns: [
      Column(
        "id", .text, pattern: "^s[0-9a-f]{16}$", "Stable for the same bytes and the same figure, whatever the path."),
      .source,
      Column("article", .integer, "Position of the article on the page, from 0."),
      Column("headline", .text, "Headline of the article, simplified; empty when it has none."),
      Column(
        "published", .text, nullable: true, pattern: isoDate,
        "Date of the page or article, ISO 8601 as far as it is known."),
      Column(
        "district", .text, nullable: true,
        "County-level division, functional zone with its city, or city the figure is reported for."),
      Column("district_code", .text, nullable: true, pattern: "^[0-9]{6}$", "Its GB/T 2260 code."),
      Column(
        "district_basis", .text, nullable: true, allowed: DistrictBasis.allCases.map(\.rawValue),
        "How the figure came by its district."),
      Column("place", .text, "Street office, community, estate or village; empty when none is stated."),
      Column("activity", .text, "Id from the activity rules; empty when none applies."),
      Column("action", .text, "The verb of the sentence, simplified; empty when there is none."),
      Column("object", .text, "What is counted or measured, simplified, without quotation marks."),
      .text, .value, .low, .high, .qualifier, .unit,
      Column("base_value", .number, nullable: true, "The value in base units."),
      Column("base_unit", .text, "m, m2, kg, CNY and so on; classifiers keep themselves."),
      Column("quantity_kind", .text, allowed: quantityKinds, "What is measured."),
      Column("scope", .text, allowed: Statistic.Scope.allCases.map(\.rawValue), "What the figure covers."),
      Column("period_start", .text, nullable: true, pattern: isoDate, "First day, ISO 8601 as far as it is known."),
      Column("period_end", .text, nullable: true, pattern: isoDate, "Last day, ISO 8601 as far as it is known."),
      Column("planned", .flag, "Whether it is a target rather than a result."),
      .start, .end,
      Column("sentence", .text, "The sentence in simplified, cleaned form."),
      Column("sentence_start", .integer, "First code point of the sentence in the source."),
      Column("sentence_end", .integer, "One past its last code point."),
      .rule("The pattern that bound it, as file:line."),
    ],
    table: ["district", "place", "activity", "action", "object", "text", "value", "unit", "scope", "source", "start"])

  /// A date, or what is known of one: 2023-06-11, --06-11, 2023-06, 2023, 2023-Q1, 2023-06-11/2023-06-13.
  static let isoDate = "^[0-9-][0-9QHW/-]*$"
  static let quantityKinds = Measure.Dimension.allCases.map(\.rawValue)

  /// The statistics of a document, in text order.
  ///
  /// - Parameters:
  ///   - document: as the extractor read it.
  ///   - headline: that of articles which have none.
  ///   - published: the date of articles which have none; empty for none.
  public static func rows(_ document: Document, headline: String = "", published: String = "") -> RowList {
    let source = RecordSource(document)
    let writer = StatisticWriter(source, headline: headline, published: published)
    return RowList(count: document.statistics.count) { range, json in
      writer.write(range, into: &json)
    } make: { index in
      row(index, headline, published, source)
    }
  }

  /// The id of each statistic of a document, by its index.
  static func ids(of document: Document, source: RecordSource) -> [String] {
    var ids: [String] = []
    ids.reserveCapacity(document.statistics.count)
    // Several of one figure stand side by side, for statistics are in text order.
    var last: SourceSpan?
    var number = 0
    for index in document.statistics.indices {
      let span = source.span(document.statistics[index].mention.span)
      number = span == last ? number + 1 : 0
      last = span
      ids.append(source.digest.id("s", span, number))
    }
    return ids
  }

  /// How many statistics of the same figure stand before one.
  static func number(_ index: Int, _ source: RecordSource) -> Int {
    let statistics = source.document.statistics
    let span = source.span(statistics[index].mention.span)
    var first = index
    while first > 0, source.span(statistics[first - 1].mention.span) == span { first -= 1 }
    return index - first
  }

  private static func row(_ index: Int, _ headline: String, _ published: String, _ source: RecordSource) -> Row {
    let statistic = source.document.statistics[index]
    let page = source.document.page
    let mention = statistic.mention
    let span = source.span(mention.span)
    let article = page.articles.indices.contains(statistic.article) ? page.articles[statistic.article] : nil
    let sentence = page.sentences.indices.contains(statistic.sentence) ? page.sentences[statistic.sentence].span : nil
    let sentenceSpan = sentence.map(source.span) ?? span
    let base = BaseQuantity(mention)
    let id = source.digest.id("s", span, number(index, source))
    let own = source.cleanText(article?.headline)
    return [
      .text(id), .text(source.name), .integer(source.number(ofArticle: statistic.article)),
      .text(own.isEmpty ? headline : own),
      .optional(source.published(statistic.article) ?? (published.isEmpty ? nil : published)),
      .optional(statistic.district?.name),
      .optional(statistic.district?.code), .optional(statistic.districtBasis?.rawValue), .text(statistic.place),
      .text(statistic.activity), .text(statistic.action), .text(statistic.object), .text(source.sourceText(span)),
      mention.value.cell, .optional(mention.narrow.low), .optional(mention.narrow.high),
      .text(mention.qualifier.rawValue), .text(mention.unit), .optional(base.value), .text(base.unit),
      .text(base.dimension.rawValue), .text(statistic.scope.rawValue), .optional(statistic.periodStart),
      .optional(statistic.periodEnd), .flag(statistic.planned), .integer(span.start), .integer(span.end),
      .text(source.cleanText(sentence)), .integer(sentenceSpan.start), .integer(sentenceSpan.end),
      .text(statistic.rule.description),
    ]
  }
}

/// A figure in the base unit of its dimension: 11公里 → 11000 m.
struct BaseQuantity {
  var value: Decimal?
  var low: Decimal?
  var high: Decimal?
  var unit: String
  var dimension: Measure.Dimension

  init(_ mention: Mention) {
    let factor = mention.measure?.factor ?? 1
    value = mention.value.number.map { $0.multiplied(by: factor) }
    low = mention.narrow.low.map { $0.multiplied(by: factor) }
    high = mention.narrow.high.map { $0.multiplied(by: factor) }
    unit = mention.measure?.baseUnit ?? mention.unit
    dimension = mention.measure?.dimension ?? (mention.kind == .percent ? .percent : .count)
  }
}
