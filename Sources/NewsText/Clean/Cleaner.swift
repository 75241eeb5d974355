/// Turns a source into clean text: one pass over its characters, one over its lines.
public struct Cleaner: Sendable {
  private let tables: CleaningTables

  /// A cleaner that knows what these tables say.
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
    // Of each line how many units only Traditional and only Simplified text has.
    var lines: [(start: Int, end: Int, old: Int, new: Int)] = []
    var (traditional, simple) = (0, 0)
    units.withUnsafeBufferPointer { units in
      tables.script.withUnsafeBufferPointer { script in
        var start = 0
        while start < units.count {
          var (old, new) = (0, 0)
          var end = start
          while end < units.count, units[end] != 0x0A {
            let kind = script[Int(units[end])]
            old += kind == 1 ? 1 : 0
            new += kind == 2 ? 1 : 0
            end += 1
          }
          lines.append((start, end, old, new))
          traditional += old
          simple += new
          start = end + 1
        }
      }
    }
    let page = traditional > simple
    for (start, end, old, new) in lines {
      if old > new || (old == new && page && old > 0) || (old == 0 && new == 0 && page) {
        convert(&units, start, end)
      }
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
