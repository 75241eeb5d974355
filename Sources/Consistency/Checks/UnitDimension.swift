import Extraction
import Foundation
import NewsText
import RuleFiles

/// A thing is measured in a unit that it can have, and in a size that it can reach: no garbage in kilometres, no current in
/// litres, no 612 tonnes of wheat from one mu.
struct UnitDimension: Check {
  static let id = "unit"
  static let takesAnyRelation = true
  let rules: CheckRules

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id,
      keys: [
        "thing", "dimension", "only", "degrees", "unit", "base", "low", "high", "with", "filler", "then", "equals",
        "behind",
        "beyond", "silent",
      ],
      rules: &folder)
  }

  /// Dimensions that tell one kind of thing from another.
  static let telling: Set<Measure.Dimension> = [.length, .area, .mass, .volume, .duration, .energy, .money]
  /// Words between a thing and its figure.
  private static let fillers = 3

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.relations(of: rules, beside: ["thing", "behind", "equals"]).compactMap { index, relations in
      guard ledger.figures[index].kind == .count else { return share(index, ledger, relations) }
      var held: Finding?
      for relation in relations {
        let isEquation = relation.has("equals")
        guard let finding = isEquation ? equation(index, ledger, relation) : finding(index, ledger, relation)
        else { continue }
        if finding.verdict == .fails { return finding }
        held = held ?? finding
      }
      return held
    }
  }

  private func finding(_ index: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let figure = ledger.figures[index]
    guard let measure = ledger.document.mentions[figure.mention].measure,
      let thing = thing(of: figure, ledger, relation),
      relation.lists("unit", figure.term, ledger.units)
        || !relation.holds("silent", ledger.units, in: ledger.sentence(of: figure).span)
    else { return nil }
    if relation.has("then"), relation.has("base"), !figure.tail.isEmpty,
      relation.starting("then", ledger.units, at: figure.tail.start, limit: figure.tail.end) == nil
    {
      return nil
    }
    if relation.has("with") {
      let before = Span(ledger.sentence(of: figure).span.start, figure.span.start)
      guard relation.holds("with", ledger.units, in: before) else { return nil }
    }
    let name = ledger.text(thing)
    let text = thing.end <= figure.span.start ? name + ledger.quote(index) : ledger.quote(index) + name
    let holds: Bool
    let message: Finding.Message
    if let base = relation.words("base").first {
      guard measure.baseUnit == base else { return nil }
      let low = relation.limit("low")
      let high = relation.limit("high")
      holds = !((low.map { figure.amount.value < $0 } ?? false) || (high.map { figure.amount.value > $0 } ?? false))
      let range = [low, high].map { $0.map { "\($0)" } ?? "" }.joined(separator: "–") + base
      message = .init(
        "“\(text)”：\(name)\(holds ? "" : "不")在\(range)之间", "“\(text)” is \(holds ? "" : "not ")between \(range)")
    } else {
      guard isWrong(figure, measure, relation, ledger) || Self.telling.contains(measure.dimension) else { return nil }
      holds = !isWrong(figure, measure, relation, ledger)
      message = .init(
        "“\(text)”：\(name)\(holds ? "" : "不")以\(ledger.unit(figure))计",
        "“\(text)” \(holds ? "can" : "cannot") be measured in \(ledger.unit(figure))")
    }
    return Finding(
      check: Self.id, verdict: holds ? .holds : .fails, severity: relation.severity, members: [figure.span],
      statistics: figure.statistic.map { [$0] } ?? [], article: figure.article, message: message,
      rule: relation.reference)
  }

  private func isWrong(_ figure: Figure, _ measure: Measure, _ relation: CheckRules.Relation, _ ledger: Ledger) -> Bool
  {
    if relation.lists("unit", figure.term, ledger.units) { return true }
    if relation.has("only") {
      return (Self.telling.contains(measure.dimension) || relation.lists("degrees", measure.baseUnit, ledger.units))
        && !relation.lists("only", measure.dimension.rawValue, ledger.units)
    }
    return relation.lists("dimension", measure.dimension.rawValue, ledger.units)
  }

  /// The word for what the figure measures: before it, with nothing but 为, 达 and the like between and no other noun
  /// behind (给学生30公斤大米), or alone behind it.
  func thing(of figure: Figure, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span? {
    let units = ledger.units
    let isNamed = relation.has("only") || relation.has("base")
    var end = figure.lead.end
    for _ in 0...Self.fillers {
      if let thing = relation.ending("thing", units, at: end, from: figure.lead.start) {
        return isNamed || figure.tail.isEmpty ? thing : nil
      }
      guard let filler = relation.ending("filler", units, at: end, from: figure.lead.start) else { break }
      end = filler.start
    }
    // 30公里重的沙袋
    if relation.has("behind") {
      let tail = Span(figure.span.end, min(units.count, figure.tail.end + 1))
      guard relation.starting("beyond", units, at: tail.start, limit: tail.end) == nil else { return nil }
      return relation.starting("behind", units, at: tail.start, limit: tail.end)
    }
    guard !isNamed else { return nil }
    // 36名纯电动车昨晚进场: the noun right behind, but for a word before it, with nothing that may go on with it.
    let limit = figure.tail.end
    for start in figure.span
      .end..<min(limit, figure.span.end + (relation.lists("unit", figure.term, ledger.units) ? 3 : 1))
    {
      guard let thing = relation.starting("thing", units, at: start, limit: limit) else { continue }
      if thing.end == limit, start == figure.span.end { return thing }
      if relation.lists("unit", figure.term, ledger.units), thing.count >= 2,
        relation.starting("then", units, at: thing.end, limit: limit) != nil || thing.end == limit
      {
        return thing
      }
    }
    return nil
  }
}
