/// Finds pinyin glosses: 實(shí)踐.
enum GlossReader {
  private static let longest = 8

  /// Takes the glosses out of a text and returns what was taken.
  ///
  /// A gloss is up to eight small letters in brackets behind a Han character.
  static func strip(_ units: inout [UInt16], _ offsets: inout [UInt32]) -> [CleanText.Dropped] {
    var dropped: [CleanText.Dropped] = []
    var kept = 0
    units.withUnsafeMutableBufferPointer { units in
      offsets.withUnsafeMutableBufferPointer { offsets in
        var at = 0
        // Up to the first gloss everything stays where it is.
        let text = UnsafeBufferPointer(units)
        while true {
          at = text.next(0x28, from: at, to: text.count)
          guard at < text.count, !isBehindHan(units, at) || end(units, at) == nil else { break }
          at += 1
        }
        kept = at
        var lastIsHan = true
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
      }
    }
    units.removeLast(units.count - kept)
    offsets.removeLast(offsets.count - kept)
    return dropped
  }

  /// Whether the last unit before a place that is no space is a Han character.
  private static func isBehindHan(_ units: UnsafeMutableBufferPointer<UInt16>, _ position: Int) -> Bool {
    var at = position - 1
    while at >= 0, units[at] == 0x20 { at -= 1 }
    return at >= 0 && UnitClass.isHan(units[at])
  }

  /// One past the bracket that closes the gloss that opens at `open`.
  private static func end(_ units: UnsafeMutableBufferPointer<UInt16>, _ open: Int) -> Int? {
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
