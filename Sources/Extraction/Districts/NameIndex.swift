import NewsText

/// Many names, found from any position of a text; each name has one or more holders.
///
/// Note [Finding names]: a bit for each hash of two units tells whether a name may begin with them, so that the scan
/// passes over most positions with one look; a second bit does so for three units. Behind them the names with one hash of
/// three units (of two, where they have no more) hang together, longest first: what agrees first is the longest name.
/// Adding a name costs its length and a look at those that begin alike.
///
/// Filled by one thread and then only read, by all that share it.
final class NameIndex: @unchecked Sendable {
  /// What a name is, by how it may be read: a full name, a short one, that of a township.
  enum Kind: UInt8, Sendable { case full, short, township }

  private struct Name: Sendable {
    var start: UInt32
    var count: UInt8
    var kind: Kind
    /// Its third unit, 0 for none: most names that begin alike part here.
    var third: UInt16
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

  /// The units of all names, in plain memory: each of a hundred thousand would be checked for room.
  private var pool: UnsafeMutablePointer<UInt16>
  private var poolCount = 0
  private var poolRoom: Int
  private var names: [Name] = []
  private var holders: [Holder] = []
  /// First name of each hash, -1 for none.
  private let heads: UnsafeMutablePointer<Int32>
  /// One bit for each finer hash.
  private let filter: UnsafeMutablePointer<UInt64>
  /// One bit for each finer hash and third unit; 0 stands for the third unit of a name of two.
  private let thirds: UnsafeMutablePointer<UInt64>
  private let headBits: UInt32
  private var filterBits: UInt32 { headBits + 3 }

  /// Number of different names.
  var count: Int { names.count }

  /// - Parameter headBits: two to the power of it should be about as many as there are names.
  init(capacity: Int = 0, headBits: UInt32 = 15) {
    self.headBits = headBits
    poolRoom = max(64, capacity * 4)
    pool = .allocate(capacity: poolRoom)
    heads = .allocate(capacity: 1 << headBits)
    heads.initialize(repeating: -1, count: 1 << headBits)
    filter = .allocate(capacity: 1 << (headBits - 3))
    filter.initialize(repeating: 0, count: 1 << (headBits - 3))
    thirds = .allocate(capacity: 1 << (headBits - 3))
    thirds.initialize(repeating: 0, count: 1 << (headBits - 3))
    names.reserveCapacity(capacity)
    holders.reserveCapacity(capacity)
  }

  deinit {
    pool.deallocate()
    heads.deallocate()
    filter.deallocate()
    thirds.deallocate()
  }

  @inline(__always)
  private func hash(_ first: UInt16, _ second: UInt16) -> UInt32 {
    ((UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1) >> (32 - filterBits)
  }

  @inline(__always)
  private func finer(_ hash: UInt32, _ third: UInt16) -> UInt32 {
    ((hash ^ (UInt32(third) &* 0x85EB_CA6B)) &* 0xC2B2_AE35) >> (32 - filterBits)
  }

  @inline(__always)
  private func hasThird(_ hash: UInt32, _ third: UInt16) -> Bool {
    let finer = self.finer(hash, third)
    return thirds[Int(finer >> 6)] >> UInt64(finer & 63) & 1 == 1
  }

  /// The first of the names with a hash of three units, -1 for none.
  @inline(__always)
  private func head(_ hash: UInt32, _ third: UInt16) -> Int32 {
    hasThird(hash, third) ? heads[Int(finer(hash, third) >> 3)] : -1
  }

  /// Adds a holder of a name, which is given in valid UTF-8; a name of one unit cannot be found and is left out.
  func insert(utf8 bytes: ArraySlice<UInt8>, _ kind: Kind, holder: Int) {
    bytes.withUnsafeBufferPointer { insert(utf8: $0, kind, holder: holder) }
  }

  /// Adds a holder of a name, which is given in valid UTF-8; a name of one unit cannot be found and is left out.
  func insert(utf8 bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind, holder: Int) {
    let start = poolCount
    decode(bytes)
    let length = poolCount - start
    let third = length > 2 ? pool[start + 2] : 0
    guard length >= 2, length <= 255 else {
      poolCount = start
      return
    }
    let hash = self.hash(pool[start], pool[start + 1])
    let finer = self.finer(hash, third)
    let head = Int(finer >> 3)
    var before = -1
    var at = heads[head]
    while at >= 0, Int(names[Int(at)].count) >= length {
      let name = names[Int(at)]
      if name.third == third, Int(name.count) == length, name.kind == kind, equal(Int(name.start), start, length) {
        poolCount = start
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
        start: UInt32(start), count: UInt8(length), kind: kind, third: third, next: at,
        firstHolder: Int32(holders.count),
        lastHolder: Int32(holders.count)))
    holders.append(Holder(holder: Int32(holder), next: -1))
    filter[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
    thirds[Int(finer >> 6)] |= 1 << UInt64(finer & 63)
  }

  /// Appends UTF-8 to the pool.
  private func decode(_ bytes: UnsafeBufferPointer<UInt8>) {
    // No character gives more units than it has bytes.
    makeRoom(bytes.count)
    guard let text = bytes.baseAddress else { return }
    var (at, count) = (0, poolCount)
    let pool = pool
    while at &+ 2 < bytes.count, text[at] & 0xF0 == 0xE0 {
      pool[count] = UInt16(text[at] & 0x0F) << 12 | UInt16(text[at &+ 1] & 0x3F) << 6 | UInt16(text[at &+ 2] & 0x3F)
      count &+= 1
      at &+= 3
    }
    poolCount = count
    guard at < bytes.count else { return }
    for unit in String(decoding: UnsafeBufferPointer(rebasing: bytes[at...]), as: UTF8.self).utf16 {
      pool[poolCount] = unit
      poolCount += 1
    }
  }

  private func makeRoom(_ count: Int) {
    guard poolCount + count > poolRoom else { return }
    let room = max(poolRoom * 2, poolCount + count)
    let larger = UnsafeMutablePointer<UInt16>.allocate(capacity: room)
    larger.update(from: pool, count: poolCount)
    pool.deallocate()
    (pool, poolRoom) = (larger, room)
  }

  private func equal(_ one: Int, _ other: Int, _ length: Int) -> Bool {
    for offset in 0..<length where pool[one + offset] != pool[other + offset] { return false }
    return true
  }

  /// Whether a name may start at `at`; most positions answer no.
  @inline(__always)
  func mayStart(_ text: borrowing [UInt16], at: Int, limit: Int) -> Bool {
    guard at + 1 < limit else { return false }
    let hash = self.hash(text[at], text[at + 1])
    return filter[Int(hash >> 6)] >> UInt64(hash & 63) & 1 == 1
  }

  /// The next place from `start` on at which a name may start, or a unit stands that has its bit in `others`; `end` when
  /// there is none.
  func nextStart(_ text: borrowing [UInt16], from start: Int, to end: Int, or others: borrowing [UInt64]) -> Int {
    text.withUnsafeBufferPointer { text in
      others.withUnsafeBufferPointer { others in
        var at = start
        while at < end {
          let unit = text[at]
          if others[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 { return at }
          if at &+ 1 < end {
            let hash = self.hash(unit, text[at &+ 1])
            if filter[Int(hash >> 6)] >> UInt64(hash & 63) & 1 == 1,
              hasThird(hash, 0) || at &+ 2 < end && hasThird(hash, text[at &+ 2])
            {
              return at
            }
          }
          at &+= 1
        }
        return end
      }
    }
  }

  /// The longest names that start at a position, one of each kind, with their ends.
  struct Matches {
    var full: (end: Int, name: Int)?
    var short: (end: Int, name: Int)?
    var township: (end: Int, name: Int)?
  }

  /// The longest names that start at `at` and end no later than `limit`.
  func matches(_ text: borrowing [UInt16], at: Int, limit: Int) -> Matches {
    var found = Matches()
    guard mayStart(text, at: at, limit: limit) else { return found }
    let hash = self.hash(text[at], text[at + 1])
    let third = at + 2 < limit ? text[at + 2] : 0
    // Names of three units and more, then those of two.
    if third != 0 { look(&found, head(hash, third), third, text, at, limit) }
    look(&found, head(hash, 0), 0, text, at, limit)
    return found
  }

  @inline(__always)
  private func look(
    _ found: inout Matches, _ first: Int32, _ third: UInt16, _ text: borrowing [UInt16], _ at: Int, _ limit: Int
  ) {
    guard first >= 0 else { return }
    names.withUnsafeBufferPointer { names in
      var next = first
      while next >= 0 {
        let name = names[Int(next)]
        let end = at + Int(name.count)
        if name.third == third, end <= limit, agrees(name, text, at) {
          switch name.kind {
          case .full: if found.full == nil { found.full = (end, Int(next)) }
          case .short: if found.short == nil { found.short = (end, Int(next)) }
          case .township: if found.township == nil { found.township = (end, Int(next)) }
          }
        }
        next = name.next
      }
    }
  }

  /// The name of a kind that is exactly this stretch of the text; nil for none.
  func name(_ kind: Kind, _ text: borrowing [UInt16], _ span: Span) -> Int? {
    guard mayStart(text, at: span.start, limit: span.end) else { return nil }
    let third = span.count > 2 ? text[span.start + 2] : 0
    var next = head(hash(text[span.start], text[span.start + 1]), third)
    while next >= 0, Int(names[Int(next)].count) >= span.count {
      let name = names[Int(next)]
      if name.third == third, Int(name.count) == span.count, name.kind == kind, agrees(name, text, span.start) {
        return Int(next)
      }
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
