/// Turns a source into clean text: one pass over its characters, one over its lines.
public struct Cleaner: Sendable {
  private let tables: CleaningTables

  public init(tables: CleaningTables) { self.tables = tables }

  /// Rounds of joining that a text may take; pages take two or three.
  private static let rounds = 16

  /// The clean text of a source. Complexity: linear.
  ///
  /// Note [Cleaning twice equals cleaning once]: joining lines changes what the next decision sees, so joining goes on
  /// until it changes nothing. It only ever takes characters out, so it ends.
  public func clean(_ source: SourceText) -> CleanText {
    let folded = FoldedText(source)
    var (units, offsets, dropped) = (folded.units, folded.offsets, folded.dropped)
    dropped += GlossReader.strip(&units, &offsets)
    simplify(&units)
    for _ in 0..<Self.rounds {
      let before = units
      let joined = LineJoiner(units, offsets, tables: tables).joined()
      (units, offsets) = (joined.units, joined.offsets)
      dropped += joined.dropped
      dropped += GlossReader.strip(&units, &offsets)
      if units == before { break }
    }
    dropped.sort { $0.span < $1.span }
    var text = CleanText(units: units, offsets: OffsetMap(offsets, ends: source.content?.ends ?? [:]), dropped: dropped)
    text.asides = AsideReader(tables: tables).asides(of: text)
    return text
  }

  /// Converts Traditional text paragraph by paragraph; a paragraph in Simplified text is never changed.
  private func simplify(_ units: inout [UInt16]) {
    var start = 0
    var traditional = 0
    var simple = 0
    for unit in units {
      switch tables.script[Int(unit)] {
      case 1: traditional += 1
      case 2: simple += 1
      default: break
      }
    }
    let page = traditional > simple
    while start < units.count {
      var end = start
      var (old, new) = (0, 0)
      while end < units.count, units[end] != 0x0A {
        switch tables.script[Int(units[end])] {
        case 1: old += 1
        case 2: new += 1
        default: break
        }
        end += 1
      }
      if old > new || (old == new && page && old > 0) || (old == 0 && new == 0 && page) {
        convert(&units, start, end)
      }
      start = end + 1
    }
  }

  private func convert(_ units: inout [UInt16], _ start: Int, _ end: Int) {
    var at = start
    while at < end {
      if let (stop, phrase) = tables.phrases.longestMatch(units, at: at, limit: end) {
        for (offset, unit) in tables.phraseForms[Int(phrase)].enumerated() { units[at + offset] = unit }
        at = stop
      } else {
        units[at] = tables.simplified[Int(units[at])]
        at += 1
      }
    }
  }
}
