import NewsText

/// Follows the scope cues of a page sentence by sentence.
struct ScopeReader {
  let rules: ScopeRules
  private var paragraph = -1
  private var paragraphScope: Statistic.Scope?

  init(rules: ScopeRules) { self.rules = rules }

  /// The cues that hold in one sentence.
  struct Frame {
    var paragraphScope: Statistic.Scope?
    var sentence: Sentence
    var cues: [(at: Span, cue: ScopeRules.Cue)]

    /// Scope of a figure and whether it is planned.
    ///
    /// - Parameters:
    ///   - isState: the figure states what there is (辖12个社区); frames of events do not hold for it.
    ///   - isEvent: the figure counts what was done; words for what there is (辖区) do not hold for it.
    func scope(of figure: Span, isState: Bool, isEvent: Bool) -> (scope: Statistic.Scope, planned: Bool) {
      let clause = sentence.clauses.first { $0.contains(figure.start) } ?? sentence.span
      var scope: Statistic.Scope?
      var planned = false
      for (at, cue) in cues where at.start < figure.end {
        guard cue.reach != .clause || clause.contains(at.start) else { continue }
        if let named = cue.scope {
          if isState, named == .cumulative, cue.reach == .paragraph { continue }
          if isEvent, named == .point { continue }
          scope = named
        } else {
          planned = true
        }
      }
      if isState { return (scope == .part ? .part : .point, planned) }
      return (scope ?? paragraphScope ?? .none, planned)
    }
  }

  /// Call once for each sentence, in order.
  mutating func frame(_ units: [UInt16], _ sentence: Sentence) -> Frame {
    if sentence.paragraph != paragraph {
      paragraph = sentence.paragraph
      paragraphScope = nil
    }
    let cues = rules.cues(units, in: sentence.span)
    let frame = Frame(paragraphScope: paragraphScope, sentence: sentence, cues: cues)
    for (_, cue) in cues where cue.reach == .paragraph {
      if let scope = cue.scope { paragraphScope = scope }
    }
    return frame
  }
}
