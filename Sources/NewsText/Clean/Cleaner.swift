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
      let joined = LineJoiner.join(units, offsets, tables: tables)
      (units, offsets) = (joined.units, joined.offsets)
      guard joined.isChanged else { break }
      dropped += joined.dropped
      dropped += GlossReader.strip(&units, &offsets)
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
        guard Self.hasTraditional(units, script) else { return }
        var start = 0
        while start < units.count {
          let end = units.next(0x0A, from: start, to: units.count)
          // Both counts in one number: what only Simplified text has counts in its upper half.
          var sum = 0
          for at in start..<end {
            let kind = Int(script[Int(units[at])])
            sum &+= kind & 1 | (kind & 2) << 31
          }
          let (old, new) = (sum & 0xFFFF_FFFF, sum >> 32)
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

  /// Whether any unit is only ever written in Traditional text.
  private static func hasTraditional(
    _ units: UnsafeBufferPointer<UInt16>, _ script: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var at = 0
    while at < units.count {
      // Looking at many before deciding costs less than deciding at each.
      let end = min(units.count, at + 64)
      var seen: UInt8 = 0
      while at < end {
        seen |= script[Int(units[at])]
        at += 1
      }
      if seen & 1 != 0 { return true }
    }
    return false
  }

  private func convert(_ units: inout [UInt16], _ start: Int, _ end: Int) {
    tables.simplified.withUnsafeBufferPointer { simplified in
      let phrases = tables.phrases
      var at = start
      while at < end {
        // Up to the next unit that a phrase may begin with, in plain memory.
        at = units.withUnsafeMutableBufferPointer { units in
          var at = at
          while at < end, !phrases.mayStart(units[at]) {
            units[at] = simplified[Int(units[at])]
            at += 1
          }
          return at
        }
        guard at < end else { break }
        if let (stop, phrase) = phrases.longestMatch(units, at: at, limit: end) {
          for (offset, unit) in tables.phraseForms[Int(phrase)].enumerated() { units[at + offset] = unit }
          at = stop
        } else {
          units[at] = simplified[Int(units[at])]
          at += 1
        }
      }
    }
  }
}
