import NewsText
import RuleFiles

/// The words around the names of places: what names end in, what stands for them, what makes them another name.
///
/// Filled by one thread and then only read, by all that share it.
final class PlaceWords: @unchecked Sendable {
  /// What a word says that stands for a place named before.
  enum Anaphor: String, Sendable, CaseIterable {
    case district, city, place, whole, none
    case nearCity = "near-city"
  }

  /// What a word of `gazetteer/words.tsv` does.
  enum Role: String, Sendable, CaseIterable {
    case join, rest, counter, longer, road, district, county, city, short, common, paper, school, misread
    case noRoad = "no-road"
  }

  private(set) var kinds = TermTable(capacity: 128)
  /// Nil for what ends like a place and names none.
  private(set) var kindLevels: [PlaceMention.Level?] = []
  /// Words of the kind township.
  private(set) var townshipKinds: [[UInt16]] = []
  /// Kinds of zones that name none by themselves.
  private(set) var namelessKinds: Set<Int32> = []
  /// The row of each kind in its table: kinds of zones in one row are one class.
  private(set) var kindRows: [Int] = []
  /// Kinds that hold on pages of one province alone, by its code.
  private(set) var regionalKinds: [Int32: [(word: [UInt16], level: PlaceMention.Level)]] = [:]
  private(set) var anaphora = TermTable(capacity: 64)
  private(set) var anaphors: [Anaphor] = []
  private(set) var generic = WordSet()
  private(set) var borders = WordSet(isLarge: true)
  private(set) var asides = AsideCues()
  /// Shortened zones before the name of a body: 高新 → its row.
  private(set) var bodyShorts = TermTable(capacity: 16)
  /// For each of them the kind of zone and the bodies.
  private(set) var bodies: [(zone: String, words: TermTable)] = []
  /// Words before the place of one person.
  private(set) var sojourns = WordSet()
  /// What stands between the names of a list, and behind a list that goes on.
  private(set) var joins = WordSet()
  private(set) var rests = WordSet()
  /// What counts things of a kind.
  private(set) var counters = WordSet()
  /// Words that begin with the ending of a name.
  private(set) var longer = WordSet()
  /// What behind a short name makes another name of it, and what begins like that and does not.
  private(set) var roads = WordSet()
  private(set) var noRoads = WordSet()
  /// What behind the name of a street, town or community makes the name of a body.
  private(set) var schools = WordSet()
  /// What behind a short name makes the name of a paper.
  private(set) var papers = WordSet()
  /// Short names that are words above all.
  private(set) var common = WordSet()
  /// What the endings of names are misread as.
  private(set) var misread = WordSet()
  /// What the names of counties end in.
  private(set) var counties = WordSet()
  private var endings: [(role: Role, word: [UInt8])] = []
  /// One bit for each unit that a word above may begin with.
  private(set) var openers = [UInt64](repeating: 0, count: 1024)

  init() {}

  /// Reads the word lists of `gazetteer/`, and the verbs and adverbs of `lexicons/`.
  init(rules: inout RuleFolder) {
    readKinds(&rules)
    readAnaphora(&rules)
    readRoles(&rules)
    asides = AsideCues(rules: &rules, joins: joins)
    readBodies(&rules)
    for (file, into) in [
      ("gazetteer/generic.tsv", \PlaceWords.generic), ("gazetteer/borders.tsv", \.borders),
      ("gazetteer/sojourns.tsv", \.sojourns),
    ] {
      let table = rules.table(file, required: ["words"], optional: ["example"])
      guard let words = table.column("words") else { continue }
      for row in 0..<table.rowCount {
        for word in Self.words(table, row, words) { self[keyPath: into].insert(utf8: word) }
      }
    }
    readVerbs(&rules)
  }

  /// The endings of names of one role, as UTF-8.
  func utf8(_ role: Role) -> [[UInt8]] { endings.filter { $0.role == role }.map(\.word) }

  /// Lets what begins with this word be looked for.
  func open(_ word: String) {
    guard let unit = word.utf16.first else { return }
    openers[Int(unit >> 6)] |= 1 << UInt64(unit & 63)
  }

  /// The words of a cell, separated by spaces.
  static func words(_ table: TableFile, _ row: Int, _ column: Int) -> [ArraySlice<UInt8>] {
    table.utf8(row, column).split(separator: 0x20)
  }

  private func readKinds(_ rules: inout RuleFolder) {
    let file = rules.table("gazetteer/kinds.tsv", required: ["level", "words", "province"], optional: ["example"])
    guard let level = file.column("level"), let words = file.column("words"), let province = file.column("province")
    else { return }
    for row in 0..<file.rowCount {
      let isPark = file.cell(row, level) == "park"
      let known = isPark ? .zone : PlaceMention.Level(rawValue: file.cell(row, level))
      guard known != nil || file.cell(row, level) == "none" else {
        let name = file.cell(row, level)
        let names = PlaceMention.Level.allCases.map(\.rawValue) + ["park", "none"]
        rules.diagnostics.append(
          file.diagnostic(
            row: row, column: level, "no level '\(name)' is known here", help: Suggestion.help(for: name, among: names))
        )
        continue
      }
      let region = file.cell(row, province)
      guard region.isEmpty || Int32(region).map({ $0 % 10_000 == 0 && (100_000..<1_000_000).contains($0) }) == true
      else {
        rules.diagnostics.append(
          file.diagnostic(
            row: row, column: province, "'\(region)' is no code of a province",
            help: "six digits that end in 0000, as in gazetteer/divisions.tsv; nothing where it holds everywhere"))
        continue
      }
      for word in file.cell(row, words).split(separator: " ").map(String.init) {
        if region.isEmpty {
          if isPark { namelessKinds.insert(Int32(kindLevels.count)) }
          kinds.insert(word, Int32(kindLevels.count))
          open(word)
          if known == .township { townshipKinds.append(Array(word.utf16)) }
          kindLevels.append(known)
          kindRows.append(row)
        } else if let known, let code = Int32(region) {
          regionalKinds[code, default: []].append((Array(word.utf16), known))
        }
      }
    }
  }

  private func readAnaphora(_ rules: inout RuleFolder) {
    let file = rules.table(
      "gazetteer/anaphora.tsv", required: ["word", "refers"], optional: ["example"], key: ["word"])
    guard let word = file.column("word"), let refers = file.column("refers") else { return }
    for row in 0..<file.rowCount {
      guard let known: Anaphor = file.choice(row, refers, &rules.diagnostics) else { continue }
      anaphora.insert(file.cell(row, word), Int32(anaphors.count))
      open(file.cell(row, word))
      anaphors.append(known)
    }
  }

  private func readRoles(_ rules: inout RuleFolder) {
    let file = rules.table("gazetteer/words.tsv", required: ["role", "words"], optional: ["example"])
    guard let role = file.column("role"), let words = file.column("words") else { return }
    for row in 0..<file.rowCount {
      guard let known: Role = file.choice(row, role, &rules.diagnostics) else { continue }
      for word in Self.words(file, row, words) {
        switch known {
        case .join: joins.insert(utf8: word)
        case .rest: rests.insert(utf8: word)
        case .counter: counters.insert(utf8: word)
        case .longer: longer.insert(utf8: word)
        case .road: roads.insert(utf8: word)
        case .school: schools.insert(utf8: word)
        case .paper: papers.insert(utf8: word)
        case .noRoad: noRoads.insert(utf8: word)
        case .common: common.insert(utf8: word)
        case .misread: misread.insert(utf8: word)
        case .county:
          counties.insert(utf8: word)
          endings.append((known, Array(word)))
        case .district, .city, .short: endings.append((known, Array(word)))
        }
      }
    }
  }

  private func readBodies(_ rules: inout RuleFolder) {
    let file = rules.table(
      "gazetteer/bodies.tsv", required: ["short", "zone", "bodies"], optional: ["example"], key: ["short"])
    guard let short = file.column("short"), let zone = file.column("zone"), let words = file.column("bodies") else {
      return
    }
    for row in 0..<file.rowCount {
      guard isBareZone(file.cell(row, zone)) else {
        rules.diagnostics.append(
          file.diagnostic(
            row: row, column: zone, "no kind of zone '\(file.cell(row, zone))' is known",
            help: "one that gazetteer/kinds.tsv lists"))
        continue
      }
      var table = TermTable(capacity: 16)
      for word in file.cell(row, words).split(separator: " ") { table.insert(String(word), 0) }
      bodyShorts.insert(file.cell(row, short), Int32(bodies.count))
      open(file.cell(row, short))
      bodies.append((file.cell(row, zone), table))
    }
  }

  /// Verbs and adverbs end where a name begins, too.
  private func readVerbs(_ rules: inout RuleFolder) {
    let verbs = rules.table("lexicons/verbs.tsv", required: ["class", "words"], optional: ["example"])
    if let words = verbs.column("words") {
      for row in 0..<verbs.rowCount {
        for word in Self.words(verbs, row, words) where word.count > 3 { borders.insert(utf8: word) }
      }
    }
    let general = WordLexicon.general(&rules)
    guard let word = general.column("word"), let name = general.column("class") else { return }
    let ending = ["verb", "adverb", "pronoun", "conjunction", "preposition"].map { Array($0.utf8) }
    general.withCells { cells in
      for row in 0..<general.rowCount {
        let id = cells[row, name]
        guard ending.contains(where: { $0.count == id.count && id.elementsEqual($0) }) else { continue }
        let written = cells[row, word]
        if written.count >= 6 { borders.insert(utf8: written) }
      }
    }
  }

  /// Whether a name is that of a county.
  func isCounty(_ name: String) -> Bool { name.utf16.last.map(counties.contains) ?? false }

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
}
