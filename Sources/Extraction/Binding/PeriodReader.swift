import NewsText

/// Says over which dates a figure counts, from the dates of its sentence.
struct PeriodReader {
  private let dates: [(end: Int, iso: String)]

  /// - Parameter mentions: those of the sentence, in text order.
  init(_ mentions: ArraySlice<Mention>) {
    dates = mentions.compactMap { mention in
      guard mention.kind == .date, case .date(let iso) = mention.value else { return nil }
      return (mention.span.end, iso)
    }
  }

  /// The period of a figure as ISO 8601 dates, as far as stated: the last two dates before it in its sentence, or the
  /// only one.
  func period(of figure: Mention) -> (start: String?, end: String?) {
    let before = dates.prefix { $0.end <= figure.span.start }.suffix(2)
    return (before.first?.iso, before.last?.iso)
  }
}
