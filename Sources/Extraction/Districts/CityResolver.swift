import NewsText
import RuleFiles

/// Decides which city a page is about, from the divisions it names.
struct CityResolver {
  let gazetteer: Gazetteer
  private var votes: [Int: Double] = [:]

  init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// Counts one finding; full names count more than short ones, names of one division more than shared names.
  mutating func count(_ finding: PlaceScanner.Finding) {
    switch finding.kind {
    case .divisions(let group): vote(group, weight: 3)
    case .shorts(let group):
      // 朝阳 without more is the city rather than a district of another one.
      let cities = group.filter { gazetteer.divisions.level($0) == .prefecture }
      vote(cities.isEmpty ? group : cities, weight: 1)
    case .zone(let zones):
      // What a zone is called for short is called so elsewhere, too.
      guard finding.isClear else { return }
      let cities = zones.compactMap { city(named: gazetteer.zones[$0].city) }
      for city in cities { votes[city, default: 0] += 2 / Double(zones.count) }
    case .local, .anaphor, .several: break
    }
  }

  private mutating func vote(_ group: [Int], weight: Double) {
    var cities: [Int] = []
    for index in group where !gazetteer.isHeldByCounty(index) {
      guard !gazetteer.divisions.flags(index).contains(.commonNoun),
        let city = gazetteer.divisions.prefecture(of: index), !cities.contains(city)
      else { continue }
      cities.append(city)
    }
    guard !cities.isEmpty, cities.count <= 4 else { return }
    for city in cities { votes[city, default: 0] += weight / Double(cities.count) }
  }

  /// The division index of a prefecture by its name.
  func city(named name: String) -> Int? {
    let group = gazetteer.divisions(named: name)
    return group.first { gazetteer.divisions.level($0) == .prefecture } ?? group.first
  }

  /// The city with most votes; nil without any, and where two have as many: no city is better than a wrong one.
  var city: Int? {
    let most = votes.values.max()
    let best = votes.filter { $0.value == most }
    return best.count == 1 ? best.first?.key : nil
  }
}
