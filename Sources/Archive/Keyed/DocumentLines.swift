import Consistency
import Extraction
import Reporting

/// Everything that was read from a document as lines of JSON, each record under the name of its kind, with the keys by
/// which it meets those of other documents: `{"statistic":{…},"number":0,"keys":[…]}`.
public struct DocumentLines: Sendable {
  /// Which records are written.
  public enum Kind: String, Sendable, CaseIterable { case statistic, finding, article }

  private let kinds: Set<Kind>
  private let checker: Checker?

  private static let statisticColumns = RecordFields.columns(of: StatisticRecord.type)
  private static let printColumns = RecordFields.columns(of: ArticlePrintRecord.type)

  /// - Parameters:
  ///   - kinds: which records are written.
  ///   - checker: needed for findings alone; nil leaves them out.
  public init(_ kinds: Set<Kind>, checker: Checker?) {
    self.kinds = kinds
    self.checker = checker
  }

  /// Complexity: linear in the records.
  public func encode(_ document: Document, _ metadata: Metadata) -> [UInt8] {
    var writer = JSONWriter()
    if kinds.contains(.statistic) { statistics(document, metadata, &writer) }
    if kinds.contains(.article) {
      for row in ArticlePrintRecord.rows(document, metadata) {
        let fields = RecordFields(row, Self.printColumns)
        line(row, ArticlePrintRecord.type, .article, GroupKey.keys(ofFingerprint: fields.text("fingerprint")), &writer)
      }
    }
    if kinds.contains(.finding), let checker {
      for row in FindingRecord.rows(checker.findings(in: document), in: document) {
        line(row, FindingRecord.type, .finding, nil, &writer)
      }
    }
    return writer.bytes
  }

  private func statistics(_ document: Document, _ metadata: Metadata, _ writer: inout JSONWriter) {
    let rows = Array(StatisticRecord.rows(document, headline: metadata.title, published: metadata.published))
    var figures: [ArchiveFigure] = []
    var members: [Int] = []
    for (index, row) in rows.enumerated() {
      let statistic = document.statistics[index]
      guard
        let figure = ArchiveFigure(
          RecordFields(row, Self.statisticColumns), article: Int64(statistic.article),
          sentence: Int64(statistic.sentence))
      else { continue }
      figures.append(figure)
      members.append(index)
    }
    var keys = [[String]](repeating: [], count: rows.count)
    for (index, found) in zip(members, GroupKey.keys(of: figures)) { keys[index] = found }
    for (index, row) in rows.enumerated() {
      line(row, StatisticRecord.type, .statistic, keys[index], number: index, &writer)
    }
  }

  private func line(
    _ row: Row, _ type: RecordType, _ kind: Kind, _ keys: [String]?, number: Int? = nil, _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key(kind.rawValue)
    JSONLines.object(row, of: type, into: &writer)
    if let number {
      writer.key("number")
      writer.integer(number)
    }
    if let keys {
      writer.key("keys")
      writer.beginArray()
      for key in keys { writer.string(key) }
      writer.endArray()
    }
    writer.endObject()
    writer.endLine()
  }
}
