/// The marks that part figures.
enum LedgerMark {
  /// What a UTF-16 unit parts, nil for a unit that is no such mark.
  static func of(_ unit: UInt16) -> Figure.Mark? {
    switch unit {
    case 0x3001: .pause
    case 0x2C, 0xFF0C: .comma
    case 0x3B, 0xFF1B: .semicolon
    case 0x3A, 0xFF1A: .colon
    case 0x28, 0xFF08: .open
    case 0x29, 0xFF09: .close
    case 0x3002, 0x21, 0xFF01, 0x3F, 0xFF1F, 0x0A: .stop
    default: nil
    }
  }
}
