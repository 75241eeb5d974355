/// Puts wrapped lines together and takes stray spaces out.
///
/// Note [Which line ends are wraps]: a column of a PDF breaks its lines at its width, a page pasted from several columns
/// also breaks paragraphs where a column ends. A line that reaches the width of its neighbours, or that has commas or
/// the length of a paragraph, and does not end as a sentence does, goes on in the next line; a headline has neither.
struct LineJoiner {
  private let units: UnsafeBufferPointer<UInt16>
  private let offsets: UnsafeBufferPointer<UInt32>
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

  /// A text with its wraps joined and its stray spaces taken out.
  struct Joined {
    var units: [UInt16]
    var offsets: [UInt32] = []
    /// What was taken out.
    var dropped: [CleanText.Dropped] = []
    /// Whether anything but blank lines and the blanks around lines was: only then another round finds something.
    var isChanged = false
  }

  /// Lines of at least this width are paragraphs even without a comma.
  private static let paragraphWidth = 40
  /// The widest column of a printed page.
  private static let widestColumn = 44

  /// Joins the lines of a text. Complexity: linear.
  static func join(_ units: [UInt16], _ offsets: [UInt32], tables: CleaningTables) -> Joined {
    units.withUnsafeBufferPointer { units in
      offsets.withUnsafeBufferPointer { offsets in LineJoiner(units, offsets, tables: tables).joined() }
    }
  }

  private init(
    _ units: UnsafeBufferPointer<UInt16>, _ offsets: UnsafeBufferPointer<UInt32>, tables: CleaningTables
  ) {
    self.units = units
    self.offsets = offsets
    self.tables = tables
    var start = 0
    while start <= units.count {
      let end = units.next(0x0A, from: start, to: units.count)
      var (low, high) = (start, end)
      while low < high, units[low] == 0x20 { low += 1 }
      while high > low, units[high - 1] == 0x20 { high -= 1 }
      if low < high { lines.append(line(low, high)) }
      start = end + 1
    }
  }

  private func line(_ start: Int, _ end: Int) -> Line {
    var line = Line(start: start, end: end)
    var narrow = 0
    for at in start..<end {
      let unit = units[at]
      // Nearly all units are Han characters, which say nothing but their width.
      if UnitClass.isPlain(unit) { continue }
      if unit == 0x20 {
        line.hasSpace = true
        narrow += 2
        continue
      }
      narrow += unit < 0x80 ? 1 : 0
      if unit == 0x28 || unit == 0x3014 { line.hasOpenBracket = true }
      if unit == 0x29 || unit == 0x3015 { line.hasOpenBracket = false }
      // 一、受理情况: the mark behind the number of a heading.
      if unit == 0x3001, at - start <= 2 { continue }
      if unit == 0xFF0C || unit == 0x3001 || unit == 0xFF1B || (unit == 0x2C && !between(at, UnitClass.isDigit)) {
        line.hasComma = true
      }
      if UnitClass.endsSentence(unit), unit != 0x21, unit != 0x3F { line.hasFullStop = true }
    }
    line.width = ((end - start) * 2 - narrow + 1) / 2
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
    return lines.withUnsafeBufferPointer { lines in
      var near = 0
      for other in low..<high where other != index && lines[other].width <= Self.widestColumn + 1 {
        near += lines[other].hasComma ? 1 : 0
      }
      guard near >= 2 else { return 0 }
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

  private func joined() -> Joined {
    var joined = Joined(units: [])
    joined.units = [UInt16](unsafeUninitializedCapacity: units.count) { kept, count in
      joined.offsets = [UInt32](unsafeUninitializedCapacity: units.count) { places, filled in
        for index in lines.indices {
          append(lines[index], kept, places, &count, &joined)
          if index + 1 < lines.count { end(index, kept, places, &count, &joined) }
        }
        filled = count
      }
    }
    return joined
  }

  /// Appends what is kept of a line.
  private func append(
    _ line: Line, _ kept: UnsafeMutableBufferPointer<UInt16>, _ places: UnsafeMutableBufferPointer<UInt32>,
    _ count: inout Int, _ joined: inout Joined
  ) {
    guard line.hasSpace else {
      guard let kept = kept.baseAddress, let places = places.baseAddress, let units = units.baseAddress,
        let offsets = offsets.baseAddress
      else { return }
      let length = line.end - line.start
      (kept + count).initialize(from: units + line.start, count: length)
      (places + count).initialize(from: offsets + line.start, count: length)
      count += length
      return
    }
    let spaced = isLetterSpaced(line)
    for at in line.start..<line.end {
      if units[at] == 0x20 {
        let previous = count > 0 ? kept[count - 1] : 0x0A
        let next = units[at + 1]
        if previous == 0x20 || previous == 0x0A || next == 0x20 || spaced || isStray(previous, next, line) {
          joined.dropped.append(dropped(at, .space))
          joined.isChanged = true
          continue
        }
      }
      kept[count] = units[at]
      places[count] = offsets[at]
      count += 1
    }
  }

  /// Appends what stands between a line and the next.
  private func end(
    _ index: Int, _ kept: UnsafeMutableBufferPointer<UInt16>, _ places: UnsafeMutableBufferPointer<UInt32>,
    _ count: inout Int, _ joined: inout Joined
  ) {
    let line = lines[index]
    var mark: UInt16 = 0x0A
    if continues(index) {
      joined.isChanged = true
      guard UnitClass.isLatin(units[line.end - 1]), UnitClass.isLatin(units[lines[index + 1].start]) else {
        joined.dropped.append(dropped(line.end, .wrap))
        return
      }
      mark = 0x20
    }
    kept[count] = mark
    places[count] = offsets[line.end]
    count += 1
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
