import Extraction
import NewsText
import Testing

@testable import Archive

/// What lists, texts and searches show.
@Suite struct BrowsingTests {
  @Test(arguments: [
    ("走访（zǒu fǎng）群众3471人次。", "3471人次"),
    ("全角数字１２３４条，办结。", "１２３４条"),
    ("𠮷村走访20户。", "20户"),
  ])
  func placesInASentenceFollowTheSource(_ text: String, _ figure: String) throws {
    let source = SourceText(decoding: Array(text.utf8), name: "t")
    let page = try Extractor(try Fixture.knowledge.get()).document(source, through: .mentions).page
    let sentence = try #require(page.sentences.first)
    let start = page.clean.offsets.source(sentence.span).start
    let shifts = SentenceShifts(SentenceShifts.text(of: sentence.span, in: page.clean, from: start))
    var place = 0
    for unit in sentence.span.range where page.clean.units[unit] & 0xFC00 != 0xDC00 {
      #expect(shifts.place(page.clean.offsets.codePoint(of: unit) - start) == place)
      place += 1
    }
    // A figure of the source, in the words of the sentence.
    let scalars = Array(text.unicodeScalars)
    let wanted = Array(figure.unicodeScalars)
    let at = try #require(scalars.indices.first { scalars[$0...].starts(with: wanted) })
    let clean = Array(page.clean.text(in: sentence.span).unicodeScalars)
    let range = shifts.place(at - start)..<shifts.place(at + wanted.count - start)
    try #require(range.upperBound <= clean.count, "\(range) in \(clean.count)")
    let shown = String(String.UnicodeScalarView(clean[range]))
    #expect(shown.filter(\.isWholeNumber).count == figure.filter(\.isWholeNumber).count)
    #expect(shown.last == figure.last)
  }

  @Test(arguments: [
    ("走访", "\"走 访\""), ("A\"B", "\"A B\""), ("\"\u{301} x=\"\u{301}", "\" \u{301} x=  \u{301}\""),
  ])
  func aPhraseEndsWhereItIsMeantTo(_ text: String, _ phrase: String) {
    // Blanks between are as many as may be.
    func unspaced(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { $0 != " " } }
    let made = SpacedText.phrase(text)
    #expect(unspaced(made) == unspaced(phrase))
    #expect(made.unicodeScalars.count { $0 == "\"" } == 2)
  }

  @Test func sentencesAreCutAtTheirMarks() {
    func cut(_ text: String, _ ranges: [Range<Int>], limit: Int = 100) -> [String] {
      MarkedText(text, marks: ranges.map { Mark(kind: .figure, range: $0, id: "") }, limit: limit).pieces.map {
        $0.text + ($0.marks.isEmpty ? "" : "*\($0.marks.count)")
      }
    }
    #expect(cut("走访300人", [2..<6]) == ["走访", "300人*1"])
    #expect(cut("走访300人", [2..<6, 2..<5]) == ["走访", "300*2", "人*1"])
    #expect(cut("走访", []) == ["走访"])
    #expect(cut("走访", [5..<9]) == ["走访"])
    #expect(cut("𠮷村20户", [2..<5]) == ["𠮷村", "20户*1"])
    #expect(cut(String(repeating: "一", count: 50) + "20户", [50..<53], limit: 8).joined().count < 14)
    #expect(cut("", []) == [])
  }

  @Test func listsCanBeWalkedBothWays() throws {
    let fixture = try Fixture()
    for number in 0..<12 { try fixture.write("in/\(number).txt", IngestTests.page(number)) }
    let archive = fixture.path + "/a.sqlite"
    try Program.run(["ingest", fixture.path + "/in", "--db", archive, "--no-progress"])
    let browser = try ArchiveBrowser(archive)
    var filter = FindingFilter()
    filter.verdict = .all
    let all = try browser.findings(filter, limit: 10_000).lines.map(\.place)
    #expect(all.count >= 12)
    #expect(try browser.findings(filter, limit: 5).count == nil)
    for most in [all.count, all.count - 1] {
      let count = try browser.findings(filter, limit: 5, countingTo: most).count
      #expect(count == LineCount(number: most, isWhole: most == all.count))
    }
    var walked: [FindingPlace] = []
    var part = try browser.findings(filter, limit: 5)
    while true {
      walked += part.lines.map(\.place)
      guard part.hasLater, let last = part.lines.last else { break }
      part = try browser.findings(filter, .after(last.place), limit: 5)
      #expect(part.hasEarlier)
    }
    #expect(walked == all)
    var back: [FindingPlace] = part.lines.map(\.place)
    while part.hasEarlier, let first = part.lines.first {
      part = try browser.findings(filter, .before(first.place), limit: 5)
      back = part.lines.map(\.place) + back
    }
    #expect(back == all)
    for (index, place) in all.enumerated() {
      let around = try browser.neighbours(of: place, filter)
      #expect((around.before == nil) == (index == 0) && (around.after == nil) == (index == all.count - 1))
    }
    #expect(try browser.search("走访", limit: 5).lines.count == 5)
    #expect(try browser.search("走访 1205条").lines.count == 1)
    #expect(try browser.search("区走访\"").lines.isEmpty)
    #expect(try browser.search("* OR (").lines.isEmpty)
    #expect(try browser.overview().articles == 12)
    var places = PlaceFilter()
    places.district = "南岭区"
    #expect(try browser.articles(places, limit: 100).lines.allSatisfy { $0.district == "南岭区" })
    places.from = "2031"
    #expect(try browser.articles(places).lines.isEmpty)
    // Documents are found by any part of their name.
    for (name, count) in [("in/1", 3), ("in/11.txt", 1), ("in/", 12), ("nowhere", 0)] {
      var named = PlaceFilter()
      named.source = name
      #expect(try browser.articles(named, limit: 100).lines.count == count, "\(name)")
      filter.source = name
      let found = try browser.findings(filter, limit: 10_000).lines
      #expect(found.allSatisfy { $0.source.contains(name) } && found.isEmpty == (count == 0), "\(name)")
    }
  }
}
