import Extraction
import Foundation
import NewsText
import RuleFiles

/// A part of a district has no more than the district, and a district no more than its city.
struct Containment: Check {
  static let id = "containment"
  let rules: CheckRules
  private let within: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["whole", "silent"], rules: &folder)
    within = rules.relation("within", &folder)
  }

  /// How many wholes of one object are remembered.
  private static let remembered = 6

  /// A figure that may be a whole or a part, with what is told of it as numbers that are quickly compared.
  private struct Total {
    var figure: Int
    var object: Int
    /// -1 where no district is known.
    var district: Int
    var hasPlace: Bool
    var isPart: Bool
    var period: String?
  }

  /// Numbers for the names of one document.
  private struct Names {
    private var numbers: [String: Int] = [:]
    /// The names in UTF-16 units.
    private(set) var units: [[UInt16]] = []

    mutating func number(of name: String) -> Int {
      if let known = numbers[name] { return known }
      numbers[name] = units.count
      units.append(Array(name.utf16))
      return units.count - 1
    }
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let within else { return [] }
    var names = Names()
    let totals = ledger.figures.indices.compactMap { total($0, ledger, &names) }
    let cities = Self.cities(ledger, &names)
    // By every two neighbouring characters of its object a whole can be found: 居民, 常住居民.
    var wholes: [UInt64: [Int]] = [:]
    let pairs = totals.map { keys($0, ledger, names) }
    for (number, total) in totals.enumerated() where !total.hasPlace {
      for key in pairs[number] where wholes[key, default: []].count < Self.remembered {
        wholes[key, default: []].append(number)
      }
    }
    return totals.indices.compactMap { part in
      var candidates: [Int] = []
      for key in pairs[part] {
        for whole in wholes[key] ?? [] where !candidates.contains(whole) { candidates.append(whole) }
      }
      candidates.sort()
      let larger = candidates.filter { contains(totals[$0], totals[part], ledger, cities, names) }
      return finding(totals[part].figure, larger.map { totals[$0].figure }, ledger, within)
    }
  }

  private func keys(_ total: Total, _ ledger: Ledger, _ names: Names) -> [UInt64] {
    let object = names.units[total.object].suffix(Self.longest)
    var keys: [UInt64] = []
    for (first, second) in zip(object, object.dropFirst()) {
      let pair = UInt64(first) << 16 | UInt64(second)
      let key = UInt64(UInt32(truncatingIfNeeded: ledger.figures[total.figure].unitClass)) << 32 | pair
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private static let longest = 12

  /// The city of each district that the page names behind its city: 台中市北屯区.
  private static func cities(_ ledger: Ledger, _ names: inout Names) -> [Int: Int] {
    var cities: [Int: Int] = [:]
    let places = ledger.document.districts.places
    for (city, district) in zip(places, places.dropFirst())
    where city.level == .city && district.level == .district && city.span.end == district.span.start {
      if let name = city.district?.name, let part = district.district?.name {
        cities[names.number(of: part)] = names.number(of: name)
      }
    }
    return cities
  }

  private func total(_ index: Int, _ ledger: Ledger, _ names: inout Names) -> Total? {
    let figure = ledger.figures[index]
    guard figure.kind == .count, ledger.changes[index].role == .plain || ledger.changes[index].role == .to,
      let statistic = ledger.statistic(figure), !statistic.planned
    else { return nil }
    let dimension = ledger.document.mentions[figure.mention].measure?.dimension
    let object = statistic.object
    guard dimension != .length, dimension != .duration, dimension != .ratio, object.utf16.count >= 2 else { return nil }
    return Total(
      figure: index, object: names.number(of: object),
      district: statistic.district.map { names.number(of: $0.name) } ?? -1, hasPlace: !statistic.place.isEmpty,
      isPart: statistic.scope == .part, period: statistic.periodEnd ?? statistic.periodStart)
  }

  /// Whether one figure is told of a place that holds the place of the other.
  private func contains(
    _ whole: Total, _ part: Total, _ ledger: Ledger, _ cities: [Int: Int], _ names: Names
  ) -> Bool {
    guard whole.figure != part.figure, !whole.isPart,
      whole.district != part.district || part.hasPlace && whole.district >= 0,
      Self.share(names.units[whole.object], names.units[part.object]), samePeriod(whole.period, part.period)
    else { return false }
    if whole.district == part.district { return true }
    guard whole.district >= 0, part.district >= 0 else { return false }
    if cities[part.district] == whole.district { return true }
    guard let city = ledger.statistic(ledger.figures[whole.figure])?.district?.code,
      let district = ledger.statistic(ledger.figures[part.figure])?.district?.code, city.count == 6, district.count == 6
    else { return false }
    return city.hasSuffix("00") && city.prefix(4) == district.prefix(4) && city != district
  }

  /// Whether one of two names holds the other.
  private static func share(_ a: [UInt16], _ b: [UInt16]) -> Bool {
    let (long, short) = a.count < b.count ? (b, a) : (a, b)
    return (0...(long.count - short.count)).contains { long[$0...].starts(with: short) }
  }

  private func samePeriod(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return true }
    return one == other || one.hasPrefix(other) || other.hasPrefix(one)
  }

  private func finding(
    _ part: Int, _ wholes: [Int], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let write = Arithmetic(ledger: ledger)
    let trials = wholes.map { whole -> Trial in
      let (small, large) = (ledger.figures[part].amount, ledger.figures[whole].amount)
      let agreement = Agreement.atMost(small, large)
      func message() -> Finding.Message {
        let (a, b) = (name(whole, ledger) + write.named(whole), name(part, ledger) + write.named(part))
        return agreement == .broken ? .init("\(a)＜\(b)", "\(a) < \(b)") : .init("\(a)≥\(b)", "\(a) ≥ \(b)")
      }
      return Trial(
        members: [whole, part], agreement: agreement, expected: large.value, computed: small.value,
        message: message())
    }
    guard let best = trials.map(\.agreement).min() else { return nil }
    if best >= .tension, !wholes.allSatisfy({ isBeyondDoubt($0, part, ledger, relation) }) { return nil }
    return Finding(Self.id, trials, of: ledger, severity: relation.severity, rule: relation.reference)
  }

  private func name(_ index: Int, _ ledger: Ledger) -> String {
    guard let statistic = ledger.statistic(ledger.figures[index]) else { return "" }
    let place = statistic.place.isEmpty ? statistic.district?.name ?? "" : statistic.place
    return place.isEmpty ? "" : "\(place)："
  }

  /// Whether act, object and unit are the same, and the whole is said to be one.
  private func isBeyondDoubt(_ whole: Int, _ part: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Bool {
    let (a, b) = (ledger.figures[whole], ledger.figures[part])
    guard let all = ledger.statistic(a), let some = ledger.statistic(b), all.action == some.action,
      all.object == some.object, all.action.count >= 2, a.unit == b.unit,
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: a).span),
      !relation.holds("silent", ledger.units, in: ledger.sentence(of: b).span)
    else { return false }
    let sentence = ledger.sentence(of: a).span
    return relation.holds("whole", ledger.units, in: Span(sentence.start, a.span.start))
      && some.districtBasis != .page && all.districtBasis != .page
  }
}
