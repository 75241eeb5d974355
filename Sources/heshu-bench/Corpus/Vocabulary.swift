import RuleFiles

/// The words a corpus is made of: the lexicons, the surnames and the gazetteer of the rules, as UTF-8.
struct Vocabulary: Sendable {
  typealias Word = [UInt8]

  struct County: Sendable {
    var name: Word
    var city: Word
    var towns: [Word]
  }

  private(set) var nouns: [Word] = []
  private(set) var acts: [Word] = []
  private(set) var verbs: [Word] = []
  private(set) var adjectives: [Word] = []
  private(set) var adverbs: [Word] = []
  private(set) var offices: [Word] = []
  private(set) var surnames: [Word] = []
  /// Characters of given names and of villages.
  private(set) var characters: [Word] = []
  private(set) var counties: [County] = []

  /// - Throws: `RuleErrors` when the rule files cannot be read.
  init(rules path: String) throws {
    var folder = RuleFolder(path: path)
    readGeneral(&folder)
    readCampaign(&folder)
    readPlaces(&folder)
    try folder.throwIfErrors()
  }

  /// How many different words there are.
  var count: Int {
    var words = Set(nouns)
    for list in [acts, verbs, adjectives, adverbs, offices, surnames] { words.formUnion(list) }
    for county in counties { words.formUnion(county.towns + [county.name, county.city]) }
    return words.count
  }

  private mutating func readGeneral(_ folder: inout RuleFolder) {
    let table = folder.table("lexicons/general.tsv", required: ["word", "class"])
    guard let word = table.column("word"), let kind = table.column("class") else { return }
    for row in 0..<table.rowCount where table.utf8(row, word).count >= 6 {
      switch table.cell(row, kind) {
      case "verb", "verbal": verbs.append(Array(table.utf8(row, word)))
      case "adjective": adjectives.append(Array(table.utf8(row, word)))
      case "adverb": adverbs.append(Array(table.utf8(row, word)))
      default: break
      }
    }
    let names = folder.table("layout/surnames.tsv", required: ["surname"], optional: ["example"])
    if let surname = names.column("surname") {
      for row in 0..<names.rowCount { surnames.append(Array(names.utf8(row, surname))) }
    }
  }

  private mutating func readCampaign(_ folder: inout RuleFolder) {
    for (file, kind, list) in [
      ("lexicons/nouns.tsv", "noun", \Vocabulary.nouns), ("lexicons/verbs.tsv", "act", \.acts),
    ] {
      let table = folder.table(file, required: ["class", "words"], optional: ["example"])
      guard let name = table.column("class"), let words = table.column("words") else { continue }
      for row in 0..<table.rowCount where table.cell(row, name) == kind {
        for word in table.utf8(row, words).split(separator: 0x20) where word.count >= 6 {
          self[keyPath: list].append(Array(word))
        }
      }
    }
    offices = nouns.filter { $0.suffix(3) == Array("局".utf8)[...] && $0.count >= 9 }
  }

  private mutating func readPlaces(_ folder: inout RuleFolder) {
    let table = folder.table(
      "gazetteer/divisions.tsv", required: ["level", "code", "name", "short", "parent"], optional: ["townships"])
    guard let level = table.column("level"), let code = table.column("code"), let name = table.column("name"),
      let parent = table.column("parent"), let towns = table.column("townships")
    else { return }
    var cities: [String: Word] = [:]
    for row in 0..<table.rowCount where table.cell(row, level) == "prefecture" {
      cities[table.cell(row, code)] = Array(table.utf8(row, name))
    }
    for row in 0..<table.rowCount where table.cell(row, level) == "county" {
      guard let city = cities[table.cell(row, parent)], !table.utf8(row, towns).isEmpty else { continue }
      let list = table.utf8(row, towns).split(separator: 0x20).map { Array($0) }
      counties.append(County(name: Array(table.utf8(row, name)), city: city, towns: list))
      characters.append(Array(table.utf8(row, name).prefix(3)))
    }
  }
}
