import RuleFiles

/// What each character says inside a number; read from `numerals/characters.tsv`.
struct NumeralCharacters: Sendable {
  enum Kind: UInt8, Sendable {
    case none, arabic, digit, small, big, tens, formalDigit, formalSmall, some, point, spokenPoint, grouping

    /// The word for it in the rule file.
    init?(word: String) {
      switch word {
      case "arabic": self = .arabic
      case "digit": self = .digit
      case "small": self = .small
      case "big": self = .big
      case "tens": self = .tens
      case "formal-digit": self = .formalDigit
      case "formal-small": self = .formalSmall
      case "some": self = .some
      case "point": self = .point
      case "spoken-point": self = .spokenPoint
      case "grouping": self = .grouping
      default: return nil
      }
    }

    static let words = [
      "arabic", "digit", "small", "big", "tens", "formal-digit", "formal-small", "some", "point", "spoken-point",
      "grouping",
    ]
  }

  /// Kind in the high four bits, value in the low four; one entry for each UTF-16 unit.
  private var cells = [UInt8](repeating: 0, count: 65536)

  init(rules: inout RuleFolder) {
    let table = rules.table(
      "numerals/characters.tsv", required: ["character", "kind", "value"], optional: ["example"],
      key: ["character"])
    guard let character = table.column("character"), let kind = table.column("kind"), let value = table.column("value")
    else { return }
    for row in 0..<table.rowCount {
      let units = Array(table.cell(row, character).utf16)
      guard units.count == 1 else {
        rules.diagnostics.append(table.diagnostic(row: row, column: character, "one character is expected here"))
        continue
      }
      guard let known = Kind(word: table.cell(row, kind)) else {
        rules.diagnostics.append(
          table.diagnostic(
            row: row, column: kind, "no kind '\(table.cell(row, kind))' is known here",
            help: Suggestion.help(for: table.cell(row, kind), among: Kind.words)))
        continue
      }
      guard let number = UInt8(table.cell(row, value)), number < 16 else {
        rules.diagnostics.append(table.diagnostic(row: row, column: value, "a number from 0 to 15 is expected here"))
        continue
      }
      cells[Int(units[0])] = known.rawValue << 4 | number
    }
  }

  func kind(_ unit: UInt16) -> Kind { Kind(rawValue: cells[Int(unit)] >> 4) ?? .none }
  func value(_ unit: UInt16) -> Int { Int(cells[Int(unit)] & 15) }

  func isArabic(_ unit: UInt16) -> Bool { kind(unit) == .arabic }

  /// Whether a number may begin with this character.
  func mayStart(_ unit: UInt16) -> Bool {
    switch kind(unit) {
    case .none, .point, .spokenPoint, .grouping: false
    default: true
    }
  }
}
