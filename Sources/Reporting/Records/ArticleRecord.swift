import Extraction
import NewsText

/// `heshu articles`: how a page was cut into articles.
public enum ArticleRecord {
  /// The record that `heshu articles` prints.
  public static let type = RecordType(
    name: "article", meaning: "One article, or one captioned photo, of a page.",
    columns: [
      .source,
      Column("article", .integer, "Position of the article on the page, from 0."),
      Column("kind", .text, allowed: ["article", "photo"], "Whether it is an article or a captioned photo."),
      Column("headline", .text, "Simplified; empty when it has none."),
      Column("shoulder", .text, "The line above the headline; empty when it has none."),
      Column("subheadlines", .texts, "The lines below the headline."),
      Column("byline", .text, "Who wrote it; empty when it has none."),
      Column("published", .text, nullable: true, pattern: StatisticRecord.isoDate, "Date as far as it is known."),
      Column("sections", .texts, "Headings of its sections."),
      Column("sentences", .integer, "How many sentences it has."),
      Column("figures", .integer, "How many reported figures were bound in it."),
      .start, .end,
    ],
    table: ["source", "article", "kind", "headline", "sections", "published", "sentences", "figures"])

  /// The articles of a page, in text order.
  public static func rows(_ document: Document) -> RowList {
    let source = RecordSource(document)
    var figures = [Int](repeating: 0, count: document.page.articles.count)
    for statistic in document.statistics where figures.indices.contains(statistic.article) {
      figures[statistic.article] += 1
    }
    return RowList(
      document.page.articles.enumerated().map { number, article in
        let span = source.span(article.span)
        return [
          .text(source.name), .integer(source.number(ofArticle: article.index)), .text(article.kind.rawValue),
          .text(source.cleanText(article.headline)), .text(source.cleanText(article.shoulder)),
          .texts(article.subheadlines.map(source.cleanText)), .text(source.cleanText(article.byline)),
          .optional(source.published(article.index)), .texts(article.sections.map { source.cleanText($0.heading) }),
          .integer(article.sentences.count), .integer(figures[number]), .integer(span.start), .integer(span.end),
        ]
      })
  }
}
