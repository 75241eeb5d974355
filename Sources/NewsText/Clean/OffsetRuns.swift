/// The runs of an `OffsetMap` while a text is being cleaned.
struct OffsetRuns {
  private(set) var runs: [OffsetMap.Run] = []
  /// How far behind its place in the text a unit of the last run stands in the source.
  private var shift = Int.min

  /// Takes up the unit that follows the last one; those between two calls lie in the run of the first.
  @inline(__always)
  mutating func append(_ unit: Int, from codePoint: Int) {
    if codePoint - unit != shift { begin(unit, codePoint) }
  }

  private mutating func begin(_ unit: Int, _ codePoint: Int) {
    runs.append(OffsetMap.Run(unit: unit, codePoint: codePoint))
    shift = codePoint - unit
  }

  /// Takes back all units from one on, which is there; returns the code point that it came from.
  mutating func cut(from unit: Int) -> Int {
    while let last = runs.last, Int(last.unit) > unit { runs.removeLast() }
    guard let last = runs.last else { return unit }
    let codePoint = unit + last.shift
    if Int(last.unit) == unit { runs.removeLast() }
    shift = runs.last?.shift ?? Int.min
    return codePoint
  }

  /// Looks units up in the order of the text.
  struct Cursor {
    private var run = 0

    /// The code point of a unit that is no earlier than the one asked for before.
    mutating func codePoint(of unit: Int, in runs: OffsetRuns) -> Int {
      let runs = runs.runs
      while run + 1 < runs.count, Int(runs[run + 1].unit) <= unit { run += 1 }
      return run < runs.count ? unit + runs[run].shift : unit
    }
  }
}

/// The runs of a text of which only some stretches are kept.
struct KeptRuns {
  /// The runs of the text before.
  let old: OffsetRuns
  private(set) var runs = OffsetRuns()
  private var next = 0
  /// How many units were kept.
  private(set) var count = 0

  init(_ old: OffsetRuns) { self.old = old }

  /// Keeps a stretch that lies behind the one kept before.
  mutating func keep(_ start: Int, _ end: Int) {
    guard start < end else { return }
    let old = old.runs
    while next + 1 < old.count, Int(old[next + 1].unit) <= start { next += 1 }
    guard next < old.count else { return }
    let moved = start - count
    runs.append(count, from: start + old[next].shift)
    while next + 1 < old.count, Int(old[next + 1].unit) < end {
      next += 1
      runs.append(Int(old[next].unit) - moved, from: Int(old[next].codePoint))
    }
    count += end - start
  }

  /// Takes one more unit, which came from this code point.
  mutating func append(_ codePoint: Int) {
    runs.append(count, from: codePoint)
    count += 1
  }

  /// Takes back all kept units from one on, which is there; returns the code point that it came from.
  mutating func cut(from unit: Int) -> Int {
    count = unit
    return runs.cut(from: unit)
  }
}
