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
