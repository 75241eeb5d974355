/// What one line of a page is, from its own looks.
struct LineReader {
  enum Kind { case heading, byline, lead, body, caption, credit, signature }

  struct Line {
    var span: Span
    var kind: Kind
    /// Where the byline within a lead ends.
    var byline: Span?
    /// An editor's code or a bracketed signature ends the article here.
    var closes = false
  }

  let cues: LayoutCues
  /// A headline is no longer than this, in UTF-16 units.
  private static let longestHeading = 48
  private static let longestByline = 48

  /// The lines of a clean text outside whole-line asides.
  func lines(_ text: CleanText) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var aside = 0
    while start < text.units.count {
      var end = start
      while end < text.units.count, text.units[end] != 0x0A { end += 1 }
      defer { start = end + 1 }
      guard start < end else { continue }
      while aside < text.asides.count, text.asides[aside].span.end <= start { aside += 1 }
      var code = false
      if aside < text.asides.count, text.asides[aside].span.start < end {
        if text.asides[aside].reason == .editorCode {
          code = true
        } else if text.asides[aside].span.contains(Span(start, end)) {
          continue
        }
      }
      var line = classify(text.units, Span(start, end))
      line.closes = line.closes || code
      if code, line.kind == .heading { line.kind = .body }
      lines.append(line)
    }
    return lines
  }

  private func classify(_ units: [UInt16], _ span: Span) -> Line {
    var stops = 0
    var commas = 0
    for at in span.range {
      if UnitClass.endsSentence(units[at]), units[at] == 0x3002 || at < span.end - 1 { stops += 1 }
      if units[at] == 0xFF0C || units[at] == 0x2C || units[at] == 0xFF1B { commas += 1 }
    }
    let last = units[span.end - 1]
    if cues.begins(units, span, .lead) {
      return Line(span: span, kind: .lead, byline: leadByline(units, span))
    }
    if span.count <= Self.longestByline, stops == 0, commas == 0 || units[span.start] == 0x25A1 {
      if cues.ends(units, span, .credit) { return Line(span: span, kind: .credit) }
      if cues.begins(units, span, .byline) { return Line(span: span, kind: .byline) }
      if UnitClass.opens(units[span.start]), UnitClass.closes(last), span.count <= 24,
        cues.holds(units, span, .reporter) || isNames(units, span)
      {
        return Line(span: span, kind: .signature, closes: true)
      }
    }
    if units[span.start] == 0x3014 { return Line(span: span, kind: .lead, byline: bracket(units, span)) }
    if units[span.start] == 0x28, let byline = bracket(units, span), cues.holds(units, byline, .reporter),
      byline.end < span.end
    {
      return Line(span: span, kind: .lead, byline: byline)
    }
    if stops == 0, span.count <= Self.longestHeading, commas <= 1, last != 0xFF0C, last != 0x2C {
      return Line(span: span, kind: .heading)
    }
    if cues.holds(units, Span(span.start, span.end), .caption), cues.ends(units, span, .credit) {
      return Line(span: span, kind: .caption)
    }
    var line = Line(span: span, kind: .body)
    line.closes = signed(units, span)
    return line
  }

  /// 。(张唯) at the end of a paragraph.
  private func signed(_ units: [UInt16], _ span: Span) -> Bool {
    guard units[span.end - 1] == 0x29 || units[span.end - 1] == 0xFF09 else { return false }
    var at = span.end - 2
    while at > span.start, at > span.end - 24, !UnitClass.opens(units[at]) { at -= 1 }
    guard UnitClass.opens(units[at]), at > span.start else { return false }
    let inner = Span(at, span.end)
    return UnitClass.endsSentence(units[at - 1]) && (cues.holds(units, inner, .reporter) || isNames(units, inner))
  }

  /// Nothing but two to four Han characters, once or several times.
  private func isNames(_ units: [UInt16], _ span: Span) -> Bool {
    var length = 0
    for at in (span.start + 1)..<max(span.start + 1, span.end - 1) {
      if units[at] == 0x20 || units[at] == 0x3001 {
        guard (2...4).contains(length) else { return false }
        length = 0
      } else if UnitClass.isHan(units[at]) {
        length += 1
      } else {
        return false
      }
    }
    return (2...4).contains(length)
  }

  private func leadByline(_ units: [UInt16], _ span: Span) -> Span? {
    for at in span.start..<min(span.end, span.start + 10) where units[at] == 0x28 || units[at] == 0xFF08 {
      guard let close = bracket(units, Span(at, span.end)) else { return nil }
      return Span(span.start, close.end)
    }
    return nil
  }

  private func bracket(_ units: [UInt16], _ span: Span) -> Span? {
    for at in span.start..<min(span.end, span.start + 60) where UnitClass.closes(units[at]) {
      return Span(span.start, at + 1)
    }
    return nil
  }
}
