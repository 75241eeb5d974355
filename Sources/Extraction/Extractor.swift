import NewsText

/// Reads documents: all stages, one after the other.
///
/// An extractor belongs to one thread, because its word segmenter does; the knowledge is shared.
public struct Extractor {
  public let knowledge: Knowledge
  /// Cuts sentences into words for binding, and for whoever wants to see the words.
  public let segmenter: WordSegmenter

  /// - Throws: `SegmenterError` when ICU has no word break data.
  public init(_ knowledge: Knowledge) throws {
    self.knowledge = knowledge
    segmenter = try WordSegmenter()
  }

  /// Everything that the rules read in a source. Linear in its length; every input has an answer.
  public func document(_ source: SourceText) -> Document {
    let page = knowledge.splitter.split(knowledge.cleaner.clean(source), of: source)
    let enumerations = knowledge.enumerations.enumerations(in: page)
    let mentions = merge(knowledge.mentions.mentions(in: page, segmenter: segmenter), enumerations)
    var document = Document(
      page: page, mentions: mentions, enumerations: enumerations,
      districts: knowledge.districts.districts(in: page),
      activities: knowledge.activities.activities(in: page), statistics: [],
      published: [])
    document.published = knowledge.mentions.publishedDates(of: page, mentions: document.mentions)
    document.statistics = knowledge.binder.statistics(in: document, segmenter: segmenter)
    return document
  }
}

extension Extractor {
  /// The words of a sentence; mentions and places stay whole.
  public func words(of sentence: Sentence, in document: Document) -> [Span] {
    let edges = document.mentions.map(\.span) + document.districts.places.map(\.span)
    return segmenter.words(
      in: document.page.clean.units, span: sentence.span,
      keeping: edges.filter { sentence.span.contains($0) && !$0.isEmpty }.sorted())
  }

  /// How the figures of a sentence, given by its index, were bound.
  public func traces(of sentence: Int, in document: Document) -> [BindingTrace] {
    knowledge.binder.traces(of: sentence, in: document, segmenter: segmenter)
  }
}
