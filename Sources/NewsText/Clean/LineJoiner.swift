/// Puts wrapped lines together and takes stray spaces out.
///
/// Note [Which line ends are wraps]: a column of a PDF breaks its lines at its width, a page pasted from several columns
/// also breaks paragraphs where a column ends. A line that reaches the width of its neighbours, or that has commas or
/// the length of a paragraph, and does not end as a sentence does, goes on in the next line; a headline has neither.
struct LineJoiner {
  /// The text before; what lies before the line at hand has been written over.
  private let units: UnsafeMutableBufferPointer<UInt16>
  private let lines: UnsafeBufferPointer<TextLine>
  private let tables: CleaningTables
  /// Units that are kept.
  private var count = 0
  private var offsets: KeptRuns
  private var cursor = OffsetRuns.Cursor()
  private var dropped: [CleanText.Dropped] = []
  private var joined: [TextLine] = []
  /// Those of them that are not as they were.
  private var changed: [Int] = []

  /// What stands behind a line.
  private enum End { case line, space, nothing }

  /// Lines of at least this width are paragraphs even without a comma.
  private static let paragraphWidth = 40
  /// The widest column of a printed page.
  private static let widestColumn = 44

  /// Joins the lines of a text in its place; returns whether anything was changed: only then another round finds
  /// something. Complexity: linear.
  static func join(_ text: inout FoldedText, tables: CleaningTables) -> Bool {
    let lines = text.lines
    guard !lines.isEmpty else { return false }
    var (count, isChanged) = (0, false)
    text.units.withUnsafeMutableBufferPointer { units in
      lines.withUnsafeBufferPointer { lines in
        var joiner = LineJoiner(units, lines, text.offsets, tables)
        guard joiner.join() else { return }
        isChanged = true
        text.lines = joiner.joined
        text.offsets = joiner.offsets.runs
        text.dropped += joiner.dropped
        count = joiner.count
      }
    }
    guard isChanged else { return false }
    text.units.removeLast(text.units.count - count)
    return true
  }

  private init(
    _ units: UnsafeMutableBufferPointer<UInt16>, _ lines: UnsafeBufferPointer<TextLine>, _ offsets: OffsetRuns,
    _ tables: CleaningTables
  ) {
    self.units = units
    self.lines = lines
    self.tables = tables
    self.offsets = KeptRuns(offsets)
  }

  /// Whether line `index` goes on in the next one.
  private func continues(_ index: Int) -> Bool {
    guard index + 1 < lines.count else { return false }
    let here = lines[index]
    let next = lines[index + 1]
    let text = UnsafeBufferPointer(units)
    let last = units[here.end - 1]
    let first = units[next.start]
    if Self.startsBlock(first) || Self.endsBlock(last) || endsInCode(here) { return false }
    if UnitClass.closes(last), endsQuotedSentence(here) { return false }
    if here.hasOpenBracket, here.width <= Self.widestColumn { return true }
    if tables.opensLine(text, next.span) || tables.closesLine(text, here.span) {
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
    var near = 0
    for other in low..<high where other != index && lines[other].width <= Self.widestColumn + 1 {
      near += lines[other].hasComma ? 1 : 0
    }
    guard near >= 2 else { return 0 }
    // Of lines of each width how many there are, and in the upper half how many of them have commas.
    return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.widestColumn + 2) { widths in
      widths.initialize(repeating: 0)
      for other in low..<high where other != index && lines[other].width <= Self.widestColumn + 1 {
        widths[lines[other].width] += lines[other].hasComma ? 0x101 : 1
      }
      var best = 0
      var votes = 0
      for candidate in low..<high where candidate != index {
        let width = lines[candidate].width
        guard width >= 6, width <= Self.widestColumn else { continue }
        let near = widths[width - 1] + widths[width] + widths[width + 1]
        guard near >> 8 >= 2 else { continue }
        if Int(near & 0xFF) > votes { (best, votes) = (width, Int(near & 0xFF)) }
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
  private func endsInCode(_ line: TextLine) -> Bool {
    var at = line.end - 1
    while at > line.start, at > line.end - 4, UnitClass.isDigit(units[at]) { at -= 1 }
    return at < line.end - 1 && units[at] >= 0x2460 && units[at] <= 0x2473
  }

  /// Whether a line that ends in a closing mark has the end of a sentence before it: 。”
  private func endsQuotedSentence(_ line: TextLine) -> Bool {
    var at = line.end - 1
    while at > line.start, UnitClass.closes(units[at]) { at -= 1 }
    return UnitClass.endsSentence(units[at])
  }

  /// Whether anything was joined or taken out.
  private mutating func join() -> Bool {
    let ends = lines.indices.map(end)
    guard ends.contains(where: { $0 != .line }) || lines.contains(where: \.hasSpace) else { return false }
    joined.reserveCapacity(lines.count)
    // The line that goes on, as far as it was read, with whether it must be read anew in the end.
    var open: TextLine?
    var isChanged = false
    var isKnown = true
    for (index, line) in lines.enumerated() {
      let start = open?.start ?? count
      if append(line) { (isChanged, isKnown) = (true, false) }
      var here = line
      if let open {
        isKnown = isKnown && open.isPlain(with: line)
        here = open.joined(line, start, count)
      }
      (here.start, here.end) = (start, count)
      let isLast = index + 1 == lines.count
      if !isLast { append(ends[index], behind: line) }
      if !isLast, ends[index] != .line {
        open = here
        isChanged = true
        if ends[index] == .space { isKnown = false }
      } else {
        if !isKnown { here = here.read(UnsafeBufferPointer(rebasing: units[..<count])) }
        if isChanged { changed.append(joined.count) }
        joined.append(here)
        (open, isChanged, isKnown) = (nil, false, true)
      }
    }
    stripGlosses()
    return !changed.isEmpty
  }

  /// Takes out the glosses that are seen only now.
  private mutating func stripGlosses() {
    let text = UnsafeBufferPointer(rebasing: units[..<count])
    let glosses = changed.map { GlossReader.glosses(text, in: joined[$0].span) }
    guard glosses.contains(where: { !$0.isEmpty }) else { return }
    let before = offsets.runs
    (offsets, count, cursor) = (KeptRuns(before), 0, OffsetRuns.Cursor())
    var next = 0
    for index in joined.indices {
      let line = joined[index]
      var here: [Span] = []
      if next < changed.count, changed[next] == index {
        here = glosses[next]
        next += 1
      }
      let start = count
      var from = line.start
      for gloss in here {
        keep(from, gloss.start)
        from = gloss.end
        let first = cursor.codePoint(of: gloss.start, in: before)
        let last = cursor.codePoint(of: gloss.end - 1, in: before)
        dropped.append(CleanText.Dropped(span: SourceSpan(first, last + 1), reason: .gloss))
      }
      keep(from, line.end)
      var place = index + 1 < joined.count ? cursor.codePoint(of: line.end, in: before) : 0
      var end = count
      while end > start, units[end - 1] == 0x20 { end -= 1 }
      if end < count {
        place = offsets.cut(from: end)
        count = end
      }
      joined[index].start = start
      joined[index].end = end
      if !here.isEmpty { joined[index] = joined[index].read(UnsafeBufferPointer(rebasing: units[..<count])) }
      if index + 1 < joined.count {
        units[count] = 0x0A
        offsets.append(place)
        count += 1
      }
    }
  }

  /// Decided before anything is moved.
  private func end(_ index: Int) -> End {
    guard continues(index) else { return .line }
    return UnitClass.isLatin(units[lines[index].end - 1]) && UnitClass.isLatin(units[lines[index + 1].start])
      ? .space : .nothing
  }

  /// Appends what is kept of a line; returns whether something is not.
  private mutating func append(_ line: TextLine) -> Bool {
    guard line.hasSpace else {
      keep(line.start, line.end)
      return false
    }
    let spaced = isLetterSpaced(line)
    var isCut = false
    var from = line.start
    for at in line.span.range where units[at] == 0x20 {
      let previous = at > from ? units[at - 1] : count > 0 ? units[count - 1] : 0x0A
      let next = units[at + 1]
      guard previous == 0x20 || previous == 0x0A || next == 0x20 || spaced || isStray(previous, next, line) else {
        continue
      }
      keep(from, at)
      from = at + 1
      drop(at, .space)
      isCut = true
    }
    keep(from, line.end)
    return isCut
  }

  /// Appends what stands between a line and the next.
  private mutating func append(_ end: End, behind line: TextLine) {
    guard end != .nothing else {
      drop(line.end, .wrap)
      return
    }
    offsets.keep(line.end, line.end + 1)
    units[count] = end == .line ? 0x0A : 0x20
    count += 1
  }

  private mutating func keep(_ start: Int, _ end: Int) {
    guard start < end, let text = units.baseAddress else { return }
    offsets.keep(start, end)
    if start != count { (text + count).update(from: text + start, count: end - start) }
    count += end - start
  }

  private mutating func drop(_ at: Int, _ reason: CleanText.Dropped.Reason) {
    let codePoint = cursor.codePoint(of: at, in: offsets.old)
    dropped.append(CleanText.Dropped(span: SourceSpan(codePoint, codePoint + 1), reason: reason))
  }

  /// Whether a space between two units says nothing. In a line of running text every space beside a mark is stray, in a
  /// headline it separates phrases; between a number and Han characters it never means anything.
  private func isStray(_ previous: UInt16, _ next: UInt16, _ line: TextLine) -> Bool {
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
  private func isLetterSpaced(_ line: TextLine) -> Bool {
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
