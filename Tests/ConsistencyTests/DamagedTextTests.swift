import Consistency
import Extraction
import Foundation
import NewsText
import Testing

/// Laws of checking on passages cut, joined and overwritten at random: nothing crashes, and what is found lies in the
/// text.
@Suite struct DamagedTextTests {
  private let extractor: Extractor
  private let checker: Checker

  init() throws {
    extractor = try Extractor(Knowledge(rules: RulesFolder.path))
    checker = try Checker(rules: RulesFolder.path)
  }

  /// A generator whose numbers are the same in every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// What decides about readings: marks, digits, numerals, units of scale, ordinals.
  private static let signs = Array("、,。；：0123456789亿万％%()“”\n级共第一二三至到年月日各约余")

  private static let passages: [[Character]] = {
    let root = URL(fileURLWithPath: RulesFolder.path).deletingLastPathComponent()
    let file = root.appendingPathComponent("Corpus/consistency/sentences.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.split(separator: "\t", maxSplits: 2).last.map { Array($0) }
    }
  }()

  private static func page(_ numbers: inout Numbers) -> String {
    var page = ""
    for _ in 0..<30 {
      var passage = passages.randomElement(using: &numbers) ?? []
      let at = Int.random(in: 0..<max(1, passage.count), using: &numbers)
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: passage.removeFirst(at)
      case 1: passage.removeLast(at)
      case 2: passage[at] = signs.randomElement(using: &numbers) ?? "、"
      default: break
      }
      page += String(passage) + (["", "\n", "。", "\n\n"].randomElement(using: &numbers) ?? "")
    }
    return page
  }

  private func findings(_ text: String) -> (findings: [Finding], length: Int) {
    let document = extractor.document(SourceText(decoding: Array(text.utf8), name: "page"))
    return (checker.findings(in: document), document.page.clean.units.count)
  }

  @Test(arguments: 1...12) func findingsLieInTheText(_ seed: UInt64) {
    #expect(Self.passages.count > 1000)
    var numbers = Numbers(state: seed)
    for _ in 0..<20 {
      let text = Self.page(&numbers)
      let (findings, length) = findings(text)
      for finding in findings {
        #expect(!finding.members.isEmpty, "\(finding.check) of \(text)")
        #expect(
          finding.members.allSatisfy { $0.start >= 0 && $0.start <= $0.end && $0.end <= length },
          "\(finding.check) of \(text)")
      }
    }
  }

  /// What ends where something should follow.
  @Test(arguments: ["第", "本报讯\n第", "一", "三招\n第", "一、", "其中", "共", "由9个精简为", "县乡村", "增长", "【"])
  func whatEndsTooSoonIsNothing(_ text: String) {
    #expect(findings(text).findings.allSatisfy { $0.verdict != .fails })
  }
}
