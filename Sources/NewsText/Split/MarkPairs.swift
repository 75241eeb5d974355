/// The short bracketed and quoted stretches of a line, in which a cut would tear a phrase apart.
struct MarkPairs {
  /// Outermost pairs in order, opening and closing mark included; they do not overlap.
  private(set) var spans: [Span] = []

  /// Quotation and brackets nested deeper than this are damage.
  private static let deepest = 12

  /// The pairs of a stretch. An opening mark that nothing closes, and a closing mark that nothing opened, say nothing.
  ///
  /// - Parameter keeps: whether a pair, by its opening mark and its span, holds together.
  /// - Complexity: linear in the stretch.
  @inline(__always)
  init(_ units: UnsafeBufferPointer<UInt16>, _ span: Span, keeps: (UInt16, Span) -> Bool) {
    var open: [(unit: UInt16, at: Int)] = []
    for at in span.range {
      let unit = units[at]
      if UnitClass.isPlain(unit) { continue }
      if UnitClass.opens(unit) {
        if open.count == Self.deepest { open.removeFirst() }
        open.append((unit, at))
      } else if !open.isEmpty, UnitClass.closes(unit),
        let depth = open.lastIndex(where: { Self.closes($0.unit, unit) })
      {
        let pair = Span(open[depth].at, at + 1)
        let mark = open[depth].unit
        open.removeSubrange(depth...)
        guard keeps(mark, pair) else { continue }
        while let last = spans.last, last.start >= pair.start { spans.removeLast() }
        spans.append(pair)
      }
    }
  }

  /// Whether `mark` is a quotation mark, not a bracket.
  static func isQuote(_ mark: UInt16) -> Bool {
    switch mark {
    case 0x201C, 0x2018, 0x300C, 0x300E: true
    default: false
    }
  }

  /// （ and ) close each other: pages mix the widths.
  private static func closes(_ open: UInt16, _ close: UInt16) -> Bool {
    switch open {
    case 0x201C: close == 0x201D
    case 0x2018: close == 0x2019
    case 0x300C: close == 0x300D
    case 0x300E: close == 0x300F
    case 0x300A: close == 0x300B
    case 0x3008: close == 0x3009
    case 0x28, 0xFF08: close == 0x29 || close == 0xFF09
    case 0x5B, 0xFF3B: close == 0x5D || close == 0xFF3D
    case 0x3010: close == 0x3011
    case 0x3014: close == 0x3015
    default: false
    }
  }
}
