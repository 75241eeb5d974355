/// The characters of a source after folding: width, line ends and blanks unified, noise taken out.
struct FoldedText {
  private(set) var units: [UInt16] = []
  private(set) var offsets: [UInt32] = []
  private(set) var dropped: [CleanText.Dropped] = []

  /// Complexity: linear.
  init(_ source: SourceText) {
    let content = source.content
    // No character gives more units than it has bytes.
    let capacity = content.map { $0.count * 2 } ?? source.utf8.count
    var offsets: [UInt32] = []
    var dropped: [CleanText.Dropped] = []
    units = [UInt16](unsafeUninitializedCapacity: capacity) { units, count in
      offsets = [UInt32](unsafeUninitializedCapacity: capacity) { offsets, filled in
        var folding = Folding(units: units, offsets: offsets)
        if let content {
          for (scalar, start) in zip(content.scalars, content.starts) { folding.take(scalar, Int(start)) }
        } else {
          source.utf8.withUnsafeBufferPointer { folding.read($0, from: source.start.codePoint) }
        }
        count = folding.count
        filled = folding.count
        dropped = folding.dropped
      }
    }
    self.offsets = offsets
    self.dropped = dropped
  }
}

/// Folds one character after the other into buffers that are large enough for all.
private struct Folding {
  let units: UnsafeMutableBufferPointer<UInt16>
  let offsets: UnsafeMutableBufferPointer<UInt32>
  var count = 0
  var dropped: [CleanText.Dropped] = []
  private var carriageReturn = false

  init(units: UnsafeMutableBufferPointer<UInt16>, offsets: UnsafeMutableBufferPointer<UInt32>) {
    self.units = units
    self.offsets = offsets
  }

  /// Reads valid UTF-8, the first character of which is code point `first`.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) {
    var at = 0
    var codePoint = first
    while at < bytes.count {
      readPlain(bytes, &at, &codePoint)
      guard at < bytes.count else { break }
      take(Self.scalar(bytes, &at), codePoint)
      codePoint += 1
    }
  }

  /// Reads nearly all of a page: ASCII, and three bytes from U+3000 to U+D7FF, which folding leaves alone but for the
  /// wide space.
  @inline(__always)
  private mutating func readPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ codePoint: inout Int) {
    guard let units = units.baseAddress, let offsets = offsets.baseAddress, let text = bytes.baseAddress else { return }
    // In registers: what is written might else be what is read.
    var (next, place, count) = (at, codePoint, self.count)
    let last = bytes.count - 2
    while next < bytes.count {
      let lead = UInt32(text[next])
      var scalar = lead
      if lead >= 0xE3, lead <= 0xED, next < last {
        scalar = (lead & 0x0F) << 12 | UInt32(text[next + 1] & 0x3F) << 6 | UInt32(text[next + 2] & 0x3F)
        if scalar == 0x3000 { scalar = 0x20 }
        next += 3
      } else if lead >= 0x20, lead < 0x7F {
        next += 1
      } else {
        break
      }
      units[count] = UInt16(truncatingIfNeeded: scalar)
      offsets[count] = UInt32(truncatingIfNeeded: place)
      count += 1
      place += 1
    }
    (at, codePoint, self.count) = (next, place, count)
  }

  mutating func take(_ scalar: UInt32, _ codePoint: Int) {
    switch scalar {
    case 0x0A, 0x0D, 0x2028, 0x2029, 0x0C, 0x0B, 0x85:
      if scalar == 0x0A, count > 0, offsets[count - 1] == UInt32(truncatingIfNeeded: codePoint - 1),
        units[count - 1] == 0x0A, carriageReturn
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

  @inline(__always)
  private mutating func append(_ unit: UInt16, _ codePoint: Int) {
    units[count] = unit
    offsets[count] = UInt32(truncatingIfNeeded: codePoint)
    count += 1
  }

  private mutating func drop(_ start: Int, _ end: Int, _ reason: CleanText.Dropped.Reason) {
    if let last = dropped.last, last.reason == reason, last.span.end == start {
      dropped[dropped.count - 1].span.end = end
    } else {
      dropped.append(CleanText.Dropped(span: SourceSpan(start, end), reason: reason))
    }
  }

  /// The scalar at a byte of valid UTF-8, moving past it.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
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
