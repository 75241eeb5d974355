import Foundation
import NewsText
import RuleFiles

/// A reported figure bound to who, where, what and when.
public struct Statistic: Sendable {
  /// Over which time the figure counts.
  public enum Scope: String, Sendable, CaseIterable { case cumulative, period, point, part, none }

  /// The figure.
  public var mention: Mention
  /// Index into `Page.sentences`.
  public var sentence: Int
  /// Index of the article on the page.
  public var article: Int
  /// Who reports; nil when nothing says it.
  public var district: District?
  /// How the district is known.
  public var districtBasis: DistrictBasis?
  /// The street, town, village or site that the figure belongs to; empty for none.
  public var place: String
  /// Id of the campaign activity; empty for none.
  public var activity: String
  /// The verb, as the text has it; empty for none.
  public var action: String
  /// What is counted, as the text has it; empty for none.
  public var object: String
  /// In UTF-16 units of the clean text.
  public var actionSpan: Span?
  /// In UTF-16 units of the clean text.
  public var objectSpan: Span?
  /// Over which time the figure counts.
  public var scope: Scope
  /// ISO 8601, as far as known.
  public var periodStart: String?
  /// ISO 8601 as far as known; nil is open.
  public var periodEnd: String?
  /// Whether it is a plan and not a result.
  public var planned: Bool
  /// The pattern that bound it.
  public var rule: RuleReference

  /// A figure with nothing bound to it yet.
  public init(mention: Mention, sentence: Int, article: Int, rule: RuleReference) {
    self.mention = mention
    self.sentence = sentence
    self.article = article
    self.rule = rule
    place = ""
    activity = ""
    action = ""
    object = ""
    scope = .none
    planned = false
  }
}
