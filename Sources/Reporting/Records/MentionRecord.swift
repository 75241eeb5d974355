import Extraction
import NewsText

/// `heshu mentions`: every numeric expression.
public enum MentionRecord {
  /// The record that `heshu mentions` prints.
  public static let type = RecordType(
    name: "mention", meaning: "A numeric expression of the text and what it says.",
    columns: [
      .source, .article, .start, .end, .text,
      Column(
        "kind", .text, allowed: Mention.Kind.allCases.map(\.rawValue), "What sort of expression it is."),
      .value, .low, .high, .qualifier, .unit,
      .rule("The rule that read it, as file:line."),
    ],
    table: ["source", "start", "text", "kind", "value", "low", "high", "qualifier", "unit", "rule"])

  /// The numeric expressions of a document, in text order.
  public static func rows(_ document: Document) -> RowList {
    let source = RecordSource(document)
    return RowList(count: document.mentions.count) { index in
      let mention = document.mentions[index]
      let span = source.span(mention.span)
      return [
        .text(source.name), .optional(source.article(at: mention.span.start)), .integer(span.start),
        .integer(span.end), .text(source.sourceText(span)), .text(mention.kind.rawValue), mention.value.cell,
        .optional(mention.narrow.low), .optional(mention.narrow.high), .text(mention.qualifier.rawValue),
        .text(mention.unit), .text(mention.rule.description),
      ]
    }
  }
}

extension MentionValue {
  /// As the records write it: a number, an ISO 8601 date, or null.
  var cell: Cell {
    switch self {
    case .number(let number): .number(number)
    case .date(let date): .text(date)
    case .none: .null
    }
  }
}
