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
    var sentence: Span
    var clauses: [Span]
    var cues: [(at: Span, cue: ScopeRules.Cue)]

    /// Scope of a figure and whether it is planned.
    ///
    /// - Parameters:
    ///   - isState: the figure states what there is (辖12个社区); frames of events do not hold for it.
    ///   - isEvent: the figure counts what was done; words for what there is (辖区) do not hold for it.
    func scope(of figure: Span, isState: Bool, isEvent: Bool) -> (scope: Statistic.Scope, planned: Bool) {
      let clause = clauses.first { $0.contains(figure.start) } ?? sentence
      var scope: Statistic.Scope?
      var planned = false
      for (at, cue) in cues where at.start < figure.end {
        guard cue.reach != .clause || clause.contains(at.start) else { continue }
        if let named = cue.scope {
          if isState, named == .cumulative, cue.reach == .paragraph { continue }
          // 1至9月，共有3000人参加: what there was in a period is no state.
          if named == .point, isEvent || scope == .period { continue }
          scope = named
        } else {
          planned = true
        }
      }
      if isState { return (scope == .part ? .part : .point, planned) }
      return (scope ?? paragraphScope ?? .none, planned)
    }
  }

  /// Reads the cues of a sentence. Call once for each sentence, in order.
  ///
  /// - Parameter isAsked: whether there are figures to ask for; what the sentence says of those behind it is kept
  ///   without, too.
  /// - Returns: nil where nobody asks.
  mutating func frame(
    _ units: [UInt16], _ sentence: Span, paragraph: Int, isAsked: Bool, _ clauses: @autoclosure () -> [Span],
    _ times: @autoclosure () -> ArraySlice<TimeFrame>
  ) -> Frame? {
    if paragraph != self.paragraph {
      self.paragraph = paragraph
      paragraphScope = nil
    }
    var cues = rules.cues(units, in: sentence)
    let before = paragraphScope
    for (_, cue) in cues where cue.reach == .paragraph {
      if let scope = cue.scope { paragraphScope = scope }
    }
    guard isAsked else { return nil }
    let periods = times().filter(Self.namesPeriod)
    if !periods.isEmpty {
      cues += periods.map {
        ($0.span, ScopeRules.Cue(scope: .period, reach: .sentence, reference: $0.rule))
      }
      cues.sort { $0.at < $1.at }
    }
    return Frame(paragraphScope: before, sentence: sentence, clauses: clauses(), cues: cues)
  }

  /// 1至9月, 一季度, 6月10日—16日; years (2021年至2023年) are too long to say more than the figure itself.
  private static func namesPeriod(_ frame: TimeFrame) -> Bool {
    guard frame.kind == .range, let from = frame.from else { return false }
    return from.utf8.count > 4
  }
}
