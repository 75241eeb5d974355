/// How records are written.
public enum OutputFormat: String, Sendable, CaseIterable { case jsonl, table, csv, tsv }

/// Turns rows into bytes of one format. Encoding a document needs no state, so workers may do it apart.
///
/// ```swift
/// let encoder = RecordEncoder(format: .csv, type: SentenceRecord.type)
/// let rows = SentenceRecord.rows(document) { extractor.words(of: $0, in: document) }
/// print(String(decoding: encoder.header + encoder.encode(rows), as: UTF8.self))
/// // source,article,role,start,end,words
/// // page.txt,0,body,0,14,蚌山区;走访;群众;3000人次;。
/// ```
public struct RecordEncoder: Sendable {
  /// What is written.
  public let format: OutputFormat
  /// The record that is written.
  public let type: RecordType
  /// Whether CSV begins with a byte order mark, as Excel wants it.
  public let byteOrderMark: Bool
  private let keys: [[UInt8]]

  /// - Parameters:
  ///   - format: how they are written.
  ///   - type: that of all rows that will be given.
  ///   - byteOrderMark: whether CSV begins with one, for spreadsheets.
  public init(format: OutputFormat, type: RecordType, byteOrderMark: Bool = false) {
    self.format = format
    self.type = type
    self.byteOrderMark = byteOrderMark
    keys = format == .jsonl ? JSONLines.keys(of: type) : []
  }

  /// What stands before the first record.
  public var header: [UInt8] {
    switch format {
    case .jsonl, .table: []
    case .csv: (byteOrderMark ? SeparatedValues.byteOrderMark : []) + SeparatedValues.header(type, tabs: false)
    case .tsv: SeparatedValues.header(type, tabs: true)
    }
  }

  /// The rows in this format; for `table`, which must see all columns first, use `TextTable`.
  public func encode(_ rows: some Collection<Row>) -> [UInt8] {
    switch format {
    case .jsonl:
      var writer = JSONWriter()
      if let list = rows as? RowList, list.writeLines(0..<list.count, into: &writer) { return writer.bytes }
      if let slice = rows as? Slice<RowList>,
        slice.base.writeLines(slice.startIndex..<slice.endIndex, into: &writer)
      {
        return writer.bytes
      }
      for row in rows { JSONLines.encode(row, keys: keys, into: &writer) }
      return writer.bytes
    case .csv, .tsv:
      var bytes: [UInt8] = []
      for row in rows { SeparatedValues.encode(row, tabs: format == .tsv, into: &bytes) }
      return bytes
    case .table:
      var table = TextTable(type: type, width: 120)
      return Array((table.add(rows) + table.finish()).utf8)
    }
  }
}
