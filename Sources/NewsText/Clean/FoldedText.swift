/// The characters of a source after folding: width, line ends and blanks unified, blank lines and the blanks around
/// lines, noise and glosses taken out.
struct FoldedText {
  /// Lines with a line end between any two.
  var units: [UInt16] = []
  var offsets = OffsetRuns()
  var lines: [TextLine] = []
  /// What was taken out and is worth telling: all but blanks around lines.
  var dropped: [CleanText.Dropped] = []

  /// - Parameter traits: what each unit is.
  ///
  /// Complexity: linear.
  init(_ source: SourceText, traits: [UInt8]) {
    // No character gives more than two units, nor more than it has bytes.
    let capacity = source.content.map { $0.count * 2 } ?? min(source.count * 2, source.utf8.count)
    traits.withUnsafeBufferPointer { traits in
      units = [UInt16](unsafeUninitializedCapacity: capacity + 1) { units, count in
        guard let text = units.baseAddress, let traits = traits.baseAddress else { return }
        var folding = Folding(units: text, traits: traits)
        if let content = source.content {
          for (scalar, start) in zip(content.scalars, content.starts) { folding.take(Int(scalar), Int(start)) }
        } else {
          source.utf8.withUnsafeBufferPointer { folding.read($0, from: source.start.codePoint) }
        }
        folding.end()
        count = folding.count
        (offsets, lines, dropped) = (folding.offsets, folding.lines, folding.dropped)
      }
    }
  }
}

/// Folds one character after the other into a buffer that is large enough for all.
private struct Folding {
  let units: UnsafeMutablePointer<UInt16>
  let traits: UnsafePointer<UInt8>
  var count = 0
  var offsets = OffsetRuns()
  var lines: [TextLine] = []
  var dropped: [CleanText.Dropped] = []

  /// The code point of the carriage return that was read last, if it was; and how many units there were behind it.
  private var carriageReturn = -2
  private var returned = 0
  /// The first unit of the line that is being read, and what has been seen of it.
  private var start = 0
  private var seen = TextLine.Seen()
  /// The last comma of ASCII in the line, -1 when there is none, or when it was seen to.
  private var comma = -1
  /// The last bracket that may open a gloss, -1 if none does.
  private var open = -1
  /// What had been seen of the line before it.
  private var before = TextLine.Seen()
  /// A place behind a Han character, with nothing but blanks between; -1 for none.
  private var behindHan = -1

  init(units: UnsafeMutablePointer<UInt16>, traits: UnsafePointer<UInt8>) {
    self.units = units
    self.traits = traits
  }

  /// Reads valid UTF-8, the first character of which is code point `first`.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) {
    guard let text = bytes.baseAddress else { return }
    var at = 0
    var codePoint = first
    while at < bytes.count {
      let before = count
      readPlain(text, &at, bytes.count)
      if count > before {
        offsets.append(before, from: codePoint)
        codePoint += count - before
      }
      guard at < bytes.count else { break }
      take(Self.scalar(bytes, &at), codePoint)
      codePoint += 1
    }
  }

  /// Copies nearly all of a page: the characters of one and of three bytes that folding leaves alone.
  @inline(__always)
  private mutating func readPlain(_ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) {
    // In registers: what is written might else be what is read.
    var (from, to) = (text + at, units + count)
    let (table, folds) = (traits, UnitTraits.folds.rawValue)
    var seen: UInt8 = 0
    var narrow = 0
    // Four bytes are read for three.
    let last = text + (end - 4)
    reading: while from <= last {
      while from <= last {
        let four = UInt32(littleEndian: UnsafeRawPointer(from).loadUnaligned(as: UInt32.self))
        guard four & 0xF0 == 0xE0 else { break }
        let unit = (four & 0x0F) << 12 | (four & 0x3F00) >> 2 | (four >> 16) & 0x3F
        let trait = table[Int(truncatingIfNeeded: unit)]
        if trait & folds != 0 { break reading }
        seen |= trait
        to.initialize(to: UInt16(truncatingIfNeeded: unit))
        from += 3
        to += 1
      }
      let before = from
      while from <= last, from.pointee < 0x80 {
        let unit = Int(from.pointee)
        let trait = table[unit]
        if trait & folds != 0 { break }
        seen |= trait
        to.initialize(to: UInt16(truncatingIfNeeded: unit))
        from += 1
        to += 1
      }
      narrow &+= from - before
      if from == before { break }
    }
    at = from - text
    count = to - units
    self.seen.traits |= seen
    self.seen.narrow += narrow
  }

  mutating func take(_ scalar: Int, _ codePoint: Int) {
    switch UnitFold(scalar) {
    case .none where scalar < 0x10000: append(scalar, codePoint)
    case .none:
      append(0xD800 + ((scalar - 0x10000) >> 10), codePoint)
      append(0xDC00 + ((scalar - 0x10000) & 0x3FF), codePoint)
    case .narrow: append(scalar - 0xFEE0, codePoint)
    case .space:
      carriageReturn = -2
      // Blanks that begin a line are no part of it.
      if count > start {
        append(0x20, codePoint)
        seen.spaces += 1
      }
    case .lineEnd:
      if scalar == 0x0A, codePoint == carriageReturn + 1, count == returned {
        carriageReturn = -2
        drop(codePoint, codePoint + 1, .control)
      } else {
        endLine(codePoint)
        carriageReturn = scalar == 0x0D ? codePoint : -2
        returned = count
      }
    case .damage: drop(codePoint, codePoint + 1, .damage)
    case .control: drop(codePoint, codePoint + 1, .control)
    case .comma:
      seeComma()
      comma = count
      append(0x2C, codePoint)
    case .opensNote, .closesNote:
      append(scalar, codePoint)
      (seen.hasBracket, seen.hasOpenBracket) = (true, scalar == 0x3014)
    case .opens:
      open = isBehindHan() ? count : -1
      before = seen
      append(0x28, codePoint)
      (seen.hasBracket, seen.hasOpenBracket) = (true, true)
    case .closes: closeBracket(codePoint)
    }
  }

  /// Whether the last comma divides, as it does unless it stands within a number.
  private mutating func seeComma() {
    guard comma >= 0 else { return }
    let isInNumber =
      comma > start && comma + 1 < count && UnitClass.isDigit(units[comma - 1]) && UnitClass.isDigit(units[comma + 1])
    if !isInNumber { seen.hasComma = true }
    seen.hasPoint = true
    comma = -1
  }

  @inline(__always)
  private mutating func append(_ unit: Int, _ codePoint: Int) {
    units[count] = UInt16(truncatingIfNeeded: unit)
    offsets.append(count, from: codePoint)
    seen.traits |= traits[unit]
    seen.narrow += unit < 0x80 ? 1 : 0
    count += 1
  }

  private mutating func drop(_ start: Int, _ end: Int, _ reason: CleanText.Dropped.Reason) {
    if let last = dropped.last, last.reason == reason, last.span.end == start {
      dropped[dropped.count - 1].span.end = end
    } else {
      dropped.append(CleanText.Dropped(span: SourceSpan(start, end), reason: reason))
    }
  }

  /// Whether the last unit that is no space is a Han character. Complexity: constant for each blank of the text.
  private func isBehindHan() -> Bool {
    var at = count - 1
    while at >= 0, at >= behindHan, units[at] == 0x20 { at -= 1 }
    return at < behindHan || (at >= 0 && UnitClass.isHan(units[at]))
  }

  /// Takes a closing bracket, or takes out the gloss that it ends.
  private mutating func closeBracket(_ codePoint: Int) {
    let first = open + 1
    let isGloss = open >= 0 && GlossReader.isGloss(UnsafeBufferPointer(start: units + first, count: count - first))
    guard isGloss else {
      open = -1
      append(0x29, codePoint)
      (seen.hasBracket, seen.hasOpenBracket) = (true, false)
      return
    }
    let from = offsets.cut(from: open)
    dropped.append(CleanText.Dropped(span: SourceSpan(from, codePoint + 1), reason: .gloss))
    (count, behindHan, seen, open) = (open, open, before, -1)
  }

  private mutating func endLine(_ codePoint: Int) {
    guard count > start else { return }
    let place = closeLine() ?? codePoint
    append(0x0A, place)
    (start, seen, comma, open) = (count, TextLine.Seen(), -1, -1)
  }

  /// Ends the line behind its last unit that is no blank; returns where the blanks began, if there are any.
  private mutating func closeLine() -> Int? {
    seeComma()
    var end = count
    while end > start, units[end - 1] == 0x20 { end -= 1 }
    var place: Int?
    if end < count {
      place = offsets.cut(from: end)
      seen.spaces -= count - end
      seen.narrow -= count - end
      count = end
    }
    lines.append(TextLine(start, end, seen, UnsafeBufferPointer(start: units, count: end)))
    return place
  }

  /// Ends the text, which ends in no line end.
  mutating func end() {
    if count > start {
      _ = closeLine()
    } else if count > 0 {
      _ = offsets.cut(from: count - 1)
      count -= 1
    }
  }

  /// The scalar at a byte of valid UTF-8, moving past it.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
    let lead = Int(bytes[at])
    func next(_ offset: Int) -> Int { at + offset < bytes.count ? Int(bytes[at + offset] & 0x3F) : 0 }
    if lead < 0x80 {
      at += 1
      return lead
    }
    if lead < 0xE0 {
      let value = (lead & 0x1F) << 6 | next(1)
      at += 2
      return value
    }
    if lead < 0xF0 {
      let value = (lead & 0x0F) << 12 | next(1) << 6 | next(2)
      at += 3
      return value
    }
    let value = (lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3)
    at += 4
    return value
  }
}
