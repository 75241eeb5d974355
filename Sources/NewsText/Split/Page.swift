/// A cleaned document cut into articles.
public struct Page: Sendable {
  /// The file as it came; spans of records count its code points.
  public var source: SourceText
  /// What of it is read; all spans of the page count its UTF-16 units.
  public var clean: CleanText
  /// In page order; together with the asides they cover every non-empty line of the clean text.
  public var articles: [Article]
  /// The number of its first article, where the page is a part of a longer text.
  public var firstArticle = 0
  /// Lines that date the page: mastheads and datelines of web pages.
  public var datelines: [Span]
  /// Every sentence of every article, in text order.
  public var sentences: [Sentence]

  /// A page put together from what was found on it.
  public init(
    source: SourceText, clean: CleanText, articles: [Article] = [], datelines: [Span] = [], sentences: [Sentence] = []
  ) {
    self.source = source
    self.clean = clean
    self.articles = articles
    self.datelines = datelines
    self.sentences = sentences
  }
}

/// One article, or one captioned photo, of a page.
public struct Article: Sendable {
  /// Whether it is a text of its own or a photograph with its caption.
  public enum Kind: String, Sendable { case article, photo }
  /// Position on the page, from 0.
  public var index: Int
  /// What it is.
  public var kind: Kind
  /// From its headline to its last line, in UTF-16 units of the clean text.
  public var span: Span
  /// In UTF-16 units of the clean text; nil without a headline.
  public var headline: Span?
  /// The line above the headline (肩题).
  public var shoulder: Span?
  /// Lines below the headline (副题).
  public var subheadlines: [Span]
  /// □记者 …, 本报讯(记者 …), 通讯员 …
  public var byline: Span?
  /// Parts under headings of their own, in text order.
  public var sections: [Section]
  /// The indices of its sentences in `Page.sentences`, headline and headings included.
  public var sentences: Range<Int>

  /// An article; all spans in UTF-16 units of the clean text.
  public init(
    index: Int, kind: Kind = .article, span: Span, headline: Span? = nil, shoulder: Span? = nil,
    subheadlines: [Span] = [], byline: Span? = nil, sections: [Section] = [], sentences: Range<Int> = 0..<0
  ) {
    self.index = index
    self.kind = kind
    self.span = span
    self.headline = headline
    self.shoulder = shoulder
    self.subheadlines = subheadlines
    self.byline = byline
    self.sections = sections
    self.sentences = sentences
  }
}

/// A part of an article under a heading of its own.
public struct Section: Sendable {
  /// The line above it, in UTF-16 units of the clean text.
  public var heading: Span
  /// From the heading to the next one or the end of the article.
  public var span: Span
  /// A section; both spans in UTF-16 units of the clean text.
  public init(heading: Span, span: Span) {
    self.heading = heading
    self.span = span
  }
}

/// A sentence: the unit in which figures are bound.
public struct Sentence: Sendable {
  /// What a sentence is in its article.
  public enum Role: String, Sendable { case shoulder, headline, subheadline, byline, heading, body, caption }
  /// In UTF-16 units of the clean text.
  public var span: Span
  /// What it is in its article.
  public var role: Role
  /// Index of its article on the page.
  public var article: Int
  /// Index into `Article.sections`, nil before the first heading.
  public var section: Int?
  /// Counts the paragraphs of the page from 0; sentences of one paragraph share frames such as 自…以来.
  public var paragraph: Int
  /// Its clauses, cut at 、-free commas, semicolons, colons and dashes outside brackets and quotation marks; they tile
  /// the sentence, each with the mark that closes it.
  public var clauses: [Span]

  /// A sentence; spans in UTF-16 units of the clean text.
  public init(span: Span, role: Role, article: Int, section: Int? = nil, paragraph: Int, clauses: [Span] = []) {
    self.span = span
    self.role = role
    self.article = article
    self.section = section
    self.paragraph = paragraph
    self.clauses = clauses
  }
}
