/// Finds pinyin glosses: 實(shí)踐.
enum GlossReader {
  private static let longest = 8

  /// Takes the glosses out of a text and returns what was taken.
  ///
  /// A gloss is up to eight small letters in brackets behind a Han character.
  static func strip(_ units: inout [UInt16], _ offsets: inout [UInt32]) -> [CleanText.Dropped] {
    guard units.contains(0x28) else { return [] }
    var dropped: [CleanText.Dropped] = []
    var kept = 0
    var at = 0
    var lastIsHan = false
    while at < units.count {
      if units[at] == 0x28, lastIsHan, let end = end(units, at) {
        dropped.append(
          CleanText.Dropped(span: SourceSpan(Int(offsets[at]), Int(offsets[end - 1]) + 1), reason: .gloss))
        at = end
        continue
      }
      if units[at] != 0x20 { lastIsHan = UnitClass.isHan(units[at]) }
      units[kept] = units[at]
      offsets[kept] = offsets[at]
      kept += 1
      at += 1
    }
    units.removeLast(units.count - kept)
    offsets.removeLast(offsets.count - kept)
    return dropped
  }

  /// One past the bracket that closes the gloss that opens at `open`.
  private static func end(_ units: [UInt16], _ open: Int) -> Int? {
    var at = open + 1
    while at < units.count, at - open <= longest + 1 {
      switch units[at] {
      case 0x29: return at > open + 1 ? at + 1 : nil
      case 0x61...0x7A, 0xE0...0xFC, 0x101...0x1DC, 0x251, 0x261, 0x300...0x30C: at += 1
      default: return nil
      }
    }
    return nil
  }
}
