/// What is to be read of a page with markup, each character traced to the code points of the page it stands for.
///
/// Positions never decrease. A character that the page implies (the end of a block, the unit in the head of a column)
/// has the position of what stands beside it.
public struct SourceContent: Sendable {
  /// The characters to be read, as Unicode scalar values.
  public private(set) var scalars: [UInt32] = []
  /// For each the code point of the page it begins at.
  public private(set) var starts: [UInt32] = []
  /// Where characters end that take more than one code point of the page, such as `&amp;`, by where they begin.
  public private(set) var ends: [UInt32: UInt32] = [:]

  /// No content.
  public init() {}

  /// In code points.
  public var count: Int { scalars.count }
  /// Whether nothing was added.
  public var isEmpty: Bool { scalars.isEmpty }

  /// Appends a character that stands at `start..<end` of the page.
  public mutating func append(_ scalar: UInt32, at start: Int, to end: Int) {
    scalars.append(scalar)
    starts.append(UInt32(truncatingIfNeeded: start))
    if end > start + 1 { ends[UInt32(truncatingIfNeeded: start)] = UInt32(truncatingIfNeeded: end) }
  }

  /// Appends another content that lies behind this one.
  public mutating func append(_ other: SourceContent, _ range: Range<Int>) {
    scalars += other.scalars[range]
    starts += other.starts[range]
    for start in other.starts[range] { if let end = other.ends[start] { ends[start] = end } }
  }
}
