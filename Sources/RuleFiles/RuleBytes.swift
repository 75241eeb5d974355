import Foundation
import NewsText

/// The bytes of a rule file as lines.
enum RuleBytes {
  /// What a file holds; nil for what cannot be read.
  static func contents(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var state = stat()
    guard fstat(file, &state) == 0, state.st_mode & S_IFMT != S_IFDIR else { return nil }
    // One more than there should be, so that the end shows.
    var room = max(0, Int(state.st_size)) + 1
    var bytes: [UInt8] = []
    while true {
      var isRead = true
      let more = [UInt8](unsafeUninitializedCapacity: room) { part, count in
        while count < room {
          let length = read(file, part.baseAddress.map { $0 + count }, room - count)
          if length < 0, errno == EINTR { continue }
          if length < 0 { isRead = false }
          if length <= 0 { break }
          count += length
        }
      }
      guard isRead else { return nil }
      if bytes.isEmpty { bytes = more } else { bytes += more }
      if more.count < room { return bytes }
      room = 1 << 16
    }
  }

  /// Calls `body` with the 1-based number and the bytes of each line, without its end. A byte order mark is skipped.
  static func forEachLine(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, Range<Int>) -> Void) {
    var number = 0
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while at < bytes.count {
      let end = bytes.next(0x0A, from: at, to: bytes.count)
      number += 1
      let stop = end > at && bytes[end - 1] == 0x0D ? end - 1 : end
      body(number, at..<stop)
      at = end + 1
    }
  }

  /// Calls `body` with the place of each TAB and space of a line, and of each byte that may begin a wide one.
  @inline(__always)
  static func forEachSeparator(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ body: (Int) -> Void) {
    guard let text = bytes.baseAddress else { return }
    var at = line.lowerBound
    while at < line.upperBound {
      let rest = line.upperBound - at
      var eight: UInt64 = 0
      if at + 8 <= bytes.count {
        eight = EightBytes.load(text, at)
      } else {
        for place in 0..<rest { eight |= UInt64(text[at + place]) << UInt64(place * 8) }
      }
      var found =
        EightBytes.places(of: 0x09, eight) | EightBytes.places(of: 0x20, eight) | EightBytes.places(of: 0xC2, eight)
        | EightBytes.places(of: 0xE3, eight)
      if rest < 8 { found &= 1 << UInt64(rest * 8) - 1 }
      while found != 0 {
        body(at &+ found.trailingZeroBitCount / 8)
        found &= found &- 1
      }
      at &+= 8
    }
  }

  /// The characters of a stretch of UTF-8.
  static func characters(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    if bytes[range].allSatisfy({ $0 < 0x80 }) { return range.count }
    return String(decoding: bytes[range], as: UTF8.self).count
  }

  /// That a file is no UTF-8, said of the first line where it shows.
  static func problem(_ bytes: [UInt8], _ file: String) -> Diagnostic? {
    guard !bytes.isUTF8 else { return nil }
    var found: Diagnostic?
    bytes.withUnsafeBufferPointer { bytes in
      forEachLine(bytes) { number, line in
        guard found == nil, String(validating: bytes[line], as: UTF8.self) == nil else { return }
        let text = String(decoding: bytes[line], as: UTF8.self)
        let column = text.firstIndex(of: "\u{FFFD}").map { text.distance(from: text.startIndex, to: $0) } ?? 0
        found = Diagnostic(
          file: file, line: number, column: column + 1, message: "this file is not UTF-8", source: text,
          help: "save it as UTF-8")
      }
    }
    return found
  }
}
