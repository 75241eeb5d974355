/// Cuts a clean text into articles, sections, sentences and clauses.
public struct Splitter: Sendable {
  private let cues: LayoutCues

  public init(cues: LayoutCues) { self.cues = cues }

  /// The page of a clean text. Complexity: linear.
  public func split(_ clean: CleanText, of source: SourceText) -> Page {
    let lines = LineReader(cues: cues).lines(clean)
    var page = Page(source: source, clean: clean)
    page.datelines = clean.asides.filter { $0.reason == .masthead }.map(\.span)
    var paragraph = 0
    for range in articles(lines) { append(Array(lines[range]), to: &page, &paragraph) }
    return page
  }

  /// The line ranges of the articles.
  ///
  /// A run of headings begins an article when a byline or a lead follows, or when the article before has been closed by
  /// a signature or an editor's code; else it is a heading within.
  private func articles(_ lines: [LineReader.Line]) -> [Range<Int>] {
    var starts: [Int] = []
    var at = 0
    var closed = true
    var hasBody = false
    while at < lines.count {
      let run = at
      while at < lines.count, lines[at].kind == .heading { at += 1 }
      let next = at < lines.count ? lines[at].kind : .body
      let opens = next == .byline || next == .lead
      if starts.isEmpty || (closed && hasBody && at > run) || (opens && hasBody) {
        starts.append(run)
        hasBody = false
      }
      closed = false
      if at < lines.count {
        if lines[at].kind != .byline { hasBody = true }
        if lines[at].kind == .byline, at + 1 < lines.count, lines[at + 1].kind == .lead {
          at += 1
          hasBody = true
        }
        closed = lines[at].closes || (at + 1 < lines.count && false)
        at += 1
        while at < lines.count, lines[at].kind == .signature || lines[at].kind == .credit {
          closed = closed || lines[at].closes
          at += 1
        }
      }
    }
    return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : lines.count) }
  }

  private func append(_ lines: [LineReader.Line], to page: inout Page, _ paragraph: inout Int) {
    guard let first = lines.first, let last = lines.last else { return }
    let index = page.articles.count
    let isPhoto =
      lines.contains { $0.kind == .caption || $0.kind == .credit } && lines.count <= 3
      && !lines.contains { $0.kind == .lead || $0.kind == .byline }
    var article = Article(
      index: index, kind: isPhoto ? .photo : .article, span: Span(first.span.start, last.span.end))
    let firstSentence = page.sentences.count
    let head = lines.prefix { $0.kind == .heading }.count
    place(Array(lines[0..<head]), in: &article)
    let cutter = SentenceCutter()
    for (at, line) in lines.enumerated() {
      var role: Sentence.Role
      switch line.kind {
      case .heading where at < head:
        role = line.span == article.headline ? .headline : line.span == article.shoulder ? .shoulder : .subheadline
      case .heading:
        role = .heading
        if let open = article.sections.indices.last { article.sections[open].span.end = line.span.start }
        article.sections.append(Section(heading: line.span, span: Span(line.span.start, last.span.end)))
      case .byline, .signature:
        role = .byline
        if article.byline == nil { article.byline = line.span }
      case .lead:
        role = .body
        if article.byline == nil { article.byline = line.byline }
      case .caption, .credit: role = .caption
      case .body: role = .body
      }
      for span in cutter.sentences(page.clean.units, line.span) {
        page.sentences.append(
          Sentence(
            span: span, role: role, article: index, section: article.sections.indices.last, paragraph: paragraph,
            clauses: cutter.clauses(page.clean.units, span)))
      }
      paragraph += 1
    }
    article.sentences = firstSentence..<page.sentences.count
    page.articles.append(article)
  }

  /// The longest of the first lines is the headline; what stands above is the shoulder.
  private func place(_ headings: [LineReader.Line], in article: inout Article) {
    guard !headings.isEmpty else { return }
    let main = headings.count >= 3 ? 1 : 0
    article.headline = headings[main].span
    if main == 1 { article.shoulder = headings[0].span }
    article.subheadlines = headings[(main + 1)...].map(\.span)
  }
}
