/// Says what each line of a clean text is, from its own looks.
struct LineReader {
  private let cues: LayoutCues
  private let bylines: BylineReader

  /// A headline is no wider, in characters; two Latin letters or digits count as one.
  private static let widestHeading = 44
  /// 记者 …摄 and the author in brackets are no longer, in units.
  private static let longestTail = 48

  init(cues: LayoutCues) {
    self.cues = cues
    bylines = BylineReader(cues: cues)
  }

  /// The lines of a clean text, without its asides. Complexity: linear.
  func lines(_ text: CleanText) -> [PageLine] {
    var lines: [PageLine] = []
    let asides = text.asides.sorted { $0.span < $1.span }
    let units = text.units
    var aside = 0
    var start = 0
    var paragraph = 0
    var dated = false
    while start < units.count {
      let end = units.withUnsafeBufferPointer { $0.next(0x0A, from: start, to: units.count) }
      let first = lines.count
      var at = start
      // An aside may be a part of the line, the line, or many lines.
      while aside < asides.count, asides[aside].span.end <= start { aside += 1 }
      var next = aside
      while next < asides.count, asides[next].span.start < end {
        let span = asides[next].span
        append(units, Span(at, min(max(at, span.start), end)), paragraph, to: &lines)
        at = min(max(at, span.end), end)
        switch asides[next].reason {
        case .editorCode: close(&lines)
        case .masthead: dated = true
        case .pageHeader, .spam, .relatedReading, .pageFurniture:
          if cues.begins(units, Span(max(span.start, start), min(span.end, end)), .closing) { close(&lines) }
        }
        next += 1
      }
      append(units, Span(at, end), paragraph, to: &lines)
      if first < lines.count {
        lines[first].dated = dated
        dated = false
        paragraph += 1
      }
      start = end + 1
    }
    return lines
  }

  private func close(_ lines: inout [PageLine]) {
    guard let last = lines.indices.last else { return }
    lines[last].closes = true
    if lines[last].kind == .heading { lines[last].kind = .body }
  }

  /// Appends a stretch of a line, with the author or the photographer behind it as a line of its own.
  private func append(_ units: [UInt16], _ span: Span, _ paragraph: Int, to lines: inout [PageLine]) {
    var (low, high) = (span.start, span.end)
    while low < high, UnitClass.isSpace(units[low]) { low += 1 }
    while low < high, UnitClass.isSpace(units[high - 1]) { high -= 1 }
    guard low < high else { return }
    let whole = Span(low, high)
    guard let (text, tail) = tail(units, whole) else {
      lines.append(classify(units, whole, paragraph))
      return
    }
    var line = classify(units, text, paragraph)
    if line.kind == .heading { line.kind = .body }
    if tail.kind == .credit { line.kind = .caption }
    lines.append(line)
    lines.append(PageLine(tail.span, tail.kind, paragraph: paragraph))
  }

  /// 。(张唯) or 。记者 李四 摄 at the end of a paragraph: the paragraph without it, and what stands behind.
  private func tail(_ units: [UInt16], _ span: Span) -> (text: Span, tail: PageLine)? {
    var at = span.end - 1
    let low = max(span.start, span.end - Self.longestTail)
    while at > low, !(UnitClass.endsSentence(units[at]) && at < span.end - 1) { at -= 1 }
    guard at > low else { return nil }
    at += 1
    while at < span.end, UnitClass.closes(units[at]) { at += 1 }
    while at < span.end, UnitClass.isSpace(units[at]) { at += 1 }
    let rest = Span(at, span.end)
    guard !rest.isEmpty, let kind = tailKind(units, rest) else { return nil }
    return (Span(span.start, trimmed(units, span.start, at)), PageLine(rest, kind))
  }

  private func trimmed(_ units: [UInt16], _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, UnitClass.isSpace(units[end - 1]) { end -= 1 }
    return end
  }

  private func tailKind(_ units: [UInt16], _ span: Span) -> PageLine.Kind? {
    if bylines.isCredit(units, span) { return .credit }
    if bylines.isSignature(units, span) { return .signature }
    // Without brackets only with its word: 记者 李四 behind a full stop.
    return bylines.isByline(units, span) ? .signature : nil
  }

  private func classify(_ units: [UInt16], _ span: Span, _ paragraph: Int) -> PageLine {
    func line(_ kind: PageLine.Kind, byline: Span? = nil) -> PageLine {
      PageLine(span, kind, byline: byline, paragraph: paragraph)
    }
    let looks = LineLooks(units, span)
    guard looks.hasWords else { return line(.filler) }
    if span.count <= Self.longestTail, looks.fullStops == 0 {
      if bylines.isCredit(units, span) { return line(.credit) }
      if bylines.isSignature(units, span) { return line(.signature) }
      if bylines.isByline(units, span) { return line(.byline) }
      if cues.begins(units, span, .closing), UnitClass.opens(units[span.start]) { return line(.signature) }
    }
    if let byline = bylines.lead(units, span) {
      return byline.end == span.end ? line(.byline) : line(.lead, byline: byline)
    }
    if looks.isHeading(widest: Self.widestHeading) {
      if bylines.isLabel(units, span) { return line(.label) }
      if looks.isNumbered || cues.begins(units, span, .part) { return line(.part) }
      if looks.isSubtitle { return line(.subtitle) }
      return line(cues.begins(units, span, .caption) ? .caption : .heading)
    }
    return line(cues.begins(units, span, .caption) ? .caption : .body)
  }
}
