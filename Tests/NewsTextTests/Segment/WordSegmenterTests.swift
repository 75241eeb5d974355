import CICU
import Testing

@testable import NewsText

@Suite struct WordSegmenterTests {
  /// Words as ICU alone cuts them, in one call.
  private static func oracle(_ units: [UInt16]) throws -> [Span] {
    var error: Int32 = 0
    let iterator = try #require(cicu_word_open("zh", &error))
    defer { cicu_word_close(iterator) }
    var ends = [Int32](repeating: 0, count: units.count + 1)
    let found = cicu_word_ends(iterator, units, Int32(units.count), &ends, Int32(ends.count), &error)
    var start = 0
    return ends.prefix(max(0, Int(found))).map { end in
      defer { start = Int(end) }
      return Span(start, Int(end))
    }
  }

  private static func joined(_ text: String, keeping edges: [String] = []) throws -> String {
    let units = Array(text.utf16)
    let spans = edges.compactMap { edge -> Span? in
      let edge = Array(edge.utf16)
      guard edge.count <= units.count else { return nil }
      return (0...(units.count - edge.count)).first { units[$0..<($0 + edge.count)].elementsEqual(edge) }
        .map { Span($0, $0 + edge.count) }
    }
    return try WordSegmenter().words(in: units, span: Span(0, units.count), keeping: spans.sorted())
      .map { String(decoding: units[$0.range], as: UTF16.self) }.joined(separator: "|")
  }

  @Test(arguments: [
    ("收集意见建议", [], "收集|意见|建议"),
    ("走访群众12,580人", [], "走访|群众|12,580|人"),
    ("西五路改造", ["西五路"], "西五路|改造"),
    ("示范区分局", ["示范区"], "示范区|分局"),
    ("办结4950件", ["办结", "4950件"], "办结|4950件"),
    ("川汇区", ["川汇区"], "川汇区"),
    ("“回头看”，完成。", [], "“|回头|看|”|，|完成|。"),
    ("", [], ""),
  ])
  func cutsWords(text: String, edges: [String], words: String) throws {
    #expect(try Self.joined(text, keeping: edges) == words)
  }

  @Test func passesOverEdgesThatAreNone() throws {
    let units = Array("收集意见建议".utf16)
    let edges = [Span(0, 0), Span(-3, 1), Span(2, 4), Span(3, 6), Span(3, 3), Span(4, 99), Span(5, 4), Span(4, 6)]
    let words = try WordSegmenter().words(in: units, span: Span(0, 6), keeping: edges)
    #expect(words == [Span(0, 2), Span(2, 4), Span(4, 6)])
  }

  @Test(arguments: [Span(0, 0), Span(6, 6), Span(-4, 2), Span(4, 40), Span(90, 99), Span(5, 2), Span(-9, -2)])
  func takesAnySpan(span: Span) throws {
    let units = Array("收集意见建议".utf16)
    let words = try WordSegmenter().words(in: units, span: span)
    let start = min(max(0, span.start), 6)
    let end = min(max(start, span.end), 6)
    #expect(words.map(\.count).reduce(0, +) == end - start)
    #expect(try WordSegmenter().words(in: [], span: span).isEmpty)
  }

  /// Long stretches are cut for ICU; its words stay what they are.
  @Test(arguments: 0..<12) func longTextHasTheWordsOfICU(batch: Int) throws {
    let pieces = [
      "全区组织党员干部走访群众", "收集意见建议", "办结率达", "，", "。", "、", "；", "12,580", "3.5", "1", "件", "“", "”", "\n", "abc", " ", "カナ",
      "𠮷", "e\u{301}",
      "\u{301}", "\u{200D}", "：", "8:30", "示范区分局", "(", ")", "！", "？", "'", "_", "\u{FFFD}",
    ]
    var dice = Dice(state: UInt64(batch))
    var units: [UInt16] = []
    let length = 5000 + dice.below(20_000)
    // Some texts have few marks.
    let choice = batch % 3 == 0 ? pieces.count : batch % 3 == 1 ? 14 : 3
    while units.count < length { units.append(contentsOf: pieces[dice.below(choice)].utf16) }
    if batch % 4 == 3 {
      for _ in 0..<50 { units[dice.below(units.count)] = UInt16(truncatingIfNeeded: dice.next()) }
    }
    let words = try WordSegmenter().words(in: units, span: Span(0, units.count))
    let expected = try Self.oracle(units)
    if words != expected, let first = zip(words, expected).first(where: { $0 != $1 }) {
      Issue.record("ICU has \(first.1), the segmenter \(first.0)")
    }
    #expect(words.count == expected.count)
  }

  @Test(arguments: 0..<20) func wordsTileAnySpanWithAnyEdges(batch: Int) throws {
    let segmenter = try WordSegmenter()
    var dice = Dice(state: UInt64(1000 + batch))
    for _ in 0..<100 {
      let units = (0..<dice.below(60)).map { _ in
        dice.below(4) == 0 ? UInt16(truncatingIfNeeded: dice.next()) : UInt16(0x4E00 + dice.below(0x500))
      }
      let start = dice.below(units.count + 1)
      let span = Span(start, start + dice.below(units.count - start + 1))
      let edges = (0..<dice.below(5)).map { _ in
        let from = dice.below(units.count + 1)
        return Span(from, from + dice.below(6))
      }.sorted()
      let words = segmenter.words(in: units, span: span, keeping: edges)
      var at = span.start
      for word in words {
        #expect(word.start == at && !word.isEmpty)
        at = word.end
      }
      #expect(at == span.end)
      var last = span.start
      for edge in edges where edge.start >= last && edge.end <= span.end && !edge.isEmpty {
        #expect(words.contains(edge))
        last = edge.end
      }
    }
  }

  @Test func cutsOnlyWhereAWordBegins() {
    let han = [UInt16](repeating: 0x4E00, count: 200_000)
    #expect(SegmentCuts.end(han, Span(0, 4096)) == 4096)
    #expect(SegmentCuts.end(han, Span(0, han.count)) == SegmentCuts.longest)
    var marked = han
    marked[4000] = 0xFF0C
    #expect(SegmentCuts.end(marked, Span(0, han.count)) == 4001)
    marked[4001] = 0x30
    #expect(SegmentCuts.end(marked, Span(0, han.count)) == SegmentCuts.longest)
    marked[9000] = 0x0A
    #expect(SegmentCuts.end(marked, Span(0, han.count)) == 9001)
    let letters = [UInt16](repeating: 0x61, count: 200_000)
    #expect(SegmentCuts.end(letters, Span(7, letters.count)) == letters.count)
  }

  @Test func aCopyCutsTheSameWords() throws {
    let units = Array("全区组织党员干部走访群众".utf16)
    let first = try WordSegmenter()
    let words = first.words(in: units, span: Span(0, units.count))
    #expect(try first.copy().words(in: units, span: Span(0, units.count)) == words)
  }
}
