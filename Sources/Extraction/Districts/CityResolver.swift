import NewsText

/// Decides which city a page is about, from the divisions it names.
struct CityResolver {
  let gazetteer: Gazetteer
  private var votes: [Int: Double] = [:]

  init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// Counts one finding; full names count more than short ones, names of one division more than shared names.
  mutating func count(_ finding: PlaceScanner.Finding) {
    switch finding.kind {
    case .divisions(let group): vote(group, weight: 3)
    case .shorts(let group): vote(group, weight: 1)
    case .zone(let zones):
      guard !zones.isEmpty else { return }
      let cities = zones.compactMap { city(named: gazetteer.zones[$0].city) }
      for city in cities { votes[city, default: 0] += 2 / Double(zones.count) }
    case .local, .anaphor: break
    }
  }

  private mutating func vote(_ group: [Int], weight: Double) {
    let cities = Set(
      group.filter { !gazetteer.isHeldByCounty($0) && !gazetteer.isCommonNoun($0) }.compactMap {
        gazetteer.prefecture(of: $0)
      })
    guard !cities.isEmpty, cities.count <= 4 else { return }
    for city in cities { votes[city, default: 0] += weight / Double(cities.count) }
  }

  /// The division index of a prefecture by its name.
  func city(named name: String) -> Int? {
    guard let group = gazetteer.names.value(name) else { return nil }
    return gazetteer.nameGroups[Int(group)].first { gazetteer.divisions[$0].level == .prefecture }
      ?? gazetteer.nameGroups[Int(group)].first
  }

  /// The city with most votes, the smaller index on a tie; nil without any.
  var city: Int? {
    votes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }
}
