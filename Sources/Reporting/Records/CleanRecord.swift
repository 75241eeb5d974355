import Extraction
import NewsText

/// `heshu clean`: a page as the later stages see it.
public enum CleanRecord {
  /// The record that `heshu clean` prints.
  public static let type = RecordType(
    name: "clean", meaning: "A document after cleaning.",
    columns: [
      .source,
      Column("encoding", .text, "How its bytes became text."),
      Column("characters", .integer, "Unicode code points of the source."),
      Column("replacements", .integer, "How many U+FFFD decoding put in for ill-formed bytes."),
      Column("dropped", .integer, "How many stretches cleaning took out."),
      Column("asides", .integer, "How many stretches were set aside from the articles."),
      Column("text", .text, "Simplified, unwrapped text without what was set aside."),
    ],
    table: ["source", "encoding", "characters", "replacements", "dropped", "asides", "text"])

  /// The lines of the clean text, in text order.
  public static func rows(_ document: Document) -> RowList {
    let source = document.page.source
    let clean = document.page.clean
    return RowList(
      [
        [
          .text(source.name), .text(source.encoding.rawValue), .integer(source.count), .integer(source.replacements),
          .integer(clean.dropped.count), .integer(clean.asides.count), .text(text(clean)),
        ]
      ])
  }

  /// The clean text without its asides, and without the lines they leave empty.
  public static func text(_ clean: CleanText) -> String {
    var kept: [UInt16] = []
    kept.reserveCapacity(clean.units.count)
    var at = 0
    func keep(_ end: Int) {
      guard at < end else { return }
      for unit in clean.units[at..<end] where unit != 0x0A || (kept.last ?? 0x0A) != 0x0A { kept.append(unit) }
    }
    for aside in clean.asides where aside.span.start >= at {
      keep(aside.span.start)
      at = aside.span.end
    }
    keep(clean.units.count)
    return String(decoding: kept, as: UTF16.self)
  }
}
