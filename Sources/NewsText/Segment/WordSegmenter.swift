import CICU

/// Cuts text into words with ICU's dictionary break iterator (UAX #29 with the CJK dictionary).
///
/// An instance belongs to one thread; `copy()` gives another thread its own.
public final class WordSegmenter {
  private let iterator: OpaquePointer
  private var ends: [Int32]

  /// - Throws: `SegmenterError` when ICU has no word break data.
  public convenience init() throws {
    var error: Int32 = 0
    guard let opened = cicu_word_open("zh", &error) else { throw SegmenterError(code: error) }
    self.init(adopting: opened)
  }

  private init(adopting iterator: OpaquePointer) {
    self.iterator = iterator
    ends = [Int32](repeating: 0, count: 1024)
  }

  deinit { cicu_word_close(iterator) }

  /// A segmenter for another thread.
  public func copy() throws -> WordSegmenter {
    var error: Int32 = 0
    guard let clone = cicu_word_clone(iterator, &error) else { throw SegmenterError(code: error) }
    return WordSegmenter(adopting: clone)
  }

  /// The words of a stretch of text; they tile it. Punctuation marks and spaces are words of their own.
  ///
  /// - Parameter edges: spans that must come out whole, in order and without overlap (numbers, places, lexicon words);
  ///   ICU cuts only what lies between them.
  public func words(in units: [UInt16], span: Span, keeping edges: [Span] = []) -> [Span] {
    var words: [Span] = []
    var at = span.start
    for edge in edges where edge.start >= at && edge.end <= span.end && !edge.isEmpty {
      cut(units, Span(at, edge.start), into: &words)
      words.append(edge)
      at = edge.end
    }
    cut(units, Span(at, span.end), into: &words)
    return words
  }

  private func cut(_ units: [UInt16], _ span: Span, into words: inout [Span]) {
    guard !span.isEmpty else { return }
    var found = run(units, span)
    if found > ends.count {
      ends = [Int32](repeating: 0, count: found)
      found = run(units, span)
    }
    guard found > 0 else {
      words.append(span)
      return
    }
    var start = span.start
    for at in 0..<found {
      let end = span.start + Int(ends[at])
      words.append(Span(start, end))
      start = end
    }
  }

  private func run(_ units: [UInt16], _ span: Span) -> Int {
    var error: Int32 = 0
    let capacity = Int32(ends.count)
    let found = units.withUnsafeBufferPointer { text in
      ends.withUnsafeMutableBufferPointer {
        cicu_word_ends(
          iterator, text.baseAddress! + span.start, Int32(span.count), $0.baseAddress!, capacity, &error)
      }
    }
    return Int(found)
  }
}

/// ICU could not be set up.
public struct SegmenterError: Error, CustomStringConvertible {
  public let code: Int32
  public var description: String {
    "ICU \(String(cString: cicu_version())) has no word break rules (error \(code)); install the ICU data of libicu"
  }
}
