import Extraction
import NewsText
import RuleFiles

/// A thing is measured in a unit that it can have: no garbage in kilometres, no persons in tonnes.
struct UnitDimension: Check {
  static let id = "unit"
  let rules: CheckRules

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["thing", "dimension", "silent"], rules: &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    ledger.figures.indices.compactMap { index in
      let figure = ledger.figures[index]
      guard figure.kind == .count, let dimension = ledger.document.mentions[figure.mention].measure?.dimension else {
        return nil
      }
      for relation in rules.relations where relation.lists("dimension", dimension.rawValue) {
        guard let thing = relation.ending("thing", ledger.units, at: figure.span.start, from: figure.lead.start),
          !relation.holds("silent", ledger.units, in: ledger.sentence(of: figure).span)
        else { continue }
        let text = ledger.text(thing) + ledger.quote(index)
        return Finding(
          check: Self.id, verdict: .fails, severity: relation.severity, members: [figure.span],
          statistics: figure.statistic.map { [$0] } ?? [], article: figure.article,
          message: .init(
            "“\(text)”：\(ledger.text(thing))不以\(figure.unit)计", "“\(text)” cannot be measured in \(figure.unit)"),
          rule: relation.reference)
      }
      return nil
    }
  }
}
