import Extraction
import Foundation
import NewsText
import RuleFiles

/// One tested relation between figures.
public struct Finding: Sendable {
  /// What became of a relation; `tension` is what only generous rounding saves.
  public enum Verdict: String, Sendable, CaseIterable { case holds, fails, tension, undecided }
  /// How much it matters when the relation fails.
  public enum Severity: String, Sendable, CaseIterable { case error, warning, information }
  /// Why a relation that does not come out decides nothing.
  public enum UndecidedReason: String, Sendable, CaseIterable {
    case openList = "open-list"
    case period, overlap, damaged, incomplete
  }

  /// Id of the kind of check, such as `closed-sum`.
  public var check: String
  /// What became of the relation.
  public var verdict: Verdict
  /// How much it matters when it fails.
  public var severity: Severity
  /// The figures compared, in UTF-16 units of the clean text.
  public var members: [Span]
  /// The members that are statistics, as indices into `Document.statistics`.
  public var statistics: [Int]
  /// Index of the article on the page.
  public var article: Int
  /// What the text says, where one number says it.
  public var expected: Decimal?
  /// What the members give, where one number says it.
  public var computed: Decimal?
  /// Whether the relation holds only by rounding.
  public var rounding: Bool
  /// Why it is undecided; nil for every other verdict.
  public var reason: UndecidedReason?
  /// The arithmetic in Chinese and in English, for a reader with a pencil.
  public var message: Message
  /// The stanza that licensed the test.
  public var rule: RuleReference
  /// The arithmetic of the other readings that were tried.
  public var otherReadings: [Message] = []

  /// What is said of a finding, in both languages.
  public struct Message: Sendable, Equatable {
    /// In Chinese.
    public var chinese: String
    /// In English.
    public var english: String
    /// The same said twice.
    public init(chinese: String, english: String) {
      self.chinese = chinese
      self.english = english
    }
  }

  /// A finding; the spans of its members count UTF-16 units of the clean text.
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
