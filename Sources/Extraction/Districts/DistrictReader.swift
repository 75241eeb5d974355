import NewsText
import RuleFiles

/// Finds the places of a page and says which district holds where.
public struct DistrictReader: Sendable {
  private let gazetteer: Gazetteer

  /// Reads `gazetteer/`.
  public init(rules: inout RuleFolder) { gazetteer = Gazetteer(rules: &rules) }

  /// The places of a page and what holds at each of its sentences. Complexity: linear.
  public func districts(in page: Page) -> DistrictMap {
    let scanner = PlaceScanner(gazetteer: gazetteer)
    var city = CityResolver(gazetteer: gazetteer)
    var findings: [[PlaceScanner.Finding]] = []
    findings.reserveCapacity(page.sentences.count)
    for sentence in page.sentences {
      let found = scanner.findings(page.clean.units, sentence.span)
      for finding in found { city.count(finding) }
      findings.append(found)
    }
    let heads = page.datelines.flatMap { scanner.findings(page.clean.units, $0) }
    for finding in heads { city.count(finding) }
    var resolver = DistrictResolver(gazetteer: gazetteer, page: page, city: city.city)
    return resolver.map(findings, heads: heads)
  }
}
