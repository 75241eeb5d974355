/// The characters of a source after folding: width, line ends and blanks unified, noise taken out.
struct FoldedText {
  var units: [UInt16] = []
  var offsets: [UInt32] = []
  var dropped: [CleanText.Dropped] = []

  init(_ source: SourceText) {
    if let content = source.content {
      for (scalar, start) in zip(content.scalars, content.starts) { take(scalar, Int(start)) }
      return
    }
    units.reserveCapacity(source.utf8.count / 2)
    offsets.reserveCapacity(source.utf8.count / 2)
    let bytes = source.utf8
    var at = 0
    var codePoint = 0
    while at < bytes.count {
      let scalar = Self.scalar(bytes, &at)
      take(scalar, codePoint)
      codePoint += 1
    }
  }

  private mutating func take(_ scalar: UInt32, _ codePoint: Int) {
    switch scalar {
    case 0x0A, 0x0D, 0x2028, 0x2029, 0x0C, 0x0B, 0x85:
      if scalar == 0x0A, offsets.last == UInt32(truncatingIfNeeded: codePoint - 1), units.last == 0x0A,
        carriageReturn
      {
        carriageReturn = false
        drop(codePoint, codePoint + 1, .control)
        return
      }
      carriageReturn = scalar == 0x0D
      append(0x0A, codePoint)
    case 0x09, 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F: append(0x20, codePoint)
    case 0xFFFD:
      drop(codePoint, codePoint + 1, .damage)
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFE00...0xFE0F:
      drop(codePoint, codePoint + 1, .control)
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF05, 0xFF0B, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF5E, 0xFF08,
      0xFF09, 0xFF1D, 0xFF06, 0xFF03, 0xFF20:
      append(UInt16(truncatingIfNeeded: scalar - 0xFEE0), codePoint)
    case 0x10000...:
      append(UInt16(truncatingIfNeeded: 0xD800 + ((scalar - 0x10000) >> 10)), codePoint)
      append(UInt16(truncatingIfNeeded: 0xDC00 + ((scalar - 0x10000) & 0x3FF)), codePoint)
    default: append(UInt16(truncatingIfNeeded: scalar), codePoint)
    }
  }

  private var carriageReturn = false

  private mutating func append(_ unit: UInt16, _ codePoint: Int) {
    units.append(unit)
    offsets.append(UInt32(truncatingIfNeeded: codePoint))
  }

  private mutating func drop(_ start: Int, _ end: Int, _ reason: CleanText.Dropped.Reason) {
    if let last = dropped.last, last.reason == reason, last.span.end == start {
      dropped[dropped.count - 1].span.end = end
    } else {
      dropped.append(CleanText.Dropped(span: SourceSpan(start, end), reason: reason))
    }
  }

  /// The scalar at a byte of valid UTF-8, moving past it.
  private static func scalar(_ bytes: [UInt8], _ at: inout Int) -> UInt32 {
    let lead = UInt32(bytes[at])
    func next(_ offset: Int) -> UInt32 { at + offset < bytes.count ? UInt32(bytes[at + offset] & 0x3F) : 0 }
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
