/// One copy of rules for all that read with them: rules hold a hundred tables, and a copy counts a reference to each.
public final class Shared<Value: Sendable>: Sendable {
  /// What is shared.
  public let value: Value
  /// Takes the one copy.
  public init(_ value: Value) { self.value = value }
}
