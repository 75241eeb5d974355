/// Marks the lines of a clean text that belong to no article.
struct AsideReader {
  let tables: CleaningTables

  func asides(_ units: UnsafeBufferPointer<UInt16>, _ lines: [TextLine]) -> [CleanText.Aside] {
    var asides: [CleanText.Aside] = []
    for (index, line) in lines.enumerated() {
      let span = line.span
      if let cue = tables.aside(units, span) {
        if cue.form == .tail {
          asides.append(CleanText.Aside(span: Span(span.start, units.count), reason: cue.reason))
          return asides
        }
        asides.append(CleanText.Aside(span: span, reason: cue.reason))
      } else if line.hasNarrow, !line.hasFullStop, Self.isMasthead(units, span) {
        asides.append(CleanText.Aside(span: span, reason: .masthead))
      } else if index == 0, isKeywordSpam(units, span) {
        asides.append(CleanText.Aside(span: span, reason: .spam))
      } else if line.traits.contains(.circled), let code = editorCode(units, span) {
        asides.append(CleanText.Aside(span: code, reason: .editorCode))
      }
    }
    return asides
  }

  /// A short line that begins with or holds a full date, and a weekday, a page number or a clock time with it.
  static func isMasthead(_ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> Bool {
    guard line.count <= 80 else { return false }
    var digits = 0
    var year = false
    var clock = false
    var weekday = false
    var page = false
    for at in line.range {
      let unit = units[at]
      if UnitClass.isDigit(unit) {
        digits += 1
        continue
      }
      if digits == 4, unit == 0x5E74 || unit == 0x2D || unit == 0x2F || unit == 0x2E { year = true }
      if digits >= 1, digits <= 2, unit == 0x3A, at + 1 < line.end, UnitClass.isDigit(units[at + 1]) { clock = true }
      if digits >= 1, digits <= 2, unit == 0x7248 { page = true }
      if unit == 0x671F, at > line.start, units[at - 1] == 0x661F { weekday = true }
      if UnitClass.endsSentence(unit) || unit == 0xFF0C { return false }
      digits = 0
    }
    return year && (clock || weekday || page)
  }

  /// Search words joined by _ with no mark of a sentence.
  private func isKeywordSpam(_ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> Bool {
    var joints = 0
    for at in line.range {
      if units[at] == 0x5F { joints += 1 }
      if UnitClass.endsSentence(units[at]) || units[at] == 0xFF0C { return false }
    }
    return joints >= 2
  }

  /// ②15 at the end of a line, also before the author in brackets.
  private func editorCode(_ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> Span? {
    var at = max(line.start, line.end - 40)
    while at < line.end {
      if units[at] >= 0x2460, units[at] <= 0x2473 {
        var end = at + 1
        while end < line.end, UnitClass.isDigit(units[end]) { end += 1 }
        if end > at + 1, end - at <= 4, end == line.end || units[end] == 0x20 || units[end] == 0x28 {
          return Span(at, end)
        }
      }
      at += 1
    }
    return nil
  }
}
