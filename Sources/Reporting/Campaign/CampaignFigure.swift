import Extraction
import Foundation

/// What campaign tables need to know of one statistic.
public struct CampaignFigure: Sendable {
  /// Which cell of the table a figure belongs to.
  public struct Key: Hashable, Sendable {
    var district: String?
    var code: String?
    var activity: String
    var action: String
    var object: String
    var unit: String
    var scope: Statistic.Scope
    var planned: Bool

    /// A figure of a campaign with what tables sort it by.
    public init(
      district: String?, code: String?, activity: String, action: String, object: String, unit: String,
      scope: Statistic.Scope, planned: Bool
    ) {
      self.district = district
      self.code = code
      self.activity = activity
      self.action = action
      self.object = object
      self.unit = unit
      self.scope = scope
      self.planned = planned
    }
  }

  var key: Key
  var id: String
  var value: Decimal?
  var low: Decimal?
  var high: Decimal?
  var dimension: Measure.Dimension
  var place: String
  var periodStart: String?
  var periodEnd: String?
  /// The source it stands in, by its bytes, and the article there.
  var article: String
  var sentence: String

  /// - Parameters:
  ///   - key: the cell of the table that it belongs to.
  ///   - id: that of its statistic in records.
  ///   - value: in base units; nil where the words give none.
  ///   - low: lower bound in base units; nil for none.
  ///   - high: upper bound in base units; nil for none.
  ///   - dimension: what is measured; it says whether figures may be summed.
  ///   - place: the street, town, village or site it is reported for; empty for none.
  ///   - periodStart: first day of its time, ISO 8601 as far as it is known; nil for none.
  ///   - periodEnd: last day of its time, likewise.
  ///   - article: what its article is told from others by.
  ///   - sentence: the sentence it stands in, cleaned.
  public init(
    key: Key, id: String, value: Decimal?, low: Decimal?, high: Decimal?, dimension: Measure.Dimension, place: String,
    periodStart: String?, periodEnd: String?, article: String, sentence: String
  ) {
    self.key = key
    self.id = id
    self.value = value
    self.low = low
    self.high = high
    self.dimension = dimension
    self.place = place
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.article = article
    self.sentence = sentence
  }

  /// The figures of a document.
  public static func figures(_ document: Document) -> [CampaignFigure] {
    let source = RecordSource(document)
    let ids = StatisticRecord.ids(of: document, source: source)
    let page = document.page
    return document.statistics.enumerated().map { number, statistic in
      let base = BaseQuantity(statistic.mention)
      let sentence = page.sentences.indices.contains(statistic.sentence) ? page.sentences[statistic.sentence].span : nil
      return CampaignFigure(
        key: Key(
          district: statistic.district?.name, code: statistic.district?.code, activity: statistic.activity,
          action: statistic.action, object: statistic.object, unit: base.unit, scope: statistic.scope,
          planned: statistic.planned),
        id: ids[number], value: base.value, low: base.low, high: base.high, dimension: base.dimension,
        place: statistic.place, periodStart: statistic.periodStart, periodEnd: statistic.periodEnd,
        article: source.digest.id("a", String(statistic.article)), sentence: source.cleanText(sentence))
    }
  }
}
