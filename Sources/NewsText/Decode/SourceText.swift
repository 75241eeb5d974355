/// A document as it was stored: its name, its decoded text, and offsets into it in Unicode code points.
public struct SourceText: Sendable {
  /// How bytes became text.
  public enum Encoding: String, Sendable { case utf8 = "utf-8" }

  /// Path or other name of the document, `-` for standard input.
  public let name: String
  public let encoding: Encoding
  /// The decoded text as valid UTF-8; ill-formed bytes stand as U+FFFD, one for each maximal ill-formed part.
  public let utf8: [UInt8]
  /// Number of code points.
  public let count: Int
  /// How many U+FFFD decoding had to put in.
  public let replacements: Int

  /// Byte offset of every 256th code point.
  private let checkpoints: [UInt32]
  /// Code point offsets of the line ends.
  private let lineEnds: [UInt32]

  private static let stride = 256

  /// Decodes strict UTF-8 with replacement (Unicode 15, section 3.9, U+FFFD substitution of maximal subparts), as
  /// Python's `errors="replace"` does.
  public init(decoding bytes: [UInt8], name: String) {
    self.name = name
    encoding = .utf8
    var repaired: [UInt8]?
    var replacements = 0
    if !Self.isValid(bytes) { (repaired, replacements) = Self.repair(bytes) }
    utf8 = repaired ?? bytes
    self.replacements = replacements
    var checkpoints: [UInt32] = []
    var lineEnds: [UInt32] = []
    var count = 0
    for (at, byte) in utf8.enumerated() where byte & 0xC0 != 0x80 {
      if count % Self.stride == 0 { checkpoints.append(UInt32(truncatingIfNeeded: at)) }
      if byte == 0x0A { lineEnds.append(UInt32(truncatingIfNeeded: count)) }
      count += 1
    }
    self.checkpoints = checkpoints
    self.lineEnds = lineEnds
    self.count = count
  }

  /// The source characters of a range, unchanged. Complexity: O(length of the range).
  public func text(in span: SourceSpan) -> String {
    let start = min(max(0, span.start), count)
    let end = min(max(start, span.end), count)
    let from = byteOffset(start)
    var to = from
    for _ in start..<end {
      to += 1
      while to < utf8.count, utf8[to] & 0xC0 == 0x80 { to += 1 }
    }
    return String(decoding: utf8[from..<to], as: UTF8.self)
  }

  /// The 1-based line that holds a code point. Complexity: O(log lines).
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineEnds.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lineEnds[middle]) < offset { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }

  /// Where a code point starts in `utf8`.
  private func byteOffset(_ codePoint: Int) -> Int {
    let mark = codePoint / Self.stride
    guard mark < checkpoints.count else { return utf8.count }
    var at = Int(checkpoints[mark])
    for _ in 0..<(codePoint % Self.stride) {
      at += 1
      while at < utf8.count, utf8[at] & 0xC0 == 0x80 { at += 1 }
    }
    return at
  }

  private static func isValid(_ bytes: [UInt8]) -> Bool {
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        at += 1
        continue
      }
      let length = wellFormed(bytes, at)
      guard length > 0 else { return false }
      at += length
    }
    return true
  }

  private static func repair(_ bytes: [UInt8]) -> ([UInt8], Int) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var replacements = 0
    var at = 0
    while at < bytes.count {
      let length = bytes[at] < 0x80 ? 1 : wellFormed(bytes, at)
      if length > 0 {
        text.append(contentsOf: bytes[at..<(at + length)])
        at += length
      } else {
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replacements += 1
        at += -length
      }
    }
    return (text, replacements)
  }

  /// The length of the well-formed sequence at `at`, or minus the length of the maximal ill-formed part
  /// (Unicode 15, table 3-7).
  private static func wellFormed(_ bytes: [UInt8], _ at: Int) -> Int {
    let lead = bytes[at]
    let need: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: need = 1
    case 0xE0: (need, low) = (2, 0xA0)
    case 0xE1...0xEC, 0xEE, 0xEF: need = 2
    case 0xED: (need, high) = (2, 0x9F)
    case 0xF0: (need, low) = (3, 0x90)
    case 0xF1...0xF3: need = 3
    case 0xF4: (need, high) = (3, 0x8F)
    default: return -1
    }
    for step in 1...need {
      guard at + step < bytes.count, bytes[at + step] >= low, bytes[at + step] <= high else { return -step }
      (low, high) = (0x80, 0xBF)
    }
    return need + 1
  }
}
