import Foundation
import Testing

@testable import heshu_bench

/// The benchmark computes what it should, on a small corpus; how fast is measured elsewhere.
@Suite struct VerificationTests {
  static let rules =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Rules"

  @Test func everyStageComputesWhatTheCorpusHolds() throws {
    let bench = try Bench(size: 40_000, seed: 3, rules: Self.rules)
    #expect(try bench.failures() == [])
    #expect(bench.pages.count >= 4)
  }

  @Test func everyStageComputesTheSameInEveryRound() throws {
    let bench = try Bench(size: 8_000, seed: 4, rules: Self.rules)
    let results = try Measurement.run(bench.stages(), reference: bench.reference(), rounds: 2)
    #expect(results.filter { !$0.isSteady }.map(\.name) == [])
    #expect(results.count == 12)
  }

  @Test func theCorpusIsLargeEnoughForItsPurpose() throws {
    let vocabulary = try Vocabulary(rules: Self.rules)
    #expect(vocabulary.count >= 20_000)
    let frames = try SentenceFrames()
    #expect(frames.figure.count >= 25 && frames.plain.count >= 25)
  }

  /// What pages are made of is Simplified text, also where it stands in a line by itself.
  @Test func noWordOfTheCorpusIsTakenForTraditional() throws {
    let bench = try Bench(size: 1, seed: 1, rules: Self.rules)
    let words = try Vocabulary(rules: Self.rules)
    let places = words.counties.flatMap { $0.towns + [$0.name, $0.city] }
    let head = Array("各地开展专项行动。\n\n".utf8)
    let lines = words.nouns + words.acts + words.verbs + words.adjectives + words.adverbs + words.offices + places
    var changed: [String] = []
    for line in lines {
      let clean = bench.knowledge.cleaner.clean(bench.source(head + line))
      // Wide digits become narrow (八五０农场).
      let text = String(
        String.UnicodeScalarView(
          String(decoding: line, as: UTF8.self).unicodeScalars.map {
            (0xFF10...0xFF19).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0
          }))
      if !String(decoding: clean.units, as: UTF16.self).hasSuffix(text) { changed.append(text) }
    }
    #expect(changed == [], "cleaning/shared.tsv lacks a character of these")
  }

  @Test func theSeedDecidesTheText() throws {
    let vocabulary = try Vocabulary(rules: Self.rules)
    let frames = try SentenceFrames()
    func text(_ seed: UInt64) -> [UInt8] {
      var generator = PageGenerator(vocabulary: vocabulary, frames: frames, seed: seed)
      return generator.next().text + generator.next().text
    }
    #expect(text(7) == text(7))
    #expect(text(7) != text(8))
  }

  @Test(arguments: [("500kB", 500_000), ("50MB", 50_000_000), ("1GB", 1_000_000_000), ("12", 12)])
  func sizesAreReadAsPeopleWriteThem(_ text: String, _ bytes: Int) {
    #expect(ByteCount(argument: text)?.bytes == bytes)
  }

  @Test(arguments: ["", "MB", "0", "3 GiB", "-5kB", "1.5MB"])
  func otherSizesAreRefused(_ text: String) { #expect(ByteCount(argument: text) == nil) }
}
