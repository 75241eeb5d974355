import ArgumentParser
import RuleFiles

/// How the pages of a corpus are written down.
enum Variant: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// As generated.
  case simplified
  /// In Traditional characters, some with the sound in brackets behind them.
  case traditional
  /// In columns as PDF readers print them: lines broken at the width of the column.
  case wrapped
}

/// Writes pages in one of the variants.
struct VariantWriter: Sendable {
  private let variant: Variant
  /// For each unit its traditional form; itself where there is none.
  private var traditional: [UInt16] = (0..<0x10000).map { UInt16(truncatingIfNeeded: $0) }
  private static let width = 22
  private static let glosses = ["shí", "jiàn", "wén", "míng", "guǎng", "chǎng"]
  /// One character in so many has a gloss.
  private static let glossDistance = 97

  /// - Throws: `RuleErrors` when the table of characters cannot be read.
  init(_ variant: Variant, rules path: String) throws {
    self.variant = variant
    guard variant == .traditional else { return }
    var folder = RuleFolder(path: path)
    let table = folder.table("cleaning/characters.tsv", required: ["pairs"])
    try folder.throwIfErrors()
    guard let column = table.column("pairs") else { return }
    for row in 0..<table.rowCount {
      let pairs = Array(table.cell(row, column).utf16)
      for at in stride(from: 0, to: pairs.count - 1, by: 2) where traditional[Int(pairs[at + 1])] == pairs[at + 1] {
        traditional[Int(pairs[at + 1])] = pairs[at]
      }
    }
  }

  /// The bytes of a page. Complexity: linear.
  func bytes(of page: GeneratedPage) -> [UInt8] {
    switch variant {
    case .simplified: page.text
    case .traditional: Array(glossed(String(decoding: page.text, as: UTF8.self).utf16).utf8)
    case .wrapped: Array(wrapped(String(decoding: page.text, as: UTF8.self).utf16).utf8)
    }
  }

  private func glossed(_ units: String.UTF16View) -> String {
    var written: [UInt16] = []
    var since = 0
    var next = 0
    for unit in units {
      let form = traditional[Int(unit)]
      written.append(form)
      since += 1
      if form != unit, since > Self.glossDistance {
        written += "(\(Self.glosses[next % Self.glosses.count]))".utf16
        next += 1
        since = 0
      }
    }
    return String(decoding: written, as: UTF16.self)
  }

  private func wrapped(_ units: String.UTF16View) -> String {
    var written: [UInt16] = []
    var column = 0
    for unit in units {
      if unit == 0x0A {
        column = 0
      } else if column == Self.width {
        written.append(0x0A)
        column = 0
      }
      written.append(unit)
      if unit != 0x0A { column += 1 }
    }
    return String(decoding: written, as: UTF16.self)
  }
}
