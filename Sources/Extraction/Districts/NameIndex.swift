import NewsText

/// Many names, found from any position of a text; each name has one or more holders.
///
/// Note [Finding names]: a bit for each hash of two units tells whether a name may begin with them, so that the scan
/// passes over most positions with one look. Behind it the names with one hash hang together, longest first: what
/// agrees first is the longest name. Adding a name costs its length and a look at those that begin alike.
struct NameIndex: Sendable {
  /// What a name is, by how it may be read: a full name, a short one, that of a township.
  enum Kind: UInt8, Sendable { case full, short, township }

  private struct Name: Sendable {
    var start: UInt32
    var count: UInt8
    var kind: Kind
    /// The next name with the same hash, not longer than this; -1 after the last.
    var next: Int32
    var firstHolder: Int32
    var lastHolder: Int32
  }

  private struct Holder: Sendable {
    var holder: Int32
    /// The next holder of the same name, -1 after the last.
    var next: Int32
  }

  /// The units of all names.
  private var pool: [UInt16] = []
  private var names: [Name] = []
  private var holders: [Holder] = []
  /// First name of each hash, -1 for none.
  private var heads: [Int32]
  /// One bit for each finer hash.
  private var filter: [UInt64]
  private static let headBits: UInt32 = 15
  private static let filterBits: UInt32 = 18

  /// Number of different names.
  var count: Int { names.count }

  init(capacity: Int = 0) {
    heads = [Int32](repeating: -1, count: 1 << Self.headBits)
    filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
    names.reserveCapacity(capacity)
    holders.reserveCapacity(capacity)
    pool.reserveCapacity(capacity * 4)
  }

  @inline(__always)
  private static func hash(_ first: UInt16, _ second: UInt16) -> UInt32 {
    ((UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1) >> (32 - filterBits)
  }

  /// Adds a holder of a name, which is given in valid UTF-8; a name of one unit cannot be found and is left out.
  mutating func insert(utf8 bytes: ArraySlice<UInt8>, _ kind: Kind, holder: Int) {
    let start = pool.count
    decode(bytes)
    let length = pool.count - start
    guard length >= 2, length <= 255 else { return pool.removeLast(length) }
    let hash = Self.hash(pool[start], pool[start + 1])
    let head = Int(hash >> (Self.filterBits - Self.headBits))
    var before = -1
    var at = heads[head]
    while at >= 0, Int(names[Int(at)].count) >= length {
      let name = names[Int(at)]
      if Int(name.count) == length, name.kind == kind, equal(Int(name.start), start, length) {
        pool.removeLast(length)
        holders[Int(name.lastHolder)].next = Int32(holders.count)
        names[Int(at)].lastHolder = Int32(holders.count)
        holders.append(Holder(holder: Int32(holder), next: -1))
        return
      }
      before = Int(at)
      at = name.next
    }
    let own = Int32(names.count)
    if before < 0 { heads[head] = own } else { names[before].next = own }
    names.append(
      Name(
        start: UInt32(start), count: UInt8(length), kind: kind, next: at, firstHolder: Int32(holders.count),
        lastHolder: Int32(holders.count)))
    holders.append(Holder(holder: Int32(holder), next: -1))
    filter[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
  }

  /// Appends UTF-8 to the pool.
  private mutating func decode(_ bytes: ArraySlice<UInt8>) {
    var at = bytes.startIndex
    while at + 2 < bytes.endIndex, bytes[at] & 0xF0 == 0xE0 {
      pool.append(
        UInt16(bytes[at] & 0x0F) << 12 | UInt16(bytes[at + 1] & 0x3F) << 6 | UInt16(bytes[at + 2] & 0x3F))
      at += 3
    }
    if at < bytes.endIndex { pool += Array(String(decoding: bytes[at...], as: UTF8.self).utf16) }
  }

  private func equal(_ one: Int, _ other: Int, _ length: Int) -> Bool {
    for offset in 0..<length where pool[one + offset] != pool[other + offset] { return false }
    return true
  }

  /// Whether a name may start at `at`; most positions answer no.
  @inline(__always)
  func mayStart(_ text: borrowing [UInt16], at: Int, limit: Int) -> Bool {
    guard at + 1 < limit else { return false }
    let hash = Self.hash(text[at], text[at + 1])
    return filter[Int(hash >> 6)] >> UInt64(hash & 63) & 1 == 1
  }

  /// The longest name of a kind that starts at `at` and ends no later than `limit`.
  func longest(_ kind: Kind, _ text: borrowing [UInt16], at: Int, limit: Int) -> (end: Int, name: Int)? {
    guard mayStart(text, at: at, limit: limit) else { return nil }
    var next = heads[Int(Self.hash(text[at], text[at + 1]) >> (Self.filterBits - Self.headBits))]
    while next >= 0 {
      let name = names[Int(next)]
      let length = Int(name.count)
      if name.kind == kind, at + length <= limit, agrees(name, text, at) { return (at + length, Int(next)) }
      next = name.next
    }
    return nil
  }

  /// The name of a kind that is exactly this stretch of the text; nil for none.
  func name(_ kind: Kind, _ text: borrowing [UInt16], _ span: Span) -> Int? {
    guard mayStart(text, at: span.start, limit: span.end) else { return nil }
    var next = heads[Int(Self.hash(text[span.start], text[span.start + 1]) >> (Self.filterBits - Self.headBits))]
    while next >= 0, Int(names[Int(next)].count) >= span.count {
      let name = names[Int(next)]
      if Int(name.count) == span.count, name.kind == kind, agrees(name, text, span.start) { return Int(next) }
      next = name.next
    }
    return nil
  }

  private func agrees(_ name: Name, _ text: borrowing [UInt16], _ at: Int) -> Bool {
    for offset in 0..<Int(name.count) where pool[Int(name.start) + offset] != text[at + offset] { return false }
    return true
  }

  /// The holders of a name that was found, in the order they were added.
  func holders(of name: Int) -> [Int] {
    var found: [Int] = []
    var at = names[name].firstHolder
    while at >= 0 {
      found.append(Int(holders[Int(at)].holder))
      at = holders[Int(at)].next
    }
    return found
  }
}
