/// Tells where patterns may match around a figure, for all places at once.
///
/// Note [Places in bits]: the places of a row that a pattern may have come to are the bits of one number; an element moves
/// all of them with a few shifts. A pattern that has no place left matches nowhere; of the others only the places that
/// are left are tried one by one, for the roles they give.
struct PatternFilter: @unchecked Sendable {
  typealias Places = RowBits.Places

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
    /// Sets of classes of each of which the row must have one: where they begin, and how many there are.
    var needs: Int32
    var needed: Int32
  }

  private final class Memory {
    let steps: UnsafeMutableBufferPointer<Step>
    let entries: UnsafeMutableBufferPointer<Entry>
    let needs: UnsafeMutableBufferPointer<ClassSet>

    init(_ steps: [Step], _ entries: [Entry], _ needs: [ClassSet]) {
      self.steps = .allocate(capacity: steps.count)
      _ = self.steps.initialize(from: steps)
      self.entries = .allocate(capacity: entries.count)
      _ = self.entries.initialize(from: entries)
      self.needs = .allocate(capacity: needs.count)
      _ = self.needs.initialize(from: needs)
    }

    deinit {
      steps.deallocate()
      entries.deallocate()
      needs.deallocate()
    }
  }

  private let memory: Memory
  private let steps: UnsafeBufferPointer<Step>
  private let entries: UnsafeBufferPointer<Entry>
  private let needs: UnsafeBufferPointer<ClassSet>
  /// How many different masks there are.
  let masks: Int

  init(_ patterns: [Pattern]) {
    var steps: [Step] = []
    var entries: [Entry] = []
    var needs: [ClassSet] = []
    var numbers: [ClassSet: Int32] = [:]
    func step(_ element: Pattern.Element) -> Step {
      let number = numbers[element.mask] ?? Int32(numbers.count)
      numbers[element.mask] = number
      return Step(
        kind: ElementSequence.kind(element), mask: element.mask, number: number, least: Int32(clamping: element.least),
        most: Int32(clamping: element.most))
    }
    for pattern in patterns {
      let value = pattern.elements.firstIndex { ElementSequence.kind($0) == .value } ?? 0
      let before = pattern.elements[..<value].reversed().map(step)
      let behind = pattern.elements[value...].dropFirst().map(step)
      entries.append(
        Entry(
          figure: pattern.elements.isEmpty ? 0 : pattern.elements[value].mask, first: Int32(steps.count),
          before: Int32(before.count), behind: Int32(behind.count), needs: Int32(needs.count), needed: 0))
      steps += before + behind
      for step in before + behind where step.kind == .positive || step.kind == .items && step.least > 0 {
        needs.append(step.mask)
      }
      entries[entries.count - 1].needed = Int32(needs.count) - entries[entries.count - 1].needs
    }
    masks = numbers.count
    memory = Memory(steps, entries, needs)
    self.steps = UnsafeBufferPointer(memory.steps)
    self.entries = UnsafeBufferPointer(memory.entries)
    self.needs = UnsafeBufferPointer(memory.needs)
  }

  /// The places at which a match of a pattern may start.
  @inline(__always)
  func starts(_ pattern: Int, value: Int, figure: ClassSet, _ row: RowBits) -> Places {
    defer { withExtendedLifetime(memory) {} }
    let entry = entries[pattern]
    guard entry.figure & figure != 0 else { return 0 }
    for at in Int(entry.needs)..<Int(entry.needs + entry.needed) where needs[at] & row.present == 0 { return 0 }
    let middle = Int(entry.first + entry.before)
    var places: Places = 1 << Places(value)
    for at in Int(entry.first)..<middle {
      places = step(steps[at], places, row, isBack: true)
      if places == 0 { return 0 }
    }
    var ends: Places = 2 << Places(value)
    for at in middle..<(middle + Int(entry.behind)) {
      ends = step(steps[at], ends, row, isBack: false)
      if ends == 0 { return 0 }
    }
    return places
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
