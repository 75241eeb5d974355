/// Says which of the first lines of an article is its headline.
struct HeadReader {
  let cues: LayoutCues

  struct Head {
    var shoulder: Span?
    var headline: Span?
    var subheadlines: [Span] = []
  }

  /// - Parameter lines: the lines above the byline or the text.
  func head(_ units: [UInt16], _ lines: ArraySlice<PageLine>) -> Head {
    var head = Head()
    let titles = lines.filter { $0.kind == .heading }
    let spans = titles.map(\.span)
    let subtitle = lines.first { $0.kind == .subtitle }
    var main = 0
    if spans.count >= 3 {
      main = 1
    } else if spans.count == 2 {
      // The line above ——…侧记 is the headline.
      if let subtitle, subtitle.span.start > spans[1].start {
        main = 1
      } else if isShoulder(units, spans[0], above: spans[1]) {
        main = 1
      }
    }
    if main < spans.count {
      head.headline = spans[main]
      head.shoulder = main > 0 ? spans[0] : nil
      head.subheadlines = Array(spans[(main + 1)...])
    }
    head.subheadlines += lines.filter { $0.kind == .subtitle }.map(\.span)
    head.subheadlines.sort()
    return head
  }

  /// 区社会事务管理局, 创建全国文明城市进行时, 富民社区：
  private func isShoulder(_ units: [UInt16], _ line: Span, above headline: Span) -> Bool {
    guard line.count <= headline.count * 2, let last = units[line.range].last else { return false }
    if last == 0x3A || last == 0xFF1A { return true }
    if units[line.range].contains(where: UnitClass.isSpace) { return cues.ends(units, line, .series) }
    return cues.ends(units, line, .series) || cues.ends(units, line, .organisation)
  }
}
