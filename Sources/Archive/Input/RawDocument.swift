import NewsText

/// What is known of a document besides its text; empty where nothing is.
public struct Metadata: Sendable, Equatable {
  /// Headline as the collection gives it.
  public var title = ""
  /// As the collection gives it.
  public var author = ""
  /// ISO 8601, as far as it is known.
  public var published = ""
  /// The newspaper or site it came from.
  public var origin = ""
  /// Where it was found.
  public var url = ""
  /// The id it has in its own collection.
  public var id = ""

  /// Nothing known.
  public init() {}

  /// Fills in from another what is still empty.
  mutating func complete(from other: Metadata) {
    for key in [\Metadata.title, \.author, \.published, \.origin, \.url, \.id] where self[keyPath: key].isEmpty {
      self[keyPath: key] = other[keyPath: key]
    }
  }
}

/// One document as it was found: bytes of a known format, not decoded yet.
public struct RawDocument: Sendable {
  /// The file it was found in, as given; `-` for standard input.
  public var file: String
  /// Where in the file: `!/folder/page.html` in an archive, `#12` for the twelfth record; empty for the file itself.
  public var member: String
  /// As they came.
  public var bytes: [UInt8]
  /// How they are read.
  public var format: DocumentFormat
  /// The encoding that the collection names for it.
  public var declared: TextEncoding?
  /// What the collection says of it.
  public var metadata: Metadata
  /// Which part of its file it is; nil for a whole document.
  public var part: TextPart?

  /// A document that was not decoded yet.
  public init(
    file: String, member: String = "", bytes: [UInt8], format: DocumentFormat, declared: TextEncoding? = nil,
    metadata: Metadata = Metadata()
  ) {
    self.file = file
    self.member = member
    self.bytes = bytes
    self.format = format
    self.declared = declared
    self.metadata = metadata
  }

  /// The file, and which of its documents.
  public var name: String { file + member }

  /// What a document of a stream goes by: the id in its own collection, its URL, its path in what it was packed in, or a
  /// digest of its bytes. It does not depend on the place in the stream.
  func id(_ metadata: Metadata) -> String {
    if !metadata.id.isEmpty { return metadata.id }
    if !metadata.url.isEmpty { return metadata.url }
    if let path = member.range(of: "!/") { return String(member[path.upperBound...]) }
    return "record:" + ContentDigest.of(self)
  }
}

/// A part of a text that is too large to be read at once.
public struct TextPart: Sendable {
  /// Tells one large text from another.
  public final class Text: Sendable {}

  /// The text, decoded or not.
  public var text: Text
  /// Counts the parts of the file from 0.
  public var number: Int
  /// Where it begins in the file.
  public var start: TextPosition
}

/// What a document is written in.
public enum DocumentFormat: String, Sendable, CaseIterable { case text, html, pdf, record }
