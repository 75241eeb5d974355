import Extraction

/// Columns that several record types share.
extension Column {
  static let source = Column("source", .text, "Path of the document as given, - for standard input.")
  static let article = Column(
    "article", .integer, nullable: true, "Position of the article on the page, from 0; null outside of articles.")
  static let start = Column("start", .integer, "First Unicode code point of the text in the source.")
  static let end = Column("end", .integer, "One past its last code point: source[start:end] == text.")
  static let text = Column("text", .text, "The characters of the source from start to end, unchanged.")
  static let value = Column(
    "value", .numberOrText, nullable: true,
    "The number with its multipliers applied; a date as ISO 8601 as far as it is known; null when it names none.")
  static let low = Column("low", .number, nullable: true, "The least number the words allow; null is unbounded.")
  static let high = Column("high", .number, nullable: true, "The greatest number the words allow; null is unbounded.")
  static let qualifier = Column(
    "qualifier", .text, allowed: Qualifier.allCases.map(\.rawValue), "How the figure is hedged.")
  static let unit = Column("unit", .text, "Unit or classifier as written, in simplified script; empty when bare.")
  static func rule(_ meaning: String) -> Column { Column("rule", .text, pattern: "^[^:]+:[0-9]+$", meaning) }
}
