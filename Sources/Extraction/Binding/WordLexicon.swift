import NewsText
import RuleFiles

/// What class each known word belongs to, as bits of `ItemClasses`.
struct WordLexicon: Sendable {
  private var table: TermTable
  private var bits: [ClassSet] = []
  private(set) var classes: ItemClasses
  /// The first row of each class of words written for reports.
  private(set) var origins: [String: RuleReference] = [:]
  /// Entries before this one were written for reports; those after it are general Chinese.
  private var curated: Int32 = 0
  /// Dictionary words to be cut, with the length of their first part.
  private var cuts = TermTable()
  /// The longest word of more than one unit, in UTF-16 units.
  var longest: Int { table.longest }

  /// An empty lexicon.
  init() {
    classes = ItemClasses(indices: [:])
    table = Self.empty
    cuts = Self.empty
  }

  private static let empty = TermTable()

  /// Reads the lexicons of verbs, function words and nouns and, for words in none of them, `lexicons/general.tsv`.
  init(rules: inout RuleFolder) {
    classes = ItemClasses()
    table = TermTable(capacity: 24_000)
    for file in ["lexicons/verbs.tsv", "lexicons/function-words.tsv", "lexicons/nouns.tsv"] {
      let lexicon = rules.table(file, required: ["class", "words"], optional: ["example"])
      guard let name = lexicon.column("class"), let words = lexicon.column("words") else { continue }
      for row in 0..<lexicon.rowCount {
        let id = lexicon.cell(row, name)
        guard let bit = classes.define(id) else {
          rules.diagnostics.append(lexicon.diagnostic(row: row, column: name, "more than 128 classes of words"))
          continue
        }
        if origins[id] == nil { origins[id] = lexicon.reference(row) }
        for word in lexicon.utf8(row, words).split(separator: 0x20) {
          let at = table.insert(utf8: word, Int32(bits.count))
          if Int(at) == bits.count { bits.append(bit) } else { bits[Int(at)] |= bit }
        }
      }
    }
    curated = Int32(bits.count)
    readCuts(&rules)
    let general = Self.general(&rules)
    guard let word = general.column("word"), let name = general.column("class") else { return }
    // A handful of classes, in no order.
    var known: [(id: UnsafeBufferPointer<UInt8>, bit: ClassSet)] = []
    bits.reserveCapacity(bits.count + general.rowCount)
    general.withCells { cells in
      for row in 0..<general.rowCount {
        let id = cells[row, name]
        var bit = known.first { $0.id.count == id.count && $0.id.elementsEqual(id) }?.bit
        if bit == nil {
          bit = classes.define(general.cell(row, name))
          if let bit { known.append((id, bit)) }
        }
        guard let bit else { continue }
        let at = table.insert(utf8: cells[row, word], Int32(bits.count))
        if Int(at) == bits.count { bits.append(bit) } else if at >= curated { bits[Int(at)] |= bit }
      }
    }
  }

  /// The words of general Chinese with their classes.
  static func general(_ rules: inout RuleFolder) -> TableFile {
    rules.table("lexicons/general.tsv", required: ["word", "class"], key: ["word"])
  }

  private mutating func readCuts(_ rules: inout RuleFolder) {
    let file = rules.table(
      "lexicons/cuts.tsv", required: ["word", "cut"], optional: ["example"], key: ["word"])
    guard let word = file.column("word"), let cut = file.column("cut") else { return }
    for row in 0..<file.rowCount {
      let parts = file.cell(row, cut).split(separator: "|")
      guard parts.joined() == file.cell(row, word) else {
        rules.diagnostics.append(
          file.diagnostic(row: row, column: cut, "the parts do not make the word", help: "separate its parts by |"))
        continue
      }
      cuts.insert(file.cell(row, word), Int32(parts[0].utf16.count))
    }
  }

  /// Where a dictionary word is to be cut, nil when it is to stay whole.
  func cut(_ units: [UInt16], _ word: Span) -> Int? {
    guard word.count > 1, word.count <= cuts.longest, let length = cuts.value(units, word) else { return nil }
    let at = word.start + Int(length)
    return at < word.end ? at : nil
  }

  /// What the lexicons know of the words that start at a place.
  struct Words {
    /// Where the longest word written for reports ends, -1 for none.
    var curatedEnd = -1
    /// Where the longest word ends, -1 for none.
    var longestEnd = -1
    /// The classes of the dictionary word, 0 when no lexicon lists it.
    var classes: ClassSet = 0
    /// Whether the dictionary word was written for reports.
    var isCurated = false
    /// The classes of the first unit.
    var firstClasses: ClassSet = 0
  }

  /// The words that start at `at` and end no later than `limit`, looked up in one go.
  ///
  /// - Parameter word: where the dictionary word ends that starts here.
  @inline(__always)
  func words(_ units: [UInt16], at: Int, limit: Int, word: Int) -> Words {
    var known = Words()
    table.forEachMatch(units, at: at, limit: limit) { end, value in
      known.longestEnd = end
      if value < curated { known.curatedEnd = end }
      if end == word {
        known.classes = bits[Int(value)]
        known.isCurated = value < curated
      }
      if end == at + 1 { known.firstClasses = bits[Int(value)] }
    }
    return known
  }

  /// The longest word written for reports that starts at `at`.
  func curatedMatch(_ units: [UInt16], at: Int, limit: Int) -> Int? {
    var end: Int?
    table.forEachMatch(units, at: at, limit: limit) { if $1 < curated { end = $0 } }
    return end
  }

  /// Whether a stretch is a word written for reports.
  func isCurated(_ units: [UInt16], _ span: Span) -> Bool {
    guard span.count <= table.longest, let at = table.value(units, span) else { return false }
    return at < curated
  }

  private mutating func add(_ units: [UInt16], _ bit: ClassSet) {
    let at = table.insert(units, Int32(bits.count))
    if Int(at) == bits.count { bits.append(bit) } else { bits[Int(at)] |= bit }
  }

  /// Gives a class to the literal words of patterns.
  mutating func addLiteral(_ word: String) -> ClassSet? {
    guard let bit = classes.define("\"\(word)\"") else { return nil }
    add(Array(word.utf16), bit)
    return bit
  }

  /// The classes of a stretch of text, 0 when no lexicon lists it.
  func bits(_ units: [UInt16], _ span: Span) -> ClassSet {
    guard span.count <= table.longest, let at = table.value(units, span) else { return 0 }
    return bits[Int(at)]
  }
}
