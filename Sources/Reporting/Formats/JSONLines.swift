import NewsText

/// One JSON object per line.
public enum JSONLines {
  static func encode(_ row: Row, of type: RecordType, into writer: inout JSONWriter) {
    object(row, of: type, into: &writer)
    writer.endLine()
  }

  /// A record as a value within a line.
  public static func object(_ row: Row, of type: RecordType, into writer: inout JSONWriter) {
    writer.beginObject()
    for (column, cell) in zip(type.columns, row) {
      writer.key(column.name)
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
