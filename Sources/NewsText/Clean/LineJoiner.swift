/// Puts wrapped lines together and takes stray spaces out.
///
/// Note [Which line ends are wraps]: a column of a PDF breaks its lines at its width, a page pasted from several columns
/// also breaks paragraphs where a column ends. A line that reaches the width of its neighbours, or that has commas or
/// the length of a paragraph, and does not end as a sentence does, goes on in the next line; a headline has neither.
struct LineJoiner {
  private let units: [UInt16]
  private let offsets: [UInt32]
  private let tables: CleaningTables
  private var lines: [Line] = []

  private struct Line {
    var start: Int
    var end: Int
    /// Han characters and marks count once, Latin letters half.
    var width = 0
    var hasComma = false
    /// A bracket opens and does not close.
    var hasOpenBracket = false
    var hasFullStop = false
    var hasSpace = false

    var isRunning: Bool { hasComma || hasFullStop }
  }

  /// Lines of at least this width are paragraphs even without a comma.
  private static let paragraphWidth = 40
  /// The widest column of a printed page.
  private static let widestColumn = 44

  init(_ units: [UInt16], _ offsets: [UInt32], tables: CleaningTables) {
    self.units = units
    self.offsets = offsets
    self.tables = tables
    var start = 0
    while start <= units.count {
      var end = start
      while end < units.count, units[end] != 0x0A { end += 1 }
      var (low, high) = (start, end)
      while low < high, units[low] == 0x20 { low += 1 }
      while high > low, units[high - 1] == 0x20 { high -= 1 }
      if low < high { lines.append(line(low, high)) }
      start = end + 1
    }
  }

  private func line(_ start: Int, _ end: Int) -> Line {
    var line = Line(start: start, end: end)
    var halves = 0
    for at in start..<end {
      let unit = units[at]
      if unit == 0x20 {
        line.hasSpace = true
        continue
      }
      halves += unit < 0x80 ? 1 : 2
      if unit == 0x28 || unit == 0x3014 { line.hasOpenBracket = true }
      if unit == 0x29 || unit == 0x3015 { line.hasOpenBracket = false }
      // 一、受理情况: the mark behind the number of a heading.
      if unit == 0x3001, at - start <= 2 { continue }
      if unit == 0xFF0C || unit == 0x3001 || unit == 0xFF1B || (unit == 0x2C && !between(at, UnitClass.isDigit)) {
        line.hasComma = true
      }
      if UnitClass.endsSentence(unit), unit != 0x21, unit != 0x3F { line.hasFullStop = true }
    }
    line.width = (halves + 1) / 2
    return line
  }

  private func between(_ at: Int, _ test: (UInt16) -> Bool) -> Bool {
    at > 0 && at + 1 < units.count && test(units[at - 1]) && test(units[at + 1])
  }

  /// Whether line `index` goes on in the next one.
  private func continues(_ index: Int) -> Bool {
    guard index + 1 < lines.count else { return false }
    let here = lines[index]
    let next = lines[index + 1]
    let last = units[here.end - 1]
    let first = units[next.start]
    if Self.startsBlock(first) || Self.endsBlock(last) || endsInCode(here) { return false }
    if UnitClass.closes(last), endsQuotedSentence(here) { return false }
    if here.hasOpenBracket, here.width <= Self.widestColumn { return true }
    if tables.opensLine(units, Span(next.start, next.end)) || tables.closesLine(units, Span(here.start, here.end)) {
      return false
    }
    if UnitClass.divides(last), last != 0x3A, last != 0xFF1A { return true }
    if here.isRunning || here.width >= Self.paragraphWidth {
      // A paragraph cut in the middle; what follows must not look like a headline of its own.
      return true
    }
    // A column line without a comma: as wide as the lines around it, which are wrapped themselves.
    let width = columnWidth(index)
    return width > 0 && here.width >= width - 3 && here.width <= width + 3
  }

  /// The width of the column around a line, 0 where there is none: the most common width among the lines nearby.
  private func columnWidth(_ index: Int) -> Int {
    let low = max(0, index - 6)
    let high = min(lines.count, index + 7)
    var best = 0
    var votes = 0
    for candidate in low..<high where candidate != index {
      let width = lines[candidate].width
      guard width >= 6, width <= Self.widestColumn else { continue }
      var same = 0
      var commas = 0
      for other in low..<high where other != index && abs(lines[other].width - width) <= 1 {
        same += 1
        commas += lines[other].hasComma ? 1 : 0
      }
      if commas < 2 { continue }
      if same > votes { (best, votes) = (width, same) }
    }
    return votes >= 4 ? best : 0
  }

  /// □ ■ ● ◆ ▲ ★ 【 and opening brackets begin a line of their own.
  private static func startsBlock(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x25A1, 0x25A0, 0x25CF, 0x25C6, 0x25C7, 0x25B2, 0x25B3, 0x2605, 0x2606, 0x3010, 0x28, 0x3014, 0x5B: true
    default: false
    }
  }

  private static func endsBlock(_ unit: UInt16) -> Bool {
    UnitClass.endsSentence(unit) || unit == 0x3A || unit == 0xFF1A || unit == 0x3011
      || (unit >= 0x2460 && unit <= 0x2473)
  }

  /// ②15 at the end of a line.
  private func endsInCode(_ line: Line) -> Bool {
    var at = line.end - 1
    while at > line.start, at > line.end - 4, UnitClass.isDigit(units[at]) { at -= 1 }
    return at < line.end - 1 && units[at] >= 0x2460 && units[at] <= 0x2473
  }

  /// Whether a line that ends in a closing mark has the end of a sentence before it: 。”
  private func endsQuotedSentence(_ line: Line) -> Bool {
    var at = line.end - 1
    while at > line.start, UnitClass.closes(units[at]) { at -= 1 }
    return UnitClass.endsSentence(units[at])
  }

  /// The text with its wraps joined and its stray spaces taken out, and what was taken out.
  func joined() -> (units: [UInt16], offsets: [UInt32], dropped: [CleanText.Dropped]) {
    var kept: [UInt16] = []
    var keptOffsets: [UInt32] = []
    var taken: [CleanText.Dropped] = []
    kept.reserveCapacity(units.count)
    keptOffsets.reserveCapacity(units.count)
    for (index, line) in lines.enumerated() {
      if !line.hasSpace {
        kept.append(contentsOf: units[line.start..<line.end])
        keptOffsets.append(contentsOf: offsets[line.start..<line.end])
      }
      let spaced = line.hasSpace && isLetterSpaced(line)
      for at in line.start..<(line.hasSpace ? line.end : line.start) {
        if units[at] == 0x20 {
          let previous = kept.last ?? 0x0A
          let next = units[at + 1]
          if previous == 0x20 || previous == 0x0A || next == 0x20 || spaced || isStray(previous, next, line) {
            taken.append(dropped(at, .space))
            continue
          }
        }
        kept.append(units[at])
        keptOffsets.append(offsets[at])
      }
      guard index + 1 < lines.count else { break }
      if continues(index) {
        if UnitClass.isLatin(units[line.end - 1]), UnitClass.isLatin(units[lines[index + 1].start]) {
          kept.append(0x20)
          keptOffsets.append(offsets[line.end])
        } else {
          taken.append(dropped(line.end, .wrap))
        }
      } else {
        kept.append(0x0A)
        keptOffsets.append(offsets[line.end])
      }
    }
    return (kept, keptOffsets, taken)
  }

  private func dropped(_ at: Int, _ reason: CleanText.Dropped.Reason) -> CleanText.Dropped {
    let codePoint = at < offsets.count ? Int(offsets[at]) : 0
    return CleanText.Dropped(span: SourceSpan(codePoint, codePoint + 1), reason: reason)
  }

  /// Whether a space between two units says nothing. In a line of running text every space beside a mark is stray, in a
  /// headline it separates phrases; between a number and Han characters it never means anything.
  private func isStray(_ previous: UInt16, _ next: UInt16, _ line: Line) -> Bool {
    let digits = UnitClass.isDigit(previous) || UnitClass.isDigit(next)
    let han = UnitClass.isHan(previous) || UnitClass.isHan(next)
    if digits, han || UnitClass.isPunctuation(previous) || UnitClass.isPunctuation(next) {
      return true
    }
    if UnitClass.divides(previous) || UnitClass.divides(next) || UnitClass.endsSentence(next) { return true }
    if UnitClass.endsSentence(previous) || UnitClass.opens(previous) || UnitClass.closes(next) { return true }
    guard line.isRunning else { return false }
    return UnitClass.closes(previous) || UnitClass.opens(next)
  }

  /// 人 和 街 街 道: single characters with a space between any two.
  private func isLetterSpaced(_ line: Line) -> Bool {
    var singles = 0
    var length = 0
    var words = 0
    for at in line.start...line.end {
      if at == line.end || units[at] == 0x20 {
        if length > 0 { words += 1 }
        if length == 1 { singles += 1 }
        length = 0
      } else {
        length += 1
      }
    }
    return words >= 5 && singles * 10 >= words * 9
  }
}
