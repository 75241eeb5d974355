import Foundation

/// Writes JSON as UTF-8 bytes, members in the order they are given.
///
/// Besides what RFC 8259 asks for, it escapes U+007F–U+009F, U+2028 and U+2029, so that one record is one line for
/// every reader that splits lines by Unicode (Python's `splitlines`, JavaScript).
public struct JSONWriter {
  public private(set) var bytes: [UInt8] = []
  /// Whether the next value or key needs a comma before it.
  private var needsComma = false

  public init() {}

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  public mutating func null() { raw("null") }
  public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  public mutating func integer(_ value: Int) { raw(String(value)) }

  /// A number without exponent; `null` for what JSON has no number for.
  public mutating func number(_ value: Decimal) { raw(value.isNaN ? "null" : value.description) }

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
    while at < text.count {
      let byte = text[at]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
      case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case 0..<0x20, 0x7F: escape(UInt32(byte), into: &bytes)
      case 0xC2 where at + 1 < text.count && text[at + 1] < 0xA0:
        escape(UInt32(text[at + 1]), into: &bytes)
        at += 1
      case 0xE2 where at + 2 < text.count && text[at + 1] == 0x80 && text[at + 2] & 0xFE == 0xA8:
        escape(0x2000 | UInt32(text[at + 2] & 0x3F), into: &bytes)
        at += 2
      default: bytes.append(byte)
      }
      at += 1
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escape(_ codePoint: UInt32, into bytes: inout [UInt8]) {
    bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
    for shift in [12, 8, 4, 0] as [UInt32] {
      bytes.append(hexadecimal[Int(codePoint >> shift & 0xF)])
    }
  }
}
