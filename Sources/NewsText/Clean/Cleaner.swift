/// Turns a source into clean text: one pass over its characters, one over its lines.
public struct Cleaner: Sendable {
  private let tables: CleaningTables

  public init(tables: CleaningTables) { self.tables = tables }

  /// The clean text of a source. Complexity: linear.
  public func clean(_ source: SourceText) -> CleanText {
    var folded = FoldedText(source)
    simplify(&folded)
    var text = LineJoiner(folded).cleanText()
    text.asides = AsideReader(tables: tables).asides(of: text)
    return text
  }

  /// Converts Traditional text paragraph by paragraph; a paragraph in Simplified text is never changed.
  private func simplify(_ text: inout FoldedText) {
    var start = 0
    var traditional = 0
    var simple = 0
    for unit in text.units {
      switch tables.script[Int(unit)] {
      case 1: traditional += 1
      case 2: simple += 1
      default: break
      }
    }
    let page = traditional > simple
    while start < text.units.count {
      var end = start
      var (old, new) = (0, 0)
      while end < text.units.count, text.units[end] != 0x0A {
        switch tables.script[Int(text.units[end])] {
        case 1: old += 1
        case 2: new += 1
        default: break
        }
        end += 1
      }
      if old > new || (old == new && page && old > 0) || (old == 0 && new == 0 && page) {
        convert(&text.units, start, end)
      }
      start = end + 1
    }
  }

  private func convert(_ units: inout [UInt16], _ start: Int, _ end: Int) {
    var at = start
    while at < end {
      if let (stop, phrase) = tables.phrases.longestMatch(units, at: at, limit: end) {
        for (offset, unit) in tables.phraseForms[Int(phrase)].enumerated() { units[at + offset] = unit }
        at = stop
      } else {
        units[at] = tables.simplified[Int(units[at])]
        at += 1
      }
    }
  }
}
