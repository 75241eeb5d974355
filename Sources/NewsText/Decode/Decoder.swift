/// Finds out in which encoding bytes are written, and decodes them.
///
/// Note [One bad byte changes nothing]: no encoding is ruled out because some byte does not fit it. Each is tried on the
/// same stretch, and the one in which most bytes belong to common Chinese characters is taken; what is ill-formed in it
/// only counts against it. What a page declares is believed as long as it explains nearly as much as the best guess,
/// for declarations are often wrong.
public struct Decoder: Sendable {
  /// For each UTF-16 unit whether it is a common character.
  private let common: [Bool]

  /// - Parameter characters: the commonest characters and marks of Chinese texts, in both scripts.
  public init(commonCharacters characters: [UInt16]) {
    var common = [Bool](repeating: false, count: 0x10000)
    for unit in characters { common[Int(unit)] = true }
    self.common = common
  }

  /// How much of the bytes is looked at, from the first one that is not ASCII.
  private static let sample = 1 << 16

  /// Decodes bytes, ill-formed ones as U+FFFD. Complexity: linear.
  ///
  /// - Parameters:
  ///   - bytes: of the whole text, a byte order mark included.
  ///   - declared: the encoding the page or the protocol names; nil for none.
  public func decode(_ bytes: [UInt8], declared: TextEncoding? = nil) -> DecodedText {
    let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if !isMarked, !bytes.holds(0), UTF8Decoding.isValid(bytes) {
      return UTF8Decoding(bytes, isWellFormed: true).text
    }
    let encoding = encoding(of: bytes, declared: declared)
    if encoding == .utf8 { return UTF8Decoding(bytes).text }
    return LegacyDecoding.text(LegacyDecoding.units(bytes[...], encoding), encoding)
  }

  /// The encoding of bytes: by the byte order mark, as UTF-8 if they are well-formed, else by common characters.
  public func encoding(of bytes: [UInt8], declared: TextEncoding? = nil) -> TextEncoding {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if !bytes.holds(0), UTF8Decoding.isValid(bytes) { return .utf8 }
    let scores = scores(of: bytes)
    guard let best = scores.max(by: { $0.score < $1.score }), best.score > 0 else { return declared ?? .utf8 }
    if let declared, let own = scores.first(where: { $0.encoding == declared }), own.score * 5 > best.score * 4 {
      return declared
    }
    return best.encoding
  }

  /// For each encoding how many bytes of the sample belong to common characters, less what does not fit; of two with the
  /// same score the first in order is meant.
  private func scores(of bytes: [UInt8]) -> [(encoding: TextEncoding, score: Int)] {
    let first = bytes.firstIndex { $0 >= 0x80 || $0 == 0 } ?? 0
    let start = first & ~1
    let narrow = bytes[first..<min(bytes.count, first + Self.sample)]
    let wide = bytes[start..<min(bytes.count, start + Self.sample)]
    return TextEncoding.allCases.map { encoding in
      let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
      let units = LegacyDecoding.units(isWide ? wide : narrow, encoding)
      return (encoding, score(units, width: encoding == .utf8 ? 3 : 2, isWide: isWide))
    }
  }

  /// - Parameters:
  ///   - width: bytes of a Chinese character.
  ///   - isWide: whether ASCII takes two bytes too.
  private func score(_ units: [UInt16], width: Int, isWide: Bool) -> Int {
    var score = 0
    for unit in units {
      if unit == 0xFFFD || unit == 0 || unit & 0xF800 == 0xE000 {
        score -= width
      } else if common[Int(unit)] {
        score += width
      } else if isWide, unit < 0x80 {
        score += unit >= 0x20 || unit == 0x0A || unit == 0x0D || unit == 0x09 ? 2 : -2
      } else if unit >= 0x80 {
        score -= 1
      }
    }
    return score
  }
}
