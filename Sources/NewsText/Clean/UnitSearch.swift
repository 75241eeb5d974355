extension UnsafeBufferPointer<UInt16> {
  /// Where a unit stands next, `end` when it does not; four units are looked at with one step.
  func next(_ unit: UInt16, from start: Int, to end: Int) -> Int {
    guard let base = baseAddress, start < end else { return end }
    let pattern = UInt64(unit) &* 0x0001_0001_0001_0001
    var at = start
    while at + 4 <= end {
      let four = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self) ^ pattern
      // A zero among four units borrows from its highest bit.
      if (four &- 0x0001_0001_0001_0001) & ~four & 0x8000_8000_8000_8000 != 0 { break }
      at += 4
    }
    while at < end, base[at] != unit { at += 1 }
    return at
  }

  /// Where the next unit stands that is not plain (`UnitClass.isPlain`), `end` when there is none; mostly four units are
  /// looked at with one step.
  @inline(__always)
  func nextMark(from start: Int, to end: Int) -> Int {
    guard let base = baseAddress, start < end else { return end }
    var at = start
    while at + 4 <= end {
      let four = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
      // A unit below 0x3100, or above 0xFEFF, borrows from its highest bit.
      let low = (four &- 0x3100_3100_3100_3100) & ~four
      let high = (~four &- 0x0100_0100_0100_0100) & four
      if (low | high) & 0x8000_8000_8000_8000 != 0 { break }
      at &+= 4
    }
    while at < end, UnitClass.isPlain(base[at]) { at &+= 1 }
    return at
  }

  /// Whether a word stands at a place, all of it before `end`.
  @inline(__always)
  func holds(_ word: [UInt16], at start: Int, before end: Int) -> Bool {
    guard start >= 0, start + word.count <= end else { return false }
    for offset in word.indices where self[start + offset] != word[offset] { return false }
    return true
  }
}
