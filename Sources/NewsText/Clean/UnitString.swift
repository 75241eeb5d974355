extension String {
  /// The text of UTF-16 units; lone surrogates become U+FFFD. The library decodes UTF-16 at a tenth of this speed.
  public init(units: UnsafeBufferPointer<UInt16>) {
    var seen: UInt16 = 0
    for unit in units where unit & 0xF800 == 0xD800 { seen = unit }
    guard seen == 0 else {
      self = String(decoding: units, as: UTF16.self)
      return
    }
    self = String(unsafeUninitializedCapacity: units.count * 3) { bytes in
      var at = 0
      for unit in units {
        if unit < 0x80 {
          bytes[at] = UInt8(truncatingIfNeeded: unit)
          at += 1
        } else if unit < 0x800 {
          bytes[at] = UInt8(truncatingIfNeeded: 0xC0 | unit >> 6)
          bytes[at + 1] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
          at += 2
        } else {
          bytes[at] = UInt8(truncatingIfNeeded: 0xE0 | unit >> 12)
          bytes[at + 1] = UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F)
          bytes[at + 2] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
          at += 3
        }
      }
      return at
    }
  }

  /// The text of UTF-16 units; lone surrogates become U+FFFD.
  public init(units: [UInt16]) { self = units.withUnsafeBufferPointer { String(units: $0) } }
}
