/// What cleaning and splitting need to know of one UTF-16 unit.
enum UnitClass {
  /// Han characters, the ideographic zero and iteration mark included.
  @inline(__always)
  static func isHan(_ unit: UInt16) -> Bool {
    (unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 0x3400 && unit <= 0x4DBF) || unit == 0x3007 || unit == 0x3005
      || (unit >= 0xF900 && unit <= 0xFAFF) || (unit >= 0xD840 && unit <= 0xDFFF)
  }

  /// Whether a unit is no mark, digit, Latin letter or blank, as nearly all units of a text are.
  @inline(__always)
  static func isPlain(_ unit: UInt16) -> Bool { unit &- 0x3020 < 0xFF00 - 0x3020 }

  @inline(__always)
  static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

  @inline(__always)
  static func isLatin(_ unit: UInt16) -> Bool {
    (unit >= 0x41 && unit <= 0x5A) || (unit >= 0x61 && unit <= 0x7A)
  }

  /// Blank within a line.
  @inline(__always)
  static func isSpace(_ unit: UInt16) -> Bool {
    unit == 0x20 || unit == 0x09 || unit == 0x3000 || unit == 0xA0 || (unit >= 0x2000 && unit <= 0x200A)
  }

  /// Marks that end a sentence: 。！？!?…
  @inline(__always)
  static func endsSentence(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0x2026: true
    default: false
    }
  }

  /// Marks that close: ” ’ 」 』 》 〉 ) ） ] 】 〕
  @inline(__always)
  static func closes(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x201D, 0x2019, 0x300D, 0x300F, 0x300B, 0x3009, 0x29, 0xFF09, 0x5D, 0x3011, 0x3015, 0x22: true
    default: false
    }
  }

  /// Marks that open: “ ‘ 「 『 《 〈 ( （ [ 【 〔
  @inline(__always)
  static func opens(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x201C, 0x2018, 0x300C, 0x300E, 0x300A, 0x3008, 0x28, 0xFF08, 0x5B, 0x3010, 0x3014: true
    default: false
    }
  }

  /// Marks inside a sentence: ， , 、 ； ; ： :
  @inline(__always)
  static func divides(_ unit: UInt16) -> Bool {
    switch unit {
    case 0xFF0C, 0x2C, 0x3001, 0xFF1B, 0x3B, 0xFF1A, 0x3A: true
    default: false
    }
  }

  @inline(__always)
  static func isPunctuation(_ unit: UInt16) -> Bool {
    endsSentence(unit) || closes(unit) || opens(unit) || divides(unit) || unit == 0x2014 || unit == 0xB7
  }
}
