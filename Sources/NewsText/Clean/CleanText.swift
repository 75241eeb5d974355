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
    units.withUnsafeBufferPointer { String(units: UnsafeBufferPointer(rebasing: $0[span.range])) }
  }

  /// The clean characters of a range without its spaces, as names are compared.
  public func name(in span: Span) -> String {
    let part = units[span.range]
    return part.contains(0x20) ? String(units: part.filter { $0 != 0x20 }) : text(in: span)
  }
}
