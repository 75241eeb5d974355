/// A cleaned document cut into articles.
public struct Page: Sendable {
  public var source: SourceText
  public var clean: CleanText
  /// In page order; together with the asides they cover every non-empty line of the clean text.
  public var articles: [Article]
  /// The number of its first article, where the page is a part of a longer text.
  public var firstArticle = 0
  /// Lines that date the page: mastheads and datelines of web pages.
  public var datelines: [Span]
  /// Every sentence of every article, in text order.
  public var sentences: [Sentence]

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
  public enum Kind: String, Sendable { case article, photo }
  /// Position on the page, from 0.
  public var index: Int
  public var kind: Kind
  public var span: Span
  public var headline: Span?
  /// The line above the headline (肩题).
  public var shoulder: Span?
  /// Lines below the headline (副题).
  public var subheadlines: [Span]
  /// □记者 …, 本报讯(记者 …), 通讯员 …
  public var byline: Span?
  public var sections: [Section]
  /// The indices of its sentences in `Page.sentences`, headline and headings included.
  public var sentences: Range<Int>

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
  public var heading: Span
  /// From the heading to the next one or the end of the article.
  public var span: Span
  public init(heading: Span, span: Span) {
    self.heading = heading
    self.span = span
  }
}

/// A sentence: the unit in which figures are bound.
public struct Sentence: Sendable {
  public enum Role: String, Sendable { case shoulder, headline, subheadline, byline, heading, body, caption }
  public var span: Span
  public var role: Role
  public var article: Int
  /// Index into `Article.sections`, nil before the first heading.
  public var section: Int?
  /// Counts the paragraphs of the page from 0; sentences of one paragraph share frames such as 自…以来.
  public var paragraph: Int
  /// Its clauses, cut at 、-free commas, semicolons, colons and dashes outside brackets and quotation marks; they tile
  /// the sentence, each with the mark that closes it.
  public var clauses: [Span]

  public init(span: Span, role: Role, article: Int, section: Int? = nil, paragraph: Int, clauses: [Span] = []) {
    self.span = span
    self.role = role
    self.article = article
    self.section = section
    self.paragraph = paragraph
    self.clauses = clauses
  }
}
