import Foundation
import NewsText

/// One value of a record.
public enum Cell: Sendable, Equatable {
  case null
  case text(String)
  case integer(Int)
  case number(Decimal)
  case flag(Bool)
  case texts([String])
  case spans([SourceSpan])
  case integers([Int])

  /// Text, or null when there is none.
  public static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .null }
  /// A cell of a number; null for nil.
  public static func optional(_ number: Decimal?) -> Cell { number.map { .number($0) } ?? .null }
  /// A cell of a whole number; null for nil.
  public static func optional(_ integer: Int?) -> Cell { integer.map { .integer($0) } ?? .null }
}

/// One key of a record: what it holds, and what it means. Every output format and the JSON Schema are made from it.
public struct Column: Sendable {
  /// What the cells of a column hold.
  public enum Content: Sendable { case text, integer, number, numberOrText, flag, texts, spans, integers }

  /// As keys of JSON and headers of tables have it.
  public var name: String
  /// What its cells hold.
  public var content: Content
  /// Whether a cell may be null.
  public var nullable: Bool
  /// The only texts allowed; nil allows any.
  public var allowed: [String]?
  /// A regular expression of JSON Schema that every text matches.
  public var pattern: String?
  /// One English sentence for the schema.
  public var meaning: String

  /// A column; `meaning` is what the JSON Schema says of it.
  public init(
    _ name: String, _ content: Content, nullable: Bool = false, allowed: [String]? = nil, pattern: String? = nil,
    _ meaning: String
  ) {
    self.name = name
    self.content = content
    self.nullable = nullable
    self.allowed = allowed
    self.pattern = pattern
    self.meaning = meaning
  }
}

/// A kind of record: its keys in the order in which they are written.
public struct RecordType: Sendable {
  /// As in `heshu schema NAME`.
  public var name: String
  /// What one record is, in a sentence.
  public var meaning: String
  /// In the order of output.
  public var columns: [Column]
  /// The columns a terminal table shows, in its order.
  public var tableColumns: [Int]

  /// - Parameters:
  ///   - name: as in `heshu schema NAME`.
  ///   - meaning: what one record is, in a sentence.
  ///   - columns: the keys in the order of output.
  ///   - table: names of the columns that a terminal table shows; a name that is no column is passed over.
  public init(name: String, meaning: String, columns: [Column], table: [String]) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    tableColumns = table.compactMap { name in columns.firstIndex { $0.name == name } }
  }
}

/// The cells of one record, one for each column of its type.
public typealias Row = [Cell]

extension RecordType {
  /// The number of this version of the records: it changes when a key is renamed or removed.
  public static let version = 1
}
