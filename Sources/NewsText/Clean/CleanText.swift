/// A document after cleaning: simplified, unwrapped, without noise, each unit traceable to its source.
public struct CleanText: Sendable {
  /// Simplified text in UTF-16; one line per paragraph, heading or table row, lines separated by U+000A.
  public var units: [UInt16]
  /// From units to source code points.
  public var offsets: OffsetMap
  /// Stretches of `units` that are on the page but belong to no article (mastheads, page headers, spam,
  /// related-reading tails, editor codes). They stay in `units`, so that dates and numbers in them can be read.
  public var asides: [Aside]
  /// What was taken out of the text, in source order.
  public var dropped: [Dropped]

  public init(units: [UInt16], offsets: OffsetMap, asides: [Aside] = [], dropped: [Dropped] = []) {
    self.units = units
    self.offsets = offsets
    self.asides = asides
    self.dropped = dropped
  }

  /// A stretch of the clean text set aside from the articles.
  public struct Aside: Sendable, Equatable {
    public enum Reason: String, Sendable, CaseIterable {
      case masthead
      case pageHeader = "page-header"
      case spam
      case relatedReading = "related-reading"
      case editorCode = "editor-code"
      case pageFurniture = "page-furniture"
    }
    public var span: Span
    public var reason: Reason
    public init(span: Span, reason: Reason) {
      self.span = span
      self.reason = reason
    }
  }

  /// Source characters that are not in the clean text.
  public struct Dropped: Sendable, Equatable {
    public enum Reason: String, Sendable {
      case gloss, wrap, space, damage, control
    }
    public var span: SourceSpan
    public var reason: Reason
    public init(span: SourceSpan, reason: Reason) {
      self.span = span
      self.reason = reason
    }
  }

  /// The clean characters of a range.
  public func text(in span: Span) -> String {
    // The library decodes UTF-16 at a tenth of the speed of this, and every record holds texts.
    let capacity = span.count * 3
    return units[span.range].withUnsafeBufferPointer { units in
      guard !units.contains(where: { $0 & 0xF800 == 0xD800 }) else { return String(decoding: units, as: UTF16.self) }
      return String(unsafeUninitializedCapacity: capacity) { bytes in
        var at = 0
        for unit in units {
          if unit < 0x80 {
            bytes[at] = UInt8(truncatingIfNeeded: unit)
            at += 1
          } else if unit < 0x800 {
            bytes[at] = UInt8(truncatingIfNeeded: 0xC0 | unit >> 6)
            bytes[at + 1] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
            at += 2
          } else {
            bytes[at] = UInt8(truncatingIfNeeded: 0xE0 | unit >> 12)
            bytes[at + 1] = UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F)
            bytes[at + 2] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
            at += 3
          }
        }
        return at
      }
    }
  }
}
