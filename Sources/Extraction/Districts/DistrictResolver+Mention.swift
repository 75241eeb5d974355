import NewsText
import RuleFiles

/// What a place that was found resolves to.
extension DistrictResolver {
  /// A place of the text with what it resolves to; nil for anaphora and for short names that prove nothing.
  func mention(_ finding: PlaceScanner.Finding, _ context: Answer?) -> PlaceMention? {
    let name = page.clean.text(in: finding.span).filter { $0 != " " }
    switch finding.kind {
    case .anaphor: return nil
    case .divisions(let group):
      // 城区, 郊区: so short a name needs its city.
      if name.count <= 2, let city, !group.contains(where: { gazetteer.prefecture(of: $0) == city || $0 == city }) {
        return nil
      }
      let index = pick(group)
      let division = gazetteer.divisions[index]
      if gazetteer.isHeldByCounty(index), city.map({ gazetteer.province(of: $0) }) != gazetteer.province(of: index) {
        return PlaceMention(span: finding.span, level: .township, name: name, rule: gazetteer.references[index])
      }
      let level: PlaceMention.Level =
        division.level == .county ? .district : division.level == .prefecture ? .city : .province
      return PlaceMention(
        span: finding.span, level: level, name: name,
        district: level == .province ? nil : district(index), rule: gazetteer.references[index])
    case .shorts(let group):
      let index = pick(group)
      // A short name counts where the page has made it known: its city, or a district of its city.
      guard let city, gazetteer.divisions[index].level != .province,
        index == city || gazetteer.prefecture(of: index) == city
      else { return nil }
      return PlaceMention(
        span: finding.span, level: gazetteer.divisions[index].level == .county ? .district : .city, name: name,
        district: district(index), rule: gazetteer.references[index])
    case .zone(let zones):
      let written = finding.zone ?? name
      if finding.isWeak, !isNamed(written, finding, context) { return nil }
      return PlaceMention(
        span: finding.span, level: .zone, name: name,
        district: zone(written, zones, context?.district.name ?? "", finding.span.start),
        rule: RuleReference(file: "gazetteer/zones.tsv", line: 1))
    case .local(let level, let counties):
      return PlaceMention(
        span: finding.span, level: level, name: name,
        district: level == .township ? taught?.district(ofTownship: finding.span, among: counties) : nil,
        rule: RuleReference(file: "gazetteer/kinds.tsv", line: 1))
    }
  }

  /// Of several divisions with one name, the one in the city of the page, else a county before a prefecture.
  func pick(_ group: [Int]) -> Int {
    if let city {
      if let own = group.first(where: { $0 == city }) { return own }
      if let near = group.first(where: { gazetteer.prefecture(of: $0) == city }) { return near }
    }
    return group.first { gazetteer.divisions[$0].level != .province } ?? group.first ?? 0
  }

  func district(_ index: Int) -> District {
    let division = gazetteer.divisions[index]
    return District(name: division.name, code: division.code.isEmpty ? nil : division.code)
  }

  /// The full name of a zone: as written when it has a name of its own; a bare kind is the zone of that kind in force,
  /// listed for the city, or named before on the page, else that of the city.
  func zone(_ name: String, _ zones: [Int], _ context: String, _ at: Int) -> District {
    let cityName = city.map { gazetteer.divisions[$0].name } ?? ""
    let isBare = gazetteer.isBareZone(name)
    let kind = isBare ? gazetteer.zoneClass(of: name) : nil
    // 新区 after 八里湖新区 is that one.
    if let kind, !context.isEmpty, gazetteer.zoneClass(of: context) == kind { return District(name: context) }
    if let listed = zones.first(where: { gazetteer.zones[$0].city == cityName }) {
      return District(name: gazetteer.zones[listed].name)
    }
    if let kind, let full = named.name(of: kind, at: at) { return District(name: full) }
    return District(name: isBare || !zones.isEmpty ? cityName + name : name)
  }

  /// Whether a bare kind of zone inside a clause can stand for a zone that the page has named.
  func isNamed(_ name: String, _ finding: PlaceScanner.Finding, _ context: Answer?) -> Bool {
    guard let kind = gazetteer.zoneClass(of: name) else { return false }
    if let context, gazetteer.zoneClass(of: context.district.name) == kind { return true }
    return named.name(of: kind, at: finding.span.start) != nil
  }

  /// The zones that the articles of the page name in full.
  func namedZones(_ findings: [[PlaceScanner.Finding]]) -> NamedZones {
    var zones = NamedZones()
    for article in page.articles {
      for index in article.sentences {
        for finding in findings[index] {
          guard case .zone(let listed) = finding.kind, finding.zone == nil, !finding.isAside else { continue }
          let written = page.clean.text(in: finding.span).filter { $0 != " " }
          guard !gazetteer.isBareZone(written), let kind = gazetteer.zoneClass(of: written) else { continue }
          zones.add(zone(written, listed, "", finding.span.start).name, kind, finding.span.start)
        }
      }
    }
    return zones
  }

  /// What 该区, 全县 go back to: the district in force, else the one of the article; 全县 on the page of a county that
  /// stands as high as a city goes back to it.
  func referent(_ finding: PlaceScanner.Finding, _ here: Answer?, _ base: Answer?) -> Answer? {
    let own = here == nil || isCity(here) ? base : here
    let last = own?.district.name.unicodeScalars.last
    let word = page.clean.text(in: finding.span).unicodeScalars
    guard word.contains("县"), last != "县", let city = cityAnswer(.anaphora), city.district.name.hasSuffix("县") else {
      return own
    }
    return city
  }

  func isCity(_ answer: Answer?) -> Bool {
    guard let city else { return false }
    return answer?.district.name == gazetteer.divisions[city].name
  }

  /// Where the brackets close that a place stands in, nil where it stands in none.
  func bracketEnd(_ place: Span, _ sentence: Span) -> Int? {
    let units = page.clean.units
    let opens: Set<UInt16> = [0x28, 0xFF08]
    let closes: Set<UInt16> = [0x29, 0xFF09]
    let front = units[sentence.start..<place.start]
    guard let before = front.lastIndex(where: { opens.contains($0) || closes.contains($0) }),
      opens.contains(units[before]), before > sentence.start
    else { return nil }
    return units[place.end..<sentence.end].firstIndex { closes.contains($0) }.map { $0 + 1 }
  }

  /// A county-level city (诸暨市) is both the district and the city of its texts.
  func isTown(_ answer: Answer?) -> Bool {
    guard let answer, !isCity(answer), let code = answer.district.code, let index = gazetteer.byCode[code] else {
      return false
    }
    return gazetteer.divisions[index].level == .county && answer.district.name.hasSuffix("市")
  }

  func cityAnswer(_ basis: DistrictBasis) -> Answer? {
    city.map { Answer(district: district($0), basis: basis) }
  }
}
