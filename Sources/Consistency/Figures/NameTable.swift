import NewsText

/// The words that the statistics of one document name, each with a number: equal words have the same.
///
/// Texts are compared as they stand, unit by unit.
struct NameTable {
  /// The number of the empty word.
  static let empty: Int32 = 0

  /// The numbers of the words, open addressing by the hash of their bytes; 0 marks a free slot.
  private var slots = [Int32](repeating: 0, count: 64)
  private var words: [String] = [""]
  private var hashes: [UInt64] = [0]
  private var units: [UInt16] = []
  /// Where the units of each word begin, and behind the last where they end.
  private var bounds: [Int32] = [0, 0]

  /// The number of a word, a new one where it was not seen before.
  mutating func number(of word: String) -> Int32 {
    if word.isEmpty { return Self.empty }
    let hash = Self.hash(word)
    var slot = find(word, hash)
    if slots[slot] != 0 { return slots[slot] }
    if words.count * 2 > slots.count {
      grow()
      slot = find(word, hash)
    }
    let number = Int32(words.count)
    slots[slot] = number
    words.append(word)
    hashes.append(hash)
    units.append(contentsOf: word.utf16)
    bounds.append(Int32(units.count))
    return number
  }

  /// The number of a word that was seen.
  func known(_ word: String) -> Int32? {
    if word.isEmpty { return Self.empty }
    let number = slots[find(word, Self.hash(word))]
    return number == 0 ? nil : number
  }

  /// Where a word is, or where it is to be put.
  private func find(_ word: String, _ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0,
      hashes[Int(slots[slot])] != hash || !Self.areSame(words[Int(slots[slot])], word)
    {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for number in 1..<words.count {
      var slot = Int(truncatingIfNeeded: hashes[number]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// FNV-1a of the bytes, the high bits mixed into the low ones; strings would hash every character in canonical form.
  private static func hash(_ word: String) -> UInt64 {
    func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return hash ^ hash >> 32
    }
    return word.utf8.withContiguousStorageIfAvailable { hash($0) } ?? hash(word.utf8)
  }

  /// Whether two words have the same bytes.
  private static func areSame(_ a: String, _ b: String) -> Bool {
    a.utf8.withContiguousStorageIfAvailable { a in
      b.utf8.withContiguousStorageIfAvailable { b in a.count == b.count && a.elementsEqual(b) }
    }.flatMap { $0 } ?? a.utf8.elementsEqual(b.utf8)
  }

  /// The UTF-16 units of a word.
  func units(of number: Int32) -> ArraySlice<UInt16> {
    units[Int(bounds[Int(number)])..<Int(bounds[Int(number) + 1])]
  }

  /// How many UTF-16 units a word has.
  func count(of number: Int32) -> Int { Int(bounds[Int(number) + 1] - bounds[Int(number)]) }

  /// Whether one word ends in the other; every word ends in the empty one.
  func endsAlike(_ a: Int32, _ b: Int32) -> Bool {
    if a == b { return true }
    let (long, short) = count(of: a) < count(of: b) ? (units(of: b), units(of: a)) : (units(of: a), units(of: b))
    return long.suffix(short.count).elementsEqual(short)
  }

  /// Whether one word holds the other.
  func holdsOther(_ a: Int32, _ b: Int32) -> Bool {
    if a == b { return true }
    let (long, short) = count(of: a) < count(of: b) ? (units(of: b), units(of: a)) : (units(of: a), units(of: b))
    guard let first = short.first else { return true }
    for at in long.startIndex...(long.endIndex - short.count) where long[at] == first {
      if long[at..<(at + short.count)].elementsEqual(short) { return true }
    }
    return false
  }
}
