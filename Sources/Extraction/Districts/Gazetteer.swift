import NewsText
import RuleFiles

/// The administrative divisions and the words that place names are made of.
struct Gazetteer: Sendable {
  enum Level: UInt8, Sendable { case province, prefecture, county }

  struct Division: Sendable {
    var level: Level
    var name: String
    var code: String
    /// Code of the division above.
    var parent: String
  }

  /// What a word says that stands for a place named before.
  enum Anaphor: String, Sendable, CaseIterable {
    case district, city, place, whole, none
    case nearCity = "near-city"
  }

  struct Zone: Sendable {
    var name: String
    var city: String
  }

  private(set) var divisions: [Division] = []
  /// Full names → index into `nameGroups`.
  private(set) var names = TermTable(capacity: 4_000)
  /// The divisions of one full name.
  private(set) var nameGroups: [[Int]] = []
  /// Short names (川汇, 周口) → index into `shortGroups`.
  private(set) var shorts = TermTable(capacity: 3_500)
  private(set) var shortGroups: [[Int]] = []
  private(set) var townships = TermTable(capacity: 44_000)
  /// A county that has a township of some name, and the next one that has one of that name, -1 after the last.
  private var townshipCounties: [(county: Int32, next: Int32)] = []
  private(set) var byCode: [String: Int] = [:]
  /// Zone names and aliases → index into `zoneGroups`.
  private(set) var zoneNames = TermTable(capacity: 256)
  private(set) var zoneGroups: [[Int]] = []
  private(set) var zones: [Zone] = []
  private(set) var kinds = TermTable(capacity: 128)
  /// Nil for what ends like a place and names none.
  private(set) var kindLevels: [PlaceMention.Level?] = []
  /// Words of the kind township.
  private var townshipKinds: [[UInt16]] = []
  /// Kinds of zones that name none by themselves.
  private(set) var namelessKinds: Set<Int32> = []
  private(set) var anaphora = TermTable(capacity: 64)
  private(set) var anaphors: [Anaphor] = []
  /// The row of each kind in its table: kinds of zones in one row are one class.
  private(set) var kindRows: [Int] = []
  /// Kinds that hold on pages of one province alone, by its code.
  private(set) var regionalKinds: [String: [(word: [UInt16], level: PlaceMention.Level)]] = [:]
  private(set) var generic: Set<String> = []
  private(set) var borders = TermTable(capacity: 256)
  private(set) var asides = AsideCues()
  /// Shortened zones before the name of a body: 高新 → its row.
  private(set) var bodyShorts = TermTable(capacity: 16)
  /// For each of them the kind of zone and the bodies.
  private(set) var bodies: [(zone: String, words: TermTable)] = []
  /// Words before the place of one person.
  private(set) var sojourns = TermTable(capacity: 32)
  /// Rows of the divisions table, for provenance.
  private(set) var references: [RuleReference] = []

  /// Reads `gazetteer/`.
  init(rules: inout RuleFolder) {
    readDivisions(&rules)
    readZones(&rules)
    readWords(&rules)
  }

  private mutating func readDivisions(_ rules: inout RuleFolder) {
    let file = rules.table(
      "gazetteer/divisions.tsv", required: ["level", "code", "name", "short", "parent", "townships"])
    guard let level = file.column("level"), let code = file.column("code"), let name = file.column("name"),
      let short = file.column("short"), let parent = file.column("parent"), let towns = file.column("townships")
    else { return }
    let levels: [String: Level] = ["province": .province, "prefecture": .prefecture, "county": .county]
    for row in 0..<file.rowCount {
      guard let known = levels[file.cell(row, level)] else {
        rules.diagnostics.append(
          file.diagnostic(
            row: row, column: level, "no level '\(file.cell(row, level))'", help: "known: province, prefecture, county")
        )
        continue
      }
      let division = Division(
        level: known, name: file.cell(row, name), code: file.cell(row, code), parent: file.cell(row, parent))
      let index = divisions.count
      divisions.append(division)
      references.append(file.reference(row))
      // A municipality is listed twice, as province and as prefecture, under one code.
      if !division.code.isEmpty, known == .prefecture || byCode[division.code] == nil { byCode[division.code] = index }
      Self.put(division.name, index, &names, &nameGroups)
      // Where the table has no short name the name without 区, 县 or 市 is one.
      var brief = file.cell(row, short)
      if brief.isEmpty, known == .county, division.name.utf16.count >= 3 { brief = String(division.name.dropLast()) }
      if brief.utf16.count >= 2, brief != division.name { Self.put(brief, index, &shorts, &shortGroups) }
      var start: ArraySlice<UInt8>.Index?
      let cell = file.utf8(row, towns)
      for at in cell.indices {
        if cell[at] == 0x20 {
          if let from = start { township(cell[from..<at], index) }
          start = nil
        } else if start == nil {
          start = at
        }
      }
      if let from = start { township(cell[from...], index) }
    }
  }

  /// Names in 区 are left to the kinds of zones: 临港开发区 is many things.
  private mutating func township(_ bytes: ArraySlice<UInt8>, _ county: Int) {
    if bytes.suffix(3).elementsEqual([0xE5, 0x8C, 0xBA]) { return }
    let next = Int32(townshipCounties.count)
    let at = Int(townships.insert(utf8: bytes, next))
    if at == townshipCounties.count {
      townshipCounties.append((Int32(county), -1))
    } else {
      townshipCounties.append((Int32(county), townshipCounties[at].next))
      townshipCounties[at].next = next
    }
  }

  /// The counties that have a township of a name, by the value `townships` holds for the name.
  func counties(ofTownship value: Int32) -> [Int] {
    var found: [Int] = []
    var at = value
    while at >= 0 {
      let entry = townshipCounties[Int(at)]
      found.append(Int(entry.county))
      at = entry.next
    }
    return found
  }

  /// The counties that have the township written as this name and this kind: 人和街|街道办事处 is 人和街道 in the table,
  /// 新店|镇人民政府 is 新店镇.
  func counties(ofTownship name: ArraySlice<UInt16>, kind: ArraySlice<UInt16>) -> [Int] {
    var endings = (1...max(1, kind.count)).map { kind.prefix($0) }
    // 小桥|办事处: the kind of township is left out.
    for word in townshipKinds { endings.append(word[...]) }
    for ending in endings {
      for overlap in 0...1 where overlap == 0 || name.last == ending.first {
        let whole = Array(name + ending.dropFirst(overlap))
        if let value = townships.value(whole, Span(0, whole.count)) { return counties(ofTownship: value) }
      }
    }
    return []
  }

  private static func put(_ name: String, _ index: Int, _ table: inout TermTable, _ groups: inout [[Int]]) {
    let at = Int(table.insert(name, Int32(groups.count)))
    if at == groups.count { groups.append([index]) } else { groups[at].append(index) }
  }

  private mutating func readZones(_ rules: inout RuleFolder) {
    let file = rules.table("gazetteer/zones.tsv", required: ["name", "city", "aliases"])
    guard let name = file.column("name"), let city = file.column("city"), let aliases = file.column("aliases") else {
      return
    }
    for row in 0..<file.rowCount {
      let zone = Zone(name: file.cell(row, name), city: file.cell(row, city))
      for alias in [zone.name] + file.cell(row, aliases).split(separator: " ").map(String.init) {
        Self.put(alias, zones.count, &zoneNames, &zoneGroups)
      }
      zones.append(zone)
    }
  }

  private mutating func readWords(_ rules: inout RuleFolder) {
    let kinds = rules.table("gazetteer/kinds.tsv", required: ["level", "words", "province"], optional: ["example"])
    if let level = kinds.column("level"), let words = kinds.column("words"), let province = kinds.column("province") {
      for row in 0..<kinds.rowCount {
        let isPark = kinds.cell(row, level) == "park"
        let known = isPark ? .zone : PlaceMention.Level(rawValue: kinds.cell(row, level))
        guard known != nil || kinds.cell(row, level) == "none" else {
          rules.diagnostics.append(
            kinds.diagnostic(row: row, column: level, "no level '\(kinds.cell(row, level))'"))
          continue
        }
        let region = kinds.cell(row, province)
        for word in kinds.cell(row, words).split(separator: " ") {
          if region.isEmpty {
            if isPark { namelessKinds.insert(Int32(kindLevels.count)) }
            self.kinds.insert(String(word), Int32(kindLevels.count))
            if known == .township { townshipKinds.append(Array(word.utf16)) }
            kindLevels.append(known)
            kindRows.append(row)
          } else if let known {
            regionalKinds[region, default: []].append((Array(word.utf16), known))
          }
        }
      }
    }
    let anaphora = rules.table("gazetteer/anaphora.tsv", required: ["word", "refers"], optional: ["example"])
    if let word = anaphora.column("word"), let refers = anaphora.column("refers") {
      for row in 0..<anaphora.rowCount {
        guard let known = Anaphor(rawValue: anaphora.cell(row, refers)) else {
          rules.diagnostics.append(
            anaphora.diagnostic(
              row: row, column: refers, "no reference '\(anaphora.cell(row, refers))'",
              help: "known: " + Anaphor.allCases.map(\.rawValue).joined(separator: ", ")))
          continue
        }
        self.anaphora.insert(anaphora.cell(row, word), Int32(anaphors.count))
        anaphors.append(known)
      }
    }
    readVerbs(&rules)
    asides = AsideCues(rules: &rules)
    readBodies(&rules)
    for (file, isBorder) in [("gazetteer/generic.tsv", false), ("gazetteer/borders.tsv", true)] {
      let table = rules.table(file, required: ["words"], optional: ["example"])
      guard let words = table.column("words") else { continue }
      for row in 0..<table.rowCount {
        for word in table.cell(row, words).split(separator: " ") {
          if isBorder { borders.insert(String(word), 0) } else { generic.insert(String(word)) }
        }
      }
    }
  }

  private mutating func readBodies(_ rules: inout RuleFolder) {
    let file = rules.table("gazetteer/bodies.tsv", required: ["short", "zone", "bodies"], optional: ["example"])
    if let short = file.column("short"), let zone = file.column("zone"), let words = file.column("bodies") {
      for row in 0..<file.rowCount {
        var table = TermTable(capacity: 16)
        for word in file.cell(row, words).split(separator: " ") { table.insert(String(word), 0) }
        bodyShorts.insert(file.cell(row, short), Int32(bodies.count))
        bodies.append((file.cell(row, zone), table))
      }
    }
    let stays = rules.table("gazetteer/sojourns.tsv", required: ["words"], optional: ["example"])
    guard let words = stays.column("words") else { return }
    for row in 0..<stays.rowCount {
      for word in stays.cell(row, words).split(separator: " ") { sojourns.insert(String(word), 0) }
    }
  }

  /// The class of zones that a name ends in, by the longest kind at its end; nil for none.
  func zoneClass(of name: String) -> Int? {
    let units = Array(name.utf16)
    for start in units.indices {
      guard let value = kinds.value(units, Span(start, units.count)), kindLevels[Int(value)] == .zone else { continue }
      return kindRows[Int(value)]
    }
    return nil
  }

  /// Whether a name says a kind of zone and no more.
  func isBareZone(_ name: String) -> Bool { kinds.value(name).map { kindLevels[Int($0)] == .zone } ?? false }

  /// GB/T 2260 code of the province of a division.
  func province(of index: Int) -> String {
    var code = divisions[index].code
    if code.isEmpty { code = divisions[index].parent }
    return String(code.prefix(2)) + "0000"
  }

  /// 城区, 郊区, 东区: the name of a division that is a common noun elsewhere.
  func isCommonNoun(_ index: Int) -> Bool {
    divisions[index].name.utf16.count == 2 && divisions[index].name.hasSuffix("区")
  }

  /// Towns and townships of the counties of Taiwan bear names that others bear too: they hold on pages of their county.
  func isHeldByCounty(_ index: Int) -> Bool {
    divisions[index].code.isEmpty && byCode[divisions[index].parent].map { divisions[$0].name.hasSuffix("县") } ?? false
  }

  /// Verbs and adverbs end where a name begins, too.
  private mutating func readVerbs(_ rules: inout RuleFolder) {
    let verbs = rules.table("lexicons/verbs.tsv", required: ["class", "words"], optional: ["example"])
    if let words = verbs.column("words") {
      for row in 0..<verbs.rowCount {
        for word in verbs.cell(row, words).split(separator: " ") where word.utf16.count > 1 {
          borders.insert(String(word), 0)
        }
      }
    }
    let general = rules.table("lexicons/general.tsv", required: ["word", "class"])
    guard let word = general.column("word"), let name = general.column("class") else { return }
    let ending = ["verb", "adverb", "pronoun", "conjunction", "preposition"].map { Array($0.utf8) }
    for row in 0..<general.rowCount where general.utf8(row, word).count >= 6 {
      let id = general.utf8(row, name)
      if ending.contains(where: { $0.elementsEqual(id) }) { borders.insert(utf8: general.utf8(row, word), 0) }
    }
  }

  /// The prefecture of a division: itself, or the one above it; a county directly under a province is its own.
  func prefecture(of index: Int) -> Int? {
    let division = divisions[index]
    switch division.level {
    case .province: return nil
    case .prefecture: return index
    case .county: return byCode[division.parent]
    }
  }
}
