import Extraction
import Foundation
import NewsText
import RuleFiles

/// One tested relation between figures.
public struct Finding: Sendable {
  public enum Verdict: String, Sendable, CaseIterable { case holds, fails, tension, undecided }
  public enum Severity: String, Sendable, CaseIterable { case error, warning, information }
  /// Why a relation that does not come out decides nothing.
  public enum UndecidedReason: String, Sendable, CaseIterable {
    case openList = "open-list"
    case period, overlap, damaged, incomplete
  }

  /// Id of the kind of check, such as `closed-sum`.
  public var check: String
  public var verdict: Verdict
  public var severity: Severity
  /// The figures compared, in the clean text.
  public var members: [Span]
  /// The members that are statistics, as indices into `Document.statistics`.
  public var statistics: [Int]
  public var article: Int
  public var expected: Decimal?
  public var computed: Decimal?
  /// Whether the relation holds only by rounding.
  public var rounding: Bool
  /// Why it is undecided; nil for every other verdict.
  public var reason: UndecidedReason?
  /// The arithmetic in Chinese and in English, for a reader with a pencil.
  public var message: Message
  public var rule: RuleReference
  /// The arithmetic of the other readings that were tried.
  public var otherReadings: [Message] = []

  public struct Message: Sendable, Equatable {
    public var chinese: String
    public var english: String
    public init(chinese: String, english: String) {
      self.chinese = chinese
      self.english = english
    }
  }

  public init(
    check: String, verdict: Verdict, severity: Severity, members: [Span], statistics: [Int] = [], article: Int,
    expected: Decimal? = nil, computed: Decimal? = nil, rounding: Bool = false, reason: UndecidedReason? = nil,
    message: Message, rule: RuleReference
  ) {
    self.check = check
    self.verdict = verdict
    self.severity = severity
    self.members = members
    self.statistics = statistics
    self.article = article
    self.expected = expected
    self.computed = computed
    self.rounding = rounding
    self.reason = reason
    self.message = message
    self.rule = rule
  }
}
