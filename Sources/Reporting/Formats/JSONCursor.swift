import Extraction
import Foundation

/// Writes JSON into memory that is known to be large enough, for records of which millions are written.
///
/// Note [Room for text]: a byte of text takes six bytes at most, `\u007f`; so does a UTF-16 unit.
struct JSONCursor {
  private(set) var at: UnsafeMutablePointer<UInt8>

  init(_ memory: UnsafeMutablePointer<UInt8>) { at = memory }

  /// Bytes that `integer` and `number` may take.
  static let longestNumber = 64

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    at.pointee = byte
    at += 1
  }

  /// Bytes as they are.
  @inline(__always)
  mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    at.update(from: base, count: bytes.count)
    at += bytes.count
  }

  mutating func raw(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { raw($0) } }

  @inline(__always)
  mutating func raw(_ text: StaticString) {
    raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func null() { raw("null") }

  mutating func bool(_ value: Bool) { if value { raw("true") } else { raw("false") } }

  mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string($0) }
  }

  mutating func optional(_ text: String?) { if let text { string(text) } else { null() } }

  mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    byte(UInt8(ascii: "\""))
    inner(text)
    byte(UInt8(ascii: "\""))
  }

  /// Text without its quotation marks.
  mutating func inner(_ text: String) {
    var text = text
    text.withUTF8 { inner($0) }
  }

  /// Text without its quotation marks, in valid UTF-8.
  mutating func inner(_ text: UnsafeBufferPointer<UInt8>) {
    JSONWriter.needsCare.withUnsafeBufferPointer { needsCare in
      var from = 0
      while from < text.count {
        let byte = text[from]
        if !needsCare[Int(byte)] {
          self.byte(byte)
          from += 1
          continue
        }
        from += special(text, from)
      }
    }
  }

  /// Writes what may have to be escaped; returns how many bytes it is.
  private mutating func special(_ text: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
    switch text[from] {
    case 0xC2:
      guard from + 1 < text.count, text[from + 1] < 0xA0 else { break }
      escape(UInt32(text[from + 1]))
      return 2
    case 0xE2:
      guard from + 2 < text.count, text[from + 1] == 0x80, text[from + 2] & 0xFE == 0xA8 else { break }
      escape(0x2000 | UInt32(text[from + 2] & 0x3F))
      return 3
    case let other:
      escapeASCII(other)
      return 1
    }
    byte(text[from])
    return 1
  }

  private mutating func escapeASCII(_ unit: UInt8) {
    switch unit {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      byte(UInt8(ascii: "\\"))
      byte(unit)
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default: escape(UInt32(unit))
    }
  }

  private mutating func escape(_ codePoint: UInt32) {
    raw("\\u")
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(truncatingIfNeeded: codePoint >> shift & 0xF)
      byte(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// A string of UTF-16 units; lone surrogates become U+FFFD.
  mutating func string(_ units: UnsafeBufferPointer<UInt16>) {
    byte(UInt8(ascii: "\""))
    var from = 0
    while from < units.count {
      let unit = units[from]
      from += 1
      if unit >= 0x800, unit & 0xF800 != 0xD800, unit & 0xFFFE != 0x2028 {
        three(unit)
      } else if unit < 0x80 {
        let ascii = UInt8(truncatingIfNeeded: unit)
        if ascii >= 0x20, ascii != 0x22, ascii != 0x5C, ascii != 0x7F { byte(ascii) } else { escapeASCII(ascii) }
      } else if unit < 0xA0 || unit & 0xFFFE == 0x2028 {
        escape(UInt32(unit))
      } else if unit < 0x800 {
        byte(UInt8(truncatingIfNeeded: 0xC0 | unit >> 6))
        byte(UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F))
      } else if UTF16.isLeadSurrogate(unit), from < units.count, UTF16.isTrailSurrogate(units[from]) {
        let scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(units[from] & 0x3FF))
        from += 1
        byte(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
        byte(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
        byte(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
        byte(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
      } else {
        three(0xFFFD)
      }
    }
    byte(UInt8(ascii: "\""))
  }

  @inline(__always)
  private mutating func three(_ unit: UInt16) {
    at[0] = UInt8(truncatingIfNeeded: 0xE0 | unit >> 12)
    at[1] = UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F)
    at[2] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
    at += 3
  }

  mutating func integer(_ value: Int) { append(value, exponent: 0) }

  /// A number without exponent; `null` for what JSON has no number for, and for none.
  mutating func number(_ value: Decimal?) {
    guard let value else { return null() }
    if let short = ShortDecimal(value), (-18...18).contains(short.exponent) {
      let (mantissa, exponent) = short.compact
      append(mantissa, exponent: exponent)
    } else {
      var text = value.isNaN ? "null" : value.description
      text.withUTF8 { raw($0) }
    }
  }

  /// `mantissa` times ten to the power of `exponent`, without zeros behind a point.
  private mutating func append(_ mantissa: Int, exponent: Int) {
    if mantissa < 0 { byte(UInt8(ascii: "-")) }
    let start = at
    // The digits from the last to the first, then turned round.
    var rest = mantissa.magnitude
    for _ in 0..<max(0, exponent) { byte(UInt8(ascii: "0")) }
    var digits = 0
    while rest > 0 || digits == 0 || digits <= -exponent {
      if digits > 0, digits == -exponent { byte(UInt8(ascii: ".")) }
      byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      digits += 1
    }
    var (low, high) = (start, at - 1)
    while low < high {
      (low.pointee, high.pointee) = (high.pointee, low.pointee)
      low += 1
      high -= 1
    }
  }
}

extension JSONWriter {
  /// Appends what is written to memory with room for so many bytes.
  mutating func write(atMost room: Int, _ body: (inout JSONCursor) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { memory in
      guard let base = memory.baseAddress else { return }
      var cursor = JSONCursor(base)
      body(&cursor)
      bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: cursor.at - base))
    }
  }
}
