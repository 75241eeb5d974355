import Foundation

/// Why a stream cannot be read on.
struct StreamFailure: Error {
  var stage: Problem.Stage
  var message: String
}

/// Bytes that come a stretch at a time, so that no file need be in memory as a whole.
final class ByteStream {
  private let pull: () throws(StreamFailure) -> [UInt8]
  private var buffer: [UInt8] = []
  private var at = 0
  private var isAtEnd = false
  /// Why the stream ended early.
  private(set) var failure: StreamFailure?

  /// - Parameter pull: gives the next stretch, nothing at the end.
  init(_ pull: @escaping () throws(StreamFailure) -> [UInt8]) { self.pull = pull }

  convenience init(_ bytes: [UInt8]) {
    var rest = bytes
    self.init { () throws(StreamFailure) in
      defer { rest = [] }
      return rest
    }
  }

  /// A stream over an open file.
  convenience init(file: OpenFile) {
    self.init { () throws(StreamFailure) in
      switch file.read(1 << 18) {
      case .success(let bytes): return bytes
      case .failure(let error): throw StreamFailure(stage: .open, message: Problem("", unreadable: error).message)
      }
    }
  }

  /// The next bytes, without taking them: `count`, or fewer at the end.
  func peek(_ count: Int) -> ArraySlice<UInt8> {
    fill(count)
    return buffer[at..<min(buffer.count, at + count)]
  }

  /// Takes the next stretch, whatever its length; nothing at the end.
  func chunk() -> [UInt8] {
    fill(1)
    defer { (buffer, at) = ([], 0) }
    return at == 0 ? buffer : Array(buffer[at...])
  }

  /// Takes all that is left, at most `limit` bytes. Sets `failure` when there is more.
  func all(limit: Int = .max) -> [UInt8] {
    var bytes = chunk()
    while bytes.count <= limit {
      let more = chunk()
      if more.isEmpty { return bytes }
      bytes += more
    }
    failure = StreamFailure(stage: .limit, message: "more than \(limit >> 20) MB in one document, skipped")
    return []
  }

  /// Takes `count` bytes, fewer at the end.
  func take(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      fill(1)
      guard at < buffer.count else { break }
      let stop = min(buffer.count, at + count - bytes.count)
      bytes += buffer[at..<stop]
      at = stop
    }
    return bytes
  }

  /// Passes over `count` bytes.
  func skip(_ count: Int) {
    var left = count
    while left > 0 {
      fill(1)
      guard at < buffer.count else { return }
      let step = min(left, buffer.count - at)
      at += step
      left -= step
    }
  }

  /// Takes a line without its end; nil at the end of the stream. Of a line longer than `limit` only the beginning.
  func line(limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var isAnything = false
    while true {
      fill(1)
      guard at < buffer.count else { return isAnything ? bytes : nil }
      isAnything = true
      let stop = buffer[at...].firstIndex(of: 0x0A)
      let end = stop ?? buffer.count
      if bytes.count < limit { bytes += buffer[at..<min(end, at + limit - bytes.count)] }
      at = end
      guard stop != nil else { continue }
      at += 1
      if bytes.last == 0x0D { bytes.removeLast() }
      return bytes
    }
  }

  private func fill(_ count: Int) {
    while buffer.count - at < count, !isAtEnd {
      if at > 0 {
        buffer.removeFirst(at)
        at = 0
      }
      do {
        let more = try pull()
        if more.isEmpty { isAtEnd = true } else if buffer.isEmpty { buffer = more } else { buffer += more }
      } catch {
        failure = error
        isAtEnd = true
      }
    }
  }
}

/// A file that is open until nobody needs it any more.
final class OpenFile {
  private let descriptor: Int32
  private let isOwned: Bool

  init(_ descriptor: Int32, isOwned: Bool = true) {
    self.descriptor = descriptor
    self.isOwned = isOwned
  }

  deinit { if isOwned { close(descriptor) } }

  /// The next bytes; none at the end.
  func read(_ count: Int) -> Result<[UInt8], SystemError> {
    var number: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = -1
      repeat { got = Foundation.read(descriptor, buffer.baseAddress, count) } while got < 0 && errno == EINTR
      if got < 0 { number = errno }
      filled = max(0, got)
    }
    return number == 0 ? .success(bytes) : .failure(SystemError(number: number))
  }
}
