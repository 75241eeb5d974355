import Foundation
import RuleFiles
import Testing

@testable import Extraction
@testable import NewsText

/// Reads `Corpora/*.tsv`: one expected value and the surfaces that must read as it.
struct MentionCorpus {
  struct Row: Sendable, CustomTestStringConvertible {
    var file: String
    var line: Int
    var cells: [String: String]
    var surfaces: [Surface]
    /// The expected value of a column; nil where the file says nothing.
    subscript(_ key: String) -> String? {
      guard let cell = cells[key], !cell.isEmpty else { return nil }
      return cell
    }
    var testDescription: String { "\(file):\(line)" }
  }

  /// What must be read, and what stands around it: 上午⟦9时⟧.
  struct Surface: Sendable {
    var before = ""
    var text: String
    var after = ""

    init(_ marked: String) {
      let parts = marked.components(separatedBy: ["⟦", "⟧"])
      text = parts.count == 3 ? parts[1] : marked
      if parts.count == 3 { (before, after) = (parts[0], parts[2]) }
    }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpora")

  static func rows(_ names: String...) -> [Row] { names.flatMap { rows(of: $0 + ".tsv") } }

  private static func rows(of name: String) -> [Row] {
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
      rows.append(
        Row(
          file: name, line: number + 1, cells: Dictionary(uniqueKeysWithValues: zip(header, cells)),
          surfaces: (cells.last ?? "").components(separatedBy: " | ").map(Surface.init)))
    }
    return rows
  }
}

/// The reader over the project's own rules.
struct MentionBench {
  static let shared = MentionBench()
  let reader: MentionReader
  let cleaner: Cleaner
  private let tables: CleaningTables
  let diagnostics: [Diagnostic]

  private init() {
    var folder = RuleFolder(path: RulesFolder.path)
    reader = MentionReader(rules: &folder)
    tables = CleaningTables(rules: &folder)
    cleaner = Cleaner(tables: tables)
    diagnostics = folder.diagnostics
  }

  /// Reads a surface between two pieces of text as a source of its own.
  ///
  /// - Returns: the mention that covers exactly the surface in the source, and all of them.
  func read(
    _ before: String, _ surface: String, _ after: String, _ segmenter: WordSegmenter
  ) -> (exact: Mention?, all: [Mention], units: [UInt16]) {
    let clean = cleaner.clean(SourceText(decoding: Array((before + surface + after).utf8), name: "test"))
    let all = reader.mentions(in: clean.units, span: Span(0, clean.units.count), segmenter: segmenter)
    let start = before.unicodeScalars.count
    let end = start + surface.unicodeScalars.count
    let exact = all.first {
      let source = clean.offsets.source($0.span)
      return source.start == start && source.end == end
    }
    return (exact, all, clean.units)
  }

  /// Whether a text holds a character that only Traditional text writes.
  func isTraditional(_ text: String) -> Bool {
    text.utf16.contains { UnitTraits(rawValue: tables.traits[Int($0)]).contains(.traditional) }
  }

  func describe(_ mentions: [Mention], _ units: [UInt16]) -> String {
    mentions.map { reader.describe($0, units) }.joined(separator: " | ")
  }

  func describe(_ mentions: [Mention], in text: String) -> String { describe(mentions, Array(text.utf16)) }
}
