import CICU

/// Cuts text into words as ICU's dictionary break iterator does (UAX #29 with the CJK dictionary), faster.
///
/// An instance belongs to one thread; `copy()` gives another thread its own.
///
/// ```swift
/// let units = Array("走访群众3000人次".utf16)
/// for word in try WordSegmenter().words(in: units, span: Span(0, units.count), keeping: [Span(4, 10)]) {
///   print(String(decoding: units[word.range], as: UTF16.self))
/// }
/// // 走访
/// // 群众
/// // 3000人次
/// ```
public final class WordSegmenter {
  private let iterator: OpaquePointer
  private var ends: [Int32]
  /// Nil where ICU cuts everything.
  private let plain: PlainCutter?

  /// - Throws: `SegmenterError` when ICU has no word break data.
  ///
  /// - Parameter usesICU: leaves every word to ICU's own iterator, which is slow; the words are the same.
  public convenience init(usesICU: Bool = false) throws {
    var error: Int32 = 0
    guard let opened = cicu_word_open("zh", &error) else { throw SegmenterError(code: error) }
    self.init(adopting: opened, usesICU: usesICU)
  }

  private init(adopting iterator: OpaquePointer, usesICU: Bool) {
    self.iterator = iterator
    plain = usesICU ? nil : PlainCutter()
    ends = [Int32](repeating: 0, count: SegmentCuts.usual)
  }

  deinit { cicu_word_close(iterator) }

  /// A segmenter for another thread.
  ///
  /// - Throws: `SegmenterError` when ICU cannot copy its iterator.
  public func copy() throws -> WordSegmenter {
    var error: Int32 = 0
    guard let clone = cicu_word_clone(iterator, &error) else { throw SegmenterError(code: error) }
    return WordSegmenter(adopting: clone, usesICU: plain == nil)
  }

  /// The words of a stretch of text; they tile it. Punctuation marks and spaces are words of their own.
  ///
  /// - Parameters:
  ///   - units: UTF-16 of a text, commonly of a whole clean text.
  ///   - span: what of it lies outside of `units` is left out.
  ///   - edges: spans that must come out whole, in order (numbers, places, lexicon words); ICU cuts only what lies
  ///     between them. An edge that is empty, leaves the span or overlaps the one before is passed over.
  /// - Complexity: linear in the span; ICU sees a few thousand units at a time.
  public func words(in units: [UInt16], span: Span, keeping edges: [Span] = []) -> [Span] {
    let start = min(max(0, span.start), units.count)
    let span = Span(start, min(max(start, span.end), units.count))
    var words: [Span] = []
    var at = span.start
    for edge in edges where edge.start >= at && edge.end <= span.end && edge.start < edge.end {
      cut(units, Span(at, edge.start), into: &words)
      words.append(edge)
      at = edge.end
    }
    cut(units, Span(at, span.end), into: &words)
    return words
  }

  /// Appends the words of a stretch of text; they tile it.
  ///
  /// - Complexity: linear in the span.
  public func words(in units: [UInt16], span: Span, into words: inout [Span]) {
    let start = min(max(0, span.start), units.count)
    cut(units, Span(start, min(max(start, span.end), units.count)), into: &words)
  }

  private func cut(_ units: [UInt16], _ span: Span, into words: inout [Span]) {
    guard !span.isEmpty else { return }
    guard let plain else {
      cutWithICU(units, span, into: &words)
      return
    }
    units.withUnsafeBufferPointer { text in
      var rest = span
      while !rest.isEmpty {
        let end = SegmentCuts.end(units, rest)
        plain.cut(text, Span(rest.start, end), into: &words) { cutWithICU(units, $0, into: &$1) }
        rest.start = end
      }
    }
  }

  private func cutWithICU(_ units: [UInt16], _ span: Span, into words: inout [Span]) {
    var rest = span
    while !rest.isEmpty {
      let end = SegmentCuts.end(units, rest)
      cutPart(units, Span(rest.start, end), into: &words)
      rest.start = end
    }
  }

  private func cutPart(_ units: [UInt16], _ part: Span, into words: inout [Span]) {
    var found = run(units, part)
    if found > ends.count {
      ends = [Int32](repeating: 0, count: found)
      found = run(units, part)
    }
    var start = part.start
    if found > 0, found <= ends.count {
      for at in 0..<found {
        let end = part.start + Int(ends[at])
        guard end > start, end <= part.end else { continue }
        words.append(Span(start, end))
        start = end
      }
    }
    // ICU could not: the stretch is one word.
    if start < part.end { words.append(Span(start, part.end)) }
  }

  private func run(_ units: [UInt16], _ part: Span) -> Int {
    var error: Int32 = 0
    let capacity = Int32(clamping: ends.count)
    let found = units.withUnsafeBufferPointer { text in
      ends.withUnsafeMutableBufferPointer { ends in
        guard let text = text.baseAddress, let ends = ends.baseAddress else { return Int32(-1) }
        return cicu_word_ends(iterator, text + part.start, Int32(clamping: part.count), ends, capacity, &error)
      }
    }
    return Int(found)
  }
}

/// ICU could not be set up.
public struct SegmenterError: Error, CustomStringConvertible {
  /// The error code of ICU.
  public let code: Int32
  public var description: String {
    "ICU \(String(cString: cicu_version())) has no word break rules (error \(code)); install the ICU data of libicu"
  }
}
