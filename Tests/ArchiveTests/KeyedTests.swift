import Foundation
import Testing

@testable import Archive
@testable import Reporting

/// Groups of records give what an archive of the same documents gives.
@Suite struct KeyedTests {
  /// Runs groups through the checks; the messages of the findings, the originals of the links, what could not be read.
  static func outcomes(_ lines: [String]) throws -> [String] {
    let checker = KeyedChecker(rules: try CrossArticleTests.rules())
    var found: [String] = []
    checker.check(ByteStream(Array(lines.joined(separator: "\n").utf8))) { outcome in
      switch outcome {
      case .finding(let finding):
        found.append("\(finding.check) \(finding.verdict) \(finding.members.map(\.source).joined(separator: " "))")
      case .link(let row): found.append("link \(RecordFields(row, Self.linkColumns).text("original_source"))")
      case .problem(let problem): found.append("problem \(problem.name)")
      }
    }
    return found
  }

  static let linkColumns = RecordFields.columns(of: ArticleLinkRecord.type)

  static func figure(_ source: String, _ value: Int, key: String? = nil, end: String = "2023-03-31") -> String {
    let key = key.map { "\"key\":\"\($0)\"," } ?? ""
    return """
      {\(key)"id":"s","source":"\(source)","article":0,"district":"南岭区","place":"","activity":"","action":"举办",\
      "object":"讲座","text":"\(value)场","value":\(value),"low":\(value),"high":\(value),"base_value":\(value),\
      "base_unit":"场","scope":"cumulative","period_start":null,"period_end":"\(end)","planned":false,"start":1,"end":3}
      """
  }

  static func article(_ source: String, _ print: String, figures: String = "f", published: String = "") -> String {
    """
    {"key":"band\\t0","source":"\(source)","article":0,"headline":"","published":"\(published)","start":0,"end":9,\
    "fingerprint":"\(print)","figures":"\(figures)"}
    """
  }

  @Test(
    arguments: [
      ([figure("a", 40), figure("b", 35, end: "2023-06-30")], ["cumulative fails a b"]),
      // Statistics as extract prints them have the key of their indicator; the order of the lines is of no account.
      ([figure("b", 35, end: "2023-06-30"), figure("a", 40)], ["cumulative fails a b"]),
      ([figure("b", 35), figure("a", 40)], ["cross-article fails a b"]),
      // Groups do not mix, and what is no record is told.
      ([figure("a", 40, key: "indicator\\tx"), figure("b", 35, key: "indicator\\ty")], []),
      ([figure("a", 40), "{", figure("b", 35, end: "2023-06-30")], ["problem #2", "cumulative fails a b"]),
      ([figure("a", 40, key: "colour\\tx")], ["problem colour\tx"]),
      // Nothing is left out silently, but for figures that take no part.
      (["\u{FEFF}" + figure("a", 40), figure("b", 35, end: "2023-06-30")], ["cumulative fails a b"]),
      (["{}", #"{"key": null, "source": "q"}"#, figure("a", 40)], ["problem #1", "problem q"]),
      ([figure("a", 40).replacing(#""base_value":40"#, with: #""base_value":null"#)], []),
      (
        [
          figure("a", 40, key: "indicator\\tx"), #"{"key":"indicator\tx","source":"q","start":"x","end":3}"#,
          figure("b", 35, key: "indicator\\tx", end: "2023-06-30"),
        ], ["problem q", "cumulative fails a b"]
      ),
      (
        [article("a", "00000000000000ff"), article("q", "zz"), article("c", "00000000000000ff")],
        ["problem q", "link a"]
      ),
      ([#"{"key":"link\tz\t0","likeness":"twin","source":"z"}"#], ["problem z"]),
      // The earliest article with the same figures; else the earliest of all.
      ([article("b", "00000000000000ff"), article("a", "00000000000000ff")], ["link a"]),
      (
        [
          article("a", "00000000000000ff", figures: "g", published: "2023-01-01"),
          article("b", "00000000000000ff", published: "2023-01-02"), article("c", "00000000000000f8"),
        ], ["link a", "link b"]
      ),
      ([article("a", "00000000000000ff"), article("b", "000000000000000f")], []),
    ] as [([String], [String])])
  func gives(_ lines: [String], _ expected: [String]) throws { #expect(try Self.outcomes(lines) == expected) }

  @Test func theFirstLinkOfAnArticleCounts() throws {
    func link(_ likeness: String, _ original: String) -> String {
      """
      {"key":"link\\tz\\t0","likeness":"\(likeness)","source":"z","article":0,"published":"9999","start":0,"end":9,\
      "headline":"","original_source":"\(original)","original_article":0,"original_published":"9999",\
      "original_start":0,"original_end":9,"original_headline":""}
      """
    }
    for lines in [[link("series", "a"), link("reprint", "c"), link("reprint", "b")], [link("reprint", "b")]] {
      #expect(try Self.outcomes(lines) == ["near-duplicate tension b z"])
      #expect(try Self.outcomes(lines.reversed()) == ["near-duplicate tension b z"])
    }
  }

  /// Likeness is told from two articles alone: a chain is linked whole, whatever is looked at first.
  @Test func likenessOfPairs() {
    func print(_ text: UInt64, _ figures: String = "f") -> Likeness.Print {
      Likeness.Print(text: text, figures: figures)
    }
    let links = Likeness.links([print(0), print(0b111), print(0b111_111), print(0b111_111), print(1, "g"), print(~0)])
    #expect(links.map { $0?.original } == [nil, 0, 1, 1, 0, nil])
    #expect(links.map { $0?.likeness } == [nil, .reprint, .reprint, .reprint, .series, nil])
  }
}
