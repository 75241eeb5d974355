import Extraction
import NewsText

/// A document as the records see it: everything by source offsets.
struct RecordSource {
  let document: Document
  let digest: SourceDigest

  init(_ document: Document) {
    self.document = document
    digest = SourceDigest(document.page.source.utf8)
  }

  var name: String { document.page.source.name }

  func span(_ span: Span) -> SourceSpan { document.page.clean.offsets.source(span) }

  /// The source characters behind a stretch of the clean text.
  func sourceText(_ span: SourceSpan) -> String { document.page.source.text(in: span) }

  /// A stretch of the clean text.
  func cleanText(_ span: Span?) -> String { span.map { document.page.clean.text(in: $0) } ?? "" }

  /// The index of the article that holds a unit of the clean text, nil in an aside. Complexity: O(log n).
  func article(at unit: Int) -> Int? {
    let articles = document.page.articles
    var low = 0
    var high = articles.count
    while low < high {
      let middle = (low + high) / 2
      if articles[middle].span.end <= unit { low = middle + 1 } else { high = middle }
    }
    guard low < articles.count, articles[low].span.contains(unit) else { return nil }
    return number(ofArticle: articles[low].index)
  }

  /// The number of an article of the page in its source.
  func number(ofArticle index: Int) -> Int { document.page.firstArticle + index }

  func published(_ article: Int) -> String? {
    document.published.indices.contains(article) ? document.published[article] : nil
  }
}
