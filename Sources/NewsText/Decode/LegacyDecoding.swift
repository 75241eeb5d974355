import CICU

/// Bytes of an encoding other than UTF-8 as UTF-16 units, ill-formed ones as U+FFFD.
enum LegacyDecoding {
  /// Complexity: linear.
  static func units(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> [UInt16] {
    switch encoding {
    case .utf8: Array(String(decoding: bytes, as: UTF8.self).utf16)
    case .gb18030: icu(bytes, "gb18030")
    case .big5: icu(bytes, "Big5-HKSCS")
    case .utf16LittleEndian: pairs(bytes, low: 0)
    case .utf16BigEndian: pairs(bytes, low: 1)
    }
  }

  private static func icu(_ bytes: ArraySlice<UInt8>, _ name: String) -> [UInt16] {
    guard !bytes.isEmpty else { return [] }
    // No byte of these encodings gives more than one unit.
    let capacity = bytes.count + 2
    return [UInt16](unsafeUninitializedCapacity: capacity) { units, count in
      var error: Int32 = 0
      let made = bytes.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = units.baseAddress else { return Int32(0) }
        return cicu_decode(name, from, Int32(clamping: source.count), to, Int32(clamping: capacity), &error)
      }
      count = max(0, Int(made))
    }
  }

  /// - Parameter low: where the low byte of a unit stands.
  private static func pairs(_ bytes: ArraySlice<UInt8>, low: Int) -> [UInt16] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2 + 1)
    var at = bytes.startIndex
    while at + 1 < bytes.endIndex {
      units.append(UInt16(bytes[at + low]) | UInt16(bytes[at + 1 - low]) << 8)
      at += 2
    }
    if at < bytes.endIndex { units.append(0xFFFD) }
    return units
  }

  /// UTF-16 as UTF-8; lone surrogates become U+FFFD. Complexity: linear.
  static func text(_ units: [UInt16], _ encoding: TextEncoding) -> DecodedText {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(units.count * 3)
    var replacements = 0
    var at = 0
    while at < units.count {
      var scalar = UInt32(units[at])
      at += 1
      if scalar & 0xF800 == 0xD800 {
        if scalar < 0xDC00, at < units.count, units[at] & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + UInt32(units[at] & 0x3FF)
          at += 1
        } else {
          scalar = 0xFFFD
        }
      }
      if scalar == 0xFFFD { replacements += 1 }
      append(scalar, to: &utf8)
    }
    return DecodedText(utf8: utf8, encoding: encoding, replacements: replacements)
  }

  private static func append(_ scalar: UInt32, to utf8: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case 0..<0x80: utf8.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      utf8.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      utf8.append(tail(0))
    case 0x800..<0x10000:
      utf8.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      utf8.append(tail(6))
      utf8.append(tail(0))
    default:
      utf8.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      utf8.append(tail(12))
      utf8.append(tail(6))
      utf8.append(tail(0))
    }
  }
}
