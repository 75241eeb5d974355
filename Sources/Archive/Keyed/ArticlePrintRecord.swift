import Extraction
import Reporting

/// An article as it is told from others: by the fingerprint of its text and the digest of its figures.
public enum ArticlePrintRecord {
  /// The record by which articles of many documents are compared.
  public static let type = RecordType(
    name: "article-print", meaning: "An article with what reprints of it are found by.",
    columns: [
      Column("source", .text, "Id of the document."),
      Column("article", .integer, "Position of the article on the page, from 0."),
      Column("kind", .text, allowed: ["article", "photo"], "Whether it is an article or a captioned photo."),
      Column("headline", .text, "Simplified; empty when it has none."),
      Column("published", .text, nullable: true, pattern: "^[0-9-][0-9QHW/-]*$", "Date as far as it is known."),
      Column("start", .integer, "First Unicode code point of the article in the source."),
      Column("end", .integer, "One past its last code point."),
      Column("fingerprint", .text, pattern: "^([0-9a-f]{16})?$", "Of its text; empty for a short article."),
      Column("figures", .text, pattern: "^[0-9a-f]{32}$", "Digest of its figures."),
      Column("url", .text, "Where it was found on the web; empty when that is not known."),
    ], table: ["source", "article", "headline", "fingerprint"])

  private static let articleColumns = RecordFields.columns(of: ArticleRecord.type)

  static func rows(_ document: Document, _ metadata: Metadata) -> [Row] {
    zip(ArticleRecord.rows(document), ArticleFingerprint.fingerprints(of: document)).map { row, print in
      let article = RecordFields(row, articleColumns)
      let published = [article.text("published"), metadata.published].first { !$0.isEmpty }
      return [
        .text(article.text("source")), .integer(article.integer("article") ?? 0), .text(article.text("kind")),
        .text(article.text("headline")), .optional(published), .integer(article.integer("start") ?? 0),
        .integer(article.integer("end") ?? 0), .text(print.text), .text(print.figures), .text(metadata.url),
      ]
    }
  }
}
