/// Finds pinyin glosses: 實(shí)踐. A gloss is up to eight small letters in brackets behind a Han character.
enum GlossReader {
  private static let longest = 8

  /// Whether what stands between brackets behind a Han character is a gloss.
  static func isGloss(_ inside: UnsafeBufferPointer<UInt16>) -> Bool {
    inside.count >= 1 && inside.count <= longest && inside.allSatisfy(isLetter)
  }

  private static func isLetter(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x61...0x7A, 0xE0...0xFC, 0x101...0x1DC, 0x251, 0x261, 0x300...0x30C: true
    default: false
    }
  }

  /// The glosses of a line, brackets included. Complexity: linear.
  static func glosses(_ units: UnsafeBufferPointer<UInt16>, in line: Span) -> [Span] {
    var glosses: [Span] = []
    var at = line.start
    while true {
      at = units.next(0x28, from: at, to: line.end)
      guard at < line.end else { return glosses }
      if let end = end(units, at, line.end), isBehindHan(units, at, line.start, glosses.last) {
        glosses.append(Span(at, end))
        at = end
      } else {
        at += 1
      }
    }
  }

  /// Whether the last unit before a place that is no space is a Han character, as it is before each gloss.
  private static func isBehindHan(
    _ units: UnsafeBufferPointer<UInt16>, _ position: Int, _ start: Int, _ last: Span?
  ) -> Bool {
    let from = last?.end ?? start
    var at = position - 1
    while at >= from, units[at] == 0x20 { at -= 1 }
    return at < from ? last != nil : UnitClass.isHan(units[at])
  }

  /// One past the bracket that closes the gloss that opens at `open`.
  private static func end(_ units: UnsafeBufferPointer<UInt16>, _ open: Int, _ limit: Int) -> Int? {
    var at = open + 1
    while at < limit, at - open <= longest, isLetter(units[at]) { at += 1 }
    return at < limit && units[at] == 0x29 && at > open + 1 ? at + 1 : nil
  }
}
