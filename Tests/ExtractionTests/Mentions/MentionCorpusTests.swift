import Foundation
import NewsText
import RuleFiles
import Testing

@testable import Extraction

/// Reads `Corpora/*.tsv`: one expected value and the surfaces that must read as it.
struct MentionCorpus {
  struct Row: Sendable, CustomTestStringConvertible {
    var file: String
    var line: Int
    var cells: [String: String]
    var surfaces: [String]
    subscript(_ key: String) -> String { cells[key] ?? "" }
    var testDescription: String { "\(file):\(line)" }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpora")

  static func rows(_ name: String) -> [Row] {
    let file = folder.appending(path: name)
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var header: [String] = []
    var rows: [Row] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if header.isEmpty {
        header = cells
        continue
      }
      let surfaces = (cells.last ?? "").components(separatedBy: " | ")
      rows.append(
        Row(
          file: name, line: number + 1, cells: Dictionary(uniqueKeysWithValues: zip(header, cells)), surfaces: surfaces)
      )
    }
    return rows
  }
}

/// The reader over the project's own rules.
struct MentionBench {
  static let shared = MentionBench()
  let reader: MentionReader
  let diagnostics: [Diagnostic]

  private init() {
    var folder = RuleFolder(path: RulesFolder.path)
    reader = MentionReader(rules: &folder)
    diagnostics = folder.diagnostics
  }

  /// Reads a surface between two pieces of text; the mention that covers exactly the surface, and all of them.
  func read(
    _ before: String, _ surface: String, _ after: String, _ segmenter: WordSegmenter
  ) -> (exact: Mention?, all: [Mention]) {
    let units = Array((before + surface + after).utf16)
    let start = before.utf16.count
    let all = reader.mentions(in: units, span: Span(0, units.count), segmenter: segmenter)
    let span = Span(start, start + surface.utf16.count)
    return (all.first { $0.span == span }, all)
  }

  func describe(_ mentions: [Mention], in text: String) -> String {
    let units = Array(text.utf16)
    return mentions.map { reader.describe($0, units) }.joined(separator: " | ")
  }
}

@Suite struct MentionCorpusTests {
  let bench = MentionBench.shared

  @Test func rulesHaveNoDiagnostics() {
    #expect(bench.diagnostics.map(\.description) == [])
  }

  @Test(arguments: MentionCorpus.rows("numerals.tsv"))
  func numerals(_ row: MentionCorpus.Row) throws {
    let segmenter = try WordSegmenter()
    for surface in row.surfaces {
      let (mention, all) = bench.read("共有，", surface + "人", "参加。", segmenter)
      let got = bench.describe(all, in: "共有，" + surface + "人参加。")
      let found = try #require(mention, "\(surface)人 is not read whole: \(got)")
      #expect(found.value.number == Decimal(string: row["value"]), "\(surface): \(got)")
      #expect(found.qualifier.rawValue == row["qualifier"], "\(surface): \(got)")
      #expect(
        found.narrow.low == Decimal(string: row["low"]), "\(surface): low \(String(describing: found.narrow.low))")
      #expect(
        found.narrow.high == Decimal(string: row["high"]), "\(surface): high \(String(describing: found.narrow.high))")
      #expect(found.unit == "人")
    }
  }

  @Test(arguments: MentionCorpus.rows("quantities.tsv"))
  func quantities(_ row: MentionCorpus.Row) throws {
    let segmenter = try WordSegmenter()
    for surface in row.surfaces {
      for (before, after) in [("据了解，", "。"), ("（", "）"), ("当地", "，")] {
        let (mention, all) = bench.read(before, surface, after, segmenter)
        let got = bench.describe(all, in: before + surface + after)
        guard let found = mention else {
          Issue.record("\(before)\(surface)\(after) is not read whole: \(got)")
          continue
        }
        #expect(found.kind.rawValue == row["kind"], "\(surface): \(got)")
        #expect(found.value.number == Decimal(string: row["value"]), "\(surface): \(got)")
        #expect(found.qualifier.rawValue == row["qualifier"], "\(surface): \(got)")
        if found.value.number != nil, let measure = found.measure {
          #expect(measure.baseUnit == row["base_unit"], "\(surface)")
        }
      }
    }
  }

  @Test(arguments: MentionCorpus.rows("dates.tsv") + MentionCorpus.rows("ordinals.tsv"))
  func datesAndOrdinals(_ row: MentionCorpus.Row) throws {
    let segmenter = try WordSegmenter()
    for surface in row.surfaces {
      let (mention, all) = bench.read("本报讯，", surface, "，记者获悉。", segmenter)
      let got = bench.describe(all, in: "本报讯，" + surface + "，记者获悉。")
      guard let found = mention else {
        Issue.record("\(surface) is not read whole: \(got)")
        continue
      }
      #expect(found.kind.rawValue == row["kind"], "\(surface): \(got)")
      switch found.value {
      case .date(let iso): #expect(iso == row["value"], "\(surface): \(got)")
      case .number(let number): #expect(number == Decimal(string: row["value"]), "\(surface): \(got)")
      case .none: #expect(row["value"] == "-", "\(surface): \(got)")
      }
    }
  }

  @Test(arguments: MentionCorpus.rows("non-figures.tsv"))
  func nonFigures(_ row: MentionCorpus.Row) throws {
    let segmenter = try WordSegmenter()
    for surface in row.surfaces {
      for (before, after) in [("", ""), ("他们在", "。"), ("，", "的")] {
        let (_, all) = bench.read(before, surface, after, segmenter)
        let figures = all.filter { $0.kind != .name && $0.kind != .identifier }
        #expect(
          figures.isEmpty, "\(before)\(surface)\(after): \(bench.describe(figures, in: before + surface + after))")
      }
    }
  }
}
