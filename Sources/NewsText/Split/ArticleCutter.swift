/// Groups the lines of a page into articles.
///
/// Note [Where an article begins]: headlines look like the headings within an article. A run of headings begins an
/// article when a byline, 本报讯 or a date line follows it, when what stands above was closed (by an author in brackets,
/// an editor's code, 下转), or when a captioned photograph follows that stands for itself. Without headings a 本报讯 or a
/// second byline begins one, and a captioned photograph at the end of another. All else goes on: a page in the wrong
/// order leaves loose paragraphs, and they stay with what they stand below.
struct ArticleCutter {
  struct Cut {
    var lines: Range<Int>
    var kind: Article.Kind
  }

  /// More headings in a row are a list or a table.
  private static let longestHead = 8
  /// So many of them may still belong to the article below.
  private static let keptOfList = 4
  /// A photograph's text is no longer, in units.
  private static let longestCaption = 400

  private let cues: LayoutCues
  private let units: [UInt16]
  private(set) var lines: [PageLine]
  private var cuts: [Cut] = []

  /// What is known of the article being read.
  private var hasBody = false
  private var hasByline = false
  private var closed = false
  private var introduces = false

  init(_ lines: [PageLine], units: [UInt16], cues: LayoutCues) {
    self.lines = lines
    self.units = units
    self.cues = cues
  }

  /// The articles in page order; they tile the lines. Complexity: linear.
  mutating func cut() -> [Cut] {
    var at = 0
    while at < lines.count {
      let run = at
      while at < lines.count, lines[at].isHead { at += 1 }
      let head = settle(run..<at)
      at = max(head.upperBound, run)
      if head.upperBound == lines.count {
        end(head)
        break
      }
      at = read(head)
    }
    if let last = cuts.indices.last { cuts[last].lines = cuts[last].lines.lowerBound..<lines.count }
    return cuts
  }

  /// Reads a run of headings, perhaps an empty one, and the line below it; returns where to go on.
  private mutating func read(_ head: Range<Int>) -> Int {
    let next = head.upperBound
    if let end = photo(head) {
      begin(at: head.lowerBound, .photo)
      (hasBody, closed) = (true, true)
      return end
    }
    // Brackets right below a headline hold the byline.
    if !head.isEmpty, lines[next].kind == .signature { lines[next].kind = .byline }
    let isOpener = lines[next].kind == .byline || lines[next].kind == .lead
    let isDated = lines[next].dated || (!head.isEmpty && lines[head.dropFirst()].contains { $0.dated })
    if cuts.isEmpty {
      begin(at: head.lowerBound, .article)
    } else if !head.isEmpty, hasBody {
      if introduces, !hasByline, isOpener {
        introduces = false
      } else if isOpener || isDated || lines[head.lowerBound].dated || closed, lines[next].kind != .part {
        begin(at: head.lowerBound, .article)
      } else {
        markEchoes(head)
      }
    } else if hasBody, lines[next].kind == .lead || (lines[next].kind == .byline && hasByline && !endsHere(next)) {
      begin(at: next, .article)
    }
    if !hasBody, lines[head].contains(where: { $0.kind == .label }) { introduces = true }
    take(next)
    return next + 1
  }

  private mutating func begin(at line: Int, _ kind: Article.Kind) {
    if let last = cuts.indices.last { cuts[last].lines = cuts[last].lines.lowerBound..<line }
    cuts.append(Cut(lines: line..<lines.count, kind: kind))
    (hasBody, hasByline, closed, introduces) = (false, false, false, false)
  }

  /// Notes what a line says of the article it belongs to.
  private mutating func take(_ at: Int) {
    switch lines[at].kind {
    case .byline:
      if hasBody, !hasByline || endsHere(at) {
        lines[at].kind = .signature
        closed = true
      }
      hasByline = true
    case .lead: (hasBody, hasByline, closed) = (true, true, false)
    case .signature:
      if hasBody { closed = true }
      hasByline = true
    case .credit: closed = closed || lines[at].closes
    case .body, .caption, .part: (hasBody, closed) = (true, false)
    case .heading, .subtitle, .label, .echo, .filler: break
    }
    closed = closed || lines[at].closes
  }

  /// Whether a byline stands below its article: nothing follows, or other headings do.
  private func endsHere(_ at: Int) -> Bool {
    hasBody && (at + 1 == lines.count || lines[at + 1].isHead)
  }

  // MARK: Heads

  /// Settles what the lines of a run of headings are; returns those that are headings of what follows.
  private mutating func settle(_ run: Range<Int>) -> Range<Int> {
    var run = run
    let follows = run.upperBound < lines.count ? lines[run.upperBound].kind : .filler
    if run.count > Self.longestHead {
      let opens = follows == .byline || follows == .lead
      let kept = opens ? Self.keptOfList : 0
      let first = cuts.isEmpty ? run.lowerBound + 1 : run.lowerBound
      for at in first..<(run.upperBound - kept) { lines[at].kind = .body }
      return cuts.isEmpty ? run.lowerBound..<first : run.lowerBound..<run.lowerBound
    }
    guard let last = run.last else { return run }
    // 会议指出： leads into the paragraph below.
    if follows == .body || follows == .part, let mark = units[lines[last].span.range].last,
      mark == 0x3A || mark == 0xFF1A
    {
      lines[last].kind = .body
      run = run.lowerBound..<last
    }
    // The text below a photograph stands before its photographer, or ends like one above the next headline.
    if follows == .credit, let last = run.last {
      lines[last].kind = .caption
      run = run.lowerBound..<last
    } else if hasBody, run.count > 1, cues.ends(units, lines[run.lowerBound].span, .view) {
      lines[run.lowerBound].kind = .caption
      run = run.lowerBound..<run.lowerBound
    }
    return run
  }

  /// Headings with nothing below them: photographs without a photographer, or a page of headlines.
  private mutating func end(_ head: Range<Int>) {
    if cuts.isEmpty {
      begin(at: head.lowerBound, .article)
    } else if hasBody {
      for at in head { lines[at].kind = .caption }
    }
  }

  /// A headline that comes again within its article, out of a page in the wrong order, heads nothing.
  private mutating func markEchoes(_ head: Range<Int>) {
    guard let start = cuts.last?.lines.lowerBound else { return }
    for at in head {
      let text = units[lines[at].span.range]
      let first = lines[start..<min(start + Self.longestHead, head.lowerBound)].prefix { $0.isHead }
      if first.contains(where: { units[$0.span.range].elementsEqual(text) }) { lines[at].kind = .echo }
    }
  }

  // MARK: Photographs

  /// The end of a photograph that stands for itself: its text, its photographer, and then something else.
  private mutating func photo(_ head: Range<Int>) -> Int? {
    let text = head.upperBound
    guard lines[text].kind == .body || lines[text].kind == .caption, lines[text].span.count <= Self.longestCaption,
      text + 1 < lines.count, lines[text + 1].kind == .credit
    else { return nil }
    var end = text + 1
    while end < lines.count, lines[end].kind == .credit || lines[end].kind == .filler { end += 1 }
    guard end == lines.count || lines[end].isHead || lines[end].kind == .lead || lines[end].kind == .byline else {
      return nil
    }
    if head.isEmpty {
      // 图为志愿者在清扫街道。 belongs to the article above.
      guard !cuts.isEmpty, hasBody, !cues.begins(units, lines[text].span, .caption),
        units[lines[text].span.range].contains(where: UnitClass.endsSentence)
      else { return nil }
    } else if !cuts.isEmpty, !hasBody {
      return nil
    }
    lines[text].kind = .caption
    return end
  }
}
