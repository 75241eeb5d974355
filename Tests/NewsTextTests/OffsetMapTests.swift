import Testing

@testable import NewsText

/// An offset map says of each unit what a plain list of code points would say.
@Suite struct OffsetMapTests {
  @Test(
    arguments: [
      [], [0], [7, 8, 9], [0, 1, 5, 6, 20], [0, 0, 1, 1, 2], [3, 4, 4, 4, 5, 9, 10, 11],
    ] as [[UInt32]])
  func unitsAreFound(_ codePoints: [UInt32]) {
    let map = OffsetMap(codePoints)
    #expect(map.count == codePoints.count)
    #expect(map.codePoints == codePoints)
    #expect(codePoints.indices.map { map.codePoint(of: $0) } == codePoints.map { Int($0) })
    let end = codePoints.last.map { Int($0) + 1 } ?? 0
    #expect(map.source(Span(codePoints.count, codePoints.count)) == SourceSpan(end, end))
  }

  @Test(arguments: [
    (Span(0, 12), [0, 3, 5]), (Span(1, 12), [3, 5]), (Span(3, 5), [3]), (Span(4, 5), []), (Span(5, 5), []),
    (Span(6, 12), []),
  ])
  func breaksAreWhereTheSourceSkipsSomething(_ span: Span, _ breaks: [Int]) {
    #expect(OffsetMap([4, 5, 6, 9, 10, 20, 21, 22, 23, 24, 25, 26]).breaks(in: span) == breaks)
  }

  @Test(arguments: [
    (Span(0, 3), SourceSpan(0, 6)), (Span(1, 2), SourceSpan(1, 2)), (Span(2, 2), SourceSpan(5, 5)),
    (Span(2, 4), SourceSpan(5, 11)),
  ])
  func charactersOfSeveralCodePointsEndBehindThem(_ span: Span, _ source: SourceSpan) {
    #expect(OffsetMap([0, 1, 5, 6], ends: [6: 11]).source(span) == source)
  }

  @Test func keptStretchesKeepTheirPlaces() {
    var old = OffsetRuns()
    for unit in 0..<40 { old.append(unit, from: unit + unit / 7 * 3) }
    let list = OffsetMap(old, count: 40, ends: [:]).codePoints
    for (first, second) in [(0..<40, 40..<40), (3..<9, 9..<20), (0..<1, 39..<40), (6..<7, 8..<30), (13..<15, 21..<22)] {
      var kept = KeptRuns(old)
      kept.keep(first.lowerBound, first.upperBound)
      kept.keep(second.lowerBound, second.upperBound)
      let map = OffsetMap(kept.runs, count: kept.count, ends: [:])
      #expect(map.codePoints == Array(list[first]) + Array(list[second]))
    }
  }

  @Test func cutTakesBack() {
    var runs = OffsetRuns()
    for (unit, codePoint) in [0, 1, 4, 5, 9].enumerated() { runs.append(unit, from: codePoint) }
    #expect(runs.cut(from: 3) == 5)
    #expect(runs.cut(from: 2) == 4)
    runs.append(2, from: 2)
    #expect(OffsetMap(runs, count: 3, ends: [:]).codePoints == [0, 1, 2])
  }
}
