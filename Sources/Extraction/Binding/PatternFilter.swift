/// Tells where patterns may match around a figure, for all places at once.
///
/// Note [Places in bits]: the places of a row that a pattern may have come to are the bits of one number; an element moves
/// all of them with a few shifts. A pattern that has no place left matches nowhere; of the others only the places that
/// are left are tried one by one, for the roles they give.
///
/// Note [Patterns in bits]: most patterns ask for a class that no item before the figure has, or none behind it. Which
/// patterns ask for what is the bits of a few numbers, so that one look at a set of classes strikes out all of them.
struct PatternFilter: @unchecked Sendable {
  typealias Places = RowBits.Places
  /// A bit for each of 128 patterns.
  typealias Bits = UInt128

  private struct Step {
    var kind: ElementSequence.Kind
    var mask: ClassSet
    /// The number of the mask among all masks.
    var number: Int32
    var least: Int32
    var most: Int32
  }

  private struct Entry {
    /// Classes of which the figure must have one.
    var figure: ClassSet
    /// Where its steps begin; those before the figure come first, the last of them in front.
    var first: Int32
    var before: Int32
    var behind: Int32
  }

  /// Classes of which one must be there, with the place in `askers` where the bits of the patterns begin that ask for it.
  private struct Need {
    var side: Side
    var mask: ClassSet
    var askers: Int
  }

  /// Where in the row: before the figure, the figure itself, behind it, anywhere.
  private enum Side: Int, CaseIterable { case before, figure, behind, anywhere }

  private final class Memory {
    let steps: UnsafeMutableBufferPointer<Step>
    let entries: UnsafeMutableBufferPointer<Entry>
    let needs: UnsafeMutableBufferPointer<Need>
    let askers: UnsafeMutableBufferPointer<Bits>

    init(_ steps: [Step], _ entries: [Entry], _ needs: [Need], _ askers: [Bits]) {
      self.steps = .allocate(capacity: steps.count)
      _ = self.steps.initialize(from: steps)
      self.entries = .allocate(capacity: entries.count)
      _ = self.entries.initialize(from: entries)
      self.needs = .allocate(capacity: needs.count)
      _ = self.needs.initialize(from: needs)
      self.askers = .allocate(capacity: askers.count)
      _ = self.askers.initialize(from: askers)
    }

    deinit {
      steps.deallocate()
      entries.deallocate()
      needs.deallocate()
      askers.deallocate()
    }
  }

  private let memory: Memory
  private let steps: UnsafeBufferPointer<Step>
  private let entries: UnsafeBufferPointer<Entry>
  private let needs: UnsafeBufferPointer<Need>
  private let askers: UnsafeBufferPointer<Bits>
  /// Where the needs of each side end.
  private let ends: (before: Int, figure: Int, behind: Int)
  /// How many numbers there are for the patterns, a bit for each of them.
  let words: Int
  /// How many different masks there are.
  let masks: Int

  init(_ patterns: [Pattern]) {
    var steps: [Step] = []
    var entries: [Entry] = []
    var needs: [Need] = []
    let words = (patterns.count + Bits.bitWidth - 1) / Bits.bitWidth
    var askers: [Bits] = []
    func ask(_ side: Side, _ mask: ClassSet, _ pattern: Int) {
      var known = needs.firstIndex { $0.side == side && $0.mask == mask } ?? -1
      if known < 0 {
        known = needs.count
        needs.append(Need(side: side, mask: mask, askers: askers.count))
        askers += [Bits](repeating: 0, count: words)
      }
      askers[needs[known].askers + pattern / Bits.bitWidth] |= 1 << Bits(pattern % Bits.bitWidth)
    }
    var numbers: [ClassSet: Int32] = [:]
    func step(_ element: Pattern.Element) -> Step {
      let number = numbers[element.mask] ?? Int32(numbers.count)
      numbers[element.mask] = number
      return Step(
        kind: ElementSequence.kind(element), mask: element.mask, number: number, least: Int32(clamping: element.least),
        most: Int32(clamping: element.most))
    }
    for (index, pattern) in patterns.enumerated() {
      let value = pattern.elements.firstIndex { ElementSequence.kind($0) == .value } ?? 0
      let before = pattern.elements[..<value].reversed().map(step)
      let behind = pattern.elements[value...].dropFirst().map(step)
      entries.append(
        Entry(
          figure: pattern.elements.isEmpty ? 0 : pattern.elements[value].mask, first: Int32(steps.count),
          before: Int32(before.count), behind: Int32(behind.count)))
      steps += before + behind
      ask(.figure, entries[index].figure, index)
      for step in before + behind where step.kind == .positive { ask(.anywhere, step.mask, index) }
      for step in before where step.kind == .items && step.least > 0 { ask(.before, step.mask, index) }
      for step in behind where step.kind == .items && step.least > 0 { ask(.behind, step.mask, index) }
    }
    masks = numbers.count
    self.words = words
    needs.sort { $0.side.rawValue < $1.side.rawValue }
    func end(_ side: Side) -> Int { needs.firstIndex { $0.side.rawValue > side.rawValue } ?? needs.count }
    ends = (end(.before), end(.figure), end(.behind))
    memory = Memory(steps, entries, needs, askers)
    self.steps = UnsafeBufferPointer(memory.steps)
    self.entries = UnsafeBufferPointer(memory.entries)
    self.needs = UnsafeBufferPointer(memory.needs)
    self.askers = UnsafeBufferPointer(memory.askers)
  }

  /// Which patterns may match around a figure; false when none may.
  ///
  /// - Parameters:
  ///   - before: the classes of the items that may stand in a match before the figure.
  ///   - behind: the classes of all items behind it.
  ///   - bits: the patterns that are asked about, `words` numbers; those that cannot match are taken out.
  func candidates(
    _ before: ClassSet, _ figure: ClassSet, _ behind: ClassSet, from bits: UnsafeMutablePointer<Bits>
  ) -> Bool {
    defer { withExtendedLifetime(memory) {} }
    strike(0..<ends.before, before, bits)
    strike(ends.before..<ends.figure, figure, bits)
    strike(ends.figure..<ends.behind, behind, bits)
    strike(ends.behind..<needs.count, before | figure | behind, bits)
    for word in 0..<words where bits[word] != 0 { return true }
    return false
  }

  @inline(__always)
  private func strike(_ asked: Range<Int>, _ there: ClassSet, _ bits: UnsafeMutablePointer<Bits>) {
    for at in asked where needs[at].mask & there == 0 {
      let askers = needs[at].askers
      for word in 0..<words { bits[word] &= ~self.askers[askers &+ word] }
    }
  }

  /// The places at which a match of a pattern may start that is among the candidates, and the last at which one may end.
  @inline(__always)
  func reach(_ pattern: Int, value: Int, _ row: RowBits) -> (starts: Places, end: Int) {
    defer { withExtendedLifetime(memory) {} }
    let entry = entries[pattern]
    let middle = Int(entry.first + entry.before)
    var places: Places = 1 << Places(value)
    for at in Int(entry.first)..<middle {
      places = step(steps[at], places, row, isBack: true)
      if places == 0 { return (0, 0) }
    }
    var ends: Places = 2 << Places(value)
    for at in middle..<(middle + Int(entry.behind)) {
      ends = step(steps[at], ends, row, isBack: false)
      if ends == 0 { return (0, 0) }
    }
    return (places, Places.bitWidth - 1 - ends.leadingZeroBitCount)
  }

  @inline(__always)
  private func step(_ step: Step, _ places: Places, _ row: RowBits, isBack: Bool) -> Places {
    switch step.kind {
    case .boundary: return places & row.boundaries
    case .positive: return places & row.places(Int(step.number), step.mask)
    case .negative: return places & ~row.places(Int(step.number), step.mask)
    // A pattern has one figure.
    case .value: return 0
    case .items: break
    }
    let items = row.places(Int(step.number), step.mask)
    var reached: Places = step.least == 0 ? places : 0
    var now = places
    var taken: Int32 = 0
    while taken < step.most {
      now = isBack ? now >> 1 & items : (now & items) << 1
      if now == 0 { break }
      taken += 1
      if taken >= step.least { reached |= now }
    }
    return reached
  }
}
