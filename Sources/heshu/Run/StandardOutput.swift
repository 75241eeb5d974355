import Archive
import Foundation

/// Standard output behind a buffer; whoever writes ends with `flush()`.
///
/// When the reader has gone (`heshu … | head`), the program ends silently.
struct StandardOutput: ~Copyable {
  private static let capacity = 1 << 16
  private var buffer: [UInt8] = []
  private let isTerminal = isatty(STDOUT_FILENO) != 0

  init() { buffer.reserveCapacity(Self.capacity * 2) }

  mutating func write(_ bytes: some Collection<UInt8>) {
    if bytes.count >= Self.capacity {
      flush()
      // What is large needs no second copy.
      let isWritten: Void? = bytes.withContiguousStorageIfAvailable { Self.write(UnsafeRawBufferPointer($0)) }
      if isWritten != nil { return }
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity || isTerminal { flush() }
  }

  mutating func write(_ text: String) { write(text.utf8) }

  mutating func flush() {
    buffer.withUnsafeBytes { Self.write($0) }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    while at < bytes.count {
      let written = bytes.baseAddress.map { Foundation.write(STDOUT_FILENO, $0 + at, bytes.count - at) } ?? 0
      if written > 0 {
        at += written
      } else if written < 0, errno != EINTR {
        // Not exit(): other threads are still at work, and nothing of theirs is wanted any more.
        if errno == EPIPE { _exit(0) }
        Problem("standard output", .store, String(cString: strerror(errno)).lowercased()).print()
        _exit(2)
      }
    }
  }
}
