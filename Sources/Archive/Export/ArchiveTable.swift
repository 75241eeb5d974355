import Consistency
import Extraction
import Foundation
import GRDB
import NewsText
import Reporting

/// A table of an archive as records: the statistics, mentions and findings are those that `extract`, `mentions` and
/// `check --all` print.
public struct ArchiveTable: Sendable {
  /// The record that is written.
  public let type: RecordType
  /// Selects the columns of the type, in their order.
  private let sql: String

  /// Every table that can be exported.
  public static let all = [statistic, mention, finding, source, problem, decision]

  /// The figures.
  public static let statistic = ArchiveTable(
    type: StatisticRecord.type,
    sql: """
      SELECT statistic.key, source.name, article.number, coalesce (nullif (article.headline, ''), source.title),
      coalesce (article.published, nullif (source.published, '')), district.name, nullif (district.code, ''),
      statistic.district_basis, statistic.place, statistic.activity, statistic.action, statistic.object, statistic.text,
      statistic.value, statistic.low, statistic.high, statistic.qualifier, statistic.unit, statistic.base_value,
      statistic.base_unit, statistic.quantity_kind, statistic.scope, statistic.period_start, statistic.period_end,
      statistic.planned, statistic.start, statistic.stop, sentence.text, sentence.start, sentence.stop, statistic.rule
      FROM statistic JOIN sentence ON sentence.id = statistic.sentence_id
      JOIN article ON article.id = statistic.article_id JOIN source ON source.id = article.source_id
      LEFT JOIN district ON district.id = statistic.district_id ORDER BY statistic.id
      """)

  /// The numeric expressions.
  public static let mention = ArchiveTable(
    type: MentionRecord.type,
    sql: """
      SELECT source.name, article.number, mention.start, mention.stop, text, mention.kind, value, low, high, qualifier,
      unit, rule FROM mention JOIN source ON source.id = mention.source_id
      LEFT JOIN article ON article.id = mention.article_id ORDER BY mention.id
      """)

  /// The findings.
  public static let finding = ArchiveTable(
    type: FindingRecord.type,
    sql: """
      SELECT finding.key, finding.check_name, finding.verdict, finding.severity, finding.message, source.name,
      article.number, finding.spans, finding.lines, finding.quotes,
      (SELECT json_group_array (statistic.key) FROM finding_statistic
       JOIN statistic ON statistic.id = statistic_id WHERE finding_id = finding.id),
      finding.expected, finding.computed, finding.rounding, finding.reason, finding.rule
      FROM finding JOIN article ON article.id = finding.article_id JOIN source ON source.id = article.source_id
      WHERE NOT finding.is_cross ORDER BY finding.id
      """)

  /// The documents.
  public static let source = ArchiveTable(
    type: RecordType(
      name: "source", meaning: "A document of an archive.",
      columns: [
        Column("source", .text, "Path of the document, with its place in the file."),
        Column("format", .text, allowed: DocumentFormat.allCases.map(\.rawValue), "What it is written in."),
        Column("encoding", .text, allowed: TextEncoding.allCases.map(\.rawValue), "How its bytes became text."),
        Column("characters", .integer, "Code points of its text."),
        Column("replacements", .integer, "How many U+FFFD decoding put in."),
        Column("title", .text, "As its metadata say; empty when they do not."),
        Column("author", .text, "As its metadata say."),
        Column("published", .text, "As its metadata say, ISO 8601."),
        Column("origin", .text, "The newspaper or site, as its metadata say."),
        Column("url", .text, "Where it was found on the web."),
        Column("record", .text, "Its id in its own collection."),
      ], table: ["source", "format", "encoding", "title", "published"]),
    sql: """
      SELECT name, format, encoding, characters, replacements, title, author, published, origin, url, record FROM source
      ORDER BY id
      """)

  /// What could not be read.
  public static let problem = ArchiveTable(
    type: RecordType(
      name: "problem", meaning: "What could not be read, and why.",
      columns: [
        Column("source", .text, "Path of the file, with the place in it."),
        Column("stage", .text, allowed: Problem.Stage.allCases.map(\.rawValue), "Where it went wrong."),
        Column("message", .text, "What is wrong, and what to do about it."),
      ], table: ["source", "stage", "message"]),
    sql: "SELECT path || member, stage, message FROM problem ORDER BY id")

  /// A record of `problem`.
  public static func row(_ problem: Problem) -> Reporting.Row {
    [.text(problem.name + problem.member), .text(problem.stage.rawValue), .text(problem.message)]
  }

  /// What reviewers decided.
  public static let decision = ArchiveTable(
    type: RecordType(
      name: "decision", meaning: "What a reviewer said of a finding.",
      columns: [
        Column("id", .text, pattern: "^[fx][0-9a-f]{16}$", "Id of the finding."),
        Column(
          "status", .text, allowed: Decision.Status.allCases.map(\.rawValue), "What became of it; empty when open."),
        Column("note", .text, "The reviewer's note."),
        Column("changed", .text, "When it was changed last, ISO 8601."),
        Column("present", .flag, "Whether the finding came up when its document was read last."),
        Column("check", .text, "Id of the kind of check."),
        Column("verdict", .text, allowed: Finding.Verdict.allCases.map(\.rawValue), "How the test came out."),
        Column("message", .text, "One sentence that a reader can verify with a pencil."),
        Column("source", .text, "The document, or the first of those compared."),
        Column("spans", .spans, "The figures compared: [start, end] of each in its source."),
        Column("quotes", .texts, "Each of them as the source has it."),
        Column("rule", .text, pattern: "^[^:]+:[0-9]+$", "The rule that licensed the check, as file:line."),
      ], table: ["status", "check", "message", "source", "note"]),
    sql: """
      SELECT key, status, note, changed, EXISTS (SELECT 1 FROM finding WHERE finding.key = decision.key), check_name,
      verdict, message, source, spans, quotes, rule FROM decision WHERE status != '' OR note != '' ORDER BY changed, key
      """)

  /// Gives every record to a body, in the order in which they were read. One is in memory at a time.
  ///
  /// - Throws: `ArchiveFailure`, and what the body throws.
  public func forEach(in store: ArchiveStore, _ body: (Reporting.Row) throws -> Void) throws {
    try store.access { db in
      let rows = try GRDB.Row.fetchCursor(db, sql: sql)
      while let row = try rows.next() {
        var record: Reporting.Row = []
        record.reserveCapacity(type.columns.count)
        for (index, column) in type.columns.enumerated() { record.append(Self.cell(row[index], column)) }
        try body(record)
      }
    }
  }

  private static func cell(_ value: DatabaseValue, _ column: Reporting.Column) -> Cell {
    switch (value.storage, column.content) {
    case (.null, .texts): .texts([])
    case (.null, _): .null
    case (.int64(let number), .number), (.int64(let number), .numberOrText): .number(Decimal(number))
    case (.int64(let number), .flag): .flag(number != 0)
    case (.int64(let number), _): .integer(Int(number))
    case (.double(let number), _): .number(Decimal(string: String(number)) ?? Decimal(number))
    case (.string(let text), .texts): .texts((try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? [])
    case (.string(let text), .spans): .spans(spans(text))
    case (.string(let text), .integers): .integers(numbers(text))
    case (.string(let text), _): .text(text)
    case (.blob, _): .null
    }
  }

  private static func numbers(_ text: String) -> [Int] { text.split { !$0.isNumber }.compactMap { Int($0) } }

  /// [[1,2],[5,9]]
  private static func spans(_ text: String) -> [SourceSpan] {
    let numbers = numbers(text)
    return stride(from: 0, to: numbers.count - 1, by: 2).map { SourceSpan(numbers[$0], numbers[$0 + 1]) }
  }
}
