import NewsText

/// Reads documents: all stages, one after the other.
///
/// An extractor belongs to one thread, because its word segmenter does; the knowledge is shared.
///
/// `rules` is the path of the folder `Rules`.
///
/// ```swift
/// let extractor = try Extractor(Knowledge(rules: rules))
/// let source = SourceText(decoding: Array("蚌山区走访群众3000人次。".utf8), name: "page.txt")
/// let document = extractor.document(source)
/// for statistic in document.statistics {
///   let place = document.page.clean.offsets.source(statistic.mention.span)
///   print(statistic.district?.name ?? "", statistic.action, statistic.object, place, source.text(in: place))
/// }
/// // 蚌山区 走访 群众 7-13 3000人次
/// ```
public struct Extractor {
  /// The rules that it reads with.
  public let knowledge: Knowledge
  /// Cuts sentences into words for binding, and for whoever wants to see the words.
  public let segmenter: WordSegmenter

  /// - Throws: `SegmenterError` when ICU has no word break data.
  public init(_ knowledge: Knowledge) throws {
    self.knowledge = knowledge
    segmenter = try WordSegmenter()
  }

  /// How far a source is read.
  public enum Stage: Sendable { case page, mentions, statistics }

  /// What the rules read in a source, up to a stage: what belongs to later ones stays empty. Linear in its length; every
  /// input has an answer.
  public func document(_ source: SourceText, through stage: Stage = .statistics) -> Document {
    let page = knowledge.splitter.split(knowledge.cleaner.clean(source), of: source)
    if stage == .page { return Document(page: page) }
    let enumerations = knowledge.enumerations.enumerations(in: page)
    let mentions = merge(knowledge.mentions.mentions(in: page, segmenter: segmenter), enumerations)
    let figures = knowledge.enumerations.figures(in: page, mentions)
    if stage == .mentions { return Document(page: page, mentions: mentions, enumerations: enumerations + figures) }
    var document = Document(
      page: page, mentions: mentions, enumerations: enumerations + figures,
      districts: knowledge.districts.districts(in: page),
      activities: knowledge.activities.activities(in: page), statistics: [],
      published: [])
    document.published = knowledge.mentions.publishedDates(of: page, mentions: document.mentions)
    document.timeFrames = knowledge.mentions.timeFrames(
      of: page, mentions: document.mentions, published: document.published)
    document.statistics = knowledge.binder.statistics(in: document, segmenter: segmenter)
    return document
  }
}

extension Extractor {
  /// The words of a sentence; mentions and places stay whole.
  public func words(of sentence: Sentence, in document: Document) -> [Span] {
    let edges =
      Self.spans(document.mentions, \.span, in: sentence.span)
      + Self.spans(document.districts.places, \.span, in: sentence.span)
    return segmenter.words(in: document.page.clean.units, span: sentence.span, keeping: edges.sorted())
  }

  /// The spans of entries in text order that lie within a sentence. Complexity: O(log n) in the number of entries.
  private static func spans<Entry>(_ entries: [Entry], _ span: KeyPath<Entry, Span>, in sentence: Span) -> [Span] {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle][keyPath: span].start < sentence.start { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix { $0[keyPath: span].start < sentence.end }.map { $0[keyPath: span] }
      .filter { sentence.contains($0) && !$0.isEmpty }
  }

  /// How the figures of a sentence, given by its index, were bound.
  public func traces(of sentence: Int, in document: Document) -> [BindingTrace] {
    knowledge.binder.traces(of: sentence, in: document, segmenter: segmenter)
  }
}
