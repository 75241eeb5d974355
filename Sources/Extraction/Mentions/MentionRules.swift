import Foundation
import NewsText
import RuleFiles

/// All knowledge that reading mentions needs, from `Rules/{numerals,units,dates}`.
struct MentionRules: Sendable {
  let characters: NumeralCharacters
  let units: UnitTable
  let parts: UnitParts
  let qualifiers: QualifierWords
  let numerals: NumeralReader
  let dates: DateWords
  let frames: FrameWords
  let forms: FormTable
  let cues = CueTable()
  private(set) var expressions: [ShareExpression] = []
  private(set) var ordinalUnits = TermTable()
  private(set) var nameMakers = TermTable()
  private(set) var identifiers = TermTable()
  private(set) var beforeBare = TermTable()
  private(set) var currencies = TermTable()
  /// 各, 共: 一 with a classifier counts behind them.
  private(set) var countingWords = TermTable()
  /// 死, 伤: a bare number right before them is a figure.
  private(set) var countedWords = TermTable()
  /// 了, 的: no word ends in one of them and a numeral.
  private(set) var freeWords = TermTable()
  /// 比 between two numbers: 3比2.
  private(set) var ratioMarks = TermTable()
  /// 会议, 全会: 三次 before them numbers a meeting.
  private(set) var meetings = TermTable()
  /// The last characters of bodies that meet: 大, 协, 会.
  private(set) var bodies = TermTable()
  /// 分之
  private(set) var fractionMark = TermTable()
  private(set) var periods = TermTable()
  private(set) var weekMarks = TermTable()
  private(set) var weekdays = TermTable()
  private(set) var times = TermTable()
  private(set) var listMarks = TermTable()
  private(set) var halves = TermTable()
  private(set) var sureHours = TermTable()
  private(set) var currencyBases: [String] = []
  /// 1 = a cue or number may start here, 2 = a Latin letter or circled digit.
  private var starts = [UInt8](repeating: 0, count: 65536)

  init(rules: inout RuleFolder) {
    characters = NumeralCharacters(rules: &rules)
    units = UnitTable(rules: &rules)
    parts = UnitParts(rules: &rules)
    qualifiers = QualifierWords(rules: &rules)
    numerals = NumeralReader(characters: characters, units: units.terms)
    dates = DateWords(rules: &rules)
    frames = FrameWords(rules: &rules)
    forms = FormTable(rules: &rules)
    readExpressions(&rules)
    for (word, entry) in qualifiers.before { add(word, .qualifier(entry)) }
    for (word, entry) in dates.starters { add(word, .dateWord(entry)) }
    readOrdinals(&rules)
    readSigns(&rules)
    readWords("numerals/words.tsv", "kind", ["word", "name"], &rules) { own, word, _ in own.add(word, .word) }
    readWords("numerals/name-makers.tsv", "kind", ["maker", "other"], &rules) { own, word, kind in
      own.nameMakers.insert(word, kind == "maker" ? 1 : 0)
    }
    readWords("numerals/identifiers.tsv", nil, nil, &rules) { own, word, _ in own.identifiers.insert(word, 0) }
    readWords("numerals/before-bare.tsv", nil, nil, &rules) { own, word, _ in own.beforeBare.insert(word, 0) }
    let contexts = ["counting", "meeting", "body", "free", "ratio", "counted", "parts"]
    readWords("numerals/contexts.tsv", "role", contexts, &rules) { own, word, role in
      switch role {
      case "counting": own.countingWords.insert(word, 0)
      case "meeting": own.meetings.insert(word, 0)
      case "body": own.bodies.insert(word, 0)
      case "free": own.freeWords.insert(word, 0)
      case "ratio": own.ratioMarks.insert(word, 0)
      case "counted": own.countedWords.insert(word, 0)
      default: own.fractionMark.insert(word, 0)
      }
    }
    let frequencies = ["period", "week", "weekday", "hour", "times", "list"]
    readWords("dates/frequency.tsv", "role", frequencies, &rules) { own, word, role in
      switch role {
      case "period": own.periods.insert(word, 0)
      case "week": own.weekMarks.insert(word, 0)
      case "weekday": own.weekdays.insert(word, 0)
      case "hour": own.sureHours.insert(word, 0)
      case "times": own.times.insert(word, 0)
      default: own.listMarks.insert(word, 0)
      }
    }
    readWords("units/currencies.tsv", "base", nil, &rules, unless: Self.noCurrency) { own, word, base in
      own.currencies.insert(word, Int32(own.currencyBases.count))
      if !word.utf16.contains(where: WordEdges.isHan) { own.add(word, .currency(own.currencyBases.count)) }
      own.currencyBases.append(base)
    }
    for unit in 0..<65536 where characters.mayStart(UInt16(unit)) { starts[unit] |= 1 }
    for unit in 0..<128 where UnitTable.isLatinLetter(UInt16(unit)) { starts[unit] |= 2 }
    for unit in 0x2460...0x2473 { starts[unit] |= 2 }
  }

  func isHalf(_ unit: UInt16) -> Bool { halves.contains(unit) }

  /// 时 says a clock time by itself, 点 needs 上午, 分 or 半 beside it.
  func isHour(_ unit: UInt16) -> Bool { sureHours.contains(unit) }

  func isListMark(_ unit: UInt16) -> Bool { listMarks.contains(unit) }

  func startFlags(_ unit: UInt16) -> UInt8 { starts[Int(unit)] }

  /// The next place from `start` on where something may start; `end` when there is none.
  func nextStart(_ text: borrowing [UInt16], from start: Int, to end: Int) -> Int {
    text.withUnsafeBufferPointer { text in
      starts.withUnsafeBufferPointer { starts in
        var at = start
        while at < end, starts[Int(text[at])] == 0 { at &+= 1 }
        return at
      }
    }
  }

  private mutating func add(_ word: String, _ cue: Cue) {
    cues.add(word, cue)
    if let first = word.utf16.first { starts[Int(first)] |= 1 }
  }

  private mutating func readWords(
    _ file: String, _ second: String?, _ known: [String]?, _ rules: inout RuleFolder,
    unless problem: ((String) -> (message: String, help: String)?)? = nil,
    _ body: (inout MentionRules, String, String) -> Void
  ) {
    let table = rules.table(
      file, required: second.map { ["word", $0] } ?? ["word"], optional: ["example"],
      key: second == "role" ? ["word", "role"] : ["word"])
    guard let word = table.column("word") else { return }
    let other = second.flatMap { table.column($0) }
    for row in 0..<table.rowCount {
      if let other, let second, let known,
        table.choice(row, other, second, among: known, &rules.diagnostics) == nil
      {
        continue
      }
      let cell = other.map { table.cell(row, $0) } ?? ""
      if let other, let (message, help) = problem?(cell) {
        rules.diagnostics.append(table.diagnostic(row: row, column: other, message, help: help))
        continue
      }
      body(&self, table.cell(row, word), cell)
    }
  }

  private mutating func readOrdinals(_ rules: inout RuleFolder) {
    let table = rules.table("numerals/ordinals.tsv", required: ["word", "kind"], optional: ["example"], key: ["word"])
    guard let word = table.column("word"), let kind = table.column("kind") else { return }
    for row in 0..<table.rowCount {
      switch table.cell(row, kind) {
      case "prefix": add(table.cell(row, word), .ordinalPrefix)
      case "first": add(table.cell(row, word), .firstOrdinal)
      case "unit": ordinalUnits.insert(table.cell(row, word), 0)
      case let other:
        rules.diagnostics.append(
          table.diagnostic(
            row: row, column: kind, "no kind '\(other)' is known here",
            help: Suggestion.help(for: other, among: ["prefix", "first", "unit"])))
      }
    }
  }

  private mutating func readSigns(_ rules: inout RuleFolder) {
    let table = rules.table("numerals/signs.tsv", required: ["word", "meaning"], optional: ["example"], key: ["word"])
    guard let word = table.column("word"), let meaning = table.column("meaning") else { return }
    for row in 0..<table.rowCount {
      switch table.cell(row, meaning) {
      case "minus": add(table.cell(row, word), .sign(isNegative: true))
      case "plus": add(table.cell(row, word), .sign(isNegative: false))
      case "every": add(table.cell(row, word), .every)
      case "half":
        add(table.cell(row, word), .half)
        halves.insert(table.cell(row, word), 0)
      case let other:
        rules.diagnostics.append(
          table.diagnostic(
            row: row, column: meaning, "no meaning '\(other)' is known here",
            help: Suggestion.help(for: other, among: ["minus", "plus", "every", "half"])))
      }
    }
  }

  private static func noCurrency(_ base: String) -> (message: String, help: String)? {
    UnitTable.isCurrency(base) ? nil : ("'\(base)' is no code of a currency", "three capital letters, as in CNY")
  }

  private func decimal(
    _ table: TableFile, _ row: Int, _ name: String, _ diagnostics: inout [Diagnostic]
  ) -> Decimal? {
    let column = table.column(name) ?? 0
    if let number = UnitTable.decimal(table.cell(row, column)) { return number }
    diagnostics.append(
      table.diagnostic(row: row, column: column, "a number is expected here, not '\(table.cell(row, column))'"))
    return nil
  }

  private mutating func readExpressions(_ rules: inout RuleFolder) {
    let table = rules.table(
      "numerals/expressions.tsv",
      required: ["word", "kind", "value", "low", "high", "includes_low", "includes_high", "qualifier", "unit"],
      optional: ["example"], key: ["word"])
    for row in 0..<table.rowCount {
      guard let value = table.integer(row, table.column("value") ?? 0, in: 0...255, &rules.diagnostics),
        let low = decimal(table, row, "low", &rules.diagnostics),
        let high = decimal(table, row, "high", &rules.diagnostics),
        let column = table.column("qualifier"),
        let qualifier: Qualifier = table.choice(row, column, &rules.diagnostics)
      else { continue }
      guard low <= Decimal(value), Decimal(value) <= high else {
        rules.diagnostics.append(
          table.diagnostic(
            row: row, column: table.column("low") ?? 0, "the interval from \(low) to \(high) does not hold \(value)"))
        continue
      }
      for (name, words) in [("kind", ["percent"]), ("includes_low", ["", "no"]), ("includes_high", ["", "no"])] {
        _ = table.choice(row, table.column(name) ?? 0, name, among: words, &rules.diagnostics)
      }
      add(table.cell(row, "word"), .expression(expressions.count))
      expressions.append(
        ShareExpression(
          value: UInt8(value),
          interval: Interval(
            low, high, includesLow: table.cell(row, "includes_low") != "no",
            includesHigh: table.cell(row, "includes_high") != "no"),
          qualifier: qualifier, unit: table.cell(row, "unit")))
    }
  }
}
