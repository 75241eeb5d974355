/// Many lists of terms, all found in one pass over a text.
public struct TermIndex: Sendable {
  private var table = TermTable(capacity: 1024)
  /// The lists that hold each term of the table, with its number in them.
  private var entries: [[(list: Int32, number: Int32)]] = []
  /// One more than the greatest list.
  private var lists = 0
  private var longest: [Int] = []

  /// An index without terms.
  public init() {}

  /// Adds a term to a list. In one list a term keeps its first number.
  public mutating func insert(_ term: String, list: Int, number: Int) {
    let value = Int(table.insert(term, Int32(entries.count)))
    if value == entries.count { entries.append([]) }
    while lists <= list {
      lists += 1
      longest.append(0)
    }
    longest[list] = max(longest[list], term.utf16.count)
    if entries[value].contains(where: { $0.list == Int32(list) }) { return }
    entries[value].append((Int32(list), Int32(number)))
  }

  /// Every place of a text where a term of any list stands. Complexity: linear in the text, for terms of bounded length.
  public func hits(in units: [UInt16]) -> TermHits {
    var found: [(list: Int32, hit: TermHits.Hit)] = []
    found.reserveCapacity(units.count * 2)
    var counts = [Int32](repeating: 0, count: lists + 1)
    for at in units.indices {
      table.forEachMatch(units, at: at, limit: units.count) { end, value in
        for entry in entries[Int(value)] {
          found.append((entry.list, TermHits.Hit(start: Int32(at), end: Int32(end), number: entry.number)))
          counts[Int(entry.list) + 1] += 1
        }
      }
    }
    for list in 1..<max(1, counts.count) { counts[list] += counts[list - 1] }
    var places = counts
    let sorted = [TermHits.Hit](unsafeUninitializedCapacity: found.count) { buffer, count in
      for (list, hit) in found {
        buffer[Int(places[Int(list)])] = hit
        places[Int(list)] += 1
      }
      count = found.count
    }
    return TermHits(hits: sorted, bounds: counts, longest: longest)
  }
}

/// The places of a text where the terms of a `TermIndex` stand, list by list in text order, shorter terms first.
///
/// Offsets are UTF-16 units. Complexity: every look-up is logarithmic in the places of its list, and linear in those
/// that it passes.
public struct TermHits: Sendable {
  struct Hit: Sendable {
    var start: Int32
    var end: Int32
    var number: Int32

    var span: Span { Span(Int(start), Int(end)) }
  }

  let hits: [Hit]
  /// Where the places of each list begin, and behind the last list where they end.
  let bounds: [Int32]
  let longest: [Int]

  /// The first place of a stretch where a term starts that ends in it, with the longest such term.
  public func first(of list: Int, in span: Span) -> Span? {
    var at = lower(list, span.start)
    let end = upper(list)
    while at < end, Int(hits[at].start) < span.end {
      guard Int(hits[at].end) <= span.end else {
        at += 1
        continue
      }
      while at + 1 < end, hits[at + 1].start == hits[at].start, Int(hits[at + 1].end) <= span.end { at += 1 }
      return hits[at].span
    }
    return nil
  }

  /// The longest term that ends right at a place and starts no earlier than `from`.
  public func ending(of list: Int, at place: Int, from: Int) -> Span? {
    guard list < longest.count else { return nil }
    var at = lower(list, max(from, place - longest[list]))
    let end = upper(list)
    while at < end, Int(hits[at].start) < place {
      if Int(hits[at].end) == place { return hits[at].span }
      at += 1
    }
    return nil
  }

  /// The longest term that starts right at a place and ends no later than `limit`.
  public func starting(of list: Int, at place: Int, limit: Int) -> Span? {
    var at = lower(list, place)
    let end = upper(list)
    var best: Span?
    while at < end, Int(hits[at].start) == place, Int(hits[at].end) <= limit {
      best = hits[at].span
      at += 1
    }
    return best
  }

  /// The number of the term that is exactly a stretch.
  public func number(of list: Int, _ span: Span) -> Int? {
    var at = lower(list, span.start)
    let end = upper(list)
    while at < end, Int(hits[at].start) == span.start {
      if Int(hits[at].end) == span.end { return Int(hits[at].number) }
      at += 1
    }
    return nil
  }

  private func upper(_ list: Int) -> Int { list + 1 < bounds.count ? Int(bounds[list + 1]) : 0 }

  /// The first place of a list that starts at an offset or behind it.
  private func lower(_ list: Int, _ start: Int) -> Int {
    guard list + 1 < bounds.count else { return 0 }
    var low = Int(bounds[list])
    var high = Int(bounds[list + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(hits[middle].start) < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
