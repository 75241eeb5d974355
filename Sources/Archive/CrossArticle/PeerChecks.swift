import Foundation
import GRDB

extension ArchiveChecker {
  /// People for each event, money for each building: a ratio far from those of its peers.
  func perUnit(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    var peers: [[String]: [(ratio: Double, figures: [ArchiveFigure])]] = [:]
    for (one, other) in zip(figures, figures.dropFirst())
    where one.sentence == other.sentence && one.indicator.unit != other.indicator.unit && !one.indicator.unit.isEmpty
      && !other.indicator.unit.isEmpty && one.low > 0 && other.low > 0
    {
      let key = [
        one.indicator.action, one.indicator.object, one.indicator.unit, other.indicator.action, other.indicator.unit,
      ]
      peers[key, default: []].append((other.low / one.low, [one, other]))
    }
    let least = Int(rules.number("per-unit", "least"))
    return peers.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { key, pairs -> [ArchiveFinding] in
      guard pairs.count >= max(4, least) else { return [] }
      let ratios = pairs.map { log($0.ratio) }.sorted()
      let (low, high) = (ratios[ratios.count / 4], ratios[ratios.count * 3 / 4])
      let margin = max(high - low, log(2)) * rules.number("per-unit", "spread")
      return pairs.compactMap { pair in
        let ratio = log(pair.ratio)
        guard ratio < low - margin || ratio > high + margin else { return nil }
        let usual = "\(short(exp(low)))–\(short(exp(high)))"
        return finding(
          "per-unit", .tension,
          "\(pair.figures[0].text)对\(pair.figures[1].text):每\(key[2])\(short(pair.ratio))\(key[4]),\(pairs.count)例中半数在\(usual)",
          "\(pair.figures[0].text) to \(pair.figures[1].text): \(short(pair.ratio)) each; half of \(pairs.count) peers: \(usual)",
          pair.figures, severity: .information)
      }
    }
  }

  /// A place named once that differs in one character from one named often.
  func placeNames(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    let variants = Set(rules.text("place-name", "variants"))
    let least = Int(rules.number("place-name", "least"))
    var districts: [String: [String: [ArchiveFigure]]] = [:]
    for figure in figures where figure.place.count >= 3 && !figure.indicator.district.isEmpty {
      districts[figure.indicator.district, default: [:]][figure.place, default: []].append(figure)
    }
    return districts.sorted { $0.key < $1.key }.flatMap { _, places -> [ArchiveFinding] in
      // Names of one length with one character left out meet where they differ in that character alone.
      var holes: [String: [String]] = [:]
      for (place, here) in places where Set(here.map(\.article)).count >= least {
        for hole in Self.holes(place) { holes[hole, default: []].append(place) }
      }
      return places.sorted { $0.key < $1.key }.compactMap { place, here -> ArchiveFinding? in
        guard Set(here.map(\.article)).count == 1 else { return nil }
        let known = Self.holes(place).lazy.compactMap { holes[$0]?.min() }.first { other in
          !zip(place, other).contains { $0 != $1 && (variants.contains($0) || variants.contains($1)) }
        }
        guard let known, let often = places[known]?.first else { return nil }
        return finding(
          "place-name", .tension, "\(place)只出现一次,与\(known)一字之差",
          "\(place) occurs once and differs in one character from \(known)", [here[0], often])
      }
    }
  }

  private static func holes(_ place: String) -> [String] {
    let characters = Array(place)
    return characters.indices.map { "\($0)" + String(characters[..<$0]) + "\u{0}" + String(characters[($0 + 1)...]) }
  }

  /// Figures of one source that end in 0 far more often than chance has it.
  func heaping(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    var folders: [String: (all: Int, round: [ArchiveFigure])] = [:]
    for figure in figures where figure.low == figure.high && figure.rounding == 0 && figure.low >= 10 {
      let folder = figure.source.split(separator: "/").dropLast().joined(separator: "/")
      folders[folder, default: (0, [])].all += 1
      if figure.low.truncatingRemainder(dividingBy: 10) == 0 { folders[folder, default: (0, [])].round.append(figure) }
    }
    return folders.sorted { $0.key < $1.key }.compactMap { folder, found in
      let share = Double(found.round.count) / Double(found.all) * 100
      guard found.all >= Int(rules.number("heaping", "least")), share >= rules.number("heaping", "share") else {
        return nil
      }
      return finding(
        "heaping", .tension, "/\(folder):\(found.all)个数中\(found.round.count)个以0结尾",
        "/\(folder): \(found.round.count) of \(found.all) figures end in 0", Array(found.round.prefix(3)),
        severity: .information)
    }
  }

  /// Articles that are like an earlier one.
  func nearDuplicates(_ db: Database) throws -> [ArchiveFinding] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT article.likeness, article.headline, one.name, article.start, article.stop, first.headline, other.name,
        first.start, first.stop FROM article JOIN article AS first ON first.id = article.original_id
        JOIN source AS one ON one.id = article.source_id JOIN source AS other ON other.id = first.source_id
        ORDER BY article.id
        """
    ).map { row in
      let isReprint = row[0] as String == "reprint"
      let members = [
        (row[5] as String, row[6] as String, row[7] as Int, row[8] as Int), (row[1], row[2], row[3], row[4]),
      ]
      return ArchiveFinding(
        check: "near-duplicate", verdict: .tension, severity: .information,
        chinese: isReprint ? "同文转载,数字相同:\(members[1].0)" : "同一模板,数字不同:\(members[1].0)",
        english: isReprint ? "reprint, figures alike: \(members[1].0)" : "one template, other figures: \(members[1].0)",
        members: members.map { ArchiveFinding.Member(source: $0.1, start: $0.2, stop: $0.3, text: $0.0, key: "") },
        rule: rules.reference("near-duplicate"))
    }
  }

  private func short(_ number: Double) -> String {
    number >= 100 ? String(Int(number.rounded())) : String(format: "%.3g", number)
  }
}
