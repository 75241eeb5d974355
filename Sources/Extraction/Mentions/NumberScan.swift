import Foundation
import NewsText

extension MentionScan {
  /// Reads what a number begins: a date, a clock time, a name, a range, a share or a quantity.
  ///
  /// - Parameters:
  ///   - start: where the mention starts, with its qualifier or sign.
  ///   - number: where the digits start.
  /// - Returns: where reading goes on; nil when no number starts here.
  mutating func readNumber(_ start: Int, hedge: Hedge?, isNegative: Bool, number: Int) -> Int? {
    guard let numeral = rules.numerals.read(text, at: number, limit: limit) else {
      guard isDigit(number) else { return nil }
      return skipDigits(number)
    }
    if numeral.script == .arabic || numeral.isSequence || numeral.isPlainInteger || numeral.isRange, !isNegative {
      if let next = readClock(start, numeral, hedge) { return next }
      if let next = readDate(start, numeral, hedge: hedge) { return next }
    }
    if let next = readParts(start, numeral, hedge, isNegative) { return next }
    if let next = readIdentifier(numeral, hedge: hedge) { return next }
    if let next = readRange(start, numeral, hedge, isNegative) { return next }
    return readQuantity(start, numeral, hedge, isNegative)
  }

  /// Digits too many for a number: a code.
  private mutating func skipDigits(_ start: Int) -> Int {
    var end = start
    while isDigit(end) { end += 1 }
    add(.identifier, .code, Span(start, end), number: Span(start, end))
    return end
  }

  // MARK: quantities

  private mutating func readQuantity(
    _ start: Int, _ numeral: Numeral, _ hedge: Hedge?, _ isNegative: Bool
  ) -> Int? {
    let end = numeral.span.end
    var tail = tail(of: numeral, hedge: hedge)
    if numeral.isSequence, numeral.digitCount < 3, tail.unit?.valueFactor.equals(10) != true { tail.unit = nil }
    if isMeeting(numeral, tail) {
      add(
        .ordinal, .session, Span(start, tail.end), value: numeral.decimal, unit: tail.unitText, measure: tail.measure,
        number: numeral.span)
      return tail.end
    }
    if numeral.script == .chinese, isWordOrName(start, numeral, tail) { return max(end, nameEnd(numeral, tail)) }
    let verb = hedge == nil && tail.hedge == nil ? hedgingVerb(endingAt: start) : nil
    let force = hedge ?? tail.hedge ?? verb
    if numeral.startsWithMultiplier, force == nil { return end }
    guard let unit = tail.unit else {
      return readBare(start, numeral, tail, hedge: force, isHedged: hedge != nil || tail.hedge != nil, isNegative)
    }
    if unit.trait == .ordinal { return readSession(start, numeral, tail) }
    addQuantity(start, tail, force, isNegative)
    return tail.end
  }

  /// 突破300人, 破百万: not where the dictionary joins the verb to what stands before it (侦破3起).
  private mutating func hedgingVerb(endingAt start: Int) -> Hedge? {
    guard let entry = rules.qualifiers.verb(endingAt: start, text, from: span.start) else { return nil }
    return entry.length < start - edges.word(at: start - 1).start ? nil : entry.hedge
  }

  /// Adds a number with unit, and what is joined to it (3元5角).
  private mutating func addQuantity(_ start: Int, _ tail: QuantityTail, _ hedge: Hedge?, _ isNegative: Bool) {
    let numeral = tail.numeral
    guard let entry = tail.unit else { return }
    let dimension = entry.measure?.dimension ?? .count
    let kind: Mention.Kind =
      switch dimension {
      case .percent, .ratio: .percent
      case .duration: isWork(start, tail) ? .quantity : .duration
      default: .quantity
      }
    var value = numeral.decimal
    var (narrow, wide) = numeral.intervals(hedge, isRounded: dimension == .percent)
    if !tail.addend.isZero {
      value += tail.addend
      narrow = hedge == nil ? .point(value) : narrow.shifted(tail.addend)
      wide = hedge == nil ? .point(value) : wide.shifted(tail.addend)
    }
    if !entry.valueFactor.equals(1),
      value < 10 || dimension != .percent || numeral.script == .chinese && !numeral.isSequence
    {
      value *= entry.valueFactor
      narrow = narrow.scaled(entry.valueFactor)
      wide = wide.scaled(entry.valueFactor)
    }
    if isNegative {
      value = -value
      narrow = narrow.negated
      wide = wide.negated
    }
    add(
      kind, form(of: tail, hedge, kind), Span(start, tail.end), value: value, narrow: narrow, wide: wide,
      qualifier: qualifier(numeral, hedge), unit: tail.unitText, measure: inCurrency(tail.measure, start),
      number: numeral.span)
  }

  /// $100, HK$3.5亿: the sign of money before the number is its unit, unless a unit follows.
  mutating func readMoney(_ start: Int, _ index: Int, _ number: Int) -> Int? {
    guard isDigit(number), start == span.start || !UnitTable.isLatinLetter(text[start - 1]),
      let numeral = rules.numerals.read(text, at: number, limit: limit), numeral.low == numeral.high,
      !numeral.leadsWithZero || numeral.fraction > 0
    else { return nil }
    let tail = tail(of: numeral, hedge: nil)
    guard tail.unit == nil else { return readNumber(number, hedge: nil, isNegative: false, number: number) }
    guard rules.dates.match(.to, text, at: tail.end, limit: limit) == nil, !UnitTable.isLatinLetter(unit(at: tail.end))
    else { return nil }
    let (narrow, wide) = tail.numeral.intervals(tail.hedge, isRounded: false)
    add(
      .quantity, .numberUnit, Span(start, tail.end), value: tail.numeral.decimal, narrow: narrow, wide: wide,
      qualifier: qualifier(tail.numeral, tail.hedge), unit: string(Span(start, number)),
      measure: Measure(dimension: .money, baseUnit: rules.currencyBases[index], factor: 1), number: numeral.span)
    return tail.end
  }

  /// 服务时数逾3000小时, 112万小时: hours worked are counted, they are no length of time.
  private func isWork(_ start: Int, _ tail: QuantityTail) -> Bool {
    guard let factor = tail.measure?.factor else { return false }
    return factor <= 3600 && tail.numeral.isScaled && tail.numeral.value >= 10_000
      || rules.dates.ends(.workedBefore, text, at: start, from: span.start)
  }

  /// 元 counts in the currency that stands before the amount: 新台币300元.
  private func inCurrency(_ measure: Measure?, _ start: Int) -> Measure? {
    guard var result = measure, result.dimension == .money else { return measure }
    let table = rules.currencies
    for length in stride(from: min(table.longest, start - span.start), to: 0, by: -1) {
      guard let index = table.value(text, Span(start - length, start)) else { continue }
      result.baseUnit = rules.currencyBases[Int(index)]
      return result
    }
    return measure
  }

  func qualifier(_ numeral: Numeral, _ hedge: Hedge?) -> Qualifier {
    if let hedge { return hedge.qualifier }
    if numeral.isVague { return numeral.value >= 20 && numeral.low == numeral.value + 1 ? .over : .vague }
    return numeral.isRange ? .range : .exact
  }

  private func form(of tail: QuantityTail, _ hedge: Hedge?, _ kind: Mention.Kind) -> Form {
    if tail.numeral.isVague { return .openDigit }
    if tail.numeral.isRange { return .neighbourDigits }
    if tail.isComposite { return .composite }
    if tail.addend != 0 { return .half }
    switch kind {
    case .percent: return .percent
    case .duration: return .duration
    default: return hedge == nil ? .numberUnit : .hedgedNumber
    }
  }

  /// A number without unit: a figure when it is scaled, hedged, grouped, decimal, round, or announced by its verb.
  private mutating func readBare(
    _ start: Int, _ numeral: Numeral, _ tail: QuantityTail, hedge: Hedge?, isHedged: Bool, _ isNegative: Bool
  ) -> Int? {
    let whole = Span(start, tail.end)
    guard isHedged || isNegative && isBoundary(tail.end) || isFigure(start, tail.numeral, tail.end) else {
      if numeral.script == .chinese, standsAlone(numeral.span) {
        add(.quantity, .bareNumber, numeral.span, value: numeral.decimal, number: numeral.span)
      } else if numeral.script == .arabic || numeral.isSequence && numeral.digitCount > 2, !numeral.startsWithMultiplier
      {
        add(.identifier, .identifier, numeral.span, value: numeral.decimal, number: numeral.span)
      }
      return numeral.span.end
    }
    var (narrow, wide) = tail.numeral.intervals(hedge, isRounded: false)
    var value = tail.numeral.decimal
    if isNegative { (value, narrow, wide) = (-value, narrow.negated, wide.negated) }
    add(
      .quantity, hedge == nil ? .bareNumber : .hedgedNumber, whole, value: value, narrow: narrow, wide: wide,
      qualifier: qualifier(tail.numeral, hedge), number: numeral.span)
    return tail.end
  }

  private func isFigure(_ start: Int, _ numeral: Numeral, _ end: Int) -> Bool {
    if numeral.isSequence || numeral.startsWithMultiplier || numeral.leadsWithZero { return false }
    let next = unit(at: end)
    let boundary = isBoundary(end)
    if next == 0x2E || next == 0xFF0E || UnitTable.isLatinLetter(next) || next == 0x3A || next == 0xFF1A {
      return false
    }
    switch numeral.script {
    case .mixed: return true
    case .chinese:
      if numeral.isVague || numeral.isRange { return numeral.span.count > 2 || numeral.value >= 20 }
      if numeral.fraction > 0 { return true }
      // “十万工匠”培育工程: a quotation that begins with a bare number is a slogan.
      if numeral.span.count < 2 || start > span.start && isOpeningQuote(text[start - 1]) { return false }
      return numeral.value >= 100 || (boundary && isAnnounced(start))
    case .arabic:
      if numeral.isScaled || numeral.isGrouped || numeral.fraction > 0 { return true }
      if numeral.digitCount > 8 { return false }
      if isAnnounced(start) { return true }
      if numeral.digitCount <= 4, rules.countedWords.longestMatch(text, at: end, limit: limit) != nil { return true }
      return numeral.roundPlace >= 2 && numeral.digitCount <= 5 && !isLabelled(start) && numeral.value >= 500
        && WordEdges.isHan(next)
        && !(1900...2100).contains(numeral.value)
    }
  }

  /// “ ‘ 「 『
  private func isOpeningQuote(_ unit: UInt16) -> Bool { [0x201C, 0x2018, 0x300C, 0x300E].contains(unit) }

  /// Nothing else stands on the line.
  private func standsAlone(_ number: Span) -> Bool {
    (number.start == span.start || text[number.start - 1] == 0x0A) && (number.end == limit || text[number.end] == 0x0A)
  }

  /// A colon before a bare number makes it a label's value: 邮编：466000.
  private func isLabelled(_ start: Int) -> Bool {
    let before = unit(at: start - 1)
    return before == 0x3A || before == 0xFF1A
  }

  private func isAnnounced(_ start: Int) -> Bool {
    let table = rules.beforeBare
    return (1...max(1, table.longest)).contains {
      start - $0 >= span.start && table.value(text, Span(start - $0, start)) != nil
    }
  }

  // MARK: what is no figure

  /// Whether a Chinese number is part of a word or name (统一, 三轮车, 西三路), or an indefinite article (一根根).
  private mutating func isWordOrName(_ start: Int, _ numeral: Numeral, _ tail: QuantityTail) -> Bool {
    if numeral.span.count <= 2, tail.end <= numeral.span.end + 2 {
      let first = edges.word(at: numeral.span.start)
      if first.start < start, first.end > numeral.span.start, first.start >= lastEnd, !standsFree(start) { return true }
      if tail.hedge == nil, start == numeral.span.start, first.start == start, first.end > tail.end { return true }
      let last = edges.word(at: max(numeral.span.start, tail.end - 1))
      if numeral.span.count == 1, tail.hedge == nil, tail.unit != nil, last.end > tail.end, last.start == first.start {
        return true
      }
    }
    if isSlogan(start, numeral, tail) { return true }
    if tail.unit == nil {
      return isNameMaker(numeral.span.end) && start == numeral.span.start
    }
    if tail.unit?.trait == .names, numeral.span.count <= 2, start == numeral.span.start, isNameMaker(tail.end) {
      return true
    }
    return isArticle(start, numeral, tail)
  }

  /// 住了三十多年: whatever the dictionary makes of it, 了三 is no word.
  private func standsFree(_ start: Int) -> Bool {
    start > span.start && rules.freeWords.value(text, Span(start - 1, start)) != nil
  }

  /// 五访五问五帮五促, 三区三州, 一户一折: the same digit again two characters on makes a fixed term.
  private func isSlogan(_ start: Int, _ numeral: Numeral, _ tail: QuantityTail) -> Bool {
    guard numeral.span.count == 1, start == numeral.span.start, tail.end == start + 2,
      tail.measure?.dimension == .count || numeral.value == 1 && tail.hedge == nil
    else { return false }
    let digit = text[start]
    if unit(at: start + 2) == digit, WordEdges.isHan(unit(at: start + 3)) { return true }
    return unit(at: start - 2) == digit && WordEdges.isHan(unit(at: start - 1))
  }

  /// 一 with a classifier counts nothing, unless it measures (一倍, 一成, 一周) or is counted out (各一名).
  private func isArticle(_ start: Int, _ numeral: Numeral, _ tail: QuantityTail) -> Bool {
    guard numeral.span.count == 1, numeral.value == 1, numeral.low == numeral.high, !numeral.startsWithMultiplier
    else { return false }
    if !tail.addend.isZero { return false }
    switch tail.measure?.dimension {
    case .percent, .ratio: return false
    case .duration:
      return tail.hedge == nil && start == numeral.span.start
        && rules.dates.match(.durationAfter, text, at: tail.end, limit: limit) == nil
        && !rules.dates.ends(.durationBefore, text, at: start, from: span.start)
    case .money, .length, .area, .mass, .volume, .energy: return start == numeral.span.start && tail.hedge == nil
    default: return !isCountedOut(start) || start != numeral.span.start
    }
  }

  /// 各一名, 共一家, 死亡一人: the article counts after such a word.
  private func isCountedOut(_ start: Int) -> Bool {
    let table = rules.countingWords
    return (1...max(1, table.longest)).contains {
      start - $0 >= span.start && table.value(text, Span(start - $0, start)) != nil
    }
  }

  func isNameMaker(_ position: Int) -> Bool {
    rules.nameMakers.longestMatch(text, at: position, limit: limit)?.value == 1
  }

  private func nameEnd(_ numeral: Numeral, _ tail: QuantityTail) -> Int {
    tail.unit?.trait == .names && isNameMaker(tail.end) ? tail.end : numeral.span.end
  }
}
