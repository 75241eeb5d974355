/// Names the rule behind a decision, as `file:line`, the file relative to the rules folder.
public struct RuleReference: Hashable, Sendable, CustomStringConvertible {
  /// Relative to its folder of rules; a file of a user has the name of that folder before it.
  public var file: String
  /// 1-based.
  public var line: Int

  /// - Parameters:
  ///   - file: relative to its folder of rules, with the name of that folder before it where it is a user's.
  ///   - line: from 1.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}
