/// A half-open range of UTF-16 units in the clean text of one document.
@frozen
public struct Span: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// First unit of the range.
  public var start: Int
  /// One past the last unit of the range; never less than `start`.
  public var end: Int

  /// From `start` up to, but without, `end`, in UTF-16 units.
  @inlinable
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// In UTF-16 units.
  @inlinable public var count: Int { end - start }
  /// Whether it holds no unit.
  @inlinable public var isEmpty: Bool { start == end }
  /// For slices of arrays of units.
  @inlinable public var range: Range<Int> { start..<end }

  /// Whether `other` lies wholly inside this span.
  @inlinable
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  /// Whether a unit, given by its place, is within.
  @inlinable
  public func contains(_ unit: Int) -> Bool { start <= unit && unit < end }

  /// Whether two stretches have a unit in common.
  @inlinable
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

  /// By start, then by end.
  @inlinable
  public static func < (a: Span, b: Span) -> Bool { (a.start, a.end) < (b.start, b.end) }

  public var description: String { "\(start)..<\(end)" }
}

/// A half-open range of Unicode code points in the decoded source, exactly as Python slices `text[start:end]`.
@frozen
public struct SourceSpan: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first code point, from 0.
  public var start: Int
  /// One past the last code point.
  public var end: Int

  /// From `start` up to, but without, `end`, in code points.
  @inlinable
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// In code points.
  @inlinable public var count: Int { end - start }
  @inlinable
  public static func < (a: SourceSpan, b: SourceSpan) -> Bool { (a.start, a.end) < (b.start, b.end) }
  public var description: String { "\(start)-\(end)" }
}
