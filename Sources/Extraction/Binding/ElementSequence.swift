/// The elements of a pattern or chunk, laid out for matching in plain memory, which copies share.
struct ElementSequence: @unchecked Sendable {
  /// What a match has taken so far.
  struct State {
    var end = 0
    var action: (start: Int, end: Int) = (-1, -1)
    var object: (start: Int, end: Int) = (-1, -1)
    /// Steps of this attempt.
    var steps = 0

    func range(of role: Pattern.Role) -> Range<Int>? {
      switch role {
      case .value: nil
      case .action: action.start < 0 ? nil : action.start..<action.end
      case .object: object.start < 0 ? nil : object.start..<object.end
      }
    }

    fileprivate mutating func keep(_ role: Pattern.Role, _ start: Int, _ end: Int) {
      switch role {
      case .value: break
      case .action: action = (action.start < 0 ? start : action.start, end)
      case .object: object = (object.start < 0 ? start : object.start, end)
      }
    }
  }

  enum Kind: UInt8, Sendable { case boundary, positive, negative, value, items }

  private struct Element: Sendable {
    var mask: ClassSet
    var kind: Kind
    var role: Pattern.Role?
    var least: Int
    var most: Int
    /// How many items may stand from here to the figure.
    var shortest: Int
    var longest: Int
  }

  private final class Memory {
    let elements: UnsafeMutableBufferPointer<Element>
    let masks: UnsafeMutableBufferPointer<ClassSet>

    init(_ elements: [Element], _ masks: [ClassSet]) {
      self.elements = .allocate(capacity: elements.count)
      self.masks = .allocate(capacity: masks.count)
      _ = self.elements.initialize(from: elements)
      _ = self.masks.initialize(from: masks)
    }

    deinit {
      elements.deallocate()
      masks.deallocate()
    }
  }

  private let memory: Memory
  private let elements: UnsafeBufferPointer<Element>
  /// Classes that an item before the figure must have, one set for each element, then those of the items behind it.
  private let needed: UnsafeBufferPointer<ClassSet>
  private let neededBefore: Int
  /// Classes of which the figure must have one.
  private let figure: ClassSet
  private let shortest: Int
  private let longest: Int
  /// The most items that a match takes.
  let longestMatch: Int

  /// Steps one attempt may take: a bound on backtracking, far above what sentences need.
  private static let budget = 4_000
  /// Longer than any row, and small enough to be added up.
  private static let unbounded = 1 << 40

  /// The classes that end a clause, for `^`.
  static let boundaries: ClassSet = {
    typealias Class = ItemClasses.Structural
    return [Class.comma, .semicolon, .colon, .stop, .space, .mark].reduce(0) { $0 | $1.bit }
  }()

  /// The classes of the first element.
  var opening: ClassSet { elements.first?.mask ?? 0 }

  /// What an element tests.
  static func kind(_ element: Pattern.Element) -> Kind {
    if element.boundary { return .boundary }
    if element.positive { return .positive }
    if element.negative { return .negative }
    return element.role == .value ? .value : .items
  }

  init(_ pattern: [Pattern.Element]) {
    var elements: [Element] = []
    for element in pattern {
      let kind = Self.kind(element)
      elements.append(
        Element(
          mask: element.mask, kind: kind, role: element.role, least: element.least, most: element.most, shortest: 0,
          longest: Self.unbounded))
    }
    let value = elements.firstIndex { $0.kind == .value }
    if let value {
      var (shortest, longest) = (0, 0)
      for at in (0...value).reversed() {
        if elements[at].kind == .items {
          shortest += elements[at].least
          longest = min(Self.unbounded, longest + min(elements[at].most, Self.unbounded))
        }
        (elements[at].shortest, elements[at].longest) = (shortest, longest)
      }
    }
    figure = value.map { elements[$0].mask } ?? 0
    shortest = elements.first?.shortest ?? 0
    longest = elements.first?.longest ?? 0
    longestMatch = elements.reduce(0) { length, element in
      switch element.kind {
      case .value: length + 1
      case .items: min(Self.unbounded, length + min(element.most, Self.unbounded))
      case .boundary, .positive, .negative: length
      }
    }
    func needed(_ range: Range<Int>) -> [ClassSet] {
      elements[range].filter { $0.kind == .items && $0.least > 0 }.map(\.mask)
    }
    let before = value.map { needed(0..<$0) } ?? []
    let behind = value.map { needed(($0 + 1)..<elements.count) } ?? []
    neededBefore = before.count
    memory = Memory(elements, before + behind)
    self.elements = UnsafeBufferPointer(memory.elements)
    self.needed = UnsafeBufferPointer(memory.masks)
  }

  /// The matches around the figure at `value`, for every place from `low` on at which one may start.
  ///
  /// - Parameters:
  ///   - before: the classes of the items from `low` to the figure.
  ///   - figureClasses: the classes of the figure.
  ///   - behind: the classes of all items behind it.
  @inline(__always)
  func forEachMatch(
    _ items: UnsafeBufferPointer<Item>, from low: Int, value: Int, _ before: ClassSet, _ figureClasses: ClassSet,
    _ behind: ClassSet, _ body: (Int, State) -> Void
  ) {
    guard figureClasses & figure != 0 else { return }
    for at in needed.indices where needed[at] & (at < neededBefore ? before : behind) == 0 { return }
    defer { withExtendedLifetime(memory) {} }
    guard let first = elements.first else { return }
    let start = max(low, value - longest)
    let end = value - shortest
    guard start <= end else { return }
    for start in start...end where Self.mayStart(first, items, start, value) {
      var state = State()
      if Self.walk(elements, 0, items, start, value, false, &state) { body(start, state) }
    }
  }

  /// The match around the figure at `value` that starts at `start`; nil for none.
  @inline(__always)
  func match(_ items: UnsafeBufferPointer<Item>, at start: Int, value: Int) -> State? {
    defer { withExtendedLifetime(memory) {} }
    var state = State()
    return Self.walk(elements, 0, items, start, value, false, &state) ? state : nil
  }

  /// Where the sequence that starts at `start` ends, nil when it does not match there.
  func end(_ items: UnsafeBufferPointer<Item>, from start: Int) -> Int? {
    defer { withExtendedLifetime(memory) {} }
    var state = State()
    return Self.walk(elements, 0, items, start, -1, true, &state) && state.end > start ? state.end : nil
  }

  @inline(__always)
  private static func mayStart(
    _ first: Element, _ items: UnsafeBufferPointer<Item>, _ start: Int, _ value: Int
  ) -> Bool {
    switch first.kind {
    case .boundary: start == 0 || items[start - 1].classes & boundaries != 0
    case .items where first.least > 0: start != value && items[start].classes & first.mask != 0
    default: true
    }
  }

  private static func walk(
    _ elements: UnsafeBufferPointer<Element>, _ index: Int, _ items: UnsafeBufferPointer<Item>, _ at: Int, _ value: Int,
    _ seen: Bool, _ state: inout State
  ) -> Bool {
    state.steps += 1
    guard state.steps < budget else { return false }
    guard index < elements.count else {
      guard seen else { return false }
      state.end = at
      return true
    }
    let element = elements[index]
    if !seen, value - at < element.shortest || value - at > element.longest { return false }
    switch element.kind {
    case .boundary:
      guard at == 0 || items[at - 1].classes & boundaries != 0 else { return false }
      return walk(elements, index + 1, items, at, value, seen, &state)
    case .positive:
      guard at < items.count, items[at].classes & element.mask != 0 else { return false }
      return walk(elements, index + 1, items, at, value, seen, &state)
    case .negative:
      guard at >= items.count || items[at].classes & element.mask == 0 else { return false }
      return walk(elements, index + 1, items, at, value, seen, &state)
    case .value:
      guard at == value, items[at].classes & element.mask != 0 else { return false }
      return walk(elements, index + 1, items, at + 1, value, true, &state)
    case .items: break
    }
    var taken = 0
    // The figure itself is only ever taken by `value:`.
    while taken < element.most, at + taken < items.count, at + taken != value,
      items[at + taken].classes & element.mask != 0
    { taken += 1 }
    while taken >= element.least {
      let held = state
      if let role = element.role, taken > 0 { state.keep(role, at, at + taken) }
      if walk(elements, index + 1, items, at + taken, value, seen, &state) { return true }
      let steps = state.steps
      state = held
      state.steps = steps
      taken -= 1
    }
    return false
  }
}
