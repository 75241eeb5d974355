import NewsText

/// The dictionary words around a Chinese numeral, found on demand: a stretch of Han characters is cut into words the
/// first time a position in it is asked for, and kept until another stretch is asked for.
struct WordEdges {
  private let text: [UInt16]
  private let limit: Span
  private let segmenter: WordSegmenter?
  private var run = Span(0, 0)
  private var words: [Span] = []

  /// No stretch cut at once is longer, so that one line of 50 MB needs no memory to speak of.
  private static let longestRun = 2048

  init(_ text: [UInt16], limit: Span, segmenter: WordSegmenter?) {
    self.text = text
    self.limit = limit
    self.segmenter = segmenter
  }

  /// The word that covers a position; the position alone without a segmenter.
  mutating func word(at position: Int) -> Span {
    guard let segmenter, limit.contains(position) else { return Span(position, position + 1) }
    if !run.contains(position) {
      var start = position
      while start > max(limit.start, run.end), position - start < Self.longestRun, Self.isHan(text[start - 1]) {
        start -= 1
      }
      var end = position + 1
      while end < limit.end, end - start < Self.longestRun, Self.isHan(text[end]) { end += 1 }
      run = Span(start, end)
      words.removeAll(keepingCapacity: true)
      segmenter.words(in: text, span: run, into: &words)
    }
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low < words.count ? words[low] : Span(position, position + 1)
  }

  static func isHan(_ unit: UInt16) -> Bool { (0x3400...0x9FFF).contains(unit) || unit == 0x3007 }
}
