import NewsText

/// Says over which dates a figure counts, from the dates of its sentence.
struct PeriodReader: Sendable {
  /// The period of a figure as ISO 8601 dates, as far as stated: the dates before it in its sentence.
  func period(
    of figure: Mention, among mentions: [Mention], _ units: [UInt16], _ sentence: Span, published: String?
  ) -> (start: String?, end: String?) {
    var dates: [String] = []
    for mention in mentions where mention.kind == .date && mention.span.end <= figure.span.start {
      if case .date(let iso) = mention.value { dates.append(iso) }
    }
    switch dates.count {
    case 0: return (nil, nil)
    case 1: return (dates[0], dates[0])
    default: return (dates[dates.count - 2], dates[dates.count - 1])
    }
  }
}
