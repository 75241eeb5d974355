/// A set of terms, each with a number, found from any position of a text without making strings.
///
/// Every prefix of every term is an entry of one open-addressing table, keyed by a rolling 64-bit hash, so building is
/// linear in the length of all terms and a look-up stops at the first unit that no term continues, mostly without
/// another look at the table: an entry knows whether a longer term goes on from it.
///
/// Terms stand in plain memory that copies share until one of them is changed: a look-up counts no reference.
///
/// ```swift
/// var table = TermTable()
/// table.insert("志愿者", 1)
/// let units = Array("组织志愿者860名".utf16)
/// if let found = table.first(units, in: Span(0, units.count)) { print(found.span, found.value) }
/// // 2..<5 1
/// ```
public struct TermTable: @unchecked Sendable {
  /// A prefix of a term.
  @usableFromInline
  struct Slot {
    /// 0 marks a free slot.
    @usableFromInline var key: UInt64
    /// One more than the value of the term, 0 for a prefix that is no term itself.
    @usableFromInline var value: Int32
    /// 1 when longer terms begin with it.
    @usableFromInline var goesOn: Int32
  }

  @usableFromInline var memory: TermMemory
  @usableFromInline var slots: UnsafeMutablePointer<Slot>
  /// One bit per first unit: most positions of a text start no term.
  @usableFromInline var starts: UnsafeMutablePointer<UInt64>
  /// One bit for each hash of the first two units of a term, or of the only unit of one: most positions whose unit
  /// begins a term begin none.
  @usableFromInline var pairs: UnsafeMutablePointer<UInt64>
  @usableFromInline var mask: Int
  private var used = 0
  /// Length of the longest term in UTF-16 units.
  public private(set) var longest = 0
  /// Number of terms.
  public private(set) var count = 0

  /// An empty table; `capacity` is how many terms to make room for.
  public init(capacity: Int = 64) {
    var size = 256
    while size < capacity * 4 { size *= 2 }
    memory = TermMemory(slots: size)
    (slots, starts, pairs, mask) = (memory.slots, memory.starts, memory.pairs, size - 1)
  }

  /// Adds a term; a term that is there already keeps its first value. Returns the value in force.
  ///
  /// - Parameters:
  ///   - term: one UTF-16 unit or more; it is compared as it is, without folding.
  ///   - value: not negative, and less than the largest 32-bit number.
  @discardableResult
  public mutating func insert(_ term: String, _ value: Int32) -> Int32 { insert(Array(term.utf16), value) }

  /// Adds a term given as UTF-16 units. Returns the value that it has, which is an earlier one where it was there
  /// already.
  @discardableResult
  public mutating func insert(_ term: some Collection<UInt16>, _ value: Int32) -> Int32 {
    insert(Array(term), value)
  }

  /// Adds a term given as UTF-16 units. Returns the value that it has, which is an earlier one where it was there
  /// already.
  @discardableResult
  public mutating func insert(_ term: [UInt16], _ value: Int32) -> Int32 {
    term.withUnsafeBufferPointer { insert($0, value) }
  }

  /// Adds a term given in valid UTF-8, as the cells of rule files are.
  @discardableResult
  public mutating func insert(utf8 term: ArraySlice<UInt8>, _ value: Int32) -> Int32 {
    term.withUnsafeBufferPointer { insert(utf8: $0, value) }
  }

  /// Adds a term given in valid UTF-8, as the cells of rule files are.
  @discardableResult
  public mutating func insert(utf8 term: UnsafeBufferPointer<UInt8>, _ value: Int32) -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: term.count) { units in
      var count = 0
      // Nearly every word is of characters of three bytes.
      var at = 0
      while at + 2 < term.count, term[at] & 0xF0 == 0xE0 {
        units[count] =
          UInt16(term[at] & 0x0F) << 12 | UInt16(term[at + 1] & 0x3F) << 6 | UInt16(term[at + 2] & 0x3F)
        count += 1
        at += 3
      }
      if at < term.count {
        _ = transcode(term[at...].makeIterator(), from: UTF8.self, to: UTF16.self, stoppingOnError: false) {
          units[count] = $0
          count += 1
        }
      }
      return insert(UnsafeBufferPointer(rebasing: units[..<count]), value)
    }
  }

  private mutating func insert(_ term: UnsafeBufferPointer<UInt16>, _ value: Int32) -> Int32 {
    guard let first = term.first else { return value }
    if !isKnownUniquelyReferenced(&memory) { take(mask + 1) }
    starts[Int(first >> 6)] |= 1 << UInt64(first & 63)
    let pair = Self.pair(first, term.count > 1 ? term[1] : Self.alone)
    pairs[pair >> 6] |= 1 << UInt64(pair & 63)
    var hash = Self.seed
    var slot = -1
    for unit in term {
      if (used + 1) * 2 > mask {
        let before = hash
        take((mask + 1) * 2)
        if slot >= 0 { slot = find(before) }
      }
      if slot >= 0 { slots[slot].goesOn = 1 }
      hash = Self.step(hash, unit)
      slot = place(of: hash)
      if slots[slot].key == 0 {
        slots[slot].key = hash
        used += 1
      }
    }
    if slots[slot].value == 0 {
      slots[slot].value = value + 1
      count += 1
      longest = max(longest, term.count)
    }
    return slots[slot].value - 1
  }

  /// The value of exactly this stretch of the text.
  @inlinable
  public func value(_ text: borrowing [UInt16], _ span: Span) -> Int32? {
    defer { withExtendedLifetime(memory) {} }
    var hash = Self.seed
    var last: Int32 = 0
    for at in span.range {
      let unit = text[at]
      if at == span.start, !mayStart(unit) { return nil }
      hash = Self.step(hash, unit)
      let slot = find(hash)
      guard slot >= 0 else { return nil }
      last = slots[slot].value
      if slots[slot].goesOn == 0, at + 1 < span.end { return nil }
    }
    return last > 0 ? last - 1 : nil
  }

  /// Whether a single unit is a term.
  @inlinable
  public func contains(_ unit: UInt16) -> Bool {
    defer { withExtendedLifetime(memory) {} }
    guard mayStart(unit) else { return false }
    let slot = find(Self.step(Self.seed, unit))
    return slot >= 0 && slots[slot].value > 0
  }

  /// The value of exactly this term.
  public func value(_ term: String) -> Int32? {
    defer { withExtendedLifetime(memory) {} }
    var hash = Self.seed
    for unit in term.utf16 { hash = Self.step(hash, unit) }
    let slot = find(hash)
    return slot >= 0 && slots[slot].value > 0 ? slots[slot].value - 1 : nil
  }

  /// The longest term that starts at `at` and ends no later than `limit`.
  @inlinable
  public func longestMatch(_ text: borrowing [UInt16], at: Int, limit: Int) -> (end: Int, value: Int32)? {
    guard at < limit, mayStart(text[at]), mayGoOn(text[at], at + 1 < limit ? text[at + 1] : Self.alone) else {
      return nil
    }
    return longestMatch(known: text, at, limit)
  }

  /// The same where a term may start.
  @usableFromInline
  func longestMatch(known text: borrowing [UInt16], _ at: Int, _ limit: Int) -> (end: Int, value: Int32)? {
    defer { withExtendedLifetime(memory) {} }
    var hash = Self.seed
    var best: (end: Int, value: Int32)?
    var here = at
    while here < limit {
      hash = Self.step(hash, text[here])
      let slot = find(hash)
      guard slot >= 0 else { break }
      here += 1
      if slots[slot].value > 0 { best = (here, slots[slot].value - 1) }
      if slots[slot].goesOn == 0 { break }
    }
    return best
  }

  /// The first place of a stretch where a term starts that ends in it, with the longest such term. Complexity: linear in
  /// the stretch.
  public func first(_ text: borrowing [UInt16], in span: Span) -> (span: Span, value: Int32)? {
    var at = span.start
    while at < span.end {
      if mayStart(text[at]), let match = longestMatch(known: text, at, span.end) {
        return (Span(at, match.end), match.value)
      }
      at += 1
    }
    return nil
  }

  /// Calls `body` with the end and the value of every term that starts at `at`, shortest first.
  @inlinable @inline(__always)
  public func forEachMatch(_ text: borrowing [UInt16], at: Int, limit: Int, _ body: (Int, Int32) -> Void) {
    guard at < limit, mayStart(text[at]) else { return }
    defer { withExtendedLifetime(memory) {} }
    var hash = Self.seed
    var here = at
    while here < limit {
      hash = Self.step(hash, text[here])
      let slot = find(hash)
      guard slot >= 0 else { break }
      here += 1
      if slots[slot].value > 0 { body(here, slots[slot].value - 1) }
      if slots[slot].goesOn == 0 { break }
    }
  }

  /// Whether a term may begin with a unit; most units begin none.
  @inlinable @inline(__always)
  public func mayStart(_ unit: UInt16) -> Bool { starts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 }

  /// Whether a term may begin with two units, or be the first of them.
  @inlinable @inline(__always)
  func mayGoOn(_ first: UInt16, _ second: UInt16) -> Bool {
    let both = Self.pair(first, second)
    if pairs[both >> 6] >> UInt64(both & 63) & 1 == 1 { return true }
    let alone = Self.pair(first, Self.alone)
    return pairs[alone >> 6] >> UInt64(alone & 63) & 1 == 1
  }

  /// Stands for the second unit of a term of one.
  @usableFromInline static var alone: UInt16 { @inline(__always) get { 0 } }

  /// The bit of two units in `pairs`.
  @inlinable @inline(__always)
  static func pair(_ first: UInt16, _ second: UInt16) -> Int {
    Int(truncatingIfNeeded: ((UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1) >> UInt32(32 - pairBits))
  }

  /// There are two to the power of it bits in `pairs`.
  @usableFromInline static var pairBits: Int { @inline(__always) get { 15 } }

  /// The next place from `start` on where a term may start; `end` when there is none.
  public func nextStart(_ text: borrowing [UInt16], from start: Int, to end: Int) -> Int {
    defer { withExtendedLifetime(memory) {} }
    return text.withUnsafeBufferPointer { text in
      let starts = self.starts
      var at = start
      while at < end {
        let unit = text[at]
        if starts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1,
          mayGoOn(unit, at &+ 1 < end ? text[at &+ 1] : Self.alone)
        {
          return at
        }
        at &+= 1
      }
      return end
    }
  }

  @usableFromInline static var seed: UInt64 { @inline(__always) get { 0x9E37_79B9_7F4A_7C15 } }

  @inlinable @inline(__always)
  static func step(_ hash: UInt64, _ unit: UInt16) -> UInt64 {
    var next = (hash ^ UInt64(unit)) &* 0xFF51_AFD7_ED55_8CCD
    next ^= next >> 32
    return next | 1 << 63
  }

  @inlinable @inline(__always)
  func find(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].key != 0 {
      if slots[slot].key == hash { return slot }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// Where a hash is, or where it is to be put.
  private func place(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].key != 0, slots[slot].key != hash { slot = (slot + 1) & mask }
    return slot
  }

  /// Moves to memory of its own with so many slots.
  private mutating func take(_ size: Int) {
    let own = TermMemory(slots: size)
    own.starts.update(from: starts, count: TermMemory.startWords)
    own.pairs.update(from: pairs, count: TermMemory.pairWords)
    for at in 0...mask where slots[at].key != 0 {
      var slot = Int(truncatingIfNeeded: slots[at].key) & (size - 1)
      while own.slots[slot].key != 0 { slot = (slot + 1) & (size - 1) }
      own.slots[slot] = slots[at]
    }
    (memory, slots, starts, pairs, mask) = (own, own.slots, own.starts, own.pairs, size - 1)
  }
}

/// The memory of a table, which ends with the last copy of it.
@usableFromInline
final class TermMemory {
  static let startWords = 1024
  static let pairWords = 1 << (TermTable.pairBits - 6)
  let slots: UnsafeMutablePointer<TermTable.Slot>
  let starts: UnsafeMutablePointer<UInt64>
  let pairs: UnsafeMutablePointer<UInt64>

  init(slots count: Int) {
    slots = .allocate(capacity: count)
    slots.initialize(repeating: TermTable.Slot(key: 0, value: 0, goesOn: 0), count: count)
    starts = .allocate(capacity: Self.startWords)
    starts.initialize(repeating: 0, count: Self.startWords)
    pairs = .allocate(capacity: Self.pairWords)
    pairs.initialize(repeating: 0, count: Self.pairWords)
  }

  deinit {
    slots.deallocate()
    starts.deallocate()
    pairs.deallocate()
  }
}
