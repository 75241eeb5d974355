/// Tells contents apart: 128 bits made of all their bytes.
///
/// Not against forgery; for telling whether a file is the one that was read.
struct ContentDigest {
  private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var high: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private var pending: [UInt8] = []
  private var count: UInt64 = 0

  /// Adds bytes; how they are cut into stretches makes no difference. Complexity: linear.
  mutating func add(_ bytes: some Collection<UInt8>) {
    count &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let missing = rest.prefix(8 - pending.count)
      pending += missing
      rest = rest.dropFirst(missing.count)
      guard pending.count == 8 else { return }
      take(Self.word(pending[...]))
      pending.removeAll(keepingCapacity: true)
    }
    let done: Int? = rest.withContiguousStorageIfAvailable { buffer in
      let raw = UnsafeRawBufferPointer(buffer)
      var at = 0
      while at + 8 <= raw.count {
        take(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
        at += 8
      }
      return at
    }
    pending += rest.dropFirst(done ?? 0).prefix(7)
    guard done == nil else { return }
    pending.removeAll()
    var word: [UInt8] = []
    for byte in rest {
      word.append(byte)
      if word.count == 8 {
        take(Self.word(word[...]))
        word.removeAll(keepingCapacity: true)
      }
    }
    pending = word
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
  }

  private mutating func take(_ word: UInt64) {
    low = Self.mix((low ^ word) &* 0xFF51_AFD7_ED55_8CCD)
    high = Self.mix((high &+ word) &* 0xC4CE_B9FE_1A85_EC53) ^ low
  }

  private static func mix(_ value: UInt64) -> UInt64 { value ^ value >> 29 }

  /// 32 hexadecimal digits.
  var text: String {
    var last = self
    last.take(Self.word(pending[...]))
    last.take(count)
    last.take(last.high)
    return [last.low, last.high].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The digest of one document as it was found.
  static func of(_ document: RawDocument) -> String {
    var digest = ContentDigest()
    digest.add(Array("\(document.format.rawValue) \(document.declared?.rawValue ?? "") ".utf8))
    digest.add(document.bytes)
    return digest.text
  }
}
