import NewsText
import RuleFiles

/// Which campaign activity holds at each point of a page.
public struct ActivityMap: Sendable {
  /// A stretch of text with the activity that holds in it.
  public struct Zone: Sendable {
    /// In UTF-16 units of the clean text.
    public var span: Span
    /// Id from the activity rules; empty when none applies.
    public var activity: String
    /// The stanza that decided; nil where no activity holds.
    public var rule: RuleReference?
    /// - Parameters:
    ///   - span: in UTF-16 units of the clean text.
    ///   - activity: id from the activity rules; empty where none holds.
    ///   - rule: the stanza that decided; nil where no activity holds.
    public init(span: Span, activity: String, rule: RuleReference?) {
      self.span = span
      self.activity = activity
      self.rule = rule
    }
  }

  /// In order, without overlap.
  public var zones: [Zone]
  /// - Parameter zones: in text order, without overlap.
  public init(zones: [Zone] = []) { self.zones = zones }

  /// The zone that holds a unit of the clean text. Complexity: O(log n).
  public func zone(at unit: Int) -> Zone? {
    var low = 0
    var high = zones.count
    while low < high {
      let middle = (low + high) / 2
      if zones[middle].span.end <= unit { low = middle + 1 } else { high = middle }
    }
    guard low < zones.count, zones[low].span.contains(unit) else { return nil }
    return zones[low]
  }
}
