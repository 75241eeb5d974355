/// Cuts runs of Han characters into the words of ICU's dictionary.
///
/// Note [Steps remembered]: laying the dictionary out anew for speed takes longer than a newspaper page does. Steps
/// through it are remembered instead as they are taken, and newspapers take the same ones again and again.
///
/// Belongs to one thread.
final class HanCutter {
  private let dictionary: HanDictionary

  /// A step remembered: what it starts from, and what it leads to.
  private struct Memo {
    /// 0 for a free slot.
    var key: UInt64 = 0
    var next: UInt64 = 0
  }

  // Plain memory: checks of bounds and of exclusive use would take half of the time.
  private var memos: UnsafeMutablePointer<Memo>
  private var mask: Int
  private var used = 0
  /// The step from the root for each unit.
  private let first: UnsafeMutablePointer<UInt64>
  private var best: UnsafeMutablePointer<UInt32>
  private var lengths: UnsafeMutablePointer<UInt8>
  /// The longest run that `best` and `lengths` hold.
  private var room = 0

  private static let smallest = 1 << 12
  private static let largest = 1 << 19

  /// How a step is packed: where it leads, what is left there, the cost, and two marks.
  private enum Packed {
    static let costShift: UInt64 = 48
    static let known: UInt64 = 1 << 62
    static let goesOn: UInt64 = 1 << 61
    /// Place and what is left of a stretch.
    static let place: UInt64 = (1 << 48) - 1
  }

  init(_ dictionary: HanDictionary) {
    self.dictionary = dictionary
    memos = Self.table(Self.smallest)
    mask = Self.smallest - 1
    first = .allocate(capacity: 0x10000)
    first.initialize(repeating: 0, count: 0x10000)
    room = 255
    best = .allocate(capacity: room + 1)
    lengths = .allocate(capacity: room + 1)
  }

  deinit {
    memos.deallocate()
    first.deallocate()
    best.deallocate()
    lengths.deallocate()
  }

  private static func table(_ size: Int) -> UnsafeMutablePointer<Memo> {
    let table = UnsafeMutablePointer<Memo>.allocate(capacity: size)
    table.initialize(repeating: Memo(), count: size)
    return table
  }

  /// Appends the words of a run of Han characters; they tile it. Complexity: linear.
  func cut(_ units: UnsafeBufferPointer<UInt16>, _ run: Span, into words: inout [Span]) {
    let count = run.count
    guard count > 1, run.start >= 0, run.end <= units.count, let text = units.baseAddress else {
      if count == 1 { words.append(run) }
      return
    }
    if room < count { makeRoom(count) }
    let (best, lengths) = (self.best, self.lengths)
    for at in 1...count { best[at] = .max }
    best[0] = 0
    for at in 0..<count { extend(text + (run.start + at), at, count, best, lengths) }
    // From the end to the beginning, then turned round.
    let start = words.count
    var end = count
    while end > 0 {
      let begin = end - Int(lengths[end])
      words.append(Span(run.start + begin, run.start + end))
      end = begin
    }
    // In place: a slice of the words would be a copy of them.
    var (low, high) = (start, words.count - 1)
    while low < high {
      words.swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  private func makeRoom(_ count: Int) {
    best.deallocate()
    lengths.deallocate()
    room = count
    best = .allocate(capacity: count + 1)
    lengths = .allocate(capacity: count + 1)
  }

  /// Tries all words that begin at a character.
  @inline(__always)
  private func extend(
    _ text: UnsafePointer<UInt16>, _ at: Int, _ count: Int, _ best: UnsafeMutablePointer<UInt32>,
    _ lengths: UnsafeMutablePointer<UInt8>
  ) {
    let cost = best[at]
    let limit = min(HanDictionary.longestWord, count - at)
    var step = first[Int(text[0])]
    if step == 0 { step = learn(first: text[0]) }
    var own = UInt32(truncatingIfNeeded: step >> Packed.costShift) & 0xFF
    // A character that is no word by itself costs most.
    let single = cost &+ (own == 0 ? HanDictionary.unknown : own)
    if single < best[at + 1] { (best[at + 1], lengths[at + 1]) = (single, 1) }
    var length = 1
    while step & Packed.goesOn != 0, length < limit {
      step = next(step & Packed.place, text[length])
      length += 1
      own = UInt32(truncatingIfNeeded: step >> Packed.costShift) & 0xFF
      if own != 0, cost &+ own < best[at + length] {
        (best[at + length], lengths[at + length]) = (cost &+ own, UInt8(truncatingIfNeeded: length))
      }
    }
  }

  @inline(never)
  private func learn(first unit: UInt16) -> UInt64 {
    let found = pack(dictionary.step(HanDictionary.root, unit))
    first[Int(unit)] = found
    return found
  }

  @inline(__always)
  private func next(_ place: UInt64, _ unit: UInt16) -> UInt64 {
    let key = place << 16 | UInt64(unit)
    var slot = Self.slot(key, mask)
    while memos[slot].key != 0 {
      if memos[slot].key == key { return memos[slot].next }
      slot = (slot &+ 1) & mask
    }
    return learn(key, place, unit)
  }

  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  @inline(never)
  private func learn(_ key: UInt64, _ place: UInt64, _ unit: UInt16) -> UInt64 {
    let from = HanDictionary.Place(
      at: UInt32(truncatingIfNeeded: place), left: UInt16(truncatingIfNeeded: place >> 32))
    let found = pack(dictionary.step(from, unit))
    if used * 2 > mask { grow() }
    insert(Memo(key: key, next: found))
    return found
  }

  /// Makes the table larger; one that is as large as it may be starts over: a text of all words there are does that
  /// now and then.
  private func grow() {
    let (old, size) = (memos, mask + 1)
    defer { old.deallocate() }
    let isFull = size >= Self.largest
    memos = Self.table(isFull ? size : size * 2)
    mask = (isFull ? size : size * 2) - 1
    used = 0
    guard !isFull else { return }
    for slot in 0..<size where old[slot].key != 0 { insert(old[slot]) }
  }

  private func insert(_ memo: Memo) {
    var slot = Self.slot(memo.key, mask)
    while memos[slot].key != 0 { slot = (slot + 1) & mask }
    memos[slot] = memo
    used += 1
  }

  private func pack(_ step: HanDictionary.Step?) -> UInt64 {
    guard let step else { return Packed.known }
    var packed = Packed.known | UInt64(step.place.at) | UInt64(step.place.left) << 32
    packed |= UInt64(step.cost) << Packed.costShift
    return step.goesOn ? packed | Packed.goesOn : packed
  }
}
