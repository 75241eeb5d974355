import Foundation
import NewsText

/// What follows a number: qualifiers, a further multiplier, the unit.
struct QuantityTail {
  /// The number, with a multiplier that came behind the qualifier (700多万).
  var numeral: Numeral
  var end: Int
  var hedge: Hedge?
  var unit: UnitTable.Entry?
  /// As written, without spaces.
  var unitText = ""
  var measure: Measure?
  /// A half (三年半) or a smaller unit (3元5角), in units of `unit`.
  var addend: Decimal = 0
  var isComposite = false
}

extension MentionScan {
  /// Reads what follows a number. Never fails: without a unit the tail ends behind the number.
  func tail(of numeral: Numeral, hedge: Hedge?) -> QuantityTail {
    var tail = QuantityTail(numeral: numeral, end: numeral.span.end)
    var next = skipSpace(numeral.span.end)
    if let (end, entry) = rules.qualifiers.longest(.afterNumber, text, at: next, limit: limit),
      entry.need != .round || (numeral.roundPlace >= 1 && numeral.fraction == 0), !numeral.isSequence
    {
      var scaled = numeral
      let multiplied = multiplier(&scaled, at: end)
      let place = skipSpace(multiplied)
      let (_, unit) = unit(after: scaled, at: place) ?? (place, nil)
      if unit != nil || (entry.need != .round && (numeral.roundPlace >= 1 || multiplied > end)) {
        tail.numeral = scaled
        tail.hedge = entry.hedge
        tail.end = multiplied
        next = place
      }
    }
    if readSplitUnit(&tail, at: next) { return finish(&tail) }
    // 镜头三 封开县: a space parts a digit of Chinese script from what follows.
    if numeral.script == .chinese, numeral.span.count == 1, next > tail.end { return tail }
    guard let (end, entry) = unit(after: tail.numeral, at: next) else { return tail }
    tail.unit = entry
    tail.unitText = entry.surface
    tail.measure = entry.measure
    tail.end = end
    if let (stop, head) = rules.parts.longest(.head, text, at: next, limit: limit), stop == end,
      splits(head, at: end)
    {
      tail.measure = head
      return finish(&tail)
    }
    readAlternative(&tail)
    readCompound(&tail)
    readHalfBehind(&tail)
    return finish(&tail)
  }

  private func finish(_ tail: inout QuantityTail) -> QuantityTail {
    readSmallerUnits(&tail)
    guard let (end, entry) = rules.qualifiers.longest(.afterUnit, text, at: tail.end, limit: limit) else { return tail }
    if entry.need == .never { return tail }
    if entry.need == .measure {
      // 比164吨多41吨: in front of a number it is the verb.
      let comparesNext = end < limit && rules.characters.mayStart(text[end])
      if tail.hedge != nil || comparesNext || !measures(tail) { return tail }
    }
    tail.end = end
    if tail.hedge == nil || entry.hedge != .about { tail.hedge = tail.hedge ?? entry.hedge }
    return tail
  }

  private func measures(_ tail: QuantityTail) -> Bool {
    switch tail.measure?.dimension {
    case nil, .count, .attendance: false
    default: true
    }
  }

  /// 万 or 亿 behind a qualifier: 700多万, 20余亿.
  private func multiplier(_ numeral: inout Numeral, at start: Int) -> Int {
    var end = start
    while end < limit, rules.characters.kind(text[end]) == .big, end - start < 2 {
      var scaled = numeral
      guard scaled.scale(rules.characters.value(text[end])) else { break }
      numeral = scaled
      end += 1
    }
    return end
  }

  /// The unit behind a number, with the spaces that cleaning left.
  func unit(after numeral: Numeral, at position: Int) -> (end: Int, entry: UnitTable.Entry)? {
    guard
      let (end, entry) = rules.units.longest(
        text, at: position, limit: limit, isChinese: numeral.script == .chinese)
    else { return nil }
    switch entry.trait {
    case .word, .chineseWord: return nil
    case .arabic:
      if numeral.script == .chinese,
        numeral.span.count < 2 || numeral.isSequence
          || numeral.isRange && numeral.span.count < 3
      {
        return nil
      }
    default: break
    }
    return (end, entry)
  }

  /// 个半小时, 个多月: a word stands inside the unit.
  private func readSplitUnit(_ tail: inout QuantityTail, at position: Int) -> Bool {
    guard let (inner, classifier) = rules.units.longest(text, at: position, limit: limit), inner == position + 1,
      classifier.measure?.dimension == .count, inner < limit
    else { return false }
    let isHalf = rules.isHalf(text[inner])
    let inside = rules.qualifiers.longest(.afterNumber, text, at: inner, limit: limit)
    guard isHalf || inside != nil else { return false }
    let rest = isHalf ? inner + 1 : inside?.end ?? inner + 1
    guard let (end, entry) = rules.units.longest(text, at: rest, limit: limit), entry.measure?.dimension == .duration
    else {
      guard isHalf else { return false }
      tail.unit = classifier
      tail.unitText = string(Span(position, inner))
      tail.measure = classifier.measure
      tail.addend = Self.half
      tail.end = rest
      return true
    }
    let joined = Array(text[position..<inner]) + Array(text[rest..<end])
    let known = rules.units.terms.value(joined, Span(0, joined.count)).map { rules.units.entries[Int($0)] }
    tail.unit = known ?? entry
    tail.unitText = String(decoding: known == nil ? Array(text[rest..<end]) : joined, as: UTF16.self)
    tail.measure = tail.unit?.measure
    if isHalf { tail.addend = Self.half } else { tail.hedge = tail.hedge ?? inside?.entry.hedge }
    tail.end = end
    return true
  }

  private static let half: Decimal = 1 / 2

  /// 三年半, 两米半.
  private func readHalfBehind(_ tail: inout QuantityTail) {
    guard tail.hedge == nil, measures(tail), tail.end < limit, rules.isHalf(text[tail.end]) else { return }
    let next = tail.end + 1
    if next < limit, rules.units.longest(text, at: next, limit: limit) != nil { return }
    tail.addend = Self.half
    tail.end = next
  }

  /// 家(次), 台(件): a second classifier in brackets.
  private func readAlternative(_ tail: inout QuantityTail) {
    guard tail.measure?.dimension == .count || tail.measure?.dimension == .attendance, tail.end + 2 < limit,
      text[tail.end] == 0x28 || text[tail.end] == 0xFF08,
      let (end, entry) = rules.units.longest(text, at: tail.end + 1, limit: limit), entry.measure?.dimension == .count,
      end < limit, text[end] == 0x29 || text[end] == 0xFF09
    else { return }
    tail.unitText += "(" + string(Span(tail.end + 1, end)) + ")"
    tail.end = end + 1
  }

  /// 元/平方米, 元/公斤·天, 元/人/天.
  private func readCompound(_ tail: inout QuantityTail) {
    var isFirst = true
    while tail.end < limit, Self.divisionMarks.contains(text[tail.end]) || !isFirst && text[tail.end] == 0xB7,
      let (end, below) = rules.units.longest(text, at: tail.end + 1, limit: limit), below.trait != .word,
      let above = tail.measure, let divisor = below.measure, divisor.factor != 0
    {
      let mark = text[tail.end] == 0xB7 ? "·" : "/"
      tail.unitText += mark + string(Span(tail.end + 1, end))
      tail.measure = Measure(
        dimension: .other, baseUnit: above.baseUnit + mark + divisor.baseUnit, factor: above.factor / divisor.factor)
      tail.end = end
      isFirst = false
    }
  }

  private static let divisionMarks: [UInt16] = [0x2F, 0xFF0F, 0x2215]

  /// Whether 块 begins an amount here: 毛 or 角 follow its next number, or a lone digit does (3块5).
  private func splits(_ head: Measure, at position: Int) -> Bool {
    guard let next = rules.numerals.read(text, at: position, limit: limit), next.low == next.high else { return false }
    if let (_, part) = rules.parts.longest(.part, text, at: next.span.end, limit: limit) {
      return part.baseUnit == head.baseUnit && part.factor < head.factor
    }
    return next.span.count == 1 && next.isPlainInteger && isBoundary(next.span.end)
  }

  /// Smaller units of the same dimension that follow at once: 3元5角, 5小时20分钟, 2年零3个月.
  private func readSmallerUnits(_ tail: inout QuantityTail) {
    guard tail.hedge == nil, tail.addend.isZero, measures(tail), tail.measure?.dimension != .percent,
      tail.measure?.dimension != .ratio, !tail.numeral.isRange, !tail.numeral.isVague
    else { return }
    var factor = tail.measure?.factor ?? 1
    let whole = factor
    while tail.end < limit, let base = tail.measure {
      var at = tail.end
      if let link = rules.parts.longest(.link, text, at: at, limit: limit) { at = link.end }
      guard let next = rules.numerals.read(text, at: at, limit: limit), next.low == next.high else { return }
      if readTail(next, base, whole, &tail) { return }
      if next.isSequence { return }
      guard let (end, measure) = smallerUnit(behind: next, of: base), measure.baseUnit == base.baseUnit,
        measure.factor < factor,
        next.decimal * measure.factor < factor || measure.factor == factor / 10
      else { return }
      tail.addend += rounded(next.decimal * measure.factor / whole)
      tail.end = end
      tail.isComposite = true
      factor = measure.factor
    }
  }

  /// The unit behind a number that continues a quantity; 分 behind hours is a minute, behind 角 a hundredth.
  private func smallerUnit(behind numeral: Numeral, of base: Measure) -> (end: Int, measure: Measure)? {
    let position = numeral.span.end
    let unit = rules.units.longest(text, at: position, limit: limit)
    if let part = rules.parts.part(of: base, text, at: position, limit: limit), unit.map({ $0.end == part.end }) ?? true
    {
      return part
    }
    guard let (end, entry) = unit, let measure = entry.measure else { return nil }
    return (end, measure)
  }

  /// 1米75, 3块5, 一米七五, 47秒21: bare digits behind the base unit are its tenths and hundredths.
  private func readTail(_ next: Numeral, _ base: Measure, _ whole: Decimal, _ tail: inout QuantityTail) -> Bool {
    guard base.dimension == .length || base.dimension == .money || base.dimension == .duration, base.factor == 1,
      !tail.isComposite,
      next.span.count <= 2, next.span.start == tail.end, tail.numeral.isPlainInteger, tail.numeral.value < 100,
      next.script == tail.numeral.script, !tail.numeral.startsWithMultiplier,
      next.script == .arabic ? next.isPlainInteger : next.isSequence || next.span.count == 1 && next.value < 10,
      next.value > 0, isBoundary(next.span.end) || !startsMark(next.span.end),
      rules.parts.part(of: base, text, at: next.span.end, limit: limit) == nil
    else { return false }
    tail.addend = next.decimal / (next.span.count == 2 ? 100 : 10)
    tail.end = next.span.end
    tail.isComposite = true
    return true
  }

  /// Whether a unit, a date or a further number follows.
  private func startsMark(_ position: Int) -> Bool {
    rules.units.terms.longestMatch(text, at: position, limit: limit) != nil
      || rules.characters.mayStart(text[position])
      || rules.dates.match(.month, text, at: position, limit: limit) != nil
      || rules.identifiers.longestMatch(text, at: position, limit: limit) != nil
  }

  func rounded(_ value: Decimal) -> Decimal {
    var result = Decimal()
    var source = value
    NSDecimalRound(&result, &source, 6, .plain)
    return result
  }
}
