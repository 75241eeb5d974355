import NewsText
import RuleFiles

/// How one figure was bound: what the patterns saw and which of them fitted.
public struct BindingTrace: Sendable {
  /// One item with the classes it belongs to.
  public struct Piece: Sendable {
    /// In UTF-16 units of the clean text.
    public var span: Span
    /// As patterns name them, sorted.
    public var classes: [String]
  }

  /// A pattern that fitted, with the stretch it took.
  public struct Candidate: Sendable {
    /// Its id.
    public var pattern: String
    /// Where it stands.
    public var rule: RuleReference
    /// What it took, in UTF-16 units of the clean text.
    public var span: Span
    /// What it takes for the action; empty for none.
    public var action: String
    /// What it takes for the object; empty for none.
    public var object: String
  }

  /// In UTF-16 units of the clean text.
  public var figure: Span
  /// What the patterns saw, in text order.
  public var pieces: [Piece]
  /// A pattern that says the figure reports nothing.
  public var veto: RuleReference?
  /// Every pattern that fitted, the winner first.
  public var candidates: [Candidate]
  /// Where none gave the figure an action or an object: the one that came closest.
  public var nearest: Nearest?

  /// A pattern that did not fit, and where it stopped.
  public struct Nearest: Sendable {
    /// Its id.
    public var pattern: String
    /// Where it stands.
    public var rule: RuleReference
    /// The element that found nothing to match, as it is written.
    public var wants: String
    /// Index of the piece that stands in its place; one past the last piece at the end of the row.
    public var piece: Int
  }
}

extension Binder {
  /// The traces of the figures of one sentence, in text order.
  public func traces(of sentence: Int, in document: Document, segmenter: WordSegmenter) -> [BindingTrace] {
    guard document.page.sentences.indices.contains(sentence) else { return [] }
    let span = document.page.sentences[sentence].span
    let units = document.page.clean.units
    var mention = 0
    var place = 0
    let mentions = Self.slice(document.mentions.map(\.span), span, &mention)
    let places = Self.slice(document.districts.places.map(\.span), span, &place)
    let reader = ItemReader(rules: itemRules, segmenter: segmenter)
    var figures: [Figure] = []
    let rows = rows(document, span, mentions, places, reader, &figures)
    return figures.map { figure in
      let items = rows[figure.row].items
      let unit = document.mentions[figure.mention].unit
      let candidates = matcher.ranking(items, value: figure.item, unit: unit).map { match in
        BindingTrace.Candidate(
          pattern: rules.patterns[match.pattern].id, rule: rules.patterns[match.pattern].reference,
          span: Span(items[match.start].span.start, items[match.end - 1].span.end),
          action: match.action.map { ObjectText.text(units, items[$0]) } ?? "",
          object: match.object.flatMap { objects.phrase(units, items, $0)?.text } ?? "")
      }
      return BindingTrace(
        figure: document.mentions[figure.mention].span,
        pieces: items.map { BindingTrace.Piece(span: $0.span, classes: rules.lexicon.classes.names($0.classes)) },
        veto: vetoes.best(items, value: figure.item, unit: unit).map { rules.vetoes[$0.pattern].reference },
        candidates: candidates,
        nearest: candidates.contains { !$0.action.isEmpty || !$0.object.isEmpty }
          ? nil : matcher.nearest(items, value: figure.item, unit: unit))
    }
  }
}
