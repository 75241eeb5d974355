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
    let totals = ledger.figures.indices.filter { mayBeTotal($0, ledger) }
    let cities = Self.cities(ledger)
    // By every two neighbouring characters of its object a whole can be found: 居民, 常住居民.
    var wholes: [UInt64: [Int]] = [:]
    for total in totals where !hasPlace(total, ledger) {
      forEachKey(total, ledger) { key in
        if wholes[key, default: []].count < Self.remembered { wholes[key, default: []].append(total) }
      }
    }
    return totals.compactMap { part in
      var larger: [Int] = []
      forEachKey(part, ledger) { key in
        for whole in wholes[key] ?? [] where !larger.contains(whole) && contains(whole, part, ledger, cities) {
          larger.append(whole)
        }
      }
      return larger.isEmpty ? nil : finding(part, larger.sorted(), ledger, within)
    }
  }

  /// Calls `body` with every two neighbouring characters of the object of a figure, beside its unit, each pair once.
  private func forEachKey(_ figure: Int, _ ledger: Ledger, _ body: (UInt64) -> Void) {
    guard let told = ledger.told(ledger.figures[figure]) else { return }
    let object = ledger.names.units(of: told.object).suffix(Self.longest)
    let unit = UInt64(UInt32(truncatingIfNeeded: ledger.figures[figure].unitClass)) << 32
    for at in object.indices.dropLast() {
      let (first, second) = (object[at], object[at + 1])
      let isSeen = (object.startIndex..<at).contains { object[$0] == first && object[$0 + 1] == second }
      if !isSeen { body(unit | UInt64(first) << 16 | UInt64(second)) }
    }
  }

  private static let longest = 12

  /// The city of each district that the page names behind its city: 台中市北屯区.
  private static func cities(_ ledger: Ledger) -> [Int32: Int32] {
    var cities: [Int32: Int32] = [:]
    let places = ledger.document.districts.places
    for (city, district) in zip(places, places.dropFirst())
    where city.level == .city && district.level == .district && city.span.end == district.span.start {
      if let name = city.district?.name, let part = district.district?.name, let whole = ledger.names.known(name),
        let known = ledger.names.known(part)
      {
        cities[known] = whole
      }
    }
    return cities
  }

  /// Whether a figure may be a whole or a part.
  private func mayBeTotal(_ index: Int, _ ledger: Ledger) -> Bool {
    let figure = ledger.figures[index]
    guard figure.kind == .count, ledger.changes[index].role == .plain || ledger.changes[index].role == .to,
      let told = ledger.told(figure), !told.planned, ledger.names.count(of: told.object) >= 2
    else { return false }
    let dimension = ledger.document.mentions[figure.mention].measure?.dimension
    return dimension != .length && dimension != .duration && dimension != .ratio
  }

  private func hasPlace(_ figure: Int, _ ledger: Ledger) -> Bool {
    ledger.told(ledger.figures[figure]).map { $0.place != NameTable.empty } ?? false
  }

  /// Whether one figure is told of a place that holds the place of the other.
  private func contains(_ whole: Int, _ part: Int, _ ledger: Ledger, _ cities: [Int32: Int32]) -> Bool {
    guard whole != part, let all = ledger.told(ledger.figures[whole]), let some = ledger.told(ledger.figures[part]),
      all.scope != .part,
      all.district != some.district || some.place != NameTable.empty && all.district >= 0,
      ledger.names.holdsOther(all.object, some.object), samePeriod(all, some, ledger.names)
    else { return false }
    if all.district == some.district { return true }
    guard all.district >= 0, some.district >= 0 else { return false }
    if cities[some.district] == all.district { return true }
    return all.code > 0 && all.code % 100 == 0 && all.code / 100 == some.code / 100 && all.code != some.code
  }

  /// Whether two periods may be one: of two dates the one may be told to the year, the other to the day.
  private func samePeriod(_ one: Told, _ other: Told, _ names: NameTable) -> Bool {
    guard one.period >= 0, other.period >= 0, one.period != other.period else { return true }
    let (a, b) = (names.units(of: one.period), names.units(of: other.period))
    return a.starts(with: b) || b.starts(with: a)
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
