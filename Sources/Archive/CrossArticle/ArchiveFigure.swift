import Foundation
import GRDB

/// One figure of an archive, as checks across articles need it. Values are in base units.
struct ArchiveFigure {
  /// What is counted: figures are only ever compared within one indicator.
  struct Indicator: Hashable {
    var district: String
    var activity: String
    var action: String
    var object: String
    var unit: String
  }

  var indicator: Indicator
  var key: String
  var place: String
  var scope: String
  var periodStart: String
  var periodEnd: String
  var published: String
  var low: Double
  var high: Double
  /// How far the printed number may be off by rounding: half of its last digit where a multiplier stands behind it.
  var rounding: Double
  var article: Int64
  var sentence: Int64
  var source: String
  var span: (start: Int, stop: Int)
  var text: String
  var headline: String
  /// The id of its document in its own collection; empty where it has none.
  var record = ""

  /// When the figure was true, as far as it is known.
  var date: String { periodEnd.isEmpty ? published : periodEnd }

  /// Every figure with a value that is a result and stands in no reprint, by document and place in it: what is compared
  /// with what does not depend on the order of the run.
  static func all(_ db: Database) throws -> [ArchiveFigure] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coalesce (district, ''), activity, action, object, base_unit, key, place, scope,
        coalesce (period_start, ''), coalesce (period_end, ''), coalesce (figure.published, ''), value, low, high,
        base_value, text, article_id, sentence_id, source, start, stop, headline,
        document.record FROM figure JOIN source AS document ON document.id = figure.source_id
        WHERE NOT planned AND NOT is_reprint AND base_value IS NOT NULL
        ORDER BY coalesce (nullif (document.record, ''), document.name), article, figure.id
        """
    ).map { row in
      let value = row[11] as Double? ?? 0
      let base = row[14] as Double? ?? 0
      let factor = value == 0 ? 1 : base / value
      return ArchiveFigure(
        indicator: Indicator(district: row[0], activity: row[1], action: row[2], object: row[3], unit: row[4]),
        key: row[5], place: row[6], scope: row[7], periodStart: row[8], periodEnd: row[9], published: row[10],
        low: (row[12] as Double?).map { $0 * factor } ?? -.infinity,
        high: (row[13] as Double?).map { $0 * factor } ?? .infinity, rounding: rounding(row[15], value) * factor,
        article: row[16], sentence: row[17], source: row[18], span: (row[19], row[20]), text: row[15],
        headline: row[21], record: row[22])
    }
  }

  /// 3.2万 is 32000 give or take 500; 32000 is exact.
  static func rounding(_ text: String, _ value: Double) -> Double {
    let digits = text.unicodeScalars.drop { !("0"..."9").contains($0) }
      .prefix { ("0"..."9").contains($0) || $0 == "." || $0 == "," }
    let literal = String(String.UnicodeScalarView(digits.filter { $0 != "," }))
    guard let number = Double(literal), number > 0, value / number > 1.5 else { return 0 }
    let decimals = literal.split(separator: ".").dropFirst().first?.count ?? 0
    return value / number * pow(10, Double(-decimals)) / 2
  }
}

/// What came of comparing figures of different articles.
public struct ArchiveFinding: Sendable {
  /// Id of the check.
  public var check: String
  /// What became of the relation.
  public var verdict: Verdict
  /// How much it matters.
  public var severity: Severity
  /// What is said of it, in Chinese.
  public var chinese: String
  /// The same in English.
  public var english: String
  /// The figures compared, each with its source; their keys are those of the statistics.
  public var members: [Member]
  /// What decided, as `file:line`.
  public var rule: String

  /// What became of a relation.
  public enum Verdict: String, Sendable, CaseIterable { case holds, fails, tension }
  /// How much it matters when it fails.
  public enum Severity: String, Sendable, CaseIterable { case warning, information }

  /// One of the figures compared.
  public struct Member: Sendable {
    /// Name of the document.
    public var source: String
    /// Where it starts, in code points of the source.
    public var start: Int
    /// One past its last code point.
    public var stop: Int
    /// As the source has it.
    public var text: String
    /// Id of the statistic; empty for an article as a whole.
    public var key: String
    /// The row of its article; 0 outside of an archive.
    var article: Int64 = 0
  }
}

extension ArchiveFigure {
  var member: ArchiveFinding.Member {
    ArchiveFinding.Member(source: source, start: span.start, stop: span.stop, text: text, key: key, article: article)
  }
}
