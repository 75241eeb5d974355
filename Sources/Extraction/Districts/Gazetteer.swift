import NewsText
import RuleFiles

/// The administrative divisions, the zones and the words that place names are made of.
///
/// Filled by one thread and then only read, by all that share it.
final class Gazetteer: @unchecked Sendable {
  struct Zone: Sendable {
    var name: String
    var city: String
  }

  private(set) var divisions = DivisionTable()
  /// Full names, short names (川汇, 周口) and townships; their holders are divisions, of a township those that have one
  /// of that name.
  private(set) var names = NameIndex(capacity: 48_000)
  private(set) var words: PlaceWords
  /// Zone names and aliases → index into `zoneGroups`.
  private(set) var zoneNames = TermTable(capacity: 256)
  private(set) var zoneGroups: [[Int]] = []
  private(set) var zones: [Zone] = []
  /// Names of zones that say which city they belong to: full names, and those that begin with the city's.
  private(set) var clearZones: Set<Int32> = []

  /// Reads `gazetteer/`.
  init(rules: inout RuleFolder) {
    words = PlaceWords(rules: &rules)
    readDivisions(&rules)
    readFormer(&rules)
    readZones(&rules)
  }

  private func readDivisions(_ rules: inout RuleFolder) {
    let file = rules.table(
      "gazetteer/divisions.tsv", required: ["level", "code", "name", "short", "parent", "townships"],
      key: ["level", "code", "name", "parent"])
    guard let name = file.column("name"), let short = file.column("short"), let towns = file.column("townships") else {
      return
    }
    let endings =
      words.utf8(.district).map { ($0, DivisionTable.Flags.commonNoun) }
      + words.utf8(.county).map { ($0, .county) } + words.utf8(.city).map { ($0, .city) }
    let zonal = words.utf8(.district)
    let dropped = words.utf8(.short)
    let index = names
    divisions.read(file, endings, &rules.diagnostics) { division, level, row, cells in
      let full = cells[row, name]
      index.insert(utf8: full, .full, holder: division)
      // Where the table has no short name the name without 区, 县 or 市 is one.
      var brief = cells[row, short]
      if brief.isEmpty, full.count >= 9, let ending = dropped.first(where: { full.suffix($0.count).elementsEqual($0) })
      {
        brief = UnsafeBufferPointer(rebasing: full.dropLast(ending.count))
      }
      if brief.count >= 6, brief.count < full.count { index.insert(utf8: brief, .short, holder: division) }
      let cell = cells[row, towns]
      var start = 0
      while start < cell.count {
        let end = cell.next(0x20, from: start, to: cell.count)
        let town = UnsafeBufferPointer(rebasing: cell[start..<end])
        // 临港开发区 is many things: names in 区 are left to the kinds of zones.
        let isZone = level == .county && zonal.contains { town.suffix($0.count).elementsEqual($0) }
        if end > start, !isZone { index.insert(utf8: town, .township, holder: division) }
        start = end + 1
      }
    }
  }

  /// Names that divisions have borne before they became what they are.
  private func readFormer(_ rules: inout RuleFolder) {
    let file = rules.table(
      "gazetteer/former.tsv", required: ["name", "code", "now", "year"], optional: ["example"], key: ["name", "code"])
    guard let name = file.column("name"), let code = file.column("code"), let now = file.column("now"),
      let year = file.column("year")
    else { return }
    for row in 0..<file.rowCount {
      _ = file.integer(row, year, in: 1949...2100, &rules.diagnostics)
      guard let index = divisions.index(ofCode: file.cell(row, code)), divisions.name(index) == file.cell(row, now)
      else {
        rules.diagnostics.append(
          file.diagnostic(
            row: row, column: code, "no division \(file.cell(row, code)) \(file.cell(row, now))",
            help: "code and name must stand in gazetteer/divisions.tsv"))
        continue
      }
      names.insert(utf8: file.utf8(row, name), .full, holder: index)
    }
  }

  private func readZones(_ rules: inout RuleFolder) {
    let file = rules.table("gazetteer/zones.tsv", required: ["name", "city", "aliases"], key: ["name"])
    guard let name = file.column("name"), let city = file.column("city"), let aliases = file.column("aliases") else {
      return
    }
    for row in 0..<file.rowCount {
      let zone = Zone(name: file.cell(row, name), city: file.cell(row, city))
      if divisions(named: zone.city).isEmpty {
        rules.diagnostics.append(
          file.diagnostic(
            row: row, column: city, "no city '\(zone.city)' is known",
            help: Suggestion.help(
              for: zone.city, among: (0..<divisions.count).map(divisions.name),
              orElse: ["full names, as in gazetteer/divisions.tsv"])))
        continue
      }
      for alias in [zone.name] + file.cell(row, aliases).split(separator: " ").map(String.init) {
        let at = Int(zoneNames.insert(alias, Int32(zoneGroups.count)))
        if at == zoneGroups.count { zoneGroups.append([zones.count]) } else { zoneGroups[at].append(zones.count) }
        words.open(alias)
        if alias == zone.name || alias.prefix(2) == zone.city.prefix(2) { clearZones.insert(Int32(at)) }
      }
      zones.append(zone)
    }
  }

  /// The divisions that have the township written as this name and this kind: 人和街|街道办事处 is 人和街道 in the table,
  /// 新店|镇人民政府 is 新店镇.
  func counties(ofTownship name: ArraySlice<UInt16>, kind: ArraySlice<UInt16>) -> [Int] {
    var endings = (1...max(1, kind.count)).map { kind.prefix($0) }
    // 小桥|办事处: the kind of township is left out.
    for word in words.townshipKinds { endings.append(word[...]) }
    for ending in endings {
      for overlap in 0...1 where overlap == 0 || name.last == ending.first {
        let whole = Array(name + ending.dropFirst(overlap))
        if let found = names.name(.township, whole, Span(0, whole.count)) { return names.holders(of: found) }
      }
    }
    return []
  }

  /// The divisions of a full name, in the order of the table.
  func divisions(named name: String) -> [Int] {
    let units = Array(name.utf16)
    return names.name(.full, units, Span(0, units.count)).map { names.holders(of: $0) } ?? []
  }

  /// A division as what figures are reported for.
  func district(_ index: Int) -> District {
    District(name: divisions.name(index), code: divisions.code(index))
  }

  /// Towns and townships of the counties of Taiwan bear names that others bear too: they hold on pages of their county.
  func isHeldByCounty(_ index: Int) -> Bool {
    divisions.level(index) == .county && divisions.flags(index).contains(.uncoded)
      && divisions.above(index).map { divisions.flags($0).contains(.county) } ?? false
  }
}
