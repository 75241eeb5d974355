/// A line of a clean text, or the part of one that is something of its own: an author in brackets behind a paragraph.
struct PageLine {
  enum Kind {
    /// Short, without the marks of running text.
    case heading
    /// Second line of a headline: ——…侧记, (2024年5月6日—5月12日).
    case subtitle
    /// Above an introduction: 核心提示.
    case label
    /// Heading of a part: 一、受理情况.
    case part
    /// A headline that comes once more.
    case echo
    /// Names the writers of what follows.
    case byline
    /// First paragraph of an article, with 本报讯 or a byline in it.
    case lead
    case body
    /// What a photograph shows.
    case caption
    /// Who took the photograph.
    case credit
    /// Names the writers of what stands above.
    case signature
    /// Figures or marks without a word.
    case filler
  }

  var span: Span
  var kind: Kind
  /// The part of a lead that names writers and place: 本报讯(记者 …).
  var byline: Span?
  /// Line of the page that it belongs to; parts of one line share it.
  var paragraph: Int
  /// Nothing of the same article follows: an editor's code, a signature.
  var closes = false
  /// A masthead or a date line stands right above.
  var dated = false

  init(_ span: Span, _ kind: Kind, byline: Span? = nil, paragraph: Int = 0) {
    self.span = span
    self.kind = kind
    self.byline = byline
    self.paragraph = paragraph
  }

  /// Whether it may belong to the head of an article.
  var isHead: Bool { kind == .heading || kind == .subtitle || kind == .label }
  var isText: Bool { kind == .body || kind == .caption || kind == .lead }
}
