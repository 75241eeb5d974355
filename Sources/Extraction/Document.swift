import NewsText
import RuleFiles

/// Everything that was read from one source.
public struct Document: Sendable {
  /// The text, cut into articles and sentences.
  public var page: Page
  /// In text order, without overlap.
  public var mentions: [Mention]
  /// Announced counts with their lists, in text order.
  public var enumerations: [Enumeration]
  /// Who reports where.
  public var districts: DistrictMap
  /// Which campaign activity holds where.
  public var activities: ActivityMap
  /// In text order.
  public var statistics: [Statistic]
  /// The date of the page or of each article, ISO 8601 as far as known, indexed by article.
  public var published: [String?]
  /// Over which times the text speaks, in text order, without overlap.
  public var timeFrames: [TimeFrame]

  /// A document put together from what the stages found.
  public init(
    page: Page, mentions: [Mention] = [], enumerations: [Enumeration] = [], districts: DistrictMap = DistrictMap(),
    activities: ActivityMap = ActivityMap(), statistics: [Statistic] = [], published: [String?] = [],
    timeFrames: [TimeFrame] = []
  ) {
    self.page = page
    self.mentions = mentions
    self.enumerations = enumerations
    self.districts = districts
    self.activities = activities
    self.statistics = statistics
    self.published = published
    self.timeFrames = timeFrames
  }
}
