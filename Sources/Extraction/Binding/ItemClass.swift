/// The classes an item of a sentence may belong to, as bits of one word, so that a pattern tests an item with one AND.
///
/// Structural classes are fixed here because the reader of items assigns them; word classes are named by the lexicons
/// in `Rules/lexicons` and literals by the patterns themselves, and take the bits that are left.
struct ItemClasses: Sendable {
  /// Classes that Swift code assigns.
  enum Structural: Int, CaseIterable {
    case noun, quantity, percent, money, event, person, bare, enumeration, date, duration, ordinal, name, place, quoted
    case paren, comma, pause, colon, semicolon, stop, space, mark, latin

    var bit: UInt64 { 1 << UInt64(rawValue) }

    /// As written in patterns.
    var id: String { String(describing: self) }
  }

  /// Id of a class → its bit index.
  private(set) var indices: [String: Int] = [:]

  init() {
    for entry in Structural.allCases { indices[entry.id] = entry.rawValue }
  }

  /// The bit of a class, nil when it is not known.
  func bit(_ id: String) -> UInt64? { indices[id].map { 1 << UInt64($0) } }

  /// The bit of a class, given to it on first sight; nil when all 64 are taken.
  mutating func define(_ id: String) -> UInt64? {
    if let known = indices[id] { return 1 << UInt64(known) }
    guard indices.count < 64 else { return nil }
    indices[id] = indices.count
    return 1 << UInt64(indices.count - 1)
  }

  /// The ids of a set of classes, sorted.
  func names(_ bits: UInt64) -> [String] {
    indices.filter { bits & 1 << UInt64($0.value) != 0 }.map(\.key).sorted()
  }
}
