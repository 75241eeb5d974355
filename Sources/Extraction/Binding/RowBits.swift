/// Which items of a row have which classes: a bit for each item, for rows of at most 127 items.
///
/// Belongs to one thread; used for one row after the other.
final class RowBits {
  typealias Places = UInt128

  /// A bit for each item, for each of the 128 classes; only those of `present` count.
  private let byClass: UnsafeMutablePointer<Places>
  /// The classes that any item of the row has.
  private(set) var present: ClassSet = 0
  /// The classes of the items behind each item.
  private let behind: UnsafeMutablePointer<ClassSet>
  /// Whether the bits of the row are there; until a pattern asks for them they are not.
  private var isFilled = false
  /// Memory for the candidates of a figure.
  let candidates: UnsafeMutablePointer<PatternFilter.Bits>
  /// The items that have one of the classes of a mask, for each mask that was asked for.
  private let byMask: UnsafeMutablePointer<Places>
  private let rowOfMask: UnsafeMutablePointer<UInt32>
  private let masks: Int
  private var row: UInt32 = 0
  /// The places at which a clause begins, the end of the row included.
  private(set) var boundaries: Places = 0
  private(set) var isUsable = false

  static let longestRow = 127

  /// - Parameters:
  ///   - masks: how many masks there are.
  ///   - words: how many numbers the candidates take.
  init(masks: Int, words: Int) {
    self.masks = masks
    behind = .allocate(capacity: Self.longestRow)
    behind.initialize(repeating: 0, count: Self.longestRow)
    candidates = .allocate(capacity: words)
    candidates.initialize(repeating: 0, count: words)
    byClass = .allocate(capacity: 128)
    byClass.initialize(repeating: 0, count: 128)
    byMask = .allocate(capacity: masks)
    byMask.initialize(repeating: 0, count: masks)
    rowOfMask = .allocate(capacity: masks)
    rowOfMask.initialize(repeating: 0, count: masks)
  }

  deinit {
    behind.deallocate()
    candidates.deallocate()
    byClass.deallocate()
    byMask.deallocate()
    rowOfMask.deallocate()
  }

  /// Begins a row. Complexity: linear in its items.
  func start(_ items: [Item]) {
    isUsable = items.count <= Self.longestRow
    guard isUsable else { return }
    isFilled = false
    var classes: ClassSet = 0
    for at in items.indices.reversed() {
      behind[at] = classes
      classes |= items[at].classes
    }
  }

  /// The classes of the items behind an item of the row.
  func classes(behind item: Int) -> ClassSet { behind[item] }

  /// Lays out the bits of the row, which was begun, where they are not there yet.
  func fill(_ items: UnsafeBufferPointer<Item>) {
    guard !isFilled else { return }
    isFilled = true
    row &+= 1
    if row == 0 {
      rowOfMask.update(repeating: 0, count: masks)
      row = 1
    }
    present = 0
    boundaries = 1
    let ends = ElementSequence.boundaries
    for at in items.indices {
      let classes = items[at].classes
      let place: Places = 1 << Places(at)
      if classes & ends != 0 { boundaries |= place << 1 }
      add(UInt64(truncatingIfNeeded: classes), 0, place)
      add(UInt64(truncatingIfNeeded: classes >> 64), 64, place)
    }
  }

  @inline(__always)
  private func add(_ classes: UInt64, _ first: Int, _ place: Places) {
    var left = classes
    while left != 0 {
      let index = first + left.trailingZeroBitCount
      left &= left &- 1
      let bit: ClassSet = 1 << ClassSet(index)
      if present & bit == 0 {
        present |= bit
        byClass[index] = place
      } else {
        byClass[index] |= place
      }
    }
  }

  /// The items that have one of the classes of a mask, which is given with its number.
  @inline(__always)
  func places(_ number: Int, _ mask: ClassSet) -> Places {
    if rowOfMask[number] == row { return byMask[number] }
    var places: Places = 0
    let both = mask & present
    var left = UInt64(truncatingIfNeeded: both)
    while left != 0 {
      places |= byClass[left.trailingZeroBitCount]
      left &= left &- 1
    }
    left = UInt64(truncatingIfNeeded: both >> 64)
    while left != 0 {
      places |= byClass[64 + left.trailingZeroBitCount]
      left &= left &- 1
    }
    byMask[number] = places
    rowOfMask[number] = row
    return places
  }
}
