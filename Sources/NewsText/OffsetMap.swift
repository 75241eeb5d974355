/// Leads from the units of a clean text back to the code points of its source.
///
/// Every unit of a clean text comes from exactly one code point of the source; cleaning removes and folds, it never
/// inserts and never reorders, so the map is monotone.
public struct OffsetMap: Sendable, Equatable {
  /// For each UTF-16 unit of the clean text, the source code point it came from; never decreasing.
  public private(set) var codePoints: [UInt32]

  /// Where characters end that take several code points of the source (`&amp;`), by where they begin.
  private var ends: [UInt32: UInt32]

  /// The code point in the source of each unit; `ends` gives the end of the few that stand for more than one code
  /// point.
  public init(_ codePoints: [UInt32] = [], ends: [UInt32: UInt32] = [:]) {
    self.codePoints = codePoints
    self.ends = ends
  }

  /// How many UTF-16 units of the clean text are mapped.
  @inlinable public var count: Int { codePoints.count }

  /// The source range a clean range was read from: from its first unit to its last, with everything in between that
  /// cleaning took out (glosses, line ends), without what was taken out on either side.
  public func source(_ span: Span) -> SourceSpan {
    guard !codePoints.isEmpty, span.start < codePoints.count else {
      let end = codePoints.last.map(end) ?? 0
      return SourceSpan(end, end)
    }
    let start = Int(codePoints[span.start])
    guard !span.isEmpty else { return SourceSpan(start, start) }
    return SourceSpan(start, end(codePoints[span.end - 1]))
  }

  private func end(_ codePoint: UInt32) -> Int {
    ends.isEmpty ? Int(codePoint) + 1 : Int(ends[codePoint] ?? codePoint + 1)
  }
}
