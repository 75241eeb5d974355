/// Many lists of terms, all found in one pass over a text.
public struct TermIndex: Sendable {
  private struct Entry {
    var list: Int32
    var number: Int32
  }

  private var table: TermTable
  /// The lists that hold each term, with its number in them, one term after the other.
  private var entries: [Entry] = []
  /// Where the entries of each term begin, and behind the last term where they end.
  private var ends: [Int32] = [0]
  /// The terms of each list, sorted, one list after the other.
  private var members: [Int32] = []
  /// Where the members of each list begin, and behind the last list where they end.
  private var bounds: [Int32] = [0]
  /// The length of the longest term of each list in UTF-16 units.
  private var longest: [Int32] = []

  /// The number that stands for words that are in no list.
  public static let unknown: Int32 = -1

  /// An index of lists; in one list a term keeps its first number. Complexity: linear in all terms.
  public init(_ lists: [[String]] = []) {
    table = TermTable(capacity: lists.reduce(0) { $0 + $1.count })
    var terms: [(term: Int32, entry: Entry)] = []
    for (list, words) in lists.enumerated() {
      let first = terms.count
      for (number, word) in words.enumerated() where !word.isEmpty {
        let term = table.insert(word, Int32(table.count))
        terms.append((term, Entry(list: Int32(list), number: Int32(number))))
      }
      longest.append(Int32(words.map(\.utf16.count).max() ?? 0))
      terms[first...].sort { ($0.term, $0.entry.number) < ($1.term, $1.entry.number) }
      for at in first..<terms.count where at == first || terms[at].term != terms[at - 1].term {
        members.append(terms[at].term)
      }
      bounds.append(Int32(members.count))
    }
    terms.sort { ($0.term, $0.entry.list, $0.entry.number) < ($1.term, $1.entry.list, $1.entry.number) }
    for (term, entry) in terms {
      while ends.count < Int(term) + 2 { ends.append(Int32(entries.count)) }
      if Int(ends[Int(term)]) < entries.count, entries.last?.list == entry.list { continue }
      entries.append(entry)
      ends[Int(term) + 1] = Int32(entries.count)
    }
  }

  /// The number that stands for a word in all lists, `unknown` where none has it.
  public func term(_ word: String) -> Int32 { table.value(word) ?? Self.unknown }

  /// Whether a list has a word, given by its number. Complexity: logarithmic in the list.
  public func has(_ list: Int, _ term: Int32) -> Bool {
    guard term >= 0, list + 1 < bounds.count else { return false }
    var low = Int(bounds[list])
    var high = Int(bounds[list + 1])
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < term { low = middle + 1 } else { high = middle }
    }
    return low < Int(bounds[list + 1]) && members[low] == term
  }

  /// Every place of a text where a term of any list stands. Complexity: linear in the text, for terms of bounded length.
  public func hits(in units: [UInt16]) -> TermHits {
    var found: [TermHits.Hit] = []
    found.reserveCapacity(units.count)
    var times = [Int32](repeating: 0, count: max(1, ends.count - 1))
    for at in units.indices {
      table.forEachMatch(units, at: at, limit: units.count) { end, term in
        found.append(TermHits.Hit(start: Int32(at), end: Int32(end), number: term))
        times[Int(term)] += 1
      }
    }
    var counts = [Int32](repeating: 0, count: longest.count + 1)
    for term in 0..<(ends.count - 1) where times[term] > 0 {
      for entry in entries[Int(ends[term])..<Int(ends[term + 1])] { counts[Int(entry.list) + 1] += times[term] }
    }
    for list in 1..<max(1, counts.count) { counts[list] += counts[list - 1] }
    return entries.withUnsafeBufferPointer { entries in
      ends.withUnsafeBufferPointer { ends in
        TermHits(bounds: counts, longest: longest) { add in
          for hit in found {
            for entry in entries[Int(ends[Int(hit.number)])..<Int(ends[Int(hit.number) + 1])] {
              add(Int(entry.list), TermHits.Hit(start: hit.start, end: hit.end, number: entry.number))
            }
          }
        }
      }
    }
  }
}

/// The places of a text where the terms of a `TermIndex` stand, list by list in text order, shorter terms first.
///
/// Offsets are UTF-16 units. Complexity: every look-up is logarithmic in the places of its list, and linear in those
/// that it passes.
public struct TermHits: @unchecked Sendable {
  struct Hit {
    var start: Int32
    var end: Int32
    var number: Int32

    var span: Span { Span(Int(start), Int(end)) }
  }

  /// The memory ends with the last copy.
  private final class Memory {
    let hits: UnsafeMutablePointer<Hit>
    let bounds: UnsafeMutablePointer<Int32>
    let longest: UnsafeMutablePointer<Int32>

    init(hits count: Int, lists: Int) {
      hits = .allocate(capacity: max(1, count))
      bounds = .allocate(capacity: lists + 1)
      longest = .allocate(capacity: max(1, lists))
    }

    deinit {
      hits.deallocate()
      bounds.deallocate()
      longest.deallocate()
    }
  }

  private let memory: Memory
  private let hits: UnsafeMutablePointer<Hit>
  /// Where the places of each list begin, and behind the last list where they end.
  private let bounds: UnsafeMutablePointer<Int32>
  private let longest: UnsafeMutablePointer<Int32>
  private let lists: Int

  /// `fill` adds to each list as many places as its bounds have room for, in text order.
  @inline(__always)
  fileprivate init(bounds counts: [Int32], longest lengths: [Int32], _ fill: ((Int, Hit) -> Void) -> Void) {
    lists = lengths.count
    memory = Memory(hits: Int(counts.last ?? 0), lists: lists)
    (hits, bounds, longest) = (memory.hits, memory.bounds, memory.longest)
    longest.initialize(from: lengths, count: lists)
    bounds.initialize(from: counts, count: lists + 1)
    // Adding moves the bounds on to the ends of their lists.
    let (hits, bounds) = (hits, bounds)
    fill { list, hit in
      hits.advanced(by: Int(bounds[list])).initialize(to: hit)
      bounds[list] += 1
    }
    bounds.update(from: counts, count: lists + 1)
  }

  /// Whether no term of a list stands anywhere.
  @inline(__always)
  public func isEmpty(_ list: Int) -> Bool { list >= lists || bounds[list] == bounds[list + 1] }

  /// The first place at an offset or behind it where a term of a list starts.
  public func next(of list: Int, from offset: Int) -> Int? {
    let at = lower(list, offset)
    return at < upper(list) ? Int(hits[at].start) : nil
  }

  /// Calls `body` with each place where a term of a list starts, in text order.
  public func forEachStart(of list: Int, _ body: (Int) -> Void) {
    guard !isEmpty(list) else { return }
    let first = Int(bounds[list])
    for at in first..<Int(bounds[list + 1]) where at == first || hits[at].start != hits[at - 1].start {
      body(Int(hits[at].start))
    }
  }

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
    guard !isEmpty(list) else { return nil }
    var at = lower(list, max(from, place - Int(longest[list])))
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

  @inline(__always)
  private func upper(_ list: Int) -> Int { list < lists ? Int(bounds[list + 1]) : 0 }

  /// The first place of a list that starts at an offset or behind it.
  private func lower(_ list: Int, _ start: Int) -> Int {
    guard list < lists else { return 0 }
    var low = Int(bounds[list])
    var high = Int(bounds[list + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(hits[middle].start) < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
