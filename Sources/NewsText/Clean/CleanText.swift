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

  /// Puts a clean text together; `offsets` has an entry for each of `units`.
  public init(units: [UInt16], offsets: OffsetMap, asides: [Aside] = [], dropped: [Dropped] = []) {
    self.units = units
    self.offsets = offsets
    self.asides = asides
    self.dropped = dropped
  }

  /// A stretch of the clean text set aside from the articles.
  public struct Aside: Sendable, Equatable {
    /// Why a stretch belongs to no article.
    public enum Reason: String, Sendable, CaseIterable {
      case masthead
      case pageHeader = "page-header"
      case spam
      case relatedReading = "related-reading"
      case editorCode = "editor-code"
      case pageFurniture = "page-furniture"
    }
    /// In UTF-16 units of the clean text.
    public var span: Span
    /// Why it belongs to no article.
    public var reason: Reason
    /// - Parameters:
    ///   - span: in UTF-16 units of the clean text.
    ///   - reason: why it belongs to no article.
    public init(span: Span, reason: Reason) {
      self.span = span
      self.reason = reason
    }
  }

  /// Source characters that are not in the clean text.
  public struct Dropped: Sendable, Equatable {
    /// Why a stretch of the source is not in the clean text.
    public enum Reason: String, Sendable {
      case gloss, wrap, space, damage, control
    }
    /// In code points of the source.
    public var span: SourceSpan
    /// Why it is not in the clean text.
    public var reason: Reason
    /// - Parameters:
    ///   - span: in code points of the source.
    ///   - reason: why it is not in the clean text.
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
