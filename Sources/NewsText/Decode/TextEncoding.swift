/// The encodings of Chinese newspaper archives.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// Covers GB2312 and GBK.
  case gb18030
  /// Covers Big5.
  case big5 = "big5-hkscs"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// The encoding a page or a protocol names, by the labels of the WHATWG Encoding Standard; nil for others.
  ///
  /// Every label of the GB family means GB18030, of which GBK and GB2312 are parts: pages say gb2312 and hold 镕.
  public init?(label: String) {
    switch label.lowercased().filter({ !" \t\"'_-;".contains($0) }) {
    case "utf8", "unicode11utf8", "xunicode20utf8": self = .utf8
    case "gb18030", "gbk", "gb2312", "chinese", "csgb2312", "gb231280", "isoir58", "xgbk", "cp936", "ms936", "euccn",
      "windows936":
      self = .gb18030
    case "big5", "big5hkscs", "cnbig5", "csbig5", "xxbig5", "cp950", "ms950", "windows950": self = .big5
    case "utf16", "utf16le", "unicode", "ucs2", "csunicode": self = .utf16LittleEndian
    case "utf16be", "unicodefffe": self = .utf16BigEndian
    default: return nil
    }
  }
}

extension TextEncoding {
  /// Whether bytes are well-formed UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: a text or its beginning.
  ///   - mayEndEarly: whether the last character may be cut off.
  public static func isUTF8(_ bytes: [UInt8], mayEndEarly: Bool = false) -> Bool {
    guard mayEndEarly else { return UTF8Decoding.isValid(bytes) }
    var end = bytes.count
    while end > 0, bytes.count - end < 3, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    return UTF8Decoding.isValid(Array(bytes.prefix(max(0, end - 1))))
  }
}

/// A text after decoding.
public struct DecodedText: Sendable {
  /// Valid UTF-8; ill-formed bytes stand as U+FFFD.
  public var utf8: [UInt8]
  /// The encoding that was found or given.
  public var encoding: TextEncoding
  /// How many U+FFFD decoding had to put in.
  public var replacements: Int

  /// A decoded text; `replacements` says how many characters stand for bytes that could not be read.
  public init(utf8: [UInt8], encoding: TextEncoding, replacements: Int) {
    self.utf8 = utf8
    self.encoding = encoding
    self.replacements = replacements
  }
}
