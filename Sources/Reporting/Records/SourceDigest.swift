import NewsText

/// A 64-bit FNV-1a hash of the bytes of a source, from which ids of its records are made.
///
/// Ids depend on the text and the place in it alone, so that the same page has the same ids under any path, in any
/// order, in any run.
struct SourceDigest {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { for byte in $0 { add(byte) } } }

  /// The id of what stands at `parts` of this source: a letter, then 16 hexadecimal digits. The letter keeps
  /// spreadsheets from reading an id such as 12e45… as a number.
  func id(_ letter: Character, _ parts: String) -> String {
    var digest = self
    digest.add(0)
    for byte in parts.utf8 { digest.add(byte) }
    return digest.text(letter)
  }

  /// The same for the parts `start-end`, and ` number` behind them where it is not 0.
  func id(_ letter: Character, _ span: SourceSpan, _ number: Int) -> String { extended(span, number).text(letter) }

  /// The same, written behind its letter as 16 digits.
  func write(_ span: SourceSpan, _ number: Int, to cursor: inout JSONCursor) {
    let state = extended(span, number).state
    for digit in 0..<16 { cursor.byte(Self.digit(state, digit)) }
  }

  @inline(__always)
  private static func digit(_ state: UInt64, _ index: Int) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: state >> UInt64(60 - index * 4)) & 0xF
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private func extended(_ span: SourceSpan, _ number: Int) -> SourceDigest {
    var digest = self
    digest.add(0)
    digest.add(digitsOf: span.start)
    digest.add(UInt8(ascii: "-"))
    digest.add(digitsOf: span.end)
    if number > 0 {
      digest.add(UInt8(ascii: " "))
      digest.add(digitsOf: number)
    }
    return digest
  }

  private func text(_ letter: Character) -> String {
    let initial = letter.asciiValue ?? UInt8(ascii: "x")
    return String(unsafeUninitializedCapacity: 17) { bytes in
      bytes[0] = initial
      for digit in 0..<16 { bytes[digit + 1] = Self.digit(state, digit) }
      return 17
    }
  }

  /// The digits of a number that is not negative.
  private mutating func add(digitsOf number: Int) {
    var power = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      add(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  private mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
