/// A document as it was stored: its name, its decoded text, and offsets into it in Unicode code points.
///
/// ```swift
/// let source = SourceText(decoding: Array("要闻\n走访群众3000人次".utf8), name: "page.txt")
/// print(source.text(in: SourceSpan(7, 13)), source.line(at: 7))
/// // 3000人次 2
/// ```
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
  /// Where it begins in its file, if it is a part of one. Offsets and lines count from the beginning of the file.
  public let start: TextPosition

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
  /// - Parameters:
  ///   - text: as `Decoder` gives it.
  ///   - name: path or other name of the document, `-` for standard input.
  ///   - content: which part of the text is to be read, and as what; nil reads all of it as it is.
  ///   - start: where the text begins in its file.
  public init(
    _ text: DecodedText, name: String, content: SourceContent? = nil, start: TextPosition = TextPosition()
  ) {
    self.name = name
    self.content = content
    self.start = start
    encoding = text.encoding
    utf8 = text.utf8
    replacements = text.replacements
    var checkpoints: [UInt32] = []
    checkpoints.reserveCapacity(utf8.count / Self.stride + 1)
    var lineEnds: [UInt32] = []
    count = utf8.withUnsafeBufferPointer { Self.count($0, &checkpoints, &lineEnds) }
    self.checkpoints = checkpoints
    self.lineEnds = lineEnds
  }

  /// The code points of valid UTF-8; takes note of every 256th and of line ends.
  private static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, _ checkpoints: inout [UInt32], _ lineEnds: inout [UInt32]
  ) -> Int {
    guard let text = bytes.baseAddress else { return 0 }
    var (at, count, next) = (0, 0, 0)
    func read(to end: Int) {
      while at < end {
        let byte = text[at]
        if byte & 0xC0 != 0x80 {
          if count == next {
            checkpoints.append(UInt32(truncatingIfNeeded: at))
            next += stride
          }
          if byte == 0x0A { lineEnds.append(UInt32(truncatingIfNeeded: count)) }
          count += 1
        }
        at += 1
      }
    }
    let pattern = 0x0A * EightBytes.ones
    while at + 8 <= bytes.count {
      let eight = EightBytes.load(text, at)
      let leads = EightBytes.leads(eight)
      // Neither a line end nor the next checkpoint, as in nearly all steps.
      if count &+ leads <= next, !EightBytes.holdsZero(eight ^ pattern) {
        count &+= leads
        at &+= 8
      } else {
        read(to: at + 8)
      }
    }
    read(to: bytes.count)
    return count
  }

  /// The source characters of a range, unchanged. Complexity: O(length of the range).
  public func text(in span: SourceSpan) -> String { withUTF8(in: span) { String(decoding: $0, as: UTF8.self) } }

  /// A code point with the byte where it begins.
  public struct Place: Sendable {
    fileprivate var codePoint = 0
    fileprivate var byte = 0

    /// The begin of a text.
    public init() {}
  }

  /// The source characters of a range as UTF-8, unchanged. Complexity: O(length of the range).
  public func withUTF8<Result>(in span: SourceSpan, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var place = Place()
    return withUTF8(in: span, from: &place, body)
  }

  /// The same for one range after the other: those that follow each other closely are found from where the last began.
  ///
  /// - Parameters:
  ///   - span: in code points; what of it lies outside of the text is left out.
  ///   - place: where the last range began, of this text alone.
  ///   - body: receives the bytes, which are gone when it returns.
  public func withUTF8<Result>(
    in span: SourceSpan, from place: inout Place, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    utf8.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[range(of: span, in: bytes, from: &place)]))
    }
  }

  /// Where in `utf8` a range stands, in bytes, for one range after the other as above.
  ///
  /// - Parameters:
  ///   - span: in code points; what of it lies outside of the text is left out.
  ///   - bytes: `utf8`.
  ///   - place: where the last range began, of this text alone.
  public func range(
    of span: SourceSpan, in bytes: UnsafeBufferPointer<UInt8>, from place: inout Place
  ) -> Range<Int> {
    let start = min(max(0, span.start - self.start.codePoint), count)
    let end = min(max(start, span.end - self.start.codePoint), count)
    let isNear = start >= place.codePoint && start - place.codePoint < start % Self.stride
    let from = isNear ? Self.skip(start - place.codePoint, place.byte, bytes) : byteOffset(start, bytes)
    (place.codePoint, place.byte) = (start, from)
    return from..<Self.skip(end - start, from, bytes)
  }

  /// The 1-based line that holds a code point. Complexity: O(log lines).
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineEnds.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lineEnds[middle]) < offset - start.codePoint { low = middle + 1 } else { high = middle }
    }
    return start.line + low + 1
  }

  /// Where a code point starts in `utf8`.
  private func byteOffset(_ codePoint: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let mark = codePoint / Self.stride
    guard mark < checkpoints.count else { return bytes.count }
    return Self.skip(codePoint % Self.stride, Int(checkpoints[mark]), bytes)
  }

  /// The byte behind so many code points of valid UTF-8.
  private static func skip(_ codePoints: Int, _ start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let text = bytes.baseAddress else { return 0 }
    var (at, left) = (start, codePoints)
    while at + 8 <= bytes.count {
      let leads = EightBytes.leads(EightBytes.load(text, at))
      guard leads <= left else { break }
      left &-= leads
      at &+= 8
    }
    // The begin of the code point behind the last one.
    while at < bytes.count {
      if text[at] & 0xC0 != 0x80 {
        if left == 0 { return at }
        left -= 1
      }
      at += 1
    }
    return bytes.count
  }
}

/// A place in a file of text.
public struct TextPosition: Sendable, Equatable {
  /// Code points before it.
  public var codePoint = 0
  /// Line ends before it.
  public var line = 0

  /// A place given by its code points and lines from the start of the file, both from 0.
  public init(codePoint: Int = 0, line: Int = 0) {
    self.codePoint = codePoint
    self.line = line
  }

  /// The place behind a stretch of UTF-8. Complexity: linear.
  public func behind(_ bytes: [UInt8]) -> TextPosition {
    var (codePoints, lines) = (0, 0)
    bytes.withUnsafeBufferPointer { bytes in
      guard let text = bytes.baseAddress else { return }
      var at = 0
      while at + 8 <= bytes.count {
        let eight = EightBytes.load(text, at)
        codePoints &+= EightBytes.leads(eight)
        lines &+= EightBytes.places(of: 0x0A, eight).nonzeroBitCount
        at &+= 8
      }
      for byte in bytes[at...] {
        codePoints += byte & 0xC0 != 0x80 ? 1 : 0
        lines += byte == 0x0A ? 1 : 0
      }
    }
    return TextPosition(codePoint: codePoint + codePoints, line: line + lines)
  }
}
