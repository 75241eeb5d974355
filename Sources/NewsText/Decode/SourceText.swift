/// A document as it was stored: its name, its decoded text, and offsets into it in Unicode code points.
public struct SourceText: Sendable {
  /// Path or other name of the document, `-` for standard input.
  public let name: String
  /// How its bytes became text.
  public let encoding: TextEncoding
  /// The decoded text as valid UTF-8; ill-formed bytes stand as U+FFFD, one for each maximal ill-formed part.
  public let utf8: [UInt8]
  /// Number of code points.
  public let count: Int
  /// How many U+FFFD decoding had to put in.
  public let replacements: Int
  /// What is to be read of a page with markup; nil when all of it is text.
  public let content: SourceContent?

  /// Byte offset of every 256th code point.
  private let checkpoints: [UInt32]
  /// Code point offsets of the line ends.
  private let lineEnds: [UInt32]

  private static let stride = 256

  /// Decodes strict UTF-8 with replacement (Unicode 15, section 3.9, U+FFFD substitution of maximal subparts), as
  /// Python's `errors="replace"` does.
  public init(decoding bytes: [UInt8], name: String) { self.init(UTF8Decoding(bytes).text, name: name) }

  /// Takes a text that was decoded already.
  ///
  /// - Parameter content: which part of the text is to be read, and as what; nil reads all of it as it is.
  public init(_ text: DecodedText, name: String, content: SourceContent? = nil) {
    self.name = name
    self.content = content
    encoding = text.encoding
    utf8 = text.utf8
    replacements = text.replacements
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
}
