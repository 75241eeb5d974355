import NewsText
import RuleFiles

/// Follows the places of a page sentence by sentence.
///
/// Note [Which district holds]: a district stated before a figure in its sentence; else the heading of the section;
/// else the last district of the paragraph; else the district of the article (its headline's, or the first that its
/// body states, from there on); else the city. A place named in passing (Note [Places in passing]) holds nowhere.
/// 该区 and 全区 go back to the district in force, 全市 to the city, which is the district itself where that is a city
/// of its own (诸暨市); 该市 may be one named just before. A sentence that names several districts lists them: each
/// holds up to the next, none beyond the sentence. A township whose district is known states that district where none
/// is in force; see Note [What a page teaches].
///
/// Note [Which place holds]: the last one of the paragraph; else the township that the article is about, if it is about
/// one, or the one place that it is about from its headline or its first paragraph on. The place of one person or inside
/// a quotation is not carried on. In an article about a township a community holds on only where it is no part of a
/// longer name or an object.
struct DistrictResolver {
  let gazetteer: Gazetteer
  let page: Page
  /// Division index of the city of the page.
  let city: Int?
  /// The city as what figures are reported for.
  let cityDistrict: District?
  private(set) var taught: PageDistricts?
  /// Zones that the page names in full.
  private(set) var named = NamedZones()
  /// What the places of the page resolve to.
  private(set) var known = ResolvedPlaces()

  typealias Answer = DistrictMap.Answer

  init(gazetteer: Gazetteer, page: Page, city: Int?) {
    self.gazetteer = gazetteer
    self.page = page
    self.city = city
    cityDistrict = city.map { gazetteer.district($0) }
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
    // Townships resolve by it.
    known = ResolvedPlaces()
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
        // Its parts one by one: a copy of a sentence counts references.
        let sentence = page.sentences[index].span
        let role = page.sentences[index].role
        if page.sentences[index].section != section {
          section = page.sentences[index].section
          sectionAnswer = section.flatMap { headingAnswer(article.sections[$0].heading, index, article, findings) }
          lastPlace = ""
          if let section { articlePlace = headingPlace(article.sections[section].heading, article, findings) }
        }
        if page.sentences[index].paragraph != paragraph {
          paragraph = page.sentences[index].paragraph
          paragraphAnswer = nil
          paragraphPlace = role == .body ? articlePlace : ""
        }
        let base = sectionAnswer ?? (index < from ? early : defaultAnswer)
        if findings[index].isEmpty {
          keep(sentence.start, sentence.end, paragraphAnswer ?? base, paragraphPlace, in: &map)
          continue
        }
        var here = paragraphAnswer ?? base
        var place = paragraphPlace
        var start = sentence.start
        var stated: [District] = []
        var joinable = -1
        var lastEnd = -1
        var isWhole = false
        var holds = true
        var bracket: (end: Int, answer: Answer?, place: String)?
        var isPassing = false
        for finding in findings[index] {
          if let open = bracket, finding.span.start >= open.end {
            keep(start, open.end, here, place, in: &map)
            (start, here, place, bracket) = (open.end, open.answer, open.place, nil)
          }
          guard let mention = mention(finding, here ?? base) else {
            if case .anaphor(let anaphor) = finding.kind {
              keep(start, finding.span.start, here, place, in: &map)
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
            } else if case .several = finding.kind, place.hasSuffix(page.clean.text(in: finding.span)) {
              // 对26个小区: no longer the one named before.
              keep(start, finding.span.start, here, place, in: &map)
              (start, place) = (finding.span.start, "")
            }
            continue
          }
          map.places.append(mention)
          if finding.isAside { continue }
          keep(start, finding.span.start, here, place, in: &map)
          start = finding.span.start
          switch mention.level {
          case .district, .zone, .city:
            guard let district = mention.district else { break }
            // 第三选区(丰原、后里): what brackets name holds within them.
            if bracket == nil, here != nil, let end = bracketEnd(finding.span, sentence) {
              bracket = (end, here, place)
            }
            here = Answer(district: district, basis: .stated)
            // 周口市|川汇区 is one place.
            if lastEnd == finding.span.start, !stated.isEmpty { stated.removeLast() }
            if bracket == nil { stated.append(district) }
            // 濂溪区、浔阳区等: not of these alone.
            if joins(lastEnd, finding.span.start), goesOn(finding.span.end, sentence.end) {
              here = cityAnswer(.page) ?? base ?? here
              stated = []
            }
            lastEnd = finding.span.end
            place = ""
            joinable = -1
          case .township, .community, .site:
            let joins = joinable >= 0 && finding.span.start == joinable + 1 && page.clean.units[joinable] == 0x3001
            place = joins ? place + "、" + mention.name : mention.name
            if !finding.isPassing { lastPlace = place }
            isPassing = finding.isPassing
            joinable = finding.span.end
            // 昆阳镇、鳌江镇等: not of these alone.
            if goesOn(finding.span.end, sentence.end) { (place, joinable) = ("", -1) }
            holds =
              township.isEmpty || mention.level == .township
              || isFree(finding.span, in: page.sentences[index], findings[index])
            if let district = mention.district, here == nil || isCity(here) || here?.basis == .page {
              here = Answer(district: district, basis: .stated)
            }
          case .province: break
          }
        }
        if let open = bracket {
          keep(start, open.end, here, place, in: &map)
          (start, here, place) = (open.end, open.answer, open.place)
        }
        keep(start, sentence.end, here, place, in: &map)
        guard role == .body || role == .caption else { continue }
        // What a sentence says of the whole city goes on; a place that it comes to later does not.
        let isOne = !stated.isEmpty && stated.dropFirst().allSatisfy { $0 == stated[0] }
        if isOne || isWhole && stated.isEmpty { paragraphAnswer = here }
        paragraphPlace = isWhole || isPassing ? "" : holds ? place : township
      }
    }
    return map
  }

  /// Whether a list of places ends here without naming all.
  private func goesOn(_ end: Int, _ limit: Int) -> Bool {
    gazetteer.words.rests.longestEnd(page.clean.units, at: end, limit: limit) != nil
  }

  private func joins(_ end: Int, _ start: Int) -> Bool {
    end >= 0 && start > end && start <= end + 2 && gazetteer.words.joins.contains(page.clean.units, Span(end, start))
  }

  /// Adds what holds in a stretch, if it is one.
  private func keep(_ start: Int, _ end: Int, _ answer: Answer?, _ place: String, in map: inout DistrictMap) {
    guard end > start else { return }
    map.zones.append(DistrictMap.Zone(span: Span(start, end), answer: answer, place: place))
  }
}
