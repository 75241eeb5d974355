/// Cuts a clean text into articles, sections, sentences and clauses.
public struct Splitter: Sendable {
  private let cues: LayoutCues

  /// A splitter that knows these cues.
  public init(cues: LayoutCues) { self.cues = cues }

  /// The page of a clean text.
  ///
  /// Every character outside of asides belongs to exactly one sentence of exactly one article, save blanks at the ends
  /// of lines. Complexity: linear.
  public func split(_ clean: CleanText, of source: SourceText) -> Page {
    var cutter = ArticleCutter(LineReader(cues: cues).lines(clean), units: clean.units, cues: cues)
    let cuts = cutter.cut()
    var builder = PageBuilder(page: Page(source: source, clean: clean), cues: cues)
    builder.page.datelines = clean.asides.filter { $0.reason == .masthead }.map(\.span)
    for cut in cuts { builder.append(cut.kind, cutter.lines[cut.lines]) }
    return builder.page
  }
}
