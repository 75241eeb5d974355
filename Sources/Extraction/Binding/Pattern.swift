import RuleFiles

/// A binding pattern: a sequence of tests on items around a figure, with the roles that some of them fill.
struct Pattern: Sendable {
  enum Role: String, Sendable, CaseIterable { case value, action, object }

  /// One test, repeated between `least` and `most` times.
  struct Element: Sendable, Equatable {
    /// Any of these classes.
    var mask: ClassSet
    var least: Int
    var most: Int
    var role: Role?
    /// A look-ahead: the item here must not be of these classes; takes nothing.
    var negative = false
    /// A look-ahead: the item here must be of these classes; takes nothing.
    var positive = false
    /// The item before must end a clause, or there is none; takes nothing.
    var boundary = false
  }

  var id: String
  var elements: [Element]
  /// Roles taken over from the figure before when the pattern itself does not fill them.
  var inherits: [Role]
  /// Whether the figure right before gives the object, and not what the sentence is about.
  var inheritsNearest = false
  /// Units the figure must have; empty for any.
  var units: [String]
  /// Whether the unit is itself what is counted (四镇六乡, 36里).
  var takesUnit: Bool
  var reference: RuleReference
  /// Each element as it is written.
  var written: [String] = []
}

/// A sequence of items that patterns see as one: 比 全市 平均 水平 before 高出.
struct Chunk: Sendable {
  var id: String
  var elements: [Pattern.Element]
  /// The classes of the item it becomes.
  var classes: ClassSet
  var reference: RuleReference
}
