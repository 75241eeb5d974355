import Dispatch
import Synchronization

/// Does something several times at once, each on a thread of its own.
///
/// - Parameter work: given the number of its turn.
/// - Returns: what was made in each turn, in their order.
func concurrently<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  let results = Mutex([Result?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { turn in
    let result = work(turn)
    results.withLock { $0[turn] = result }
  }
  return results.withLock { $0.compactMap { $0 } }
}
