import Extraction
import Foundation

/// Writes JSON into memory of its own in which room is made before, for records of which millions are written.
///
/// Note [Room for text]: a byte of text takes six bytes at most, `\u007f`; so does a UTF-16 unit.
struct JSONCursor: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<UInt8>
  private var at: UnsafeMutablePointer<UInt8>

  init() {
    memory = .allocate(capacity: Self.smallest)
    // Never nil: the capacity is not 0.
    at = memory.baseAddress.unsafelyUnwrapped
  }

  deinit { memory.deallocate() }

  private static let smallest = 1 << 12

  /// How much is written.
  var count: Int { at - memory.baseAddress.unsafelyUnwrapped }

  /// What is written.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[..<count]) }

  /// Forgets what is written, but keeps the memory.
  mutating func clear() { at = memory.baseAddress.unsafelyUnwrapped }

  /// Makes room for so many bytes; nothing else looks whether there is any.
  mutating func makeRoom(_ room: Int) {
    let count = self.count
    guard memory.count - count < room else { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(count + room, memory.count * 2))
    _ = larger.update(fromContentsOf: memory[..<count])
    memory.deallocate()
    memory = larger
    at = larger.baseAddress.unsafelyUnwrapped + count
  }

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

  @inline(__always)
  mutating func raw(_ text: StaticString) {
    raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func null() { raw("null") }

  mutating func bool(_ value: Bool) { if value { raw("true") } else { raw("false") } }

  mutating func string(_ text: String) {
    byte(UInt8(ascii: "\""))
    inner(text)
    byte(UInt8(ascii: "\""))
  }

  mutating func optional(_ text: String?) { if let text { string(text) } else { null() } }

  mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    byte(UInt8(ascii: "\""))
    inner(text)
    byte(UInt8(ascii: "\""))
  }

  /// Text without its quotation marks.
  mutating func inner(_ text: String) {
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { inner($0) }
    if isWritten == nil { Array(text.utf8).withUnsafeBufferPointer { inner($0) } }
  }

  /// Text without its quotation marks, in valid UTF-8.
  mutating func inner(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress else { return }
    var from = 0
    while from < text.count {
      let byte = base[from]
      if byte >= 0x80 ? byte != 0xE2 && byte != 0xC2 : Self.isPlain(byte) {
        self.byte(byte)
        from &+= 1
        continue
      }
      from += special(text, from)
    }
  }

  /// Whether a byte of ASCII stands for itself.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F }

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

  /// The most digits behind a point that are written without `Decimal`.
  private static let longest = 38

  /// `digits` times ten to the power of `exponent`, which is not positive; the last digit is none of 0.
  private mutating func append(_ digits: UInt128, exponent: Int, isNegative: Bool) {
    if isNegative { byte(UInt8(ascii: "-")) }
    let start = at
    var rest = digits
    var count = 0
    while rest > 0 || count <= -exponent {
      // Two numbers of 64 bits take less time than one of 128.
      let (high, low) = rest.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
      var part = UInt64(low)
      for _ in 0..<18 where part > 0 || high > 0 || count <= -exponent {
        if count > 0, count == -exponent { byte(UInt8(ascii: ".")) }
        byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: part % 10))
        part /= 10
        count += 1
      }
      rest = high
    }
    reverse(from: start)
  }

  /// Turns what was written from a place on round.
  private mutating func reverse(from start: UnsafeMutablePointer<UInt8>) {
    var (low, high) = (start, at - 1)
    while low < high {
      (low.pointee, high.pointee) = (high.pointee, low.pointee)
      low += 1
      high -= 1
    }
  }

  /// A number without exponent; `null` for what JSON has no number for, and for none.
  mutating func number(_ value: Decimal?) {
    guard let value else { return null() }
    if let short = ShortDecimal(value), (-18...18).contains(short.exponent) {
      let (mantissa, exponent) = short.compact
      append(mantissa, exponent: exponent)
    } else if let long = value.longDigits, long.digits % 10 != 0, (-Self.longest...0).contains(long.exponent) {
      append(long.digits, exponent: long.exponent, isNegative: value < 0)
    } else {
      for byte in (value.isNaN ? "null" : value.description).utf8 { self.byte(byte) }
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
    reverse(from: start)
  }
}

extension JSONWriter {
  /// Appends what is written, whole lines.
  mutating func append(_ lines: borrowing JSONCursor) { bytes.append(contentsOf: lines.bytes) }
}
