extension Page {
  /// The index of the sentence that holds a unit of the clean text; nil between sentences and in asides.
  ///
  /// - Complexity: O(log n) in the number of sentences.
  public func sentenceIndex(at unit: Int) -> Int? {
    Self.index(of: unit, in: sentences, \.span)
  }

  /// The index of the article that holds a unit of the clean text; nil outside of articles.
  ///
  /// - Complexity: O(log n) in the number of articles.
  public func articleIndex(at unit: Int) -> Int? {
    Self.index(of: unit, in: articles, \.span)
  }

  /// The sentences that share at least one unit with a span.
  ///
  /// - Complexity: O(log n) in the number of sentences.
  public func sentenceIndices(in span: Span) -> Range<Int> {
    let first = Self.firstIndex(in: sentences) { $0.span.end > span.start }
    let last = Self.firstIndex(in: sentences) { $0.span.start >= span.end }
    return first..<max(first, last)
  }

  /// The clause of a sentence that holds a unit, as an index into `Sentence.clauses`.
  ///
  /// - Complexity: O(log n) in the number of sentences and clauses.
  public func clauseIndex(at unit: Int) -> (sentence: Int, clause: Int)? {
    guard let sentence = sentenceIndex(at: unit),
      let clause = Self.index(of: unit, in: sentences[sentence].clauses, \.self)
    else { return nil }
    return (sentence, clause)
  }

  private static func index<Part>(of unit: Int, in parts: [Part], _ span: (Part) -> Span) -> Int? {
    let index = firstIndex(in: parts) { span($0).end > unit }
    guard index < parts.count, span(parts[index]).contains(unit) else { return nil }
    return index
  }

  /// The first index for which `test` holds; once it holds it holds for all that follow.
  private static func firstIndex<Part>(in parts: [Part], where test: (Part) -> Bool) -> Int {
    var low = 0
    var high = parts.count
    while low < high {
      let middle = low + (high - low) / 2
      if test(parts[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
