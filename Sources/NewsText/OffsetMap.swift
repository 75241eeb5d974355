/// Leads from the units of a clean text back to the code points of its source.
///
/// Every unit of a clean text comes from exactly one code point of the source; cleaning removes and folds, it never
/// inserts and never reorders, so the map is monotone. Most units stand beside each other in the source too: only where
/// they do not, a new run begins.
public struct OffsetMap: Sendable, Equatable {
  /// Units that stand side by side in the source, up to where the next run begins.
  struct Run: Sendable, Equatable {
    /// The first of them.
    var unit: UInt32
    /// The code point that it came from.
    var codePoint: UInt32

    init(unit: Int, codePoint: Int) {
      self.unit = UInt32(truncatingIfNeeded: unit)
      self.codePoint = UInt32(truncatingIfNeeded: codePoint)
    }

    /// How far in the source a unit of the run stands behind its place in the clean text, which may be negative.
    var shift: Int { Int(codePoint) - Int(unit) }
  }

  /// In order of their units; no run goes on where the one before it ends.
  private let runs: [Run]

  /// How many UTF-16 units of the clean text are mapped.
  public let count: Int

  /// Where characters end that take several code points of the source (`&amp;`), by where they begin.
  private let ends: [UInt32: UInt32]

  /// The code point in the source of each unit; `ends` gives the end of the few that stand for more than one code
  /// point.
  public init(_ codePoints: [UInt32] = [], ends: [UInt32: UInt32] = [:]) {
    var runs = OffsetRuns()
    for (unit, codePoint) in codePoints.enumerated() { runs.append(unit, from: Int(codePoint)) }
    self.init(runs, count: codePoints.count, ends: ends)
  }

  init(_ runs: OffsetRuns, count: Int, ends: [UInt32: UInt32]) {
    self.runs = runs.runs
    self.count = count
    self.ends = ends
  }

  /// For each UTF-16 unit of the clean text the source code point it came from, never decreasing. Complexity: linear in
  /// the text.
  public var codePoints: [UInt32] {
    var codePoints: [UInt32] = []
    codePoints.reserveCapacity(count)
    for (index, run) in runs.enumerated() {
      let end = index + 1 < runs.count ? Int(runs[index + 1].unit) : count
      for unit in Int(run.unit)..<end { codePoints.append(UInt32(truncatingIfNeeded: unit + run.shift)) }
    }
    return codePoints
  }

  /// The source code point that a unit came from. Complexity: O(log runs).
  public func codePoint(of unit: Int) -> Int {
    precondition(unit >= 0 && unit < count, "no such unit in the clean text")
    return runs.withUnsafeBufferPointer { runs in
      // The last run that begins no later than the unit.
      var (low, high) = (0, runs.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if Int(runs[middle].unit) <= unit { low = middle } else { high = middle }
      }
      return unit + runs[low].shift
    }
  }

  /// The units of a stretch that do not stand right behind the unit before them in the source, in order. Complexity:
  /// logarithmic in the runs, and linear in those of the stretch.
  public func breaks(in span: Span) -> [Int] {
    runs.withUnsafeBufferPointer { runs in
      var (low, high) = (0, runs.count)
      while low < high {
        let middle = (low + high) / 2
        if Int(runs[middle].unit) < span.start { low = middle + 1 } else { high = middle }
      }
      var breaks: [Int] = []
      while low < runs.count, Int(runs[low].unit) < span.end {
        breaks.append(Int(runs[low].unit))
        low += 1
      }
      return breaks
    }
  }

  /// The source range a clean range was read from: from its first unit to its last, with everything in between that
  /// cleaning took out (glosses, line ends), without what was taken out on either side. Complexity: O(log runs).
  public func source(_ span: Span) -> SourceSpan {
    guard span.start < count else {
      let end = count > 0 ? end(codePoint(of: count - 1)) : 0
      return SourceSpan(end, end)
    }
    let start = codePoint(of: span.start)
    guard !span.isEmpty else { return SourceSpan(start, start) }
    return SourceSpan(start, end(codePoint(of: span.end - 1)))
  }

  private func end(_ codePoint: Int) -> Int {
    ends.isEmpty ? codePoint + 1 : ends[UInt32(truncatingIfNeeded: codePoint)].map { Int($0) } ?? codePoint + 1
  }
}
