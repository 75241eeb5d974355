import NewsText
import RuleFiles

/// An announced count with the list it announces: “五项活动”, 三巡六进, 贾寨、新大王、田庄三个村.
public struct Enumeration: Sendable {
  /// How the list is given.
  public enum Form: String, Sendable {
    case before, after, parentheses, clauses, headings, coinage, elsewhere, none
    /// The sections of the article that its headline counts.
    case sections
    /// Points back at what was named: 这两个县.
    case pointer
  }

  /// The announced count: 五项, 六结合's 六结合, 三巡, 六个一.
  public var announced: Span
  /// The number that is announced.
  public var count: Int
  /// What it counts, as the text has it; empty where only a noun follows.
  public var unit: String
  /// What is announced: 活动, 结合.
  public var head: Span?
  /// What is listed, in UTF-16 units of the clean text, in text order.
  public var items: [Span]
  /// The places of the repeated word, where these and not the items are as many as announced: “六个一”(一街一特色、…).
  public var repeats: [Span]
  /// How the items are told from each other.
  public var form: Form
  /// False when the list ends in 等 or ……: it may have more members than are written.
  public var closed: Bool
  /// Whether the list is beyond doubt the one announced, so that another length is an error of the text.
  public var isCertain: Bool
  /// Whether the count is a figure of its own (甲村、乙村、丙村3个村修路) whose mention stays a quantity.
  public var isFigure: Bool
  /// The row that announced it.
  public var rule: RuleReference

  /// An announced count with its list; spans in UTF-16 units of the clean text.
  public init(
    announced: Span, count: Int, unit: String = "", head: Span? = nil, items: [Span] = [], repeats: [Span] = [],
    form: Form = .none, closed: Bool = true, isCertain: Bool = false, isFigure: Bool = false, rule: RuleReference
  ) {
    self.announced = announced
    self.count = count
    self.unit = unit
    self.head = head
    self.items = items
    self.repeats = repeats
    self.form = form
    self.closed = closed
    self.isCertain = isCertain
    self.isFigure = isFigure
    self.rule = rule
  }
}
