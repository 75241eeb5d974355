import Extraction

/// A day of the calendar, its number worked out once.
struct CalendarDate: Comparable {
  let year: Int
  let month: Int
  let day: Int
  private let civil: CivilDay

  /// Reads 2023-06-11; nil for anything else.
  init?(_ iso: some StringProtocol) {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      parts[0].count == 4
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
    civil = CivilDay(year: year, month: month, day: day)
  }

  /// Whether there is such a day.
  var exists: Bool {
    let real = civil.parts
    return (1...12).contains(month) && real.month == month && real.day == day
  }

  /// Days since 1970-01-01.
  var number: Int { civil.number }

  /// 0 for Monday to 6 for Sunday.
  var weekday: Int { civil.weekday - 1 }

  static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.civil < b.civil }

  var text: String { civil.iso }
}

/// A date of the text as the checks see it.
struct DatedMention {
  let mention: Mention
  /// The first day, and the last where it spans several; nil where month or day are open.
  let first: CalendarDate?
  let last: CalendarDate?
  /// The day in some year, where the year is open; only good for a distance to another such day.
  let openDay: CalendarDate?
  /// The day of the month, also where the month is open.
  let dayOfMonth: Int?
  /// Whether the year is written in the expression.
  let statesYear: Bool

  init?(_ mention: Mention, _ ledger: Ledger) {
    guard mention.kind == .date, case .date(let iso) = mention.value else { return nil }
    self.mention = mention
    let parts = iso.split(separator: "/", omittingEmptySubsequences: false)
    let open = parts.first.flatMap(Self.openDay)
    openDay = open
    first = parts.first.flatMap { CalendarDate($0) } ?? open
    last = parts.count == 2 ? CalendarDate(parts[1]) ?? Self.openDay(parts[1]) : nil
    // ---19
    dayOfMonth = first?.day ?? parts.first.flatMap { $0.hasPrefix("---") ? Int($0.dropFirst(3)) : nil }
    let units = ledger.units[mention.span.range]
    // 2023年…, 113年…, 2023-06-20
    statesYear = units.contains(0x5E74) || Self.startsWithYear(units)
  }

  /// Reads --06-11.
  private static func openDay(_ iso: some StringProtocol) -> CalendarDate? {
    guard iso.hasPrefix("--"), !iso.hasPrefix("---") else { return nil }
    let numbers = iso.dropFirst(2).split(separator: "-").compactMap { Int($0) }
    return numbers.count == 2 ? CalendarDate(year: 2001, month: numbers[0], day: numbers[1]) : nil
  }

  private static func startsWithYear(_ units: ArraySlice<UInt16>) -> Bool {
    units.count >= 8 && units.prefix(4).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
