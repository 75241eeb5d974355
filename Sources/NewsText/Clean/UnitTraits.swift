/// What cleaning is told of a unit by one look at a table.
struct UnitTraits: OptionSet {
  let rawValue: UInt8

  /// Only ever written in Traditional text.
  static let traditional = UnitTraits(rawValue: 1)
  /// Only ever written in Simplified text.
  static let simplified = UnitTraits(rawValue: 2)
  /// Folding does more with it than to copy it.
  static let folds = UnitTraits(rawValue: 4)
  /// Divides clauses: ， 、 ；
  static let comma = UnitTraits(rawValue: 8)
  /// Ends a sentence in running text: 。 ！ ？ …
  static let stop = UnitTraits(rawValue: 16)
  /// Begins a phrase that has a simplified form of its own.
  static let phrase = UnitTraits(rawValue: 32)
  /// ① to ⑳.
  static let circled = UnitTraits(rawValue: 64)

  /// What every unit is whatever the rules say, as raw values.
  static func table() -> [UInt8] {
    var table = [UInt8](repeating: 0, count: 0x10000)
    func mark(_ units: some Sequence<Int>, _ trait: UnitTraits) { for unit in units { table[unit] |= trait.rawValue } }
    mark([0xFF0C, 0x3001, 0xFF1B], .comma)
    mark([0x3002, 0xFF01, 0xFF1F, 0x2026], .stop)
    mark(0x2460...0x2473, .circled)
    mark((0..<0x3100).filter { UnitFold($0) != .none }, .folds)
    mark((0xF900..<0x10000).filter { UnitFold($0) != .none }, .folds)
    return table
  }
}

/// What folding does with a character.
enum UnitFold: Equatable {
  case none
  case lineEnd
  case space
  /// Characters that decoding put in, or that say nothing.
  case damage, control
  /// Brackets, which may hold a gloss.
  case opens, closes
  /// , and the brackets 〔 〕, which say something of their line.
  case comma, opensNote, closesNote
  /// Full-width forms of ASCII.
  case narrow

  init(_ scalar: Int) {
    switch scalar {
    case 0x0A...0x0D, 0x2028, 0x2029, 0x85: self = .lineEnd
    case 0x09, 0x20, 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F: self = .space
    case 0xFFFD: self = .damage
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFE00...0xFE0F:
      self = .control
    case 0x28, 0xFF08: self = .opens
    case 0x29, 0xFF09: self = .closes
    case 0x2C: self = .comma
    case 0x3014: self = .opensNote
    case 0x3015: self = .closesNote
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF05, 0xFF0B, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF5E, 0xFF1D,
      0xFF06, 0xFF03, 0xFF20:
      self = .narrow
    default: self = .none
    }
  }
}
