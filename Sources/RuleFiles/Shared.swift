/// One copy of rules for all that read with them: rules hold a hundred tables, and a copy counts a reference to each.
public final class Shared<Value: Sendable>: @unchecked Sendable {
  /// Where the value stands as long as this does; it is never written again.
  public let address: UnsafePointer<Value>

  /// Takes the one copy.
  public init(_ value: Value) {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    memory.initialize(to: value)
    address = UnsafePointer(memory)
  }

  deinit {
    let memory = UnsafeMutablePointer(mutating: address)
    memory.deinitialize(count: 1)
    memory.deallocate()
  }
}
