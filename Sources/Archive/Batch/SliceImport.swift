import Consistency
import Extraction
import Foundation
import GRDB
import NewsText
import Reporting

/// Writes into an archive what was read elsewhere: the records of some documents, as `slice` of the Spark job prints them.
///
/// Each line is an object with `record` (article, statistic or finding) and the keys of that record, lists as JSON within
/// a text; those of one document stand together, articles first. What is not in such records stays out of the archive:
/// mentions, and sentences without figures.
public struct SliceImport {
  private let store: ArchiveStore
  private let digest: String

  /// - Parameters:
  ///   - store: the archive that takes the records.
  ///   - digest: of the rules and the program that the records were made with.
  public init(_ store: ArchiveStore, digest: String) {
    self.store = store
    self.digest = digest
  }

  /// Reads a file, `-` for standard input. Documents that are in the archive already are replaced. Memory for one
  /// document; all or nothing is written.
  ///
  /// - Returns: what was done, and what could not be read.
  /// - Throws: `ArchiveFailure`.
  public func run(_ path: String) throws -> (tally: IngestTally, problems: [Problem]) {
    guard case .success(let file) = InputPath(path).open() else {
      throw ArchiveFailure("\(path): cannot be read; check the path and its permissions")
    }
    let stream = ByteStream(file: file)
    var tally = IngestTally()
    var problems: [Problem] = []
    try store.access { db in
      let rules = try store.useRules(digest, db)
      try db.inTransaction(.immediate) {
        // The same as standard input: such documents cannot be read anew from here.
        try db.execute(sql: "INSERT OR IGNORE INTO file (path, digest, bytes, is_complete) VALUES ('-', '', 0, 1)")
        let file = try Int64.fetchOne(db, sql: "SELECT id FROM file WHERE path = '-'") ?? 0
        var writer = DocumentWriter(db, rules: rules)
        var slice = SliceDocument()
        var number = 0
        while let line = stream.line(limit: 64 << 20) {
          number += 1
          guard let record = try? JSONRecord(line), let source = record.values["source"], !source.isEmpty else {
            problems.append(Problem(path, member: "#\(number)", .parse, "no record of a slice; print it anew"))
            continue
          }
          if source != slice.source {
            try write(slice, &writer, file, db, &tally)
            slice = SliceDocument(source: source)
          }
          if !slice.add(RecordFields(record)) {
            problems.append(Problem(path, member: "#\(number)", .parse, "a record without its article; print it anew"))
          }
        }
        if let failure = stream.failure { throw ArchiveFailure("\(path): \(failure.message)") }
        try write(slice, &writer, file, db, &tally)
        try Schema.fillFacets(db)
        tally.reprints = try Reprints.link(db)
        try db.execute(sql: "DELETE FROM meta WHERE key = 'cross'")
        try DecisionLinks.renew(db)
        return .commit
      }
      try store.settle(db)
    }
    return (tally, problems)
  }

  private func write(
    _ slice: SliceDocument, _ writer: inout DocumentWriter, _ file: Int64, _ db: Database, _ tally: inout IngestTally
  ) throws {
    guard !slice.source.isEmpty else { return }
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM source WHERE file_id = ? AND member = ?", arguments: [file, slice.source])
    if let known { try writer.remove(source: known) }
    let document = slice.document
    let origin = StoredOrigin(
      member: slice.source, name: slice.source, digest: "", format: DocumentFormat.record.rawValue)
    _ = try writer.write(document, origin, file: file)
    if known == nil { tally.added += 1 } else { tally.replaced += 1 }
    tally.statistics += document.statistics.count
    tally.findings += document.findings.count
  }
}

/// The records of one document of a slice, as rows of an archive.
private struct SliceDocument {
  var source = ""
  private var articles: [Int: Int] = [:]
  private var sentences: [[Int]: Int] = [:]
  private var statistics: [String: Int] = [:]
  private var rows = StoredDocument(source: [])
  private var end = 0
  private var title = ""
  private var url = ""

  init() {}
  init(source: String) { self.source = source }

  var document: StoredDocument {
    var document = rows
    let texts = [title, "", "", "", url, source]
    document.source =
      [TextEncoding.utf8.rawValue.databaseValue, end.databaseValue, 0.databaseValue] + texts.map(\.databaseValue)
    return document
  }

  /// - Returns: whether the record has its place.
  mutating func add(_ fields: RecordFields) -> Bool {
    let number = fields.integer("article") ?? 0
    if fields.text("record") == "article" {
      articles[number] = rows.articles.count
      end = max(end, fields.integer("end") ?? 0)
      url = fields.text("url")
      rows.articles.append(
        [
          number.databaseValue, fields.text("kind").databaseValue, fields.text("headline").databaseValue,
          "".databaseValue, "".databaseValue, fields.optional("published"),
        ]
          + [(fields.integer("start") ?? 0).databaseValue, (fields.integer("end") ?? 0).databaseValue]
          + [fields.text("fingerprint").databaseValue, fields.text("figures").databaseValue])
      rows.articleFacets.append(StoredDocument.Facets())
      return true
    }
    guard let article = articles[number] else { return false }
    switch fields.text("record") {
    case "statistic": addStatistic(fields, article)
    case "finding":
      let members = fields.text("statistics").split { "[]\", ".contains($0) }.compactMap { statistics[String($0)] }
      // The message in one language, no activity and no date yet.
      let values = Self.values(fields, FindingRecord.type, StoredDocument.findingKeys) + [""].map(\.databaseValue)
      rows.findings.append((article, values + ["", ""].map(\.databaseValue), members, StoredDocument.Facets()))
    default: return false
    }
    return true
  }

  private mutating func addStatistic(_ fields: RecordFields, _ article: Int) {
    if rows.articles[article][2].storage.value as? String == "" { title = fields.text("headline") }
    let span = [fields.integer("sentence_start") ?? 0, fields.integer("sentence_end") ?? 0]
    let text = fields.text("sentence")
    let sentence = sentences[[article] + span] ?? rows.sentences.count
    if sentence == rows.sentences.count {
      sentences[[article] + span] = sentence
      let role = Sentence.Role.body.rawValue.databaseValue
      rows.sentences.append(
        (article, [role, text.databaseValue] + (span + [0]).map(\.databaseValue) + ["".databaseValue], text))
    }
    let code = fields.text("district_code")
    let name = fields.text("district")
    let district = name.isEmpty ? nil : District(name: name, code: code.isEmpty ? nil : code)
    statistics[fields.text("id")] = rows.statistics.count
    rows.statistics.append(
      (article, sentence, district, Self.values(fields, StatisticRecord.type, StoredDocument.statisticKeys)))
  }

  private static func values(_ fields: RecordFields, _ type: RecordType, _ names: [String]) -> StoredDocument.Values {
    names.map { name in
      switch type.columns.first(where: { $0.name == name })?.content {
      case .integer: (fields.integer(name) ?? 0).databaseValue
      case .number, .numberOrText: fields.number(name).map(StoredDocument.value) ?? .null
      case .flag: (fields.text(name) == "true").databaseValue
      default: type.isNullable(name) ? fields.optional(name) : fields.text(name).databaseValue
      }
    }
  }
}

extension RecordFields {
  fileprivate func optional(_ name: String) -> DatabaseValue {
    let text = text(name)
    return text.isEmpty ? .null : text.databaseValue
  }
}

extension RecordType {
  fileprivate func isNullable(_ name: String) -> Bool { columns.contains { $0.name == name && $0.nullable } }
}
