import NewsText
import RuleFiles

/// What a place that was found resolves to.
extension DistrictResolver {
  /// A place of the text with what it resolves to; nil for anaphora and for short names that prove nothing.
  func mention(_ finding: PlaceScanner.Finding, _ context: Answer?) -> PlaceMention? {
    switch finding.kind {
    case .anaphor, .several: return nil
    // What holds here says which zone is meant.
    case .zone where context != nil: return resolve(finding, context)
    default: return known.mention(finding.index) { resolve(finding, nil) }
    }
  }

  private static let zoneRule = RuleReference(file: "gazetteer/zones.tsv", line: 1)
  private static let kindRule = RuleReference(file: "gazetteer/kinds.tsv", line: 1)

  private func resolve(_ finding: PlaceScanner.Finding, _ context: Answer?) -> PlaceMention? {
    let name = page.clean.name(in: finding.span)
    switch finding.kind {
    case .anaphor, .several: return nil
    case .divisions(let group):
      let index = pick(group)
      // 城区, 郊区: so short a name needs its city.
      if gazetteer.divisions.flags(index ?? group[0]).contains(.commonNoun), !isNear(index) { return nil }
      guard let index else {
        let level = gazetteer.divisions.level(group[0])
        return PlaceMention(
          span: finding.span, level: level == .county ? .district : level == .prefecture ? .city : .province,
          name: name,
          district: level == .province ? nil : District(name: name), rule: gazetteer.divisions.reference(group[0]))
      }
      if gazetteer.isHeldByCounty(index), !isInProvince(index) {
        return PlaceMention(
          span: finding.span, level: .township, name: name, rule: gazetteer.divisions.reference(index))
      }
      let level = gazetteer.divisions.level(index)
      return PlaceMention(
        span: finding.span, level: level == .county ? .district : level == .prefecture ? .city : .province, name: name,
        district: level == .province ? nil : gazetteer.district(index), rule: gazetteer.divisions.reference(index))
    case .shorts(let group):
      // A short name counts where the page has made it known: its city, or a district of its city.
      guard let index = pick(group), gazetteer.divisions.level(index) != .province, isNear(index) else { return nil }
      return PlaceMention(
        span: finding.span, level: gazetteer.divisions.level(index) == .county ? .district : .city, name: name,
        district: gazetteer.district(index), rule: gazetteer.divisions.reference(index))
    case .zone(let zones):
      let written = finding.zone ?? name
      if finding.isWeak, !isNamed(written, finding, context) { return nil }
      return PlaceMention(
        span: finding.span, level: .zone, name: name,
        district: zone(written, zones, context?.district.name ?? "", finding),
        rule: Self.zoneRule)
    case .local(let level, let counties):
      return PlaceMention(
        span: finding.span, level: level, name: name,
        district: level == .township ? taught?.district(ofTownship: finding.span, among: counties) : nil,
        rule: Self.kindRule)
    }
  }

  /// Which of several divisions with one name is meant: the city of the page or the one in it, then the one in its
  /// province; nil where nothing tells.
  func pick(_ group: [Int]) -> Int? {
    if let city {
      if group.contains(city) { return city }
      let near = group.filter {
        gazetteer.divisions.level($0) != .province && gazetteer.divisions.prefecture(of: $0) == city
      }
      if near.count == 1 { return near[0] }
    }
    // A municipality is province and city under one name.
    let cities = group.filter { gazetteer.divisions.level($0) != .province }
    if cities.count < 2 { return cities.first ?? group.first.map { gazetteer.divisions.prefecture(of: $0) ?? $0 } }
    let own = cities.filter(isInProvince)
    return own.count == 1 ? own[0] : nil
  }

  private func isInProvince(_ index: Int) -> Bool {
    city.map { gazetteer.divisions.province($0) == gazetteer.divisions.province(index) } ?? false
  }

  /// Whether a division is the city of the page or lies in it.
  private func isNear(_ index: Int?) -> Bool {
    guard let city, let index else { return false }
    return index == city || gazetteer.divisions.prefecture(of: index) == city
  }

  /// The full name of a zone: as written when it has a name of its own; a bare kind is the zone of that kind in force,
  /// listed for the city, or named before on the page, else that of the city.
  func zone(_ name: String, _ zones: [Int], _ context: String, _ finding: PlaceScanner.Finding) -> District {
    let at = finding.span.start
    let owner = finding.owners.isEmpty ? nil : pick(finding.owners)
    let cityName = (owner ?? city).map { gazetteer.divisions.name($0) } ?? ""
    let isBare = gazetteer.words.isBareZone(name)
    let kind = isBare ? gazetteer.words.zoneClass(of: name) : nil
    // 新区 after 八里湖新区 is that one.
    if owner == nil, let kind, !context.isEmpty, gazetteer.words.zoneClass(of: context) == kind {
      return District(name: context)
    }
    if let listed = zones.first(where: { gazetteer.zones[$0].city == cityName })
      ?? (finding.isClear ? zones.first : nil)
    {
      return District(name: gazetteer.zones[listed].name)
    }
    if owner == nil, let kind, let full = named.name(of: kind, at: at) { return District(name: full) }
    return District(name: isBare ? cityName + name : name)
  }

  /// Whether a bare kind of zone inside a clause can stand for a zone that the page has named.
  func isNamed(_ name: String, _ finding: PlaceScanner.Finding, _ context: Answer?) -> Bool {
    guard let kind = gazetteer.words.zoneClass(of: name) else { return false }
    if let context, gazetteer.words.zoneClass(of: context.district.name) == kind { return true }
    return named.name(of: kind, at: finding.span.start) != nil
  }

  /// The zones that the articles of the page name in full.
  func namedZones(_ findings: [[PlaceScanner.Finding]]) -> NamedZones {
    var zones = NamedZones()
    for article in page.articles {
      for index in article.sentences {
        for finding in findings[index] {
          guard case .zone(let listed) = finding.kind, finding.zone == nil, !finding.isAside else { continue }
          let written = page.clean.name(in: finding.span)
          guard !gazetteer.words.isBareZone(written), let kind = gazetteer.words.zoneClass(of: written) else {
            continue
          }
          zones.add(zone(written, listed, "", finding).name, kind, finding.span.start)
        }
      }
    }
    return zones
  }

  /// What 该区, 全县 go back to: the district in force, else the one of the article; 全县 on the page of a county that
  /// stands as high as a city goes back to it.
  func referent(_ finding: PlaceScanner.Finding, _ here: Answer?, _ base: Answer?) -> Answer? {
    let own = here == nil || isCity(here) ? base : here
    let units = page.clean.units
    guard let city, gazetteer.divisions.flags(city).contains(.county),
      finding.span.range.contains(where: { gazetteer.words.counties.contains(units[$0]) }),
      own.map({ !gazetteer.words.isCounty($0.district.name) }) ?? true
    else { return own }
    return cityAnswer(.anaphora)
  }

  func isCity(_ answer: Answer?) -> Bool {
    guard let cityDistrict, let answer else { return false }
    return answer.district.name == cityDistrict.name
  }

  /// Where the brackets close that a place stands in, nil where it stands in none.
  func bracketEnd(_ place: Span, _ sentence: Span) -> Int? {
    let units = page.clean.units
    func opens(_ unit: UInt16) -> Bool { unit == 0x28 || unit == 0xFF08 }
    func closes(_ unit: UInt16) -> Bool { unit == 0x29 || unit == 0xFF09 }
    var before = place.start - 1
    while before > sentence.start, !opens(units[before]), !closes(units[before]) { before -= 1 }
    guard before > sentence.start, opens(units[before]) else { return nil }
    var end = place.end
    while end < sentence.end, !closes(units[end]) { end += 1 }
    return end < sentence.end ? end + 1 : nil
  }

  /// A county-level city (诸暨市) is both the district and the city of its texts.
  func isTown(_ answer: Answer?) -> Bool {
    guard let answer, !isCity(answer), let code = answer.district.code,
      let index = gazetteer.divisions.index(ofCode: code)
    else {
      return false
    }
    return gazetteer.divisions.level(index) == .county && gazetteer.divisions.flags(index).contains(.city)
  }

  func cityAnswer(_ basis: DistrictBasis) -> Answer? {
    cityDistrict.map { Answer(district: $0, basis: basis) }
  }
}
