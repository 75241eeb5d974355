import Extraction
import Foundation

/// Writes JSON as UTF-8 bytes, members in the order they are given.
///
/// Besides what RFC 8259 asks for, it escapes U+007F–U+009F, U+2028 and U+2029, so that one record is one line for
/// every reader that splits lines by Unicode (Python's `splitlines`, JavaScript).
public struct JSONWriter {
  /// What was written so far, as UTF-8.
  public internal(set) var bytes: [UInt8] = []
  /// Whether the next value or key needs a comma before it.
  private var needsComma = false

  /// Nothing written yet.
  public init() {}

  /// Writes `{`, with a comma before it where one is due.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Writes `}`.
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Writes `[`, with a comma before it where one is due.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Writes `]`.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes the name of a member; its value comes next.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A key with its quotation marks and colon.
  mutating func key(written bytes: [UInt8]) {
    separate()
    self.bytes.append(contentsOf: bytes)
    needsComma = false
  }

  /// Writes `null`.
  public mutating func null() { raw("null") }
  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  /// Writes a whole number.
  public mutating func integer(_ value: Int) {
    separate()
    Self.append(value, exponent: 0, to: &bytes)
    needsComma = true
  }

  /// A number without exponent; `null` for what JSON has no number for.
  public mutating func number(_ value: Decimal) {
    guard let short = ShortDecimal(value), (-18...18).contains(short.exponent) else {
      raw(value.isNaN ? "null" : value.description)
      return
    }
    let (mantissa, exponent) = short.compact
    separate()
    Self.append(mantissa, exponent: exponent, to: &bytes)
    needsComma = true
  }

  /// Appends `mantissa` times ten to the power of `exponent`, without zeros behind a point.
  private static func append(_ mantissa: Int, exponent: Int, to bytes: inout [UInt8]) {
    if mantissa < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    // The digits from the last to the first, then turned round.
    var rest = mantissa.magnitude
    for _ in 0..<max(0, exponent) { bytes.append(UInt8(ascii: "0")) }
    var digits = 0
    while rest > 0 || digits == 0 || digits <= -exponent {
      if digits > 0, digits == -exponent { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      digits += 1
    }
    bytes[start...].reverse()
  }

  /// Writes a text, escaped as JSON wants it.
  public mutating func string(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { Self.append($0, to: &bytes) }
    needsComma = true
  }

  /// Ends a line of JSON Lines.
  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  private static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var at = 0
    // Stretches without anything to escape are copied whole.
    var start = 0
    while at < text.count {
      let byte = text[at]
      guard needsCare[Int(byte)] else {
        at += 1
        continue
      }
      let length = special(text, at)
      guard length > 0 else {
        at += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
      appendSpecial(text, at, to: &bytes)
      at += length
      start = at
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(UInt8(ascii: "\""))
  }

  /// Bytes that may begin something to escape.
  static let needsCare: [Bool] = (0..<256).map {
    $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2
  }

  /// How many bytes here make a character to escape, 0 for one that is written as it is.
  private static func special(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    switch text[at] {
    case 0xC2: at + 1 < text.count && text[at + 1] < 0xA0 ? 2 : 0
    case 0xE2: at + 2 < text.count && text[at + 1] == 0x80 && text[at + 2] & 0xFE == 0xA8 ? 3 : 0
    default: 1
    }
  }

  private static func appendSpecial(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, to bytes: inout [UInt8]) {
    let byte = text[at]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
    case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
    case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
    case 0xC2: escape(UInt32(text[at + 1]), into: &bytes)
    case 0xE2: escape(0x2000 | UInt32(text[at + 2] & 0x3F), into: &bytes)
    default: escape(UInt32(byte), into: &bytes)
    }
  }

  private static func escape(_ codePoint: UInt32, into bytes: inout [UInt8]) {
    bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
    for shift in [12, 8, 4, 0] as [UInt32] {
      bytes.append(hexadecimal[Int(codePoint >> shift & 0xF)])
    }
  }
}
