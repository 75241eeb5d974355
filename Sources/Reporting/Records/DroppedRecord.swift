import Extraction
import NewsText

/// `heshu clean --show-dropped`: everything of a page that no article contains, so that nothing goes silently.
public enum DroppedRecord {
  /// The record that `heshu clean --show-dropped` prints.
  public static let type = RecordType(
    name: "dropped", meaning: "Source characters that cleaning took out, or set aside from the articles.",
    columns: [
      .source, .start, .end, .text,
      Column("treatment", .text, allowed: ["dropped", "aside"], "Taken out of the text, or kept apart from it."),
      Column("reason", .text, "Why: gloss, wrap, space, masthead and so on."),
    ],
    table: ["source", "start", "end", "treatment", "reason", "text"])

  /// What of the source is not in the clean text, in text order.
  public static func rows(_ document: Document) -> RowList {
    let source = RecordSource(document)
    let clean = document.page.clean
    var found = clean.dropped.map { (span: $0.span, treatment: "dropped", reason: $0.reason.rawValue) }
    found += clean.asides.map { (span: source.span($0.span), treatment: "aside", reason: $0.reason.rawValue) }
    found.sort { $0.span < $1.span }
    return RowList(
      found.map {
        [
          .text(source.name), .integer($0.span.start), .integer($0.span.end), .text(source.sourceText($0.span)),
          .text($0.treatment), .text($0.reason),
        ]
      })
  }
}
