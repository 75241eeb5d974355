/// Cuts sentences into clauses.
///
/// Note [Where a clause ends]: at ，；： and ——, not within brackets nor within a quoted phrase. A quotation that is long
/// or holds a whole sentence is a speech, whose clauses count like any others. A comma or colon between digits belongs
/// to a number (12,580) or a time (8:30).
struct ClauseCutter {
  private static let longestPhrase = 24
  private static let longestBrackets = 120

  /// The clauses of a sentence; they tile it, each with the mark that closes it. Complexity: linear.
  func clauses(_ units: [UInt16], _ sentence: Span) -> [Span] {
    units.withUnsafeBufferPointer { clauses($0, sentence) }
  }

  private func clauses(_ units: UnsafeBufferPointer<UInt16>, _ sentence: Span) -> [Span] {
    // Ends of sentences up to the place that was looked at last; pairs close from left to right.
    var stop = sentence.start
    var lastEnd = -1
    let pairs = MarkPairs(units, sentence) { mark, pair in
      guard MarkPairs.isQuote(mark) else { return pair.count <= Self.longestBrackets }
      while stop < pair.end {
        if UnitClass.endsSentence(units[stop]) { lastEnd = stop }
        stop += 1
      }
      return pair.count <= Self.longestPhrase && lastEnd < pair.start
    }
    var clauses: [Span] = []
    var start = sentence.start
    var at = sentence.start
    var pair = 0
    while at < sentence.end {
      // No pair begins with a plain unit.
      if UnitClass.isPlain(units[at]) {
        at &+= 1
        continue
      }
      if pair < pairs.spans.count, pairs.spans[pair].start <= at {
        at = max(at, pairs.spans[pair].end)
        pair += 1
        continue
      }
      let length = mark(units, at, sentence)
      at += max(1, length)
      guard length > 0, at < sentence.end, at - start > length else { continue }
      if clauses.isEmpty { clauses.reserveCapacity(8) }
      clauses.append(Span(start, at))
      start = at
    }
    if start < sentence.end { clauses.append(Span(start, sentence.end)) }
    return clauses
  }

  /// The length of the mark at `at` if it closes a clause, else 0.
  private func mark(_ units: UnsafeBufferPointer<UInt16>, _ at: Int, _ sentence: Span) -> Int {
    switch units[at] {
    case 0xFF0C, 0xFF1B, 0x3B: return 1
    case 0x2C, 0x3A, 0xFF1A:
      let inNumber =
        at > sentence.start && at + 1 < sentence.end && UnitClass.isDigit(units[at - 1])
        && UnitClass.isDigit(units[at + 1])
      return inNumber ? 0 : 1
    case 0x2014:
      var end = at
      while end < sentence.end, units[end] == 0x2014 { end += 1 }
      return end - at >= 2 ? end - at : 0
    default: return 0
    }
  }
}
