/// Phrases that do not follow the table of characters, each with its simplified form of the same length.
struct PhraseTable: Sendable {
  private struct Phrase: Sendable {
    /// The first two units.
    var key: UInt32
    var traditional: [UInt16]
    var simplified: [UInt16]
  }

  /// By their first two units, the longest of those with the same two first.
  private var phrases: [Phrase] = []
  /// A bit for each pair of units, shared by several: nearly all pairs begin no phrase.
  private var starts = [UInt64](repeating: 0, count: 1024)

  init() {}

  /// - Parameter pairs: phrases of at least two units with forms of the same length; of two for the same phrase the first
  ///   is meant.
  init(_ pairs: [(traditional: [UInt16], simplified: [UInt16])]) {
    phrases = pairs.map {
      Phrase(
        key: Self.key($0.traditional[0], $0.traditional[1]), traditional: $0.traditional, simplified: $0.simplified)
    }
    // Stable, so that the first of equal phrases stays before the others.
    let order = phrases.indices.sorted { a, b in
      let (left, right) = (phrases[a], phrases[b])
      return (left.key, right.traditional.count, a) < (right.key, left.traditional.count, b)
    }
    phrases = order.map { phrases[$0] }
    for phrase in phrases {
      let bit = Self.bit(phrase.traditional[0], phrase.traditional[1])
      starts[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  /// Whether a phrase may begin with these two units.
  @inline(__always)
  func mayStart(_ first: UInt16, _ second: UInt16) -> Bool {
    let bit = Self.bit(first, second)
    return starts[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  /// The simplified form of the longest phrase at a place that ends no later than `limit`. Complexity: logarithmic in
  /// the phrases.
  func longest(_ units: UnsafeBufferPointer<UInt16>, at start: Int, limit: Int) -> [UInt16]? {
    guard start + 1 < limit else { return nil }
    let key = Self.key(units[start], units[start + 1])
    var (low, high) = (0, phrases.count)
    while low < high {
      let middle = (low + high) / 2
      if phrases[middle].key < key { low = middle + 1 } else { high = middle }
    }
    while low < phrases.count, phrases[low].key == key {
      if units.holds(phrases[low].traditional, at: start, before: limit) { return phrases[low].simplified }
      low += 1
    }
    return nil
  }

  private static func key(_ first: UInt16, _ second: UInt16) -> UInt32 { UInt32(first) << 16 | UInt32(second) }

  @inline(__always)
  private static func bit(_ first: UInt16, _ second: UInt16) -> Int {
    Int((UInt32(first) &* 0x9E37 ^ UInt32(second)) & 0xFFFF)
  }
}
