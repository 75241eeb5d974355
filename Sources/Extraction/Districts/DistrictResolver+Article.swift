import NewsText
import RuleFiles

/// Which district and which place an article or a section is about.
extension DistrictResolver {
  /// The district that a section heading names before its colon, or anywhere when it names one alone.
  func headingAnswer(
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
  func answer(
    ofArticle article: Article, _ findings: [[PlaceScanner.Finding]]
  ) -> (answer: Answer?, from: Int) {
    let cityName = cityDistrict?.name
    var firstStated: Answer?
    var counts = DistrictCounts()
    var ofTownships = DistrictCounts()
    var headlineCity = false
    var headlineTownship: District?
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
        if mention.level == .township {
          ofTownships.add(district)
          if role == .headline, headlineTownship == nil { headlineTownship = district }
        }
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
          counts.add(district)
        }
      }
    }
    if let headlineTownship { return (Answer(district: headlineTownship, basis: .heading), 0) }
    if headlineCity { return (cityAnswer(.heading), 0) }
    if counts.isEmpty, ofTownships.count == 1, !cityFirst, let only = ofTownships.first {
      return (Answer(district: only, basis: .dateline), 0)
    }
    if counts.isEmpty || cityFirst && cityCount >= counts.most { return (cityAnswer(.page), 0) }
    let total = counts.total
    // Named once after the city, it holds for its paragraph alone.
    if isLate, isBehindCity, total == 1 { return (cityAnswer(.page), 0) }
    // A township of that district stands before: all is about it.
    if ofTownships.count == 1, let firstStated, ofTownships.first == firstStated.district { isLate = false }
    if counts.count == 1 || counts.count(of: firstStated?.district) * 2 >= total {
      return (firstStated, isLate && (namesCity || counts.count > 1 || total == 1 && !namesDistrict) ? from : 0)
    }
    return (cityAnswer(.page) ?? firstStated, 0)
  }

  /// Whether an article speaks of its city as a whole.
  func isCitywide(_ article: Article, _ findings: [[PlaceScanner.Finding]]) -> Bool {
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
  func township(
    ofArticle article: Article, _ findings: [[PlaceScanner.Finding]], isOfDistrict: Bool
  ) -> String {
    var stem: String?
    var name = ""
    var count = 0
    var opening: Int?
    for index in article.sentences {
      let (role, paragraph) = (page.sentences[index].role, page.sentences[index].paragraph)
      if opening == nil, role == .body { opening = paragraph }
      for finding in findings[index] where !finding.isAside {
        guard case .local(.township, _) = finding.kind, let taught else { continue }
        let next = taught.stem(finding.span)
        if stem == nil, opening.map({ isOfDistrict || paragraph != $0 }) ?? false { return "" }
        guard stem == nil || stem == next else { return "" }
        stem = next
        let leads = role == .headline || count == 0 && page.sentences[index].span.start == finding.span.start
        count += leads ? 2 : 1
        if name.count < finding.span.count { name = page.clean.name(in: finding.span) }
      }
    }
    return count > 1 ? name : ""
  }

  /// The street, town or community that a headline names, or the only one of an article that begins with it and speaks
  /// of no larger unit after it; empty for none.
  func place(ofArticle article: Article, _ findings: [[PlaceScanner.Finding]]) -> String {
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
        let name = page.clean.name(in: finding.span)
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

  func isLarger(_ finding: PlaceScanner.Finding) -> Bool {
    switch finding.kind {
    case .anaphor(.district), .anaphor(.city), .anaphor(.nearCity), .anaphor(.whole), .divisions, .shorts, .zone: true
    case .anaphor, .local, .several: false
    }
  }

  /// The one street, town or community of a section heading; empty for none or several.
  func headingPlace(_ heading: Span, _ article: Article, _ findings: [[PlaceScanner.Finding]]) -> String {
    var found: Set<String> = []
    for index in article.sentences where heading.contains(page.sentences[index].span.start) {
      for finding in findings[index] where !finding.isAside {
        guard case .local(let level, _) = finding.kind, level != .site else { continue }
        found.insert(page.clean.name(in: finding.span))
      }
    }
    return found.count == 1 ? found.first ?? "" : ""
  }

  /// Whether a place begins its clause, or follows a preposition or another place.
  func isFree(_ place: Span, in sentence: Sentence, _ findings: [PlaceScanner.Finding]) -> Bool {
    let units = page.clean.units
    guard place.start > sentence.span.start else { return true }
    let before = Span(place.start - 1, place.start)
    return !PlaceScanner.isNamePart(units[before.start]) || gazetteer.words.borders.contains(units[before.start])
      || findings.contains { $0.span.end == place.start }
  }
}

/// How often an article names each of its few districts: looking through them takes less time than hashing their names.
private struct DistrictCounts {
  private var counts: [(district: District, count: Int)] = []

  /// How many different ones.
  var count: Int { counts.count }
  var isEmpty: Bool { counts.isEmpty }
  /// The one named first.
  var first: District? { counts.first?.district }
  /// How often all are named.
  var total: Int { counts.reduce(0) { $0 + $1.count } }
  /// How often the one is that is named most.
  var most: Int { counts.reduce(0) { max($0, $1.count) } }

  mutating func add(_ district: District) {
    if let known = counts.firstIndex(where: { $0.district == district }) {
      counts[known].count += 1
    } else {
      counts.append((district, 1))
    }
  }

  func count(of district: District?) -> Int { counts.first { $0.district == district }?.count ?? 0 }
}
