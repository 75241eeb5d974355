import Extraction
import NewsText

/// `heshu segment`: sentences cut into words.
public enum SentenceRecord {
  /// The record that `heshu segment` prints.
  public static let type = RecordType(
    name: "sentence", meaning: "A sentence of an article, cut into words.",
    columns: [
      .source, .article,
      Column(
        "role", .text,
        allowed: ["shoulder", "headline", "subheadline", "byline", "heading", "body", "caption"],
        "What the sentence is on the page."),
      .start, .end,
      Column("words", .texts, "Its words in order; together they are the cleaned sentence."),
    ],
    table: ["source", "article", "role", "words"])

  /// - Parameters:
  ///   - document: as the extractor read it; its sentences are the records, in text order.
  ///   - words: the words of a sentence, as spans of the clean text.
  public static func rows(_ document: Document, words: (Sentence) -> [Span]) -> RowList {
    let source = RecordSource(document)
    return RowList(
      document.page.sentences.map { sentence in
        let span = source.span(sentence.span)
        return [
          .text(source.name), .integer(source.number(ofArticle: sentence.article)), .text(sentence.role.rawValue),
          .integer(span.start),
          .integer(span.end), .texts(words(sentence).map(source.cleanText)),
        ]
      })
  }
}
