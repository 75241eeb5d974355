import GRDB

/// A figure of an archive with all that is known of it, as text.
public struct FigureRecord: Sendable {
  public var key: String
  public var district: String
  public var basis: String
  public var place: String
  public var activity: String
  public var action: String
  public var object: String
  public var text: String
  public var value: Double?
  public var low: Double?
  public var high: Double?
  public var qualifier: String
  public var unit: String
  public var kind: String
  public var scope: String
  public var periodStart: String
  public var periodEnd: String
  public var isPlanned: Bool
  /// In code points of the source.
  public var span: Range<Int>
  public var rule: String
  /// The rule that read the number; empty when unknown.
  public var numberRule: String
  public var article: Int64
  public var headline: String
  public var source: String
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
