import CICU

/// ICU's dictionary of Chinese words, read where ICU keeps it.
///
/// Note [ICU's dictionary]: `cjdict` is a trie of UTF-16 units (ICU's UCharsTrie) with a cost for each word. ICU cuts a
/// run of Han characters into the words of least summed cost, a character that begins no word of its own having the
/// highest cost. ICU's own engine does that at 18 MB/s, for it goes through a text interface, a normaliser and lists; on
/// the same data plain loops are ten times as fast.
struct HanDictionary: @unchecked Sendable {
  /// Where a walk through the trie is: a node, or inside a stretch of units that stand alone.
  struct Place: Equatable {
    /// Index of the node, or of the next unit of the stretch.
    var at: UInt32
    /// How many units of the stretch are left, 0 at a node.
    var left: UInt16
  }

  /// What follows a unit.
  struct Step {
    var place: Place
    /// The cost of the word that ends here, 0 when none does.
    var cost: UInt8
    /// Whether longer words go on from here.
    var goesOn: Bool
  }

  /// The words are never longer, in units, as far as ICU looks.
  static let longestWord = 20
  /// What a character costs that is no word.
  static let unknown: UInt32 = 255

  private let trie: UnsafePointer<UInt16>

  /// The dictionary of the ICU library in use; nil where it has none of the form that is known here.
  static let shared: HanDictionary? = {
    guard let memory = cicu_han_dictionary() else { return nil }
    let header = memory.assumingMemoryBound(to: Int32.self)
    // A trie of units with values, as they are.
    guard header[4] & 0xF == 9, header[5] == 0, header[0] > 0 else { return nil }
    return HanDictionary(trie: memory.advanced(by: Int(header[0])).assumingMemoryBound(to: UInt16.self))
  }()

  static let root = Place(at: 0, left: 0)

  /// What follows a unit at a place; nil when no word goes on with it.
  func step(_ place: Place, _ unit: UInt16) -> Step? {
    var at = Int(place.at)
    if place.left > 0 {
      guard trie[at] == unit else { return nil }
      return arrive(at + 1, left: place.left - 1)
    }
    var node = trie[at]
    at += 1
    if node >= Lead.value {
      guard node & Lead.final == 0 else { return nil }
      at += node < 0x4040 ? 0 : node < 0x7FC0 ? 1 : 2
      node &= 0x3F
    }
    if node >= Lead.stretch {
      guard trie[at] == unit else { return nil }
      return arrive(at + 1, left: node - Lead.stretch)
    }
    return branch(unit, at, node)
  }

  private enum Lead {
    /// Nodes from here on are stretches of units without a branch.
    static let stretch: UInt16 = 0x30
    /// Nodes from here on begin with a value.
    static let value: UInt16 = 0x40
    /// A value behind which nothing follows.
    static let final: UInt16 = 0x8000
  }

  private func branch(_ unit: UInt16, _ start: Int, _ node: UInt16) -> Step? {
    var at = start
    var length = Int(node)
    if length == 0 {
      length = Int(trie[at])
      at += 1
    }
    length += 1
    // Halves until few units are left.
    while length > 5 {
      let middle = trie[at]
      at += 1
      let (delta, next) = delta(at)
      if unit < middle {
        length >>= 1
        at = next + delta
      } else {
        length -= length >> 1
        at = next
      }
    }
    while length > 1 {
      let own = trie[at]
      at += 1
      let lead = trie[at]
      let (value, next) = value(at)
      if own == unit { return lead & Lead.final != 0 ? arrive(at, left: 0) : arrive(next + value, left: 0) }
      at = next
      length -= 1
    }
    guard trie[at] == unit else { return nil }
    return arrive(at + 1, left: 0)
  }

  /// A distance, and where the units behind it begin.
  private func delta(_ at: Int) -> (delta: Int, next: Int) {
    let lead = Int(trie[at])
    if lead < 0xFC00 { return (lead, at + 1) }
    if lead == 0xFFFF { return (Int(trie[at + 1]) << 16 | Int(trie[at + 2]), at + 3) }
    return ((lead - 0xFC00) << 16 | Int(trie[at + 1]), at + 2)
  }

  /// A value behind a unit of a branch, and where the units behind it begin.
  private func value(_ at: Int) -> (value: Int, next: Int) {
    let lead = Int(trie[at] & 0x7FFF)
    if lead < 0x4000 { return (lead, at + 1) }
    if lead < 0x7FFF { return ((lead - 0x4000) << 16 | Int(trie[at + 1]), at + 2) }
    return (Int(trie[at + 1]) << 16 | Int(trie[at + 2]), at + 3)
  }

  private func arrive(_ at: Int, left: UInt16) -> Step {
    let place = Place(at: UInt32(at), left: left)
    guard left == 0, trie[at] >= Lead.value else { return Step(place: place, cost: 0, goesOn: true) }
    let node = trie[at]
    let cost: Int
    if node & Lead.final != 0 {
      cost = value(at).value
    } else if node < 0x4040 {
      cost = Int(node >> 6) - 1
    } else if node < 0x7FC0 {
      cost = (Int(node & 0x7FC0) - 0x4040) << 10 | Int(trie[at + 1])
    } else {
      cost = Int(trie[at + 1]) << 16 | Int(trie[at + 2])
    }
    return Step(place: place, cost: UInt8(truncatingIfNeeded: cost), goesOn: node & Lead.final == 0)
  }
}
