import Foundation

/// Applies work to inputs on several threads and hands the results on in the order of the inputs.
///
/// At most four inputs for each thread are on the way at a time, so memory does not grow with their number. Workers start
/// as they are needed: one input starts one.
///
/// - Parameters:
///   - jobs: threads at most; less than one counts as one.
///   - next: gives the inputs one after the other, on the calling thread; nil ends them.
///   - worker: called once on each thread; what it returns is applied to the inputs there.
///   - consume: called on the calling thread.
public func inOrder<Input: Sendable, Output: Sendable>(
  jobs: Int, next: () -> Input?, worker: @escaping @Sendable () -> (Input) -> Output, consume: (Output) -> Void
) {
  let line = WorkLine<Input, Output>()
  let jobs = max(1, jobs)
  let window = jobs * 4
  var workers = 0
  var sent = 0
  var received = 0
  var exhausted = false
  while true {
    while !exhausted, sent - received < window {
      guard let input = next() else {
        exhausted = true
        break
      }
      line.send(input, number: sent)
      sent += 1
      if workers < jobs, workers < sent - received {
        workers += 1
        let thread = Thread {
          let work = worker()
          while let (number, input) = line.take() { line.finish(work(input), number: number) }
        }
        thread.stackSize = 8 << 20
        thread.start()
      }
    }
    guard received < sent else { break }
    consume(line.receive(received))
    received += 1
  }
  line.close()
}

/// Inputs on their way to the workers and results on their way back. All state is guarded by the condition's lock.
private final class WorkLine<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: [(Int, Input)] = []
  private var done: [Int: Output] = [:]
  private var closed = false

  func send(_ input: Input, number: Int) {
    condition.lock()
    waiting.append((number, input))
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for an input; nil when there will be none.
  func take() -> (Int, Input)? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty {
      if closed { return nil }
      condition.wait()
    }
    return waiting.removeFirst()
  }

  func finish(_ output: Output, number: Int) {
    condition.lock()
    done[number] = output
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for one result.
  func receive(_ number: Int) -> Output {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let output = done.removeValue(forKey: number) { return output }
      condition.wait()
    }
  }

  func close() {
    condition.lock()
    closed = true
    condition.broadcast()
    condition.unlock()
  }
}
