/// The key of a list of words in a stanza, such as `silent`, as one number: look-ups happen for every figure.
struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
  private let number: UInt64

  init(_ name: String) { number = name.utf8.reduce(Self.seed, Self.step) }

  @inline(__always)
  init(stringLiteral name: StaticString) {
    var hash = Self.seed
    for at in 0..<name.utf8CodeUnitCount { hash = Self.step(hash, name.utf8Start[at]) }
    number = hash
  }

  // FNV-1a.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
