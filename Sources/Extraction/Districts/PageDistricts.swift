import NewsText
import RuleFiles

/// What a page as a whole says about its places: the district a township belongs to, and the district of the page.
///
/// Note [What a page teaches]: 川汇区小桥街道 in one article says where 小桥街道办事处 in another one is; the table of
/// divisions says it where only one district of the city has a township of that name. A page that bears the name of a
/// district, or most articles of which are about one, is the page of that district.
struct PageDistricts {
  let gazetteer: Gazetteer
  private let page: Page
  private let city: Int?
  private var townships: [String: District] = [:]

  /// Complexity: linear in the findings.
  init(
    gazetteer: Gazetteer, page: Page, city: Int?, findings: [[PlaceScanner.Finding]],
    district: (PlaceScanner.Finding) -> District?
  ) {
    self.gazetteer = gazetteer
    self.page = page
    self.city = city
    for found in findings {
      for (outer, inner) in zip(found, found.dropFirst()) where outer.span.end == inner.span.start && !outer.isAside {
        guard case .local(.township, _) = inner.kind, let known = district(outer) else { continue }
        townships[stem(inner.span)] = known
      }
    }
  }

  /// The district of a township where the page or the table of divisions knows one.
  func district(ofTownship span: Span, among counties: [Int]) -> District? {
    if let known = townships[stem(span)] { return known }
    let near = city.map { city in counties.filter { gazetteer.divisions.prefecture(of: $0) == city } } ?? counties
    guard near.count == 1, let only = near.first else { return nil }
    return gazetteer.district(only)
  }

  /// The name of a township without the words that say what it is: 小桥 of 小桥街道办事处.
  func stem(_ span: Span) -> String {
    let units = page.clean.units
    var end = span.end
    for at in span.range.dropFirst(2) {
      var reach = at
      while let (stop, _) = gazetteer.words.kinds.longestMatch(units, at: reach, limit: span.end) { reach = stop }
      if reach == span.end {
        end = at
        break
      }
    }
    return page.clean.name(in: Span(span.start, end))
  }

  /// The district of the page, from what its articles are about and what its running heads name.
  func main(_ articles: [District?], heads: Set<District>) -> District? {
    if heads.count == 1, let head = heads.first { return head }
    let known = articles.compactMap { $0 }
    let counts = Dictionary(known.map { ($0, 1) }, uniquingKeysWith: +)
    guard let (most, count) = counts.max(by: { ($0.value, $1.key.name) < ($1.value, $0.key.name) }),
      count * 3 >= known.count * 2
    else { return nil }
    return count > 1 ? most : nil
  }
}
