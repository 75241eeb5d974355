import Foundation
import NewsText
import RuleFiles

/// A mention and, for a date, its parts before the year is worked out.
struct RawMention: Sendable {
  var mention: Mention
  var date: DateParts?
}

/// One pass over a text that collects its mentions from left to right.
struct MentionScan {
  private let shared: Shared<MentionRules>
  @inline(__always) var rules: MentionRules { unsafeAddress { shared.address } }
  let text: [UInt16]
  let span: Span
  var edges: WordEdges
  var found: [RawMention] = []
  /// Whether 113年 counts from 1912 here; found out when first asked.
  var countsFromRepublic: Bool?
  /// Positions before this one are read.
  var at: Int

  init(_ rules: Shared<MentionRules>, _ text: [UInt16], _ span: Span, _ segmenter: WordSegmenter?) {
    shared = rules
    self.text = text
    self.span = span
    at = span.start
    edges = WordEdges(text, limit: span, segmenter: segmenter)
  }

  var limit: Int { span.end }

  mutating func run() {
    while true {
      at = rules.nextStart(text, from: at, to: span.end)
      guard at < span.end else { return }
      let flags = rules.startFlags(text[at])
      // HK$500: flagged as a letter and as a cue.
      let next = flags & 2 != 0 ? (flags & 1 != 0 ? readSymbol(at) : nil) ?? readCode(at) : step(at)
      at = max(next, at + 1)
    }
  }

  /// Reads what starts here; returns where reading goes on.
  private mutating func step(_ start: Int) -> Int {
    guard let (end, cue) = rules.cues.longest(text, at: start, limit: limit) else {
      return readNumber(start, hedge: nil, isNegative: false, number: start) ?? start + 1
    }
    switch cue {
    case .word:
      let count = found.count
      if rules.characters.mayStart(text[start]),
        let other = readNumber(start, hedge: nil, isNegative: false, number: start)
      {
        if other > end { return other }
        found.removeLast(found.count - count)
      }
      return end
    case .qualifier(let index):
      let entry = rules.qualifiers.entries[index]
      let number = skipSpace(end)
      if number < limit, !isInsideWord(start, before: number) {
        if let next = readHedged(start, entry, number) { return next }
      }
      return rules.characters.mayStart(text[start])
        ? readNumber(start, hedge: nil, isNegative: false, number: start) ?? end : end
    case .ordinalPrefix: return readOrdinal(start, number: skipSpace(end)) ?? end
    case .firstOrdinal:
      add(.ordinal, .first, Span(start, end), value: 1, number: Span(start, start + 1))
      return end
    case .expression(let index):
      if rules.isHalf(text[end - 1]),
        let (number, entry) = rules.qualifiers.longest(.before, text, at: start, limit: end - 1), number == end - 1,
        let next = readHalf(start, number, entry.hedge)
      {
        return next
      }
      if rules.isHalf(text[end - 1]), let next = readHalf(start, end - 1, nil) { return next }
      return readShare(start, index, end, hedge: nil)
    case .dateWord(let index): return readDateWord(start, index, end) ?? numberOrSkip(start, end)
    case .every: return readFrequency(start, end) ?? end
    case .sign(let isNegative):
      return readSigned(start, isNegative, skipSpace(end)) ?? end
    case .currency(let index): return readMoney(start, index, skipSpace(end)) ?? end
    case .half: return readHalf(start, start, nil) ?? end
    }
  }

  /// US$300 where letters begin a sign of money.
  private mutating func readSymbol(_ start: Int) -> Int? {
    guard let (end, cue) = rules.cues.longest(text, at: start, limit: limit), case .currency(let index) = cue else {
      return nil
    }
    return readMoney(start, index, skipSpace(end))
  }

  /// A signed number. Right behind a word only a share or a temperature is one: 增长-3%, 气温-3℃.
  private mutating func readSigned(_ start: Int, _ isNegative: Bool, _ number: Int) -> Int? {
    guard maySign(start, isNegative) else { return nil }
    let count = found.count
    guard let next = readNumber(start, hedge: nil, isNegative: isNegative, number: number) else { return nil }
    guard start > span.start, !WordEdges.isHan(text[start]), WordEdges.isHan(text[start - 1]), found.count > count
    else { return next }
    switch found[count].mention.measure?.dimension {
    case .percent?, .other?: return next
    default:
      found.removeLast(found.count - count)
      return nil
    }
  }

  private mutating func numberOrSkip(_ start: Int, _ end: Int) -> Int {
    rules.characters.mayStart(text[start])
      ? readNumber(start, hedge: nil, isNegative: false, number: start) ?? end : end
  }

  /// A number, 半 or a share behind a qualifier.
  private mutating func readHedged(_ start: Int, _ entry: QualifierWords.Entry, _ number: Int) -> Int? {
    if let (end, cue) = rules.cues.longest(text, at: number, limit: limit) {
      switch cue {
      case .half where entry.need == .nothing: if let next = readHalf(start, number, entry.hedge) { return next }
      case .expression(let index) where entry.need == .nothing: return readShare(start, index, end, hedge: entry.hedge)
      case .sign(let isNegative):
        return readNumber(start, hedge: entry.hedge, isNegative: isNegative, number: end)
      case .word: if !rules.characters.mayStart(text[number]) { return nil }
      default: break
      }
    }
    guard number < limit, rules.characters.mayStart(text[number]) else { return nil }
    if entry.need == .multiplier {
      guard let numeral = rules.numerals.read(text, at: number, limit: limit),
        numeral.startsWithMultiplier || rules.characters.kind(text[number]) == .small && numeral.isPowerOfTen
      else { return nil }
    }
    return readNumber(start, hedge: entry.hedge, isNegative: false, number: number)
  }

  /// Whether the dictionary joins the qualifier to what stands before it (预约30人).
  private mutating func isInsideWord(_ start: Int, before number: Int) -> Bool {
    guard start > span.start, WordEdges.isHan(text[start]), WordEdges.isHan(text[start - 1]) else { return false }
    guard start >= lastEnd + 1 else { return false }
    return edges.word(at: start).start < start
  }

  /// A minus or plus sign belongs to a number when nothing before it is a digit or letter.
  private func maySign(_ start: Int, _ isNegative: Bool) -> Bool {
    guard start > span.start else { return true }
    if WordEdges.isHan(text[start]) { return true }
    let before = text[start - 1]
    if !found.isEmpty, lastEnd == start { return false }
    return !rules.characters.mayStart(before) && !UnitTable.isLatinLetter(before)
  }

  /// Where the last mention ends; the beginning of the text without any.
  var lastEnd: Int { found.isEmpty ? span.start : found[found.count - 1].mention.span.end }

  // MARK: text

  /// Past at most two spaces that cleaning left.
  func skipSpace(_ position: Int) -> Int {
    var next = position
    while next < limit, next - position < 2, Self.isSpace(text[next]) { next += 1 }
    return next
  }

  static func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0xA0 || unit == 0x3000 || unit == 0x2009 }

  func unit(at position: Int) -> UInt16 { position < limit && position >= span.start ? text[position] : 0 }

  func isDigit(_ position: Int) -> Bool { position < limit && rules.characters.isArabic(text[position]) }

  func string(_ span: Span) -> String {
    String(units: text[span.range].filter { !Self.isSpace($0) })
  }

  /// Whether nothing, a line end or a punctuation mark stands here.
  func isBoundary(_ position: Int) -> Bool {
    guard position < limit else { return true }
    let unit = text[position]
    return !WordEdges.isHan(unit) && !UnitTable.isLatinLetter(unit) && !rules.characters.isArabic(unit)
  }

  // MARK: results

  mutating func add(
    _ kind: Mention.Kind, _ form: Form, _ span: Span, value: Decimal? = nil, narrow: Interval? = nil,
    wide: Interval? = nil, qualifier: Qualifier = .exact, unit: String = "", measure: Measure? = nil, number: Span
  ) {
    let point = value.map { Interval.point($0) } ?? Interval()
    found.append(
      RawMention(
        mention: Mention(
          span: span, kind: kind, value: value.map { .number($0) } ?? .none, narrow: narrow ?? point,
          wide: wide ?? narrow ?? point, qualifier: qualifier, unit: unit, measure: measure, number: number,
          rule: rules.forms.reference(form))))
  }

  mutating func addDate(_ parts: DateParts, _ form: Form, _ span: Span, qualifier: Qualifier = .exact) {
    found.append(
      RawMention(
        mention: Mention(
          span: span, kind: .date, value: .date(parts.iso), qualifier: qualifier, number: span,
          rule: rules.forms.reference(form)),
        date: parts))
  }
}
