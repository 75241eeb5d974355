import GRDB

/// A figure of an archive with all that is known of it, as text.
public struct FigureRecord: Sendable {
  /// Its id in records, which stays when documents are read again.
  public var key: String
  /// Name of the district that reports, empty when none is known.
  public var district: String
  /// How the district is known.
  public var basis: String
  /// Street, town, village or site; empty for none.
  public var place: String
  /// Id of the campaign activity, empty for none.
  public var activity: String
  /// The verb, empty for none.
  public var action: String
  /// What is counted, empty for none.
  public var object: String
  /// As the source has it.
  public var text: String
  /// The number itself.
  public var value: Double?
  /// Lower bound; nil is open.
  public var low: Double?
  /// Upper bound; nil is open.
  public var high: Double?
  /// How the words hedge the number.
  public var qualifier: String
  /// As the text has it.
  public var unit: String
  /// What the unit measures.
  public var kind: String
  /// Over which time it counts.
  public var scope: String
  /// ISO 8601 as far as known; empty is open.
  public var periodStart: String
  /// ISO 8601 as far as known; empty is open.
  public var periodEnd: String
  /// Whether it is a plan and not a result.
  public var isPlanned: Bool
  /// In code points of the source.
  public var span: Range<Int>
  /// What decided, as `file:line`.
  public var rule: String
  /// The rule that read the number; empty when unknown.
  public var numberRule: String
  /// Number of the article in the archive.
  public var article: Int64
  /// Headline of the article, empty without one.
  public var headline: String
  /// Name of the document.
  public var source: String
  /// Its number in the archive.
  public var id: Int64

  static let sql = """
    SELECT statistic.key, coalesce (district.name, ''), coalesce (district_basis, ''), place, statistic.activity, action,
    object, statistic.text, value, low, high, qualifier, unit, quantity_kind, scope, coalesce (period_start, ''),
    coalesce (period_end, ''), planned, statistic.start, statistic.stop, rule, coalesce ((SELECT mention.rule FROM mention
    WHERE mention.article_id = statistic.article_id AND mention.start = statistic.start LIMIT 1), ''),
    statistic.article_id, coalesce (nullif (article.headline, ''), source.title), source.name, statistic.id FROM statistic
    JOIN article ON article.id = statistic.article_id JOIN source ON source.id = article.source_id
    LEFT JOIN district ON district.id = statistic.district_id
    """

  init(_ row: Row) {
    key = row[0]
    district = row[1]
    basis = row[2]
    place = row[3]
    activity = row[4]
    action = row[5]
    object = row[6]
    text = row[7]
    value = row[8]
    low = row[9]
    high = row[10]
    qualifier = row[11]
    unit = row[12]
    kind = row[13]
    scope = row[14]
    periodStart = row[15]
    periodEnd = row[16]
    isPlanned = row[17]
    let start: Int = row[18]
    span = start..<max(start, row[19] as Int)
    rule = row[20]
    numberRule = row[21]
    article = row[22]
    headline = row[23]
    source = row[24]
    id = row[25]
  }
}
