/// A look at eight bytes with one step.
@frozen
public enum EightBytes {
  /// 1 in each of them.
  @inlinable public static var ones: UInt64 { @inline(__always) get { 0x0101_0101_0101_0101 } }
  /// The highest bit of each of them.
  @inlinable public static var tops: UInt64 { @inline(__always) get { 0x8080_8080_8080_8080 } }

  /// The eight bytes from a place on, the first of them lowest.
  @inlinable @inline(__always)
  public static func load(_ bytes: UnsafePointer<UInt8>, _ at: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self))
  }

  /// The highest bit of each of them that is 0.
  @inlinable @inline(__always)
  public static func zeros(_ eight: UInt64) -> UInt64 { ~(((eight & ~tops) &+ ~tops) | eight | ~tops) }

  /// The highest bit of each of them that is a certain byte.
  @inlinable @inline(__always)
  public static func places(of byte: UInt8, _ eight: UInt64) -> UInt64 { zeros(eight ^ UInt64(byte) &* ones) }

  /// Whether one of them is 0.
  @inlinable @inline(__always)
  public static func holdsZero(_ eight: UInt64) -> Bool { (eight &- ones) & ~eight & tops != 0 }

  /// How many of them begin a character of UTF-8.
  @inlinable @inline(__always)
  public static func leads(_ eight: UInt64) -> Int {
    // The bytes of a character behind its first begin with 10.
    8 &- (eight & ~(eight << 1) & tops).nonzeroBitCount
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands next, `end` when it does not.
  package func next(_ byte: UInt8, from start: Int, to end: Int) -> Int {
    guard let text = baseAddress, start < end else { return end }
    var at = start
    while at + 8 <= end {
      let found = EightBytes.places(of: byte, EightBytes.load(text, at))
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < end, text[at] != byte { at &+= 1 }
    return at
  }

  /// How many characters of ASCII say nothing in a text. Complexity: linear.
  package var controls: Int {
    guard let text = baseAddress else { return 0 }
    let spaces = 0x20 * EightBytes.ones
    var (at, controls) = (0, 0)
    while at < count {
      // Nearly all bytes are above the control characters.
      while at + 8 <= count {
        let eight = EightBytes.load(text, at)
        if (eight &- spaces) & ~eight & EightBytes.tops != 0 { break }
        at &+= 8
      }
      for place in at..<Swift.min(at + 8, count) {
        switch text[place] {
        case 0x09, 0x0A, 0x0C, 0x0D: break
        case 0..<0x20: controls += 1
        default: break
        }
      }
      at += 8
    }
    return controls
  }
}

extension [UInt8] {
  /// Whether they are well-formed UTF-8. Complexity: linear.
  package var isUTF8: Bool { UTF8Decoding.isValid(self) }

  /// Whether a byte is among them. Complexity: linear.
  public func holds(_ byte: UInt8) -> Bool {
    withUnsafeBufferPointer { bytes in
      guard let text = bytes.baseAddress else { return false }
      let pattern = UInt64(byte) &* EightBytes.ones
      var at = 0
      while at + 8 <= bytes.count {
        if EightBytes.holdsZero(EightBytes.load(text, at) ^ pattern) { return true }
        at += 8
      }
      return bytes[at...].contains(byte)
    }
  }
}
