import Foundation
import NewsText
import RuleFiles

/// A reported figure bound to who, where, what and when.
public struct Statistic: Sendable {
  public enum Scope: String, Sendable, CaseIterable { case cumulative, period, point, part, none }

  /// The figure.
  public var mention: Mention
  /// Index into `Page.sentences`.
  public var sentence: Int
  public var article: Int
  public var district: District?
  public var districtBasis: DistrictBasis?
  public var place: String
  public var activity: String
  public var action: String
  public var object: String
  public var actionSpan: Span?
  public var objectSpan: Span?
  public var scope: Scope
  /// ISO 8601, as far as known.
  public var periodStart: String?
  public var periodEnd: String?
  public var planned: Bool
  /// The pattern that bound it.
  public var rule: RuleReference

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
