import Foundation
import RuleFiles

/// The sentence frames of `Frames/sentences.tsv`.
struct SentenceFrames: Sendable {
  enum Slot: String, Sendable, CaseIterable {
    case county, city, town, village, person, noun, noun2, act, verb, verb2, adj, adverb, office
    case n, ten, wan, dec, pct, money, day, month, han
  }

  enum Piece: Sendable {
    case text([UInt8])
    case slot(Slot)
  }

  typealias Frame = [Piece]

  private(set) var figure: [Frame] = []
  private(set) var plain: [Frame] = []
  private(set) var headline: [Frame] = []
  private(set) var section: [Frame] = []

  /// - Throws: `RuleErrors` when the frames cannot be read.
  init() throws {
    var folder = RuleFolder(path: Bundle.module.resourcePath ?? ".")
    let table = folder.table("Frames/sentences.tsv", required: ["kind", "sentence"])
    if let kind = table.column("kind"), let sentence = table.column("sentence") {
      for row in 0..<table.rowCount {
        guard let frame = Self.frame(table.cell(row, sentence)) else {
          folder.diagnostics.append(
            table.diagnostic(
              row: row, column: sentence, "a slot of this sentence is not known",
              help: "known: " + Slot.allCases.map(\.rawValue).joined(separator: ", ")))
          continue
        }
        switch table.cell(row, kind) {
        case "figure": figure.append(frame)
        case "plain": plain.append(frame)
        case "headline": headline.append(frame)
        case "section": section.append(frame)
        default: folder.diagnostics.append(table.diagnostic(row: row, column: kind, "no such kind of sentence"))
        }
      }
    }
    try folder.throwIfErrors()
  }

  private static func frame(_ sentence: String) -> Frame? {
    var pieces: Frame = []
    for part in sentence.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      if part.offset == 0 {
        if !part.element.isEmpty { pieces.append(.text(Array(part.element.utf8))) }
        continue
      }
      let halves = part.element.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, let slot = Slot(rawValue: String(halves[0])) else { return nil }
      pieces.append(.slot(slot))
      if !halves[1].isEmpty { pieces.append(.text(Array(halves[1].utf8))) }
    }
    return pieces
  }
}
