import Foundation

/// CSV (RFC 4180) and TSV.
///
/// Note [Spreadsheets run cells]: a spreadsheet takes a cell that begins with = + - @ (or their full-width forms, a tab
/// or a carriage return) for a formula, and newspaper text is not to be trusted with that. In CSV such a text gets an
/// apostrophe in front, unless the whole text is a plain number; marks of writing direction are spelled out. Numbers are
/// never touched. TSV is for programs: it has no quoting and no guard; tab, line end and backslash in a text are written
/// \t, \n, \r and \\.
enum SeparatedValues {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static func header(_ type: RecordType, tabs: Bool) -> [UInt8] {
    Array(type.columns.map(\.name).joined(separator: tabs ? "\t" : ",").utf8) + (tabs ? [0x0A] : [0x0D, 0x0A])
  }

  static func encode(_ row: Row, tabs: Bool, into bytes: inout [UInt8]) {
    for (number, cell) in row.enumerated() {
      if number > 0 { bytes.append(tabs ? 0x09 : UInt8(ascii: ",")) }
      if tabs { appendEscaped(plainText(cell), to: &bytes) } else { appendQuoted(guarded(cell), to: &bytes) }
    }
    bytes.append(contentsOf: tabs ? [0x0A] : [0x0D, 0x0A])
  }

  /// A cell as plain text: nothing for null, lists joined by semicolons.
  static func plainText(_ cell: Cell) -> String {
    switch cell {
    case .null: ""
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .number(let number): number.isNaN ? "" : number.description
    case .flag(let flag): flag ? "true" : "false"
    case .texts(let texts): texts.joined(separator: ";")
    case .integers(let numbers): numbers.map(\.description).joined(separator: ";")
    case .spans(let spans): spans.map(\.description).joined(separator: ";")
    }
  }

  private static func guarded(_ cell: Cell) -> String {
    let text = plainText(cell)
    switch cell {
    case .text, .texts:
      return VisibleText.cell(startsFormula(text) && !isPlainNumber(text) ? "'" + text : text)
    default: return text
    }
  }

  static func startsFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// Whether a text is a sign, digits and at most one point: what a spreadsheet reads as a number, not as a formula.
  static func isPlainNumber(_ text: String) -> Bool {
    var digits = 0
    var points = 0
    for (number, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."): points += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"): if number > 0 { return false }
      default: return false
      }
    }
    return digits > 0 && points <= 1
  }

  private static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    guard text.utf8.contains(where: { [0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "\"")].contains($0) }) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case 0x09: bytes.append(contentsOf: Array("\\t".utf8))
      case 0x0A: bytes.append(contentsOf: Array("\\n".utf8))
      case 0x0D: bytes.append(contentsOf: Array("\\r".utf8))
      case UInt8(ascii: "\\"): bytes.append(contentsOf: Array("\\\\".utf8))
      default: bytes.append(byte)
      }
    }
  }
}
