import NewsText

/// Says over which dates a figure counts, from the time frames of its sentence.
struct PeriodReader {
  private let frames: ArraySlice<TimeFrame>

  /// - Parameter frames: those of the sentence, in text order.
  init(_ frames: ArraySlice<TimeFrame>) { self.frames = frames }

  /// The period of a figure as ISO 8601 dates, as far as stated: the last frame before it in its sentence.
  func period(of figure: Span) -> (start: String?, end: String?) {
    guard let frame = frames.last(where: { $0.span.end <= figure.start }) else { return (nil, nil) }
    return (frame.from, frame.to)
  }
}
