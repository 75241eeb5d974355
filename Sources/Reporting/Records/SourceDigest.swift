/// A 64-bit FNV-1a hash of the bytes of a source, from which ids of its records are made.
///
/// Ids depend on the text and the place in it alone, so that the same page has the same ids under any path, in any
/// order, in any run.
struct SourceDigest {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ bytes: [UInt8]) { for byte in bytes { add(byte) } }

  /// The id of what stands at `parts` of this source: a letter, then 16 hexadecimal digits. The letter keeps
  /// spreadsheets from reading an id such as 12e45… as a number.
  func id(_ letter: Character, _ parts: String) -> String {
    var digest = self
    digest.add(0)
    for byte in parts.utf8 { digest.add(byte) }
    let digits = String(digest.state, radix: 16)
    return "\(letter)\(String(repeating: "0", count: 16 - digits.count))\(digits)"
  }

  private mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
