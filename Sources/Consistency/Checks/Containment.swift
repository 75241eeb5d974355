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

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let within else { return [] }
    let cities = Self.cities(ledger)
    let totals = ledger.figures.indices.filter { isTotal($0, ledger) }
    var wholes: [UInt64: [Int]] = [:]
    for index in totals {
      guard let statistic = ledger.figures[index].statistic, ledger.document.statistics[statistic].place.isEmpty else {
        continue
      }
      for key in keys(index, ledger) where wholes[key, default: []].count < Self.remembered {
        wholes[key, default: []].append(index)
      }
    }
    return totals.compactMap { part in
      var candidates: [Int] = []
      for key in keys(part, ledger) {
        for whole in wholes[key] ?? [] where !candidates.contains(whole) { candidates.append(whole) }
      }
      candidates.sort()
      return finding(part, candidates.filter { contains($0, part, ledger, cities) }, ledger, within)
    }
  }

  /// By every two neighbouring characters of its object a whole can be found: 居民, 常住居民.
  private func keys(_ index: Int, _ ledger: Ledger) -> [UInt64] {
    guard let statistic = ledger.figures[index].statistic else { return [] }
    let object = ledger.document.statistics[statistic].object.utf16.suffix(Self.longest)
    var keys: [UInt64] = []
    for (first, second) in zip(object, object.dropFirst()) {
      let pair = UInt64(first) << 16 | UInt64(second)
      let key = UInt64(UInt32(truncatingIfNeeded: ledger.figures[index].unitClass)) << 32 | pair
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private static let longest = 12

  /// The city of each district that the page names behind its city: 台中市北屯区.
  private static func cities(_ ledger: Ledger) -> [String: String] {
    var cities: [String: String] = [:]
    let places = ledger.document.districts.places
    for (city, district) in zip(places, places.dropFirst())
    where city.level == .city && district.level == .district && city.span.end == district.span.start {
      if let name = city.district?.name, let part = district.district?.name { cities[part] = name }
    }
    return cities
  }

  private func isTotal(_ index: Int, _ ledger: Ledger) -> Bool {
    let figure = ledger.figures[index]
    let dimension = ledger.document.mentions[figure.mention].measure?.dimension
    guard figure.kind == .count, dimension != .length, dimension != .duration, dimension != .ratio,
      ledger.changes[index].role == .plain || ledger.changes[index].role == .to, let statistic = figure.statistic
    else { return false }
    return !ledger.document.statistics[statistic].planned
      && ledger.document.statistics[statistic].object.utf16.count >= 2
  }

  /// Whether one figure is told of a place that holds the place of the other.
  private func contains(_ whole: Int, _ part: Int, _ ledger: Ledger, _ cities: [String: String]) -> Bool {
    guard whole != part, let all = ledger.statistic(ledger.figures[whole]),
      let some = ledger.statistic(ledger.figures[part]), all.place.isEmpty, all.scope != .part,
      all.district?.name != some.district?.name || !some.place.isEmpty && all.district != nil,
      all.object.contains(some.object) || some.object.contains(all.object), samePeriod(all, some)
    else { return false }
    if all.district?.name == some.district?.name { return true }
    if let city = all.district?.name, let district = some.district?.name, cities[district] == city { return true }
    guard let city = all.district?.code, let district = some.district?.code, city.count == 6, district.count == 6 else {
      return false
    }
    return city.hasSuffix("00") && city.prefix(4) == district.prefix(4) && city != district
  }

  private func samePeriod(_ a: StatisticView, _ b: StatisticView) -> Bool {
    guard let one = a.periodEnd ?? a.periodStart, let other = b.periodEnd ?? b.periodStart else { return true }
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
