/// Names the rule behind a decision, as `file:line`, the file relative to the rules folder.
public struct RuleReference: Hashable, Sendable, CustomStringConvertible {
  public var file: String
  /// 1-based.
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}
