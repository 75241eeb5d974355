import Extraction
import Foundation
import RuleFiles

@testable import NewsText

/// Hand-made clean text and the cues of this checkout.
enum SplitHelp {
  static let cues: LayoutCues = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/Rules/layout/cues.tsv") {
      folder.deleteLastPathComponent()
    }
    var rules = RuleFolder(path: folder.path + "/Rules")
    let cues = LayoutCues(rules: &rules)
    precondition(rules.diagnostics.isEmpty, "\(rules.diagnostics)")
    return cues
  }()

  /// A clean text in which each unit stands for itself. ⟦…⟧ marks an aside: ⟦code②15⟧, ⟦mast2023年3月15日⟧,
  /// ⟦tail相关阅读⟧, ⟦page下转4版⟧.
  static func clean(_ marked: String) -> CleanText {
    let reasons: [(String, CleanText.Aside.Reason)] = [
      ("code", .editorCode), ("mast", .masthead), ("tail", .relatedReading), ("page", .pageFurniture),
    ]
    var units: [UInt16] = []
    var asides: [CleanText.Aside] = []
    var open: (start: Int, reason: CleanText.Aside.Reason)?
    var rest = Substring(marked)
    while let character = rest.first {
      if character == "⟦", let reason = reasons.first(where: { rest.dropFirst().hasPrefix($0.0) }) {
        open = (units.count, reason.1)
        rest = rest.dropFirst(1 + reason.0.count)
      } else if character == "⟧", let start = open {
        asides.append(CleanText.Aside(span: Span(start.start, units.count), reason: start.reason))
        open = nil
        rest = rest.dropFirst()
      } else {
        units.append(contentsOf: String(character).utf16)
        rest = rest.dropFirst()
      }
    }
    return clean(units, asides)
  }

  static func clean(_ units: [UInt16], _ asides: [CleanText.Aside] = []) -> CleanText {
    CleanText(units: units, offsets: OffsetMap(units.indices.map { UInt32($0) }), asides: asides)
  }

  static func page(_ clean: CleanText) -> Page {
    Splitter(cues: cues).split(clean, of: SourceText(decoding: [], name: "x"))
  }

  static func page(_ marked: String) -> Page { page(clean(marked)) }
}

extension Page {
  func text(_ span: Span?) -> String { span.map { clean.text(in: $0) } ?? "" }

  /// A line for each article: kind, headline, and what else it has.
  var outline: [String] {
    articles.map { article in
      var parts = [text(article.headline)]
      if article.kind == .photo { parts.append("photo") }
      if let shoulder = article.shoulder { parts.append("shoulder=" + text(shoulder)) }
      for sub in article.subheadlines { parts.append("sub=" + text(sub)) }
      if let byline = article.byline { parts.append("by=" + text(byline)) }
      for section in article.sections { parts.append("§" + text(section.heading)) }
      return parts.joined(separator: "|")
    }
  }
}

/// Numbers that are the same in every run.
struct Dice {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
