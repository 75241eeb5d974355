import Testing

@testable import NewsText

/// Lists of terms found in one pass give what a table of each list gives.
@Suite struct TermIndexTests {
  private static let lists: [[String]] = [["合计", "合", "总计"], ["合计达", "计", "合"], [], ["达到", "达"]]

  private static func hits(_ text: String) -> (units: [UInt16], hits: TermHits) {
    let units = Array(text.utf16)
    return (units, TermIndex(lists).hits(in: units))
  }

  @Test(arguments: [
    (0, 0, 8, 2, 4), (0, 2, 3, 2, 3), (1, 0, 8, 2, 5), (1, 0, 4, 2, 3), (3, 0, 8, 4, 6), (3, 5, 8, nil, nil),
    (2, 0, 8, nil, nil), (9, 0, 8, nil, nil),
  ])
  func theFirstIsTheLongestThatEndsInTheStretch(_ list: Int, _ from: Int, _ to: Int, _ start: Int?, _ end: Int?) {
    // 两镇合计达到八户
    let (_, hits) = Self.hits("两镇合计达到八户")
    let found = hits.first(of: list, in: Span(from, to))
    #expect(found?.start == start)
    #expect(found?.end == end)
  }

  @Test func wordsAreFoundAtBothEnds() {
    let (_, hits) = Self.hits("两镇合计达到八户")
    #expect(hits.ending(of: 0, at: 4, from: 0) == Span(2, 4))
    #expect(hits.ending(of: 0, at: 4, from: 3) == nil)
    #expect(hits.ending(of: 1, at: 4, from: 0) == Span(3, 4))
    #expect(hits.starting(of: 1, at: 2, limit: 5) == Span(2, 5))
    #expect(hits.starting(of: 1, at: 2, limit: 4) == Span(2, 3))
    #expect(hits.number(of: 1, Span(2, 5)) == 0)
    #expect(hits.number(of: 1, Span(2, 3)) == 2)
    #expect(hits.number(of: 1, Span(2, 4)) == nil)
  }

  @Test(arguments: [("合", 0, true), ("合", 1, true), ("合", 3, false), ("达", 3, true), ("八", 0, false), ("合", 9, false)])
  func aListKnowsItsTerms(_ word: String, _ list: Int, _ expected: Bool) {
    let index = TermIndex(Self.lists)
    #expect(index.has(list, index.term(word)) == expected)
  }

  @Test func aTermKeepsItsFirstNumber() {
    let hits = TermIndex([["合", "计", "合"], ["计", "合", "计"]]).hits(in: Array("合计".utf16))
    #expect(hits.number(of: 0, Span(0, 1)) == 0)
    #expect(hits.number(of: 1, Span(1, 2)) == 0)
    #expect(hits.number(of: 1, Span(0, 1)) == 1)
  }

  @Test func placesOfAListComeInTextOrder() {
    let (_, hits) = Self.hits("两镇合计达到八户合计")
    var starts: [Int] = []
    hits.forEachStart(of: 1) { starts.append($0) }
    #expect(starts == [2, 3, 8, 9])
    #expect(hits.next(of: 1, from: 4) == 8)
    #expect(hits.next(of: 1, from: 10) == nil)
    #expect(hits.isEmpty(2))
    #expect(!hits.isEmpty(3))
  }

  @Test func anyTextGivesWhatTablesGive() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("合计达到总八".utf16)
    for _ in 0..<300 {
      let units = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
      var tables: [TermTable] = []
      for words in Self.lists {
        var table = TermTable()
        for (number, word) in words.enumerated() {
          table.insert(word, Int32(number))
        }
        tables.append(table)
      }
      let hits = TermIndex(Self.lists).hits(in: units)
      let from = Int.random(in: 0...units.count, using: &random)
      let to = Int.random(in: from...units.count, using: &random)
      for list in tables.indices {
        #expect(hits.first(of: list, in: Span(from, to)) == tables[list].first(units, in: Span(from, to))?.span)
        let longest = tables[list].longestMatch(units, at: from, limit: to).map { Span(from, $0.end) }
        #expect(hits.starting(of: list, at: from, limit: to) == longest)
      }
    }
  }
}
