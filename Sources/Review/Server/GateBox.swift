import Synchronization

/// Holds the gate, which is made once the port is known.
final class GateBox: Sendable {
  private let value = Mutex<Gate?>(nil)

  var gate: Gate? {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
