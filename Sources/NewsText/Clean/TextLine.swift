/// A line of a text that is being cleaned, without the blanks around it, with what its joining depends on.
struct TextLine {
  var start: Int
  var end: Int
  /// Half the width that is lacking for each unit to be as wide as a Han character, doubled: one for ASCII, two for
  /// blanks.
  private var narrow = 0
  var hasComma = false
  /// A bracket opens and does not close.
  var hasOpenBracket = false
  var hasFullStop = false
  var hasSpace = false
  /// Whether what is known of a line that goes on with this one follows from what is known of both.
  private var isPlain = false
  /// What is in it, and perhaps more.
  var traits: UnitTraits = []

  var isRunning: Bool { hasComma || hasFullStop }
  var span: Span { Span(start, end) }
  /// Han characters and marks count once, Latin letters half.
  var width: Int { ((end - start) * 2 - narrow + 1) / 2 }
  /// Whether ASCII is in it.
  var hasNarrow: Bool { narrow > 0 }

  /// A line of which only the place is known.
  private init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// What was seen of a line while it was read from its source.
  struct Seen {
    /// Raw `UnitTraits`.
    var traits: UInt8 = 0
    /// Units of ASCII, blanks among them.
    var narrow = 0
    var spaces = 0
    var hasBracket = false
    var hasOpenBracket = false
    /// Whether a comma of ASCII is in it, and whether one of them divides.
    var hasPoint = false
    var hasComma = false
  }

  /// A line of `units` of which so much was seen. Complexity: constant, but for lines like 一、受理情况.
  init(_ start: Int, _ end: Int, _ seen: Seen, _ units: UnsafeBufferPointer<UInt16>) {
    self.init(start, end)
    traits = UnitTraits(rawValue: seen.traits)
    let isNumbered = units[start..<min(end, start + 3)].contains(0x3001)
    guard !isNumbered else {
      self = read(units)
      return
    }
    narrow = seen.narrow + seen.spaces
    hasOpenBracket = seen.hasOpenBracket
    hasSpace = seen.spaces > 0
    hasComma = traits.contains(.comma) || seen.hasComma
    hasFullStop = traits.contains(.stop)
    isPlain = !seen.hasBracket && !seen.hasPoint
  }

  /// Whether nothing must be read anew when this line goes on with another.
  func isPlain(with next: TextLine) -> Bool { isPlain && next.isPlain && !hasSpace && !next.hasSpace }

  /// This line going on with another, both of them plain.
  func joined(_ next: TextLine, _ start: Int, _ end: Int) -> TextLine {
    var line = self
    (line.start, line.end) = (start, end)
    line.narrow += next.narrow
    line.hasComma = hasComma || next.hasComma
    line.hasFullStop = hasFullStop || next.hasFullStop
    line.traits.formUnion(next.traits)
    return line
  }

  /// The same line, looked at unit by unit. Complexity: linear.
  func read(_ units: UnsafeBufferPointer<UInt16>) -> TextLine {
    var line = TextLine(start, end)
    line.traits = traits
    // Nearly all units are Han characters, which say nothing but their width.
    var at = units.nextMark(from: start, to: end)
    while at < end {
      defer { at = units.nextMark(from: at + 1, to: end) }
      let unit = units[at]
      if unit == 0x20 {
        line.hasSpace = true
        line.narrow += 2
        continue
      }
      line.narrow += unit < 0x80 ? 1 : 0
      if unit == 0x28 || unit == 0x3014 { line.hasOpenBracket = true }
      if unit == 0x29 || unit == 0x3015 { line.hasOpenBracket = false }
      // 一、受理情况: the mark behind the number of a heading.
      if unit == 0x3001, at - start <= 2 { continue }
      if unit == 0xFF0C || unit == 0x3001 || unit == 0xFF1B || (unit == 0x2C && !isBetweenDigits(at, units)) {
        line.hasComma = true
      }
      if UnitClass.endsSentence(unit), unit != 0x21, unit != 0x3F { line.hasFullStop = true }
    }
    return line
  }

  private func isBetweenDigits(_ at: Int, _ units: UnsafeBufferPointer<UInt16>) -> Bool {
    at > start && at + 1 < end && UnitClass.isDigit(units[at - 1]) && UnitClass.isDigit(units[at + 1])
  }
}
