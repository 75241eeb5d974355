/// What a unit does to the words around it, as far as that is told without ICU.
///
/// Note [What is left to ICU]: letters of other scripts, combining marks, kana, Han characters outside of the two large
/// blocks and all that joins letters or digits in rare ways. Where one stands, ICU cuts everything from the word before
/// it to the next mark that lets nothing through.
enum BreakClass: UInt8 {
  /// Left to ICU.
  case other
  case han
  /// A word by itself, whatever stands beside it.
  case lone
  case digit
  case letter
  case space
  /// A word by itself but between letters or digits.
  case joiner

  static let table: [UInt8] = {
    var table = [UInt8](repeating: BreakClass.other.rawValue, count: 0x10000)
    func set(_ units: some Sequence<Int>, _ kind: BreakClass) { for unit in units { table[unit] = kind.rawValue } }
    set(0x3400...0x4DBF, .han)
    set(0x4E00...0x9FA5, .han)
    set([0x3007], .han)
    set(0x30...0x39, .digit)
    set(0x41...0x5A, .letter)
    set(0x61...0x7A, .letter)
    set([0x20, 0x3000], .space)
    // ! # $ % & ( ) * + - / < = > ? [ \ ] ^ ` { | } ~ and the line end
    set([0x0A, 0x21] + Array(0x23...0x26) + [0x28, 0x29, 0x2A, 0x2B, 0x2D, 0x2F] + Array(0x3C...0x3F), .lone)
    set(Array(0x5B...0x5E) + [0x60] + Array(0x7B...0x7E), .lone)
    // — … “ ” × ÷ 、 。 〃 and the brackets
    set([0x2014, 0x2026, 0x201C, 0x201D, 0xD7, 0xF7], .lone)
    set(Array(0x3001...0x3003) + Array(0x3008...0x3011) + Array(0x3014...0x301B), .lone)
    // □ ■ ○ ● ◆ ◇ ★ ☆ △ ▲ ▽ ▼
    set([0x25A0, 0x25A1, 0x25CB, 0x25CF, 0x25C6, 0x25C7, 0x2605, 0x2606, 0x25B3, 0x25B2, 0x25BD, 0x25BC], .lone)
    // ！ （ ） ？ ％ ～
    set([0xFF01, 0xFF08, 0xFF09, 0xFF1F, 0xFF05, 0xFF5E], .lone)
    // , . ; : ' · ‘ ’ ， ： ； ．
    set([0x2C, 0x2E, 0x3A, 0x3B, 0x27, 0xB7, 0x2018, 0x2019, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF0E], .joiner)
    return table
  }()
}
