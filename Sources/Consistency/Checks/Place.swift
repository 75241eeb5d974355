import Extraction
import NewsText
import RuleFiles

/// A name of a division that no table has, one character away from a division around it: 周口市高水县. Where the text does
/// not say where it is, it may be a place elsewhere, and is only noted.
struct Place: Check {
  static let id = "place"
  let rules: CheckRules
  private let near: CheckRules.Relation?
  private let within: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["tail", "modifier"], rules: &folder)
    near = rules.relation("near-name", &folder)
    within = rules.relation("within", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    (near.map { names(ledger, $0) } ?? []) + (within.map { chains(ledger, $0) } ?? [])
  }

  private func names(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    ledger.document.districts.nearNames.compactMap { name in
      let (units, span) = (ledger.units, name.span)
      // 主城区 is not 郾城区.
      if let tail = relation.ending("tail", units, at: span.end, from: span.start) {
        let modifier = relation.ending("modifier", units, at: tail.start, from: span.start)
        if !name.isPlaced || tail.start == span.start || modifier != nil { return nil }
      }
      let text = ledger.text(span)
      return Finding(
        check: Self.id, verdict: name.isPlaced ? .fails : .tension, severity: relation.severity, members: [span],
        article: ledger.document.page.articleIndex(at: span.start) ?? 0,
        message: .init(
          "“\(text)”查无此名，与\(name.like.name)一字之差",
          "“\(text)” is no known division, one character away from \(name.like.name)"),
        rule: relation.reference)
    }
  }

  /// A city with one of its divisions right behind it, once each: 信阳市固始县.
  private func chains(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let places = ledger.document.districts.places
    var seen: Set<String> = []
    return zip(places, places.dropFirst()).compactMap { upper, lower in
      guard upper.level == .city, lower.level == .district, upper.span.end == lower.span.start,
        let city = upper.district?.code, let own = lower.district?.code, city.prefix(4) == own.prefix(4),
        seen.insert(own).inserted
      else { return nil }
      let names = (ledger.text(upper.span), ledger.text(lower.span))
      return Finding(
        check: Self.id, verdict: .holds, severity: relation.severity, members: [upper.span, lower.span],
        article: ledger.document.page.articleIndex(at: upper.span.start) ?? 0,
        message: .init("\(names.1)属\(names.0)", "\(names.1) belongs to \(names.0)"), rule: relation.reference)
    }
  }
}
