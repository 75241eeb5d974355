import Foundation
import NewsText
import Testing

@testable import Extraction

/// Every surface of the corpora reads as its row says: alone, and inside sentences.
@Suite struct MentionCorpusTests {
  let bench = MentionBench.shared

  /// What stands before and behind a surface; the Traditional half is for Traditional surfaces.
  struct Carrier {
    var simplified: (String, String)
    var traditional: (String, String)

    init(_ simplified: (String, String), _ traditional: (String, String)? = nil) {
      self.simplified = simplified
      self.traditional = traditional ?? simplified
    }
  }

  static let alone = Carrier(("", ""))
  static let sentences = [
    Carrier(("据了解，", "。"), ("據瞭解，", "。")), Carrier(("（", "）")), Carrier(("当地", "，"), ("當地", "，")),
  ]
  static let people = [
    Carrier(("", "人")), Carrier(("共有", "人参加。"), ("共有", "人參與盛會。")),
    Carrier(("去年吸引", "人前来观看。"), ("去年吸引", "人前來觀看。")),
  ]
  static let news = [
    Carrier(("本报讯，", "，记者获悉。"), ("本報訊，", "，記者獲悉。")),
    Carrier(("记者了解到，", "，会议召开。"), ("記者瞭解到，", "，會議召開。")),
  ]
  static let times = [Carrier(("活动于", "开始。"), ("活動於", "開始。"))]

  @Test func rulesHaveNoDiagnostics() {
    #expect(bench.diagnostics.map(\.description) == [])
  }

  @Test func thereAreManySurfaces() {
    let rows = MentionCorpus.rows(
      "numerals", "quantities", "percents", "durations", "dates", "clocks", "frequencies", "ordinals", "non-figures")
    #expect(rows.reduce(0) { $0 + $1.surfaces.count } >= 4000)
    for row in rows { #expect(row.surfaces.count >= 5, "\(row.testDescription) has fewer than five surfaces") }
  }

  @Test(arguments: MentionCorpus.rows("numerals"))
  func numerals(_ row: MentionCorpus.Row) throws {
    try check(row, Self.people, counted: "人")
  }

  @Test(arguments: MentionCorpus.rows("quantities", "percents", "durations"))
  func quantities(_ row: MentionCorpus.Row) throws {
    try check(row, [Self.alone] + Self.sentences)
  }

  @Test(arguments: MentionCorpus.rows("dates"))
  func dates(_ row: MentionCorpus.Row) throws {
    try check(row, [Self.alone] + Self.news)
  }

  @Test(arguments: MentionCorpus.rows("clocks", "frequencies"))
  func times(_ row: MentionCorpus.Row) throws {
    try check(row, [Self.alone] + Self.news + Self.times)
  }

  @Test(arguments: MentionCorpus.rows("ordinals"))
  func ordinals(_ row: MentionCorpus.Row) throws {
    try check(row, [Self.alone] + Self.news)
  }

  @Test(arguments: MentionCorpus.rows("non-figures"))
  func nonFigures(_ row: MentionCorpus.Row) throws {
    let segmenter = try WordSegmenter()
    for surface in row.surfaces {
      for (before, after) in [("", ""), ("他们在", "。"), ("，", "的")] {
        let (_, all, units) = bench.read(before, surface.text, after, segmenter)
        let figures = all.filter { $0.kind != .name && $0.kind != .identifier }
        #expect(figures.isEmpty, "\(before)\(surface.text)\(after): \(bench.describe(figures, units))")
      }
    }
  }

  /// - Parameter counted: the unit that the carrier puts behind each surface.
  private func check(_ row: MentionCorpus.Row, _ carriers: [Carrier], counted: String = "") throws {
    let segmenter = try WordSegmenter()
    for surface in row.surfaces {
      let isTraditional = bench.isTraditional(surface.text)
      for carrier in carriers {
        let (before, after) = isTraditional ? carrier.traditional : carrier.simplified
        let rest = String(after.dropFirst(counted.count))
        let (mention, all, units) = bench.read(
          before + surface.before, surface.text + counted, surface.after + rest, segmenter)
        let text = "\(before)\(surface.before)⟦\(surface.text)\(counted)⟧\(surface.after)\(rest)"
        guard let mention else {
          Issue.record("\(text) is not read whole: \(bench.describe(all, units))")
          continue
        }
        check(row, mention, "\(text): \(bench.describe(all, units))", counted)
      }
    }
  }

  private func check(_ row: MentionCorpus.Row, _ mention: Mention, _ got: String, _ counted: String) {
    if let kind = row["kind"] {
      #expect(kind.split(separator: "|").contains(Substring(mention.kind.rawValue)), "\(got)")
    }
    if let value = row["value"] {
      switch mention.value {
      case .number(let number): #expect(number == Decimal(string: value), "\(got)")
      case .date(let iso): #expect(iso == value, "\(got)")
      case .none: #expect(value == "-", "\(got)")
      }
    }
    if let qualifier = row["qualifier"] { #expect(mention.qualifier.rawValue == qualifier, "\(got)") }
    for (bound, found) in [("low", mention.narrow.low), ("high", mention.narrow.high)] {
      if let expected = row[bound] {
        #expect(found == Decimal(string: expected), "\(bound) is \(found.map { "\($0)" } ?? "open"): \(got)")
      }
    }
    if let unit = row["unit"] { #expect(mention.unit == unit, "\(got)") }
    if !counted.isEmpty { #expect(mention.unit == counted, "\(got)") }
    if let base = row["base_unit"] { #expect(mention.measure?.baseUnit == base, "\(got)") }
    if let base = row["base_value"], let value = mention.value.number, let factor = mention.measure?.factor,
      let expected = Decimal(string: base)
    {
      #expect(abs(value * factor - expected) <= abs(expected) / 1_000_000, "base value \(value * factor): \(got)")
    }
  }
}
