import NewsText
import RuleFiles

/// An announced count with the list it announces: “五项活动”, 三巡六进, 贾寨、新大王、田庄三个村.
public struct Enumeration: Sendable {
  /// How the list is given.
  public enum Form: String, Sendable {
    case before, after, parentheses, clauses, headings, coinage, elsewhere, none
  }

  /// The announced count: 五项, 六结合's 六结合, 三巡, 六个一.
  public var announced: Span
  public var count: Int
  public var unit: String
  /// What is announced: 活动, 结合.
  public var head: Span?
  public var items: [Span]
  public var form: Form
  /// False when the list ends in 等 or ……: it may have more members than are written.
  public var closed: Bool
  public var rule: RuleReference

  public init(
    announced: Span, count: Int, unit: String = "", head: Span? = nil, items: [Span] = [], form: Form = .none,
    closed: Bool = true, rule: RuleReference
  ) {
    self.announced = announced
    self.count = count
    self.unit = unit
    self.head = head
    self.items = items
    self.form = form
    self.closed = closed
    self.rule = rule
  }
}
