/// Puts together the articles of a page from their lines.
struct PageBuilder {
  var page: Page
  let cues: LayoutCues
  private let sentences = SentenceCutter()
  private let clauses = ClauseCutter()

  init(page: Page, cues: LayoutCues) {
    self.page = page
    self.cues = cues
  }

  /// Appends an article. Complexity: linear in its lines.
  mutating func append(_ kind: Article.Kind, _ lines: ArraySlice<PageLine>) {
    guard let first = lines.first, let last = lines.last else { return }
    let titles = lines.prefix { $0.isHead || $0.kind == .filler }
    let head = HeadReader(cues: cues).head(page.clean.units, titles)
    var article = Article(
      index: page.articles.count, kind: kind, span: Span(first.span.start, last.span.end), headline: head.headline,
      shoulder: head.shoulder, subheadlines: head.subheadlines)
    let start = page.sentences.count
    for (at, line) in zip(lines.indices, lines) {
      let role = role(of: line, inHead: at < titles.endIndex, article)
      switch role {
      case .heading:
        if let open = article.sections.indices.last { article.sections[open].span.end = line.span.start }
        article.sections.append(Section(heading: line.span, span: Span(line.span.start, last.span.end)))
      case .byline: if article.byline == nil { article.byline = line.span }
      default: break
      }
      append(line, role, &article)
    }
    article.sentences = start..<page.sentences.count
    page.articles.append(article)
  }

  private func role(of line: PageLine, inHead: Bool, _ article: Article) -> Sentence.Role {
    switch line.kind {
    case .heading where inHead, .subtitle where inHead:
      line.span == article.headline ? .headline : line.span == article.shoulder ? .shoulder : .subheadline
    case .heading, .subtitle, .label, .part: .heading
    case .echo: .headline
    case .byline, .signature: .byline
    case .caption, .credit: .caption
    case .lead, .body, .filler: .body
    }
  }

  private mutating func append(_ line: PageLine, _ role: Sentence.Role, _ article: inout Article) {
    var text = line.span
    if let byline = line.byline {
      if article.byline == nil { article.byline = trimmed(byline) }
      append(byline, .byline, line, article)
      text.start = byline.end
    }
    switch role {
    case .body, .caption:
      for span in sentences.sentences(page.clean.units, text) { append(span, role, line, article) }
    case .shoulder, .headline, .subheadline, .byline, .heading:
      append(text, role, line, article)
    }
  }

  private mutating func append(_ span: Span, _ role: Sentence.Role, _ line: PageLine, _ article: Article) {
    guard !span.isEmpty else { return }
    page.sentences.append(
      Sentence(
        span: span, role: role, article: article.index, section: article.sections.indices.last,
        paragraph: line.paragraph, clauses: clauses.clauses(page.clean.units, span)))
  }

  private func trimmed(_ span: Span) -> Span {
    var span = span
    while !span.isEmpty, UnitClass.isSpace(page.clean.units[span.end - 1]) { span.end -= 1 }
    return span
  }
}
