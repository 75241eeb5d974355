import NewsText

/// One JSON object per line.
public enum JSONLines {
  /// The keys of a kind of record as they are written, each with its quotation marks and colon.
  static func keys(of type: RecordType) -> [[UInt8]] {
    type.columns.map { column in
      var writer = JSONWriter()
      writer.key(column.name)
      return writer.bytes
    }
  }

  /// - Parameter keys: those of the kind of record.
  static func encode(_ row: Row, keys: [[UInt8]], into writer: inout JSONWriter) {
    object(row, keys: keys, into: &writer)
    writer.endLine()
  }

  /// A record as a value within a line.
  public static func object(_ row: Row, of type: RecordType, into writer: inout JSONWriter) {
    object(row, keys: keys(of: type), into: &writer)
  }

  private static func object(_ row: Row, keys: [[UInt8]], into writer: inout JSONWriter) {
    writer.beginObject()
    for (key, cell) in zip(keys, row) {
      writer.key(written: key)
      encode(cell, into: &writer)
    }
    writer.endObject()
  }

  private static func encode(_ cell: Cell, into writer: inout JSONWriter) {
    switch cell {
    case .null: writer.null()
    case .text(let text): writer.string(text)
    case .integer(let integer): writer.integer(integer)
    case .number(let number): writer.number(number)
    case .flag(let flag): writer.bool(flag)
    case .texts(let texts):
      writer.beginArray()
      for text in texts { writer.string(text) }
      writer.endArray()
    case .integers(let numbers):
      writer.beginArray()
      for number in numbers { writer.integer(number) }
      writer.endArray()
    case .spans(let spans):
      writer.beginArray()
      for span in spans {
        writer.beginArray()
        writer.integer(span.start)
        writer.integer(span.end)
        writer.endArray()
      }
      writer.endArray()
    }
  }
}
