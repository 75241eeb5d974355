import NewsText
import RuleFiles

/// Finds the places of a page and says which district holds where.
public struct DistrictReader: Sendable {
  let gazetteer: Gazetteer

  /// Reads `gazetteer/`.
  public init(rules: inout RuleFolder) { gazetteer = Gazetteer(rules: &rules) }

  /// The places of a page and what holds at each of its sentences. Complexity: linear.
  public func districts(in page: Page) -> DistrictMap {
    var scanner = PlaceScanner(gazetteer: gazetteer)
    var (findings, mastheads, city) = scan(page, scanner)
    if let at = city, let regional = gazetteer.words.regionalKinds[gazetteer.divisions.province(at)] {
      // Kinds of places of one province: first where they are beyond doubt, then by the names so found.
      scanner.regional = regional
      for index in page.sentences.indices {
        for finding in scanner.findings(page.clean.units, page.sentences[index].span) {
          guard case .local(.community, _) = finding.kind else { continue }
          scanner.known.insert(page.clean.units[finding.span.start..<finding.span.end], 0)
        }
      }
      (findings, mastheads, city) = scan(page, scanner)
    }
    let namesakes = Namesakes(divisions: gazetteer.divisions, city: city)
    for article in page.articles { namesakes.settle(&findings, article.sentences) }
    var number = 0
    for sentence in findings.indices {
      for at in findings[sentence].indices {
        findings[sentence][at].index = number
        number += 1
      }
    }
    var resolver = DistrictResolver(gazetteer: gazetteer, page: page, city: city)
    var map = resolver.map(findings, heads: mastheads)
    var finder = NearNameFinder(gazetteer: gazetteer, city: city)
    for index in page.sentences.indices {
      finder.names(page.clean.units, page.sentences[index].span, findings[index], into: &map.nearNames)
    }
    return map
  }

  /// The places of each sentence, those of the running heads, and the city that they speak for.
  private func scan(
    _ page: Page, _ scanner: PlaceScanner
  ) -> (findings: [[PlaceScanner.Finding]], mastheads: [PlaceScanner.Finding], city: Int?) {
    var city = CityResolver(gazetteer: gazetteer)
    var findings: [[PlaceScanner.Finding]] = []
    findings.reserveCapacity(page.sentences.count)
    for index in page.sentences.indices {
      let found = scanner.findings(page.clean.units, page.sentences[index].span)
      for finding in found { city.count(finding) }
      findings.append(found)
    }
    var mastheads: [PlaceScanner.Finding] = []
    for line in page.datelines {
      for finding in scanner.findings(page.clean.units, line) {
        city.count(finding)
        mastheads.append(finding)
      }
    }
    return (findings, mastheads, city.city)
  }
}
