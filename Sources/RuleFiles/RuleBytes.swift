/// The bytes of a rule file as lines.
enum RuleBytes {
  /// Calls `body` with the 1-based number and the bytes of each line, without its end. A byte order mark is skipped.
  static func forEachLine(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, Range<Int>) -> Void) {
    var number = 0
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while at < bytes.count {
      var end = at
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      number += 1
      let stop = end > at && bytes[end - 1] == 0x0D ? end - 1 : end
      body(number, at..<stop)
      at = end + 1
    }
  }

  /// The characters of a stretch of UTF-8.
  static func characters(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    if bytes[range].allSatisfy({ $0 < 0x80 }) { return range.count }
    return String(decoding: bytes[range], as: UTF8.self).count
  }

  /// That a file is no UTF-8, said of the first line where it shows.
  static func problem(_ bytes: [UInt8], _ file: String) -> Diagnostic? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
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
