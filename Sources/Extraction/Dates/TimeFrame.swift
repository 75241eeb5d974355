import NewsText
import RuleFiles

/// Over which time the words here speak: 1至9月, 3月1日至6月30日, 今年以来, 昨日.
public struct TimeFrame: Sendable, Equatable {
  /// Whether a frame is one time, lies between two, or is open at its end or its begin.
  public enum Kind: Sendable { case point, range, since, until }

  /// In UTF-16 units of the clean text.
  public var span: Span
  /// What sort of frame it is.
  public var kind: Kind
  /// ISO 8601 as far as known; nil is open.
  public var from: String?
  /// The same of its last day.
  public var to: String?
  /// What decided.
  public var rule: RuleReference
}

/// Words that name a time by its distance from the day of the article; read from `dates/frames.tsv`.
struct FrameWords: Sendable {
  /// One end of a frame.
  enum Bound: Sendable, Equatable {
    case open
    /// The day of the article.
    case now
    case day(Int)
    case week(Int)
    case month(Int)
    case year(Int)

    /// `now`, `day-1`, `month+0`; empty is open.
    init?(_ text: String) {
      if text.isEmpty || text == "now" {
        self = text.isEmpty ? .open : .now
        return
      }
      guard let sign = text.firstIndex(where: { $0 == "-" || $0 == "+" }), let shift = Int(text[sign...]) else {
        return nil
      }
      switch text[..<sign] {
      case "day": self = .day(shift)
      case "week": self = .week(shift)
      case "month": self = .month(shift)
      case "year": self = .year(shift)
      default: return nil
      }
    }

    /// About how many days from that of the article it begins and ends; nil where it is open.
    var days: (first: Int, last: Int)? {
      func days(_ shift: Int, _ length: Int) -> (Int, Int) {
        // Of the unit that holds the day of the article, the day may be the first or the last.
        ((shift - 1) &* length + 1, (shift + 1) &* length - 1)
      }
      return switch self {
      case .open: nil
      case .now: (0, 0)
      case .day(let shift): (shift, shift)
      case .week(let shift): days(shift, 7)
      case .month(let shift): days(shift, 31)
      case .year(let shift): days(shift, 366)
      }
    }
  }

  struct Entry: Sendable {
    var from: Bound
    var to: Bound
    var reference: RuleReference
  }

  private(set) var terms = TermTable()
  private(set) var entries: [Entry] = []

  init(rules: inout RuleFolder) {
    let table = rules.table("dates/frames.tsv", required: ["word", "from", "to"], optional: ["example"], key: ["word"])
    guard let word = table.column("word"), let from = table.column("from"), let to = table.column("to") else { return }
    for row in 0..<table.rowCount {
      var bounds: [Bound] = []
      for column in [from, to] {
        guard let bound = Bound(table.cell(row, column)) else {
          rules.diagnostics.append(
            table.diagnostic(
              row: row, column: column, "no time '\(table.cell(row, column))' is known",
              help: "day, week, month or year with a signed number (day-1), 'now', or nothing"))
          continue
        }
        bounds.append(bound)
      }
      guard bounds.count == 2 else { continue }
      if let first = bounds[0].days, let last = bounds[1].days, first.first > last.last {
        rules.diagnostics.append(
          table.diagnostic(
            row: row, column: from, "'\(table.cell(row, from))' is later than '\(table.cell(row, to))'",
            help: "'from' is where the time begins, 'to' where it ends"))
        continue
      }
      terms.insert(table.cell(row, word), Int32(entries.count))
      entries.append(Entry(from: bounds[0], to: bounds[1], reference: table.reference(row)))
    }
  }
}

/// Finds the time frames of a page: those that its dates make, and those that stand in words.
struct TimeFrameReader {
  let words: DateWords
  let frames: FrameWords
  let text: [UInt16]

  /// - Parameters:
  ///   - mentions: those of the page, in text order.
  ///   - published: the date of the article that a position belongs to; asked in text order.
  /// - Returns: in text order, without overlap.
  /// - Complexity: linear in the length of the text.
  func frames(_ mentions: [Mention], published: (Int) -> DateParts?) -> [TimeFrame] {
    var result: [TimeFrame] = []
    var position = 0
    // By index: a copy of a mention counts references.
    for index in mentions.indices where mentions[index].kind == .date {
      let mention = mentions[index]
      readWords(position, mention.span.start, &result, published)
      position = mention.span.end
      guard case .date(let iso) = mention.value else { continue }
      add(iso, mention, &result, published)
    }
    readWords(position, text.count, &result, published)
    return result
  }

  // MARK: dates

  private func add(
    _ iso: String, _ mention: Mention, _ result: inout [TimeFrame], _ published: (Int) -> DateParts?
  ) {
    let (from, to) = Self.bounds(iso)
    let span = mention.span
    if let last = result.last, last.kind == .point, isJoined(last.span.end, span.start) {
      result[result.count - 1] = TimeFrame(
        span: Span(last.span.start, span.end), kind: .range, from: last.from, to: to, rule: last.rule)
      return
    }
    var frame = TimeFrame(
      span: span, kind: from == to && !isWholeMonth(span) ? .point : .range, from: from, to: to, rule: mention.rule)
    if words.ends(.untilBefore, text, at: span.start, from: max(0, span.start - 8)) {
      (frame.kind, frame.from) = (.until, nil)
    } else if let after = words.match(.frameAfter, text, at: span.end, limit: text.count), after.value == 1 {
      (frame.kind, frame.to) = (.since, published(span.start)?.iso)
    }
    result.append(frame)
  }

  /// 4月份 names the whole month, 4月 alone often the time of an event.
  private func isWholeMonth(_ span: Span) -> Bool { words.ends(.wholeMonth, text, at: span.end, from: span.start) }

  /// Whether two dates have 至 or a dash between them, with at most a few characters around: 起至.
  private func isJoined(_ end: Int, _ start: Int) -> Bool {
    guard start - end <= 6 else { return false }
    return (end..<max(end, start)).contains { at in
      words.match(.to, text, at: at, limit: start).map { start - $0.end <= 1 } ?? false
    }
  }

  /// First and last date of an ISO date, as `mention.value` writes it.
  static func bounds(_ iso: String) -> (from: String, to: String) {
    guard iso.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "Q") }) else { return (iso, iso) }
    if let slash = iso.firstIndex(of: "/") { return (String(iso[..<slash]), String(iso[iso.index(after: slash)...])) }
    if let mark = iso.firstIndex(of: "Q"), let quarter = Int(iso[iso.index(after: mark)...]) {
      let year = iso[..<mark]
      return (year + DateParts.pad(quarter * 3 - 2, 2), year + DateParts.pad(quarter * 3, 2))
    }
    return (iso, iso)
  }

  // MARK: words

  private func readWords(
    _ start: Int, _ end: Int, _ result: inout [TimeFrame], _ published: (Int) -> DateParts?
  ) {
    let terms = frames.terms
    var at = start
    while at < end {
      at = terms.nextStart(text, from: at, to: end)
      guard at < end else { return }
      guard let (stop, index) = terms.longestMatch(text, at: at, limit: end) else {
        at += 1
        continue
      }
      let entry = frames.entries[Int(index)]
      if entry.from != .open || entry.to != .open {
        let today = published(at) ?? DateParts()
        let kind: TimeFrame.Kind =
          switch (entry.from, entry.to) {
          case (.open, _): .until
          case (_, .now): .since
          case (.day, _): .point
          default: .range
          }
        result.append(
          TimeFrame(
            span: Span(at, stop), kind: kind, from: Self.iso(entry.from, today, isEnd: false),
            to: Self.iso(entry.to, today, isEnd: true), rule: entry.reference))
      }
      at = stop
    }
  }

  /// The first or last day that a bound means, nil when the date of the article says too little.
  private static func iso(_ bound: FrameWords.Bound, _ today: DateParts, isEnd: Bool) -> String? {
    switch bound {
    case .open: return nil
    case .now: return today.month == nil ? nil : today.iso
    case .year(let shift): return today.year.map { DateParts.pad($0 + shift, 4) }
    case .month(let shift):
      guard let year = today.year, let month = today.month else { return nil }
      let index = year * 12 + month - 1 + shift
      return "\(DateParts.pad(index / 12, 4))-\(DateParts.pad(index % 12 + 1, 2))"
    case .day(let shift):
      guard let day = civil(today) else { return nil }
      return CivilDay(number: day.number + shift).iso
    case .week(let shift):
      guard let day = civil(today) else { return nil }
      return CivilDay(number: day.number - day.weekday + (isEnd ? 7 : 1) + shift * 7).iso
    }
  }

  private static func civil(_ date: DateParts) -> CivilDay? {
    guard let year = date.year, let month = date.month, let day = date.day else { return nil }
    return CivilDay(year: year, month: month, day: day)
  }
}
