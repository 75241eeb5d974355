import NewsText
import RuleFiles

/// Follows the places of a page sentence by sentence.
///
/// Note [Which district holds]: a district stated before a figure in its sentence; else the heading of the section;
/// else the last district of the paragraph; else the district of the article (its headline's, or the first that its
/// body states, from there on); else the city. A place named in passing (Note [Places in passing]) holds nowhere. 该区 and 全区 go back to the district in force, 全市 to the city, which is the district
/// itself where that is a city of its own (诸暨市); 该市 may be one named just before. A sentence that names several
/// districts lists them: each holds up to the next, none beyond the sentence. A township whose district is known states
/// that district where none is in force; see [What a page teaches].
///
/// Note [Which place holds]: the last one of the paragraph; else the township that the article is about, if it is about
/// one, or the one place that it is about from its headline or its first paragraph on. The place of one person or inside
/// a quotation is not carried on. In an article about a township a community holds on only where it is no part of a longer name or an object.
struct DistrictResolver {
  let gazetteer: Gazetteer
  let page: Page
  /// Division index of the city of the page.
  let city: Int?
  private var taught: PageDistricts?
  /// Zones that the page names in full.
  private var named = NamedZones()

  private typealias Answer = DistrictMap.Answer

  init(gazetteer: Gazetteer, page: Page, city: Int?) {
    self.gazetteer = gazetteer
    self.page = page
    self.city = city
  }

  /// - Parameters:
  ///   - findings: those of each sentence of the page.
  ///   - heads: those of its running heads.
  mutating func map(_ findings: [[PlaceScanner.Finding]], heads: [PlaceScanner.Finding]) -> DistrictMap {
    named = namedZones(findings)
    let stated = self
    let taught = PageDistricts(gazetteer: gazetteer, page: page, city: city, findings: findings) { finding in
      guard let mention = stated.mention(finding, nil), mention.level == .district || mention.level == .zone else {
        return nil
      }
      return mention.district
    }
    self.taught = taught
    let evidence = page.articles.map { answer(ofArticle: $0, findings) }
    let heads = Set(heads.compactMap { mention($0, nil) }.filter { $0.level == .district }.compactMap(\.district))
    let districts = evidence.map { answer, from in
      answer.flatMap { from > 0 || $0.basis == .page || isCity($0) ? nil : $0.district }
    }
    let main = taught.main(districts, heads: heads).map { Answer(district: $0, basis: .page) }
    var map = DistrictMap()
    for (article, (answer, from)) in zip(page.articles, evidence) {
      let defaultAnswer =
        answer?.basis == .page && isCity(answer) && !isCitywide(article, findings) ? main ?? answer : answer
      let township = township(ofArticle: article, findings, isOfDistrict: answer?.basis == .heading)
      var articlePlace = township.isEmpty ? place(ofArticle: article, findings) : township
      let early =
        from == 0 ? defaultAnswer : (isCitywide(article, findings) ? nil : main) ?? cityAnswer(.page) ?? defaultAnswer
      var section: Int?
      var sectionAnswer: Answer?
      var paragraph = -1
      var paragraphAnswer: Answer?
      var paragraphPlace = ""
      var lastPlace = ""
      for index in article.sentences {
        let sentence = page.sentences[index]
        if sentence.section != section {
          section = sentence.section
          sectionAnswer = section.flatMap { headingAnswer(article.sections[$0].heading, index, article, findings) }
          lastPlace = ""
          if let section { articlePlace = headingPlace(article.sections[section].heading, article, findings) }
        }
        if sentence.paragraph != paragraph {
          paragraph = sentence.paragraph
          paragraphAnswer = nil
          paragraphPlace = sentence.role == .body ? articlePlace : ""
        }
        let base = sectionAnswer ?? (index < from ? early : defaultAnswer)
        var here = paragraphAnswer ?? base
        var place = paragraphPlace
        var start = sentence.span.start
        var stated: [District] = []
        var joinable = -1
        var isWhole = false
        var holds = true
        var bracket: (end: Int, answer: Answer?, place: String)?
        var isPassing = false
        for finding in findings[index] {
          if let open = bracket, finding.span.start >= open.end {
            map.zones.append(zone(start, open.end, here, place))
            (start, here, place, bracket) = (open.end, open.answer, open.place, nil)
          }
          guard let mention = mention(finding, here ?? base) else {
            if case .anaphor(let anaphor) = finding.kind {
              map.zones.append(zone(start, finding.span.start, here, place))
              start = finding.span.start
              switch anaphor {
              case .district:
                here = referent(finding, here, base)
                here?.basis = .anaphora
                if joinable < 0 { place = "" }
              case .city, .nearCity:
                let own = anaphor == .nearCity && isTown(here) ? here : isTown(base) ? base : cityAnswer(.anaphora)
                here = own ?? here
                here?.basis = .anaphora
                place = ""
                isWhole = true
              case .whole: place = ""
              case .place: if place.isEmpty { place = lastPlace }
              case .none: break
              }
            }
            continue
          }
          map.places.append(mention)
          if finding.isAside { continue }
          map.zones.append(zone(start, finding.span.start, here, place))
          start = finding.span.start
          switch mention.level {
          case .district, .zone, .city:
            guard let district = mention.district else { break }
            // 第三选区(丰原、后里): what brackets name holds within them.
            if bracket == nil, here != nil, let end = bracketEnd(finding.span, sentence.span) {
              bracket = (end, here, place)
            }
            here = Answer(district: district, basis: .stated)
            if bracket == nil { stated.append(district) }
            place = ""
            joinable = -1
          case .township, .community, .site:
            let joins = joinable >= 0 && finding.span.start == joinable + 1 && page.clean.units[joinable] == 0x3001
            place = joins ? place + "、" + mention.name : mention.name
            if !finding.isPassing { lastPlace = place }
            isPassing = finding.isPassing
            joinable = finding.span.end
            holds =
              township.isEmpty || mention.level == .township || isFree(finding.span, in: sentence, findings[index])
            if let district = mention.district, here == nil || isCity(here) || here?.basis == .page {
              here = Answer(district: district, basis: .stated)
            }
          case .province: break
          }
        }
        if let open = bracket {
          map.zones.append(zone(start, open.end, here, place))
          (start, here, place) = (open.end, open.answer, open.place)
        }
        map.zones.append(zone(start, sentence.span.end, here, place))
        guard sentence.role == .body || sentence.role == .caption else { continue }
        // What a sentence says of the whole city goes on; a place that it comes to later does not.
        if Set(stated).count == 1 || isWhole && stated.isEmpty { paragraphAnswer = here }
        paragraphPlace = isWhole || isPassing ? "" : holds ? place : township
      }
    }
    map.zones.removeAll { $0.span.isEmpty }
    return map
  }

  private func zone(_ start: Int, _ end: Int, _ answer: Answer?, _ place: String) -> DistrictMap.Zone {
    DistrictMap.Zone(span: Span(start, max(start, end)), answer: answer, place: place)
  }

  /// A place of the text with what it resolves to; nil for anaphora and for short names that prove nothing.
  private func mention(_ finding: PlaceScanner.Finding, _ context: Answer?) -> PlaceMention? {
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
  private func pick(_ group: [Int]) -> Int {
    if let city {
      if let own = group.first(where: { $0 == city }) { return own }
      if let near = group.first(where: { gazetteer.prefecture(of: $0) == city }) { return near }
    }
    return group.first { gazetteer.divisions[$0].level != .province } ?? group.first ?? 0
  }

  private func district(_ index: Int) -> District {
    let division = gazetteer.divisions[index]
    return District(name: division.name, code: division.code.isEmpty ? nil : division.code)
  }

  /// The full name of a zone: as written when it has a name of its own; a bare kind is the zone of that kind in force,
  /// listed for the city, or named before on the page, else that of the city.
  private func zone(_ name: String, _ zones: [Int], _ context: String, _ at: Int) -> District {
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
  private func isNamed(_ name: String, _ finding: PlaceScanner.Finding, _ context: Answer?) -> Bool {
    guard let kind = gazetteer.zoneClass(of: name) else { return false }
    if let context, gazetteer.zoneClass(of: context.district.name) == kind { return true }
    return named.name(of: kind, at: finding.span.start) != nil
  }

  /// The zones that the articles of the page name in full.
  private func namedZones(_ findings: [[PlaceScanner.Finding]]) -> NamedZones {
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
  private func referent(_ finding: PlaceScanner.Finding, _ here: Answer?, _ base: Answer?) -> Answer? {
    let own = here == nil || isCity(here) ? base : here
    let last = own?.district.name.unicodeScalars.last
    let word = page.clean.text(in: finding.span).unicodeScalars
    guard word.contains("县"), last != "县", let city = cityAnswer(.anaphora), city.district.name.hasSuffix("县") else {
      return own
    }
    return city
  }

  private func isCity(_ answer: Answer?) -> Bool {
    guard let city else { return false }
    return answer?.district.name == gazetteer.divisions[city].name
  }

  /// Where the brackets close that a place stands in, nil where it stands in none.
  private func bracketEnd(_ place: Span, _ sentence: Span) -> Int? {
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
  private func isTown(_ answer: Answer?) -> Bool {
    guard let answer, !isCity(answer), let code = answer.district.code, let index = gazetteer.byCode[code] else {
      return false
    }
    return gazetteer.divisions[index].level == .county && answer.district.name.hasSuffix("市")
  }

  private func cityAnswer(_ basis: DistrictBasis) -> Answer? {
    city.map { Answer(district: district($0), basis: basis) }
  }

  /// The district that a section heading names before its colon, or anywhere when it names one alone.
  private func headingAnswer(
    _ heading: Span, _ sentence: Int, _ article: Article, _ findings: [[PlaceScanner.Finding]]
  ) -> Answer? {
    for index in article.sentences where page.sentences[index].span.start >= heading.start {
      guard page.sentences[index].span.start < heading.end else { break }
      for finding in findings[index] where !finding.isAside {
        guard let mention = mention(finding, nil), let district = mention.district,
          mention.level == .district || mention.level == .zone
        else { continue }
        return Answer(district: district, basis: .heading)
      }
    }
    return nil
  }

  /// The district an article is about, and the sentence from which on it holds: what the body names first in a later
  /// paragraph says nothing of what stands before, unless all is about it.
  private func answer(
    ofArticle article: Article, _ findings: [[PlaceScanner.Finding]]
  ) -> (answer: Answer?, from: Int) {
    let cityName = city.map { gazetteer.divisions[$0].name }
    var firstStated: Answer?
    var counts: [District: Int] = [:]
    var ofTownships: [District: Int] = [:]
    var headlineCity = false
    var cityFirst = false
    var cityCount = 0
    var namesCity = false
    var namesDistrict = false
    var isBehindCity = false
    var from = 0
    var isLate = false
    let first = article.sentences.first { page.sentences[$0].role == .body }.map { page.sentences[$0].paragraph } ?? 0
    for index in article.sentences {
      let role = page.sentences[index].role
      var cityEnd = -1
      for finding in findings[index] where !finding.isAside {
        switch finding.kind {
        case .anaphor(.city): namesCity = true
        case .anaphor(.district): namesDistrict = true
        default: break
        }
        guard let mention = mention(finding, nil), let district = mention.district else { continue }
        if mention.level == .city {
          namesCity = true
          cityEnd = cityEnd < 0 ? finding.span.end : cityEnd
          if role == .headline { headlineCity = true }
          // 台中市西屯区 names the district, 台中市交通局 the city.
          let isFront = findings[index].contains { $0.span.start == finding.span.end }
          if role == .body, !isFront, district.name == cityName {
            if firstStated == nil { cityFirst = true }
            cityCount += 1
          }
        }
        if mention.level == .township { ofTownships[district, default: 0] += 1 }
        guard mention.level == .district || mention.level == .zone else { continue }
        switch role {
        case .headline, .shoulder, .subheadline:
          // A headline that begins with the city and comes to a district later is about the city.
          if cityEnd >= 0, finding.span.start > cityEnd { return (cityAnswer(.heading), 0) }
          return (Answer(district: district, basis: .heading), 0)
        case .heading, .byline: break
        case .body, .caption:
          if firstStated == nil {
            firstStated = Answer(district: district, basis: .dateline)
            from = index
            isLate = page.sentences[index].paragraph > first
            isBehindCity = namesCity
          }
          counts[district, default: 0] += 1
        }
      }
    }
    if headlineCity { return (cityAnswer(.heading), 0) }
    if counts.isEmpty, ofTownships.count == 1, !cityFirst, let only = ofTownships.keys.first {
      return (Answer(district: only, basis: .dateline), 0)
    }
    if counts.isEmpty || cityFirst && cityCount >= counts.values.max() ?? 0 { return (cityAnswer(.page), 0) }
    let total = counts.values.reduce(0, +)
    // Named once after the city, it holds for its paragraph alone.
    if isLate, isBehindCity, total == 1 { return (cityAnswer(.page), 0) }
    if counts.count == 1 || (counts[firstStated?.district ?? District(name: "")] ?? 0) * 2 >= total {
      return (firstStated, isLate && (namesCity || counts.count > 1 || total == 1 && !namesDistrict) ? from : 0)
    }
    return (cityAnswer(.page) ?? firstStated, 0)
  }

  /// Whether an article speaks of its city as a whole.
  private func isCitywide(_ article: Article, _ findings: [[PlaceScanner.Finding]]) -> Bool {
    var district = 0
    var city = 0
    for index in article.sentences {
      for finding in findings[index] where !finding.isAside {
        switch finding.kind {
        case .anaphor(.district): district += 1
        case .anaphor(.city), .anaphor(.nearCity): city += 1
        default: if mention(finding, nil)?.level == .city { city += 1 }
        }
      }
    }
    return city > district
  }

  /// The township an article is about: the only one it names, first in its headline or its first paragraph, and as the first
  /// word of the article or more than once; empty if there is none.
  ///
  /// - Parameter isOfDistrict: the headline names a district; then it must also name the township.
  private func township(
    ofArticle article: Article, _ findings: [[PlaceScanner.Finding]], isOfDistrict: Bool
  ) -> String {
    var stem: String?
    var name = ""
    var count = 0
    var opening: Int?
    for index in article.sentences {
      let sentence = page.sentences[index]
      if opening == nil, sentence.role == .body { opening = sentence.paragraph }
      for finding in findings[index] where !finding.isAside {
        guard case .local(.township, _) = finding.kind, let taught else { continue }
        let next = taught.stem(finding.span)
        if stem == nil, opening.map({ isOfDistrict || sentence.paragraph != $0 }) ?? false { return "" }
        guard stem == nil || stem == next else { return "" }
        stem = next
        let leads = sentence.role == .headline || count == 0 && sentence.span.start == finding.span.start
        count += leads ? 2 : 1
        if name.count < finding.span.count { name = page.clean.text(in: finding.span).filter { $0 != " " } }
      }
    }
    return count > 1 ? name : ""
  }

  /// The street, town or community that a headline names, or the only one of an article that begins with it and speaks
  /// of no larger unit after it; empty for none.
  private func place(ofArticle article: Article, _ findings: [[PlaceScanner.Finding]]) -> String {
    var only = ""
    var isLed = true
    let first = article.sentences.first { page.sentences[$0].role == .body }.map { page.sentences[$0].paragraph } ?? 0
    for index in article.sentences {
      let role = page.sentences[index].role
      let isHeadline = role == .headline || role == .shoulder || role == .subheadline
      guard isHeadline || role == .body else { continue }
      var found = ""
      for finding in findings[index] where !finding.isAside {
        guard case .local(let level, _) = finding.kind, level != .site else {
          // A larger unit after the place: the article is not about the place alone.
          if !only.isEmpty, !finding.isPassing, isLarger(finding) { isLed = false }
          continue
        }
        let name = page.clean.text(in: finding.span).filter { $0 != " " }
        if isHeadline, found.isEmpty { found = name }
        if isHeadline { continue }
        if finding.isPassing || !only.isEmpty && only != name || only.isEmpty && page.sentences[index].paragraph > first
        {
          isLed = false
        }
        only = name
      }
      if !found.isEmpty { return found }
    }
    return isLed ? only : ""
  }

  private func isLarger(_ finding: PlaceScanner.Finding) -> Bool {
    switch finding.kind {
    case .anaphor(.district), .anaphor(.city), .anaphor(.nearCity), .anaphor(.whole), .divisions, .shorts, .zone: true
    case .anaphor, .local: false
    }
  }

  /// The one street, town or community of a section heading; empty for none or several.
  private func headingPlace(_ heading: Span, _ article: Article, _ findings: [[PlaceScanner.Finding]]) -> String {
    var found: Set<String> = []
    for index in article.sentences where heading.contains(page.sentences[index].span.start) {
      for finding in findings[index] where !finding.isAside {
        guard case .local(let level, _) = finding.kind, level != .site else { continue }
        found.insert(page.clean.text(in: finding.span).filter { $0 != " " })
      }
    }
    return found.count == 1 ? found.first ?? "" : ""
  }

  /// Whether a place begins its clause, or follows a preposition or another place.
  private func isFree(_ place: Span, in sentence: Sentence, _ findings: [PlaceScanner.Finding]) -> Bool {
    let units = page.clean.units
    guard place.start > sentence.span.start else { return true }
    let before = Span(place.start - 1, place.start)
    return !PlaceScanner.isNamePart(units[before.start]) || gazetteer.borders.value(units, before) != nil
      || findings.contains { $0.span.end == place.start }
  }
}
