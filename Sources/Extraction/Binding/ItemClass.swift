/// A set of item classes, one bit each.
typealias ClassSet = UInt128

/// The classes an item of a sentence may belong to, as bits of one set, so that a pattern tests an item with one AND.
///
/// Structural classes are fixed here because the reader of items assigns them; word classes are named by the lexicons
/// in `Rules/lexicons` and literals by the patterns themselves, and take the bits that are left.
struct ItemClasses: Sendable {
  /// Classes that Swift code assigns.
  enum Structural: Int, CaseIterable {
    case noun, quantity, percent, money, event, person, bare, enumeration, date, duration, ordinal, name, place, quoted
    case paren, comma, pause, colon, semicolon, stop, space, mark, latin

    var bit: ClassSet { 1 << ClassSet(rawValue) }

    /// As written in patterns.
    var id: String { String(describing: self) }
  }

  /// Id of a class → its bit index.
  private(set) var indices: [String: Int] = [:]

  init(indices: [String: Int]) { self.indices = indices }

  init() {
    for entry in Structural.allCases { indices[entry.id] = entry.rawValue }
  }

  /// Word classes that the readers of items, objects and places ask for by their names, and those that only keep a word
  /// from being anything else.
  static let inCode: Set<String> = [
    "act", "adverb", "aftertime", "and", "cause", "causing", "conjunction", "de", "dist", "dual", "etc", "have", "head",
    "join",
    "mod", "aspect",
    "part", "particle", "preposition", "pronoun", "quantifier", "rate", "subject", "suffix", "than", "time", "verb",
    "verbal",
  ]

  /// The bit of a class, nil when it is not known.
  func bit(_ id: String) -> ClassSet? { indices[id].map { 1 << ClassSet($0) } }

  /// The bit of a class, given to it on first sight; nil when all 128 are taken.
  mutating func define(_ id: String) -> ClassSet? {
    if let known = indices[id] { return 1 << ClassSet(known) }
    guard indices.count < 128 else { return nil }
    indices[id] = indices.count
    return 1 << ClassSet(indices.count - 1)
  }

  /// The ids of a set of classes, sorted.
  func names(_ bits: ClassSet) -> [String] {
    indices.filter { bits & 1 << ClassSet($0.value) != 0 }.map(\.key).sorted()
  }
}
