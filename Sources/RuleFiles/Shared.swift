/// One copy of rules for all that read with them: rules hold a hundred tables, and a copy counts a reference to each.
public final class Shared<Value: Sendable>: Sendable {
  public let value: Value
  public init(_ value: Value) { self.value = value }
}
