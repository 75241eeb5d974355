import NewsText

/// The parts of a large text, see Note [Parts of a large text].
final class TextParts: CollectionReader {
  private let stream: ByteStream
  private let file: String
  private let metadata: Metadata
  private var part = TextPart(text: TextPart.Text(), number: 0, start: TextPosition())
  private var isAtEnd = false

  init(_ stream: ByteStream, file: String, metadata: Metadata) {
    self.stream = stream
    self.file = file
    self.metadata = metadata
  }

  /// Whether a stream is larger than what is read at once, and in UTF-8.
  static func areWanted(_ stream: ByteStream, _ limits: InputLimits) -> Bool {
    let sample = stream.peek(limits.wholeTextBytes + 1)
    guard sample.count > limits.wholeTextBytes, !sample.contains(0), !sample.starts(with: [0xFF, 0xFE]),
      !sample.starts(with: [0xFE, 0xFF])
    else { return false }
    // The sample may end within a character.
    return TextEncoding.isUTF8(Array(sample.prefix(PartCutter.usual)), mayEndEarly: true)
  }

  func next() -> Step? {
    let length = PartCutter.length(of: stream.peek(PartCutter.longest))
    guard length > 0 else {
      guard !isAtEnd else { return nil }
      isAtEnd = true
      return stream.failure.map { .found(.problem(Problem(file, $0.stage, $0.message))) }
    }
    let bytes = stream.take(length)
    var document = RawDocument(file: file, bytes: bytes, format: .text, declared: .utf8, metadata: metadata)
    document.part = part
    part.number += 1
    part.start = part.start.behind(bytes)
    return .found(.document(document))
  }
}
