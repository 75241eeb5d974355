import Foundation
import GRDB

extension ArchiveChecker {
  /// People for each event, money for each building: a ratio far from those of its peers.
  ///
  /// - Parameter kind: the only kind of ratio looked at, as `ratio(_:_:)` names it; nil for all.
  func perUnit(_ figures: [ArchiveFigure], only kind: [String]? = nil) -> [ArchiveFinding] {
    var peers: [[String]: [(ratio: Double, figures: [ArchiveFigure])]] = [:]
    for (one, other) in zip(figures, figures.dropFirst()) {
      guard let key = Self.ratio(one, other), kind == nil || key == kind else { continue }
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

  /// What the ratio of a figure and the next one is of; nil when it is of nothing.
  static func ratio(_ one: ArchiveFigure, _ other: ArchiveFigure) -> [String]? {
    guard
      one.sentence == other.sentence, one.indicator.unit != other.indicator.unit, !one.indicator.unit.isEmpty,
      !other.indicator.unit.isEmpty, one.low > 0, other.low > 0
    else { return nil }
    return [
      one.indicator.action, one.indicator.object, one.indicator.unit, other.indicator.action, other.indicator.unit,
    ]
  }

  /// A place named once that differs in one character from one named often.
  func placeNames(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    let variants = Set(rules.text("place-name", "variants"))
    let least = Int(rules.number("place-name", "least"))
    var districts: [String: [String: [ArchiveFigure]]] = [:]
    for figure in figures where Self.hasPlaceName(figure) {
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

  static func hasPlaceName(_ figure: ArchiveFigure) -> Bool {
    figure.place.count >= 3 && !figure.indicator.district.isEmpty
  }

  private static func holes(_ place: String) -> [String] {
    let characters = Array(place)
    return characters.indices.map { "\($0)" + String(characters[..<$0]) + "\u{0}" + String(characters[($0 + 1)...]) }
  }

  /// Figures of one source that end in 0 far more often than chance has it.
  func heaping(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    var folders: [String: (all: Int, round: [ArchiveFigure])] = [:]
    for figure in figures {
      guard let folder = Self.heap(figure) else { continue }
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

  /// The folder in whose last digits a figure counts; nil for a figure that does not, and for one in no folder, for
  /// nothing says that such figures are of one source.
  static func heap(_ figure: ArchiveFigure) -> String? {
    guard figure.low == figure.high, figure.rounding == 0, figure.low >= 10 else { return nil }
    let name = figure.record.isEmpty ? figure.source : figure.record
    let folder = name.split(separator: "/").dropLast().joined(separator: "/")
    return folder.isEmpty ? nil : folder
  }

  /// Articles that are like an earlier one.
  func nearDuplicates(_ db: Database) throws -> [ArchiveFinding] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT article.likeness, article.headline, one.name, article.start, article.stop, first.headline, other.name,
        first.start, first.stop, first.id, article.id FROM article JOIN article AS first ON first.id = article.original_id
        JOIN source AS one ON one.id = article.source_id JOIN source AS other ON other.id = first.source_id
        ORDER BY article.id
        """
    ).map { row in
      nearDuplicate(
        Likeness(rawValue: row[0]) ?? .series,
        of: ArchiveFinding.Member(source: row[6], start: row[7], stop: row[8], text: row[5], key: "", article: row[9]),
        ArchiveFinding.Member(source: row[2], start: row[3], stop: row[4], text: row[1], key: "", article: row[10]))
    }
  }

  func nearDuplicate(
    _ likeness: Likeness, of original: ArchiveFinding.Member, _ copy: ArchiveFinding.Member
  ) -> ArchiveFinding {
    ArchiveFinding(
      check: "near-duplicate", verdict: .tension, severity: .information,
      chinese: (likeness == .reprint ? "同文转载,数字相同:" : "同一模板,数字不同:") + copy.text,
      english: (likeness == .reprint ? "reprint, figures alike: " : "one template, other figures: ") + copy.text,
      members: [original, copy], rule: rules.reference("near-duplicate"))
  }

  private func short(_ number: Double) -> String {
    number >= 100 ? String(Int(number.rounded())) : String(format: "%.3g", number)
  }
}
