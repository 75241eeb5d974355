import Foundation

/// Ends connections that send too much, or have come to a standstill.
///
/// The HTTP library reads the head of a request whatever its length and however slowly it comes. This looks at the
/// sockets themselves, once a second: by the counters of the kernel (`TCP_INFO`) it shuts down whatever has sent more
/// than any request of this server needs, and whatever was opened long ago and gets no answer any more.
final class ConnectionWatch: Sendable {
  /// Bytes that one connection may send; each carries one request.
  private static let mostBytes = Gate.largestForm + 64 * 1024
  /// Bytes that may wait to be read: of what comes after the end of a connection, no more is read than this.
  private static let queue: Int32 = 32 * 1024
  /// Seconds that a connection may last without being answered.
  private static let patience = 30

  /// Places of `struct tcp_info` of Linux.
  private enum Place {
    static let state = 0
    static let lastDataSent = 44
    static let bytesReceived = 128
  }
  private static let established: UInt8 = 1

  /// Looks once a second until the task ends.
  func run() async throws {
    var opened: [Int32: (peer: UInt16, at: ContinuousClock.Instant)] = [:]
    while !Task.isCancelled {
      try await Task.sleep(for: .seconds(1))
      var seen: Set<Int32> = []
      for file in Self.openFiles() {
        guard let peer = Self.peer(file), let info = Self.info(file), info[Place.state] == Self.established else {
          continue
        }
        seen.insert(file)
        if opened[file]?.peer != peer { opened[file] = (peer, .now) }
        let age = opened[file].map { $0.at.duration(to: .now) } ?? .zero
        let silence = Duration.milliseconds(Self.number(info, Place.lastDataSent, as: UInt32.self))
        let isStuck = age > .seconds(Self.patience) && silence > .seconds(Self.patience)
        if isStuck || Self.number(info, Place.bytesReceived, as: UInt64.self) > Self.mostBytes {
          Self.end(file)
        }
      }
      opened = opened.filter { seen.contains($0.key) }
    }
  }

  /// Limits what waits on connections that are accepted from now on; they take it over from the socket that listens.
  static func limitQueues() {
    for file in openFiles() {
      var isListening: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      guard getsockopt(file, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0, isListening != 0 else { continue }
      var bytes = queue
      setsockopt(file, SOL_SOCKET, SO_RCVBUF, &bytes, size)
    }
  }

  /// Ends a connection, and throws away what waits on it, which the library would read to its end.
  private static func end(_ file: Int32) {
    shutdown(file, Int32(SHUT_RDWR))
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while recv(file, &bytes, bytes.count, Int32(MSG_DONTWAIT)) > 0 {}
  }

  private static func openFiles() -> [Int32] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { Int32($0) }
  }

  /// The port at the other end of a TCP connection over IP; nil for any other file.
  private static func peer(_ file: Int32) -> UInt16? {
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(file, $0, &size) }
    }
    guard code == 0, Int32(address.ss_family) == AF_INET || Int32(address.ss_family) == AF_INET6 else { return nil }
    // The port stands in the same place for both.
    return withUnsafeBytes(of: address) { $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self) }
  }

  private static func info(_ file: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 256)
    var size = socklen_t(bytes.count)
    return getsockopt(file, Int32(IPPROTO_TCP), TCP_INFO, &bytes, &size) == 0 && size >= 136 ? bytes : nil
  }

  private static func number<Number: FixedWidthInteger>(_ bytes: [UInt8], _ place: Int, as: Number.Type) -> Int {
    bytes.withUnsafeBytes { Int(clamping: $0.loadUnaligned(fromByteOffset: place, as: Number.self)) }
  }
}
