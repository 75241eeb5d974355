import NewsText
import RuleFiles

/// Words of dates, clock times and durations; read from `dates/`.
///
/// Set up by the thread that loads the rules, then only read, by all that share it.
final class DateWords: @unchecked Sendable {
  enum Role: String, Sendable, CaseIterable {
    case year, month, day, third, edge, half, quarter, quarters, months, decade, republic, christ, century, to,
      hour, minute, second
    case dayOfMonth = "day-of-month"
    case notYear = "not-year"
    case notMonth = "not-month"
    case notDay = "not-day"
    case notHour = "not-hour"
    case yearSpan = "year-span"
    case schoolYear = "school-year"
    /// 元月: a month by its name.
    case monthName = "month-name"
    /// 农历, 正月: what follows is a day of the lunar calendar, which has no ISO date.
    case lunar
    case lunarMonth = "lunar-month"
    /// 初五
    case lunarDay = "lunar-day"
    /// 提前: what follows is no part of a year.
    case notMonths = "not-months"
    case beforeChrist = "before-christ"
    case lastCentury = "last-century"
    case durationAfter = "duration-after"
    case durationBefore = "duration-before"
    /// 服务时数: the hours behind it are counted.
    case workedBefore = "worked-before"
    case hourEnd = "hour-end"
    case dayPart = "day-part"
    /// 截至: the date behind it ends a frame.
    case untilBefore = "until-before"
    /// 月份: the whole month.
    case wholeMonth = "whole-month"
    /// 以来: the year before it opens a frame; value 1 when the frame ends with the article.
    case frameAfter = "frame-after"
    /// 到: the year behind it lies ahead.
    case aheadBefore = "ahead-before"
    /// 比: what follows with a colon is a ratio and no clock time.
    case ratioBefore = "ratio-before"

    /// Its place in `allCases`; there are fewer than 64.
    var index: Int {
      // An enumeration without payloads is stored as the number of its case.
      Int(unsafeBitCast(self, to: UInt8.self))
    }
  }

  struct Entry: Sendable {
    var role: Role
    var value: Int
  }

  private(set) var entries: [Entry] = []
  /// The words of each role, in the order of `Role.allCases`.
  private var terms = [TermTable?](repeating: nil, count: Role.allCases.count)
  /// The roles with words that begin with a unit, one bit each.
  private var openers = UnitMap<UInt64>(0)
  /// The roles with words that end in a unit.
  private var closers = UnitMap<UInt64>(0)
  /// Words that begin a date by themselves.
  private(set) var starters: [(word: String, entry: Int)] = []
  /// Years relative to the article's: 去年 -1.
  private(set) var relativeYears = TermTable()
  /// Words that show a text to count years from 1912.
  private(set) var republicSigns = TermTable()

  init(rules: inout RuleFolder) {
    let table = rules.table(
      "dates/words.tsv", required: ["word", "role", "value"], optional: ["example"],
      key: ["word", "role"])
    if let word = table.column("word"), let role = table.column("role"), let value = table.column("value") {
      for row in 0..<table.rowCount {
        guard let known: Role = table.choice(row, role, &rules.diagnostics) else { continue }
        let cell = table.cell(row, value)
        guard let number = cell.isEmpty ? 0 : table.integer(row, value, in: 0...12, &rules.diagnostics) else {
          continue
        }
        let surface = table.cell(row, word)
        insert(surface, known)
        switch known {
        case .half, .quarter, .quarters, .months, .republic, .beforeChrist, .christ, .lastCentury, .monthName, .lunar,
          .lunarMonth:
          starters.append((surface, entries.count))
        default: break
        }
        entries.append(Entry(role: known, value: number))
      }
    }
    let relative = rules.table("dates/relative.tsv", required: ["word", "years"], optional: ["example"], key: ["word"])
    for row in 0..<relative.rowCount {
      guard let column = relative.column("years"),
        let years = relative.integer(row, column, in: -99...99, &rules.diagnostics)
      else { continue }
      relativeYears.insert(relative.cell(row, "word"), Int32(years) + 100)
    }
    let signs = rules.table("dates/republic.tsv", required: ["word"], optional: ["example"])
    for row in 0..<signs.rowCount { republicSigns.insert(signs.cell(row, "word"), 0) }
  }

  private func insert(_ word: String, _ role: Role) {
    let units = Array(word.utf16)
    guard let first = units.first, let last = units.last else { return }
    var table = terms[role.index] ?? TermTable()
    // A table that nothing else holds is not copied.
    terms[role.index] = nil
    table.insert(units, Int32(entries.count))
    terms[role.index] = table
    openers.set(first, openers[first] | 1 << UInt64(role.index))
    closers.set(last, closers[last] | 1 << UInt64(role.index))
  }

  /// The longest word of that role which starts here.
  func match(_ role: Role, _ text: [UInt16], at: Int, limit: Int) -> (end: Int, value: Int)? {
    guard at < limit, openers[text[at]] >> UInt64(role.index) & 1 == 1,
      let match = terms[role.index]?.longestMatch(text, at: at, limit: limit)
    else { return nil }
    return (match.end, entries[Int(match.value)].value)
  }

  /// Whether a word of that role ends here.
  func ends(_ role: Role, _ text: [UInt16], at end: Int, from start: Int) -> Bool {
    guard end > start, end > 0, closers[text[end - 1]] >> UInt64(role.index) & 1 == 1, let table = terms[role.index]
    else { return false }
    return (1...max(1, table.longest)).contains { length in
      end - length >= start && table.value(text, Span(end - length, end)) != nil
    }
  }

  /// The shift of the year said by a word that ends here: 去年 before 12月.
  func relativeYear(endingAt end: Int, _ text: [UInt16], from start: Int) -> Int? {
    for length in stride(from: relativeYears.longest, to: 0, by: -1) where end - length >= start {
      if let value = relativeYears.value(text, Span(end - length, end)) { return Int(value) - 100 }
    }
    return nil
  }
}
