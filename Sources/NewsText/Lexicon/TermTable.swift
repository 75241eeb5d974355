/// A set of terms, each with a number, found from any position of a text without making strings.
///
/// Every prefix of every term is an entry of one open-addressing table, keyed by a rolling 64-bit hash, so building is
/// linear in the length of all terms and a look-up stops at the first unit that no term continues.
public struct TermTable: Sendable {
  /// 0 marks a free slot.
  private var keys: [UInt64]
  /// -1 marks a prefix that is no term itself.
  private var values: [Int32]
  private var mask: Int
  private var used = 0
  /// Length of the longest term in UTF-16 units.
  public private(set) var longest = 0
  /// Number of terms.
  public private(set) var count = 0
  /// One bit per first unit: most positions of a text start no term.
  @usableFromInline var starts: [UInt64]

  /// An empty table; `capacity` is how many terms to make room for.
  public init(capacity: Int = 64) {
    var size = 256
    while size < capacity * 4 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Int32](repeating: -1, count: size)
    mask = size - 1
    starts = [UInt64](repeating: 0, count: 1024)
  }

  /// Adds a term; a term that is there already keeps its first value. Returns the value in force.
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
    guard let first = term.first else { return value }
    starts[Int(first >> 6)] |= 1 << UInt64(first & 63)
    var hash = Self.seed
    var slot = 0
    for unit in term {
      hash = Self.step(hash, unit)
      if used * 2 > mask { grow() }
      slot = Int(truncatingIfNeeded: hash) & mask
      while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
      if keys[slot] == 0 {
        keys[slot] = hash
        used += 1
      }
    }
    if values[slot] < 0 {
      values[slot] = value
      count += 1
      longest = max(longest, term.count)
    }
    return values[slot]
  }

  /// Adds a term given in valid UTF-8, as the cells of rule files are.
  @discardableResult
  public mutating func insert(utf8 term: ArraySlice<UInt8>, _ value: Int32) -> Int32 {
    var units: [UInt16] = []
    units.reserveCapacity(term.count)
    // Nearly every word is of characters of three bytes.
    if term.allSatisfy({ $0 >= 0x80 }), term.count % 3 == 0 {
      var at = term.startIndex
      while at < term.endIndex, term[at] & 0xF0 == 0xE0 {
        units.append(
          UInt16(term[at] & 0x0F) << 12 | UInt16(term[at + 1] & 0x3F) << 6 | UInt16(term[at + 2] & 0x3F))
        at += 3
      }
      if at == term.endIndex { return insert(units, value) }
      units.removeAll(keepingCapacity: true)
    }
    _ = transcode(term.makeIterator(), from: UTF8.self, to: UTF16.self, stoppingOnError: false) { units.append($0) }
    return insert(units, value)
  }

  /// The value of exactly this stretch of the text.
  public func value(_ text: borrowing [UInt16], _ span: Span) -> Int32? {
    var hash = Self.seed
    for at in span.range { hash = Self.step(hash, text[at]) }
    let slot = find(hash)
    return slot >= 0 && values[slot] >= 0 ? values[slot] : nil
  }

  /// Whether a single unit is a term.
  public func contains(_ unit: UInt16) -> Bool {
    guard mayStart(unit) else { return false }
    let slot = find(Self.step(Self.seed, unit))
    return slot >= 0 && values[slot] >= 0
  }

  /// The value of exactly this term.
  public func value(_ term: String) -> Int32? {
    var hash = Self.seed
    for unit in term.utf16 { hash = Self.step(hash, unit) }
    let slot = find(hash)
    return slot >= 0 && values[slot] >= 0 ? values[slot] : nil
  }

  /// The longest term that starts at `at` and ends no later than `limit`.
  public func longestMatch(_ text: borrowing [UInt16], at: Int, limit: Int) -> (end: Int, value: Int32)? {
    guard at < limit, mayStart(text[at]) else { return nil }
    var hash = Self.seed
    var best: (end: Int, value: Int32)?
    var here = at
    while here < limit {
      hash = Self.step(hash, text[here])
      let slot = find(hash)
      guard slot >= 0 else { break }
      here += 1
      if values[slot] >= 0 { best = (here, values[slot]) }
    }
    return best
  }

  /// The first place of a stretch where a term starts that ends in it, with the longest such term. Complexity: linear in
  /// the stretch.
  public func first(_ text: borrowing [UInt16], in span: Span) -> (span: Span, value: Int32)? {
    var at = span.start
    while at < span.end {
      if mayStart(text[at]), let match = longestMatch(text, at: at, limit: span.end) {
        return (Span(at, match.end), match.value)
      }
      at += 1
    }
    return nil
  }

  /// Calls `body` with the end and the value of every term that starts at `at`, shortest first.
  public func forEachMatch(_ text: borrowing [UInt16], at: Int, limit: Int, _ body: (Int, Int32) -> Void) {
    guard at < limit, mayStart(text[at]) else { return }
    var hash = Self.seed
    var here = at
    while here < limit {
      hash = Self.step(hash, text[here])
      let slot = find(hash)
      guard slot >= 0 else { break }
      here += 1
      if values[slot] >= 0 { body(here, values[slot]) }
    }
  }

  /// Whether a term may begin with a unit; most units begin none.
  @inlinable @inline(__always)
  public func mayStart(_ unit: UInt16) -> Bool { starts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func step(_ hash: UInt64, _ unit: UInt16) -> UInt64 {
    var next = (hash ^ UInt64(unit)) &* 0xFF51_AFD7_ED55_8CCD
    next ^= next >> 32
    return next | 1 << 63
  }

  private func find(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != 0 {
      if keys[slot] == hash { return slot }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldValues = values
    let size = (mask + 1) * 2
    mask = size - 1
    keys = [UInt64](repeating: 0, count: size)
    values = [Int32](repeating: -1, count: size)
    for at in oldKeys.indices where oldKeys[at] != 0 {
      var slot = Int(truncatingIfNeeded: oldKeys[at]) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = oldKeys[at]
      values[slot] = oldValues[at]
    }
  }
}
