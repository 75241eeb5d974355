import Foundation
import Testing

@testable import NewsText

/// The segmenter's words are those of ICU's own iterator, whatever the text.
@Suite struct OracleTests {
  private static let corpus =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Corpus"

  /// Where the two differ, with the text around it; nil where they agree.
  private static func difference(_ units: [UInt16]) throws -> String? {
    let span = Span(0, units.count)
    let own = try WordSegmenter().words(in: units, span: span)
    let expected = try WordSegmenter(usesICU: true).words(in: units, span: span)
    guard own != expected else { return nil }
    let at = zip(own, expected).first { $0 != $1 }?.0.start ?? 0
    let around = Span(max(0, at - 10), min(units.count, at + 10))
    return "at \(at): \(String(units: Array(units[around.range])))"
  }

  @Test func theDictionaryOfICUIsRead() { #expect(HanDictionary.shared != nil) }

  @Test(arguments: ["articles", "consistency/articles"])
  func inTheCorpus(folder: String) throws {
    let path = Self.corpus + "/" + folder
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".txt") }
    #expect(names.count > 20)
    for name in names.sorted() {
      let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
      #expect(try Self.difference(Array(text.utf16)) == nil, "\(name)")
    }
  }

  /// Han characters in any order: hardly a word, and every path through the dictionary.
  @Test(arguments: 0..<8) func inRandomHanText(batch: Int) throws {
    var dice = Dice(state: UInt64(40 + batch))
    let units = (0..<40_000).map { _ -> UInt16 in
      switch dice.below(100) {
      case 0..<(3 * batch):
        return [0xFF0C, 0x3002, 0x3001, 0x0A, 0x20, 0x31, 0x2E, 0x61, 0x3007, 0x201C][dice.below(10)]
      case 60..<64: return UInt16(0x3400 + dice.below(0x19C0))
      default: return UInt16(0x4E00 + dice.below(batch % 2 == 0 ? 0x51A6 : 0x900))
      }
    }
    #expect(try Self.difference(units) == nil)
  }

  /// What joins letters, digits and marks, between Han characters and among itself.
  @Test(arguments: 0..<24) func inRandomMarks(batch: Int) throws {
    let marks: [UInt16] = [
      0x20, 0x3000, 0x30, 0x35, 0x61, 0x41, 0x2E, 0x2C, 0x3A, 0x3B, 0x27, 0x22, 0x5F, 0xB7, 0x2018, 0x2019, 0xFF0C,
      0xFF1A,
      0xFF1B, 0xFF0E, 0x301, 0x200D, 0xFE0F, 0xAD, 0xE9, 0x30AB, 0x30FC, 0x3042, 0xFF76, 0xAC00, 0x3005, 0xF900, 0xD842,
      0xDFB7, 0x2460, 0x2014, 0x2026, 0x25CF, 0x0A, 0x0D, 0x09, 0xFF11, 0xFF21, 0x5D0, 0x2E80, 0x4E00, 0x4E8C, 0x5E02,
    ]
    var dice = Dice(state: UInt64(900 + batch))
    let choice = batch % 3 == 0 ? marks.count : batch % 3 == 1 ? 20 : 33
    let units = (0..<20_000).map { _ -> UInt16 in
      dice.below(batch % 4 + 2) > 0 ? marks[dice.below(choice)] : UInt16(0x4E00 + dice.below(0x800))
    }
    #expect(try Self.difference(units) == nil)
  }

  @Test func aSegmenterThatHasSeenMuchCutsTheSameWords() throws {
    var dice = Dice(state: 77)
    let segmenter = try WordSegmenter()
    let sentence = Array("全区组织党员干部走访群众收集意见建议".utf16)
    let before = segmenter.words(in: sentence, span: Span(0, sentence.count))
    // Far more steps than are remembered.
    for _ in 0..<30 {
      let units = (0..<20_000).map { _ in UInt16(0x4E00 + dice.below(0x51A6)) }
      _ = segmenter.words(in: units, span: Span(0, units.count))
    }
    #expect(segmenter.words(in: sentence, span: Span(0, sentence.count)) == before)
  }
}
