/// A calendar date as far as the words say it.
struct DateParts: Sendable, Equatable {
  var year: Int?
  var month: Int?
  var day: Int?
  /// The end of a range, as far as it differs (5月6日至12日).
  var endYear: Int?
  var endMonth: Int?
  var endDay: Int?
  var quarter: Int?
  /// First year of a decade: 1990 for 上世纪90年代.
  var isDecade = false
  /// First year of a century: 2001 for 21世纪.
  var isCentury = false
  /// The year counts from 1912 where the text does so (113年).
  var mayBeRepublican = false
  /// The year stands for itself, outside a date with a month.
  var isBareYear: Bool { year != nil && month == nil && quarter == nil }
  /// The year was worked out and not read.
  var isYearInferred = false

  /// ISO 8601 as far as known: 2023-06-11, --06-11, ---11, 2023-06, 2023, 2023-Q1; a range as start/end.
  var iso: String {
    if isCentury, let year { return "\(Self.pad(year, 4))/\(Self.pad(year + 99, 4))" }
    if isDecade, let year { return "\(Self.pad(year, 4))/\(Self.pad((endYear ?? year) + 9, 4))" }
    if let quarter { return (year.map { Self.pad($0, 4) } ?? "-") + "-Q\(quarter)" }
    let start = Self.iso(year, month, day)
    guard endYear != nil || endMonth != nil || endDay != nil else { return start }
    let endsInDay = endDay != nil
    let end = Self.iso(
      endYear ?? year, endMonth ?? (endYear == nil || endsInDay ? month : nil), endDay)
    return start + "/" + end
  }

  private static func iso(_ year: Int?, _ month: Int?, _ day: Int?) -> String {
    switch (year, month, day) {
    case (let y?, let m?, let d?): "\(pad(y, 4))-\(pad(m, 2))-\(pad(d, 2))"
    case (let y?, let m?, nil): "\(pad(y, 4))-\(pad(m, 2))"
    case (let y?, nil, _): pad(y, 4)
    case (nil, let m?, let d?): "--\(pad(m, 2))-\(pad(d, 2))"
    case (nil, let m?, nil): "--\(pad(m, 2))"
    case (nil, nil, let d?): "---\(pad(d, 2))"
    case (nil, nil, nil): ""
    }
  }

  static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(abs(number))
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension DateParts {
  /// Year, month and day of an ISO 8601 date, the year left open in --06-11; nil for anything else.
  init?(iso: String) {
    let isOpen = iso.hasPrefix("--")
    let parts = (isOpen ? iso.dropFirst(2) : iso[...]).split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...3).contains(numbers.count + (isOpen ? 1 : 0)) else { return nil }
    var rest = numbers[...]
    self.init(year: isOpen ? nil : rest.popFirst(), month: rest.popFirst(), day: rest.popFirst())
  }
}
