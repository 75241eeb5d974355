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
    // Without a year and a month the day alone is known; without a month a day says nothing.
    guard year != nil || month != nil || day != nil else { return "" }
    // A string of at most 15 bytes takes no memory of its own.
    let isUsual = isUsual(year) && isUsual(month) && isUsual(day)
    return String(unsafeUninitializedCapacity: isUsual ? 15 : 3 * longest) { text in
      var count = 0
      if let year { write(year, 4, text, &count) } else { dash(text, &count) }
      if month != nil || year == nil { dash(text, &count) }
      if let month { write(month, 2, text, &count) }
      if let day, month != nil || year == nil {
        dash(text, &count)
        write(day, 2, text, &count)
      }
      return count
    }
  }

  /// Room for any number with its sign.
  private static let longest = 24

  /// Whether a number takes no more than four digits.
  private static func isUsual(_ number: Int?) -> Bool { number.map { (0..<10_000).contains($0) } ?? true }

  static func pad(_ number: Int, _ width: Int) -> String {
    String(unsafeUninitializedCapacity: isUsual(number) && width <= 4 ? 15 : max(longest, width + 1)) { text in
      var count = 0
      write(number, width, text, &count)
      return count
    }
  }

  /// A number with zeros before it up to a width, the sign not counted.
  private static func write(_ number: Int, _ width: Int, _ text: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int)
  {
    if number < 0 { dash(text, &count) }
    var (digits, power) = (1, 1)
    var rest = number.magnitude
    while rest / UInt(power) >= 10 {
      power *= 10
      digits += 1
    }
    for _ in 0..<max(0, width - digits) {
      text[count] = UInt8(ascii: "0")
      count += 1
    }
    while power > 0 {
      text[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / UInt(power))
      rest %= UInt(power)
      power /= 10
      count += 1
    }
  }

  @inline(__always)
  private static func dash(_ text: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
    text[count] = UInt8(ascii: "-")
    count += 1
  }
}

extension DateParts {
  /// Year, month and day of an ISO 8601 date, the year left open in --06-11; nil for anything else.
  init?(iso: String) {
    var numbers: (Int?, Int?, Int?)
    var (count, digits, number) = (0, 0, 0)
    var isOpen = false
    func end() -> Bool {
      guard digits > 0 else { return false }
      switch count {
      case 0: numbers.0 = number
      case 1: numbers.1 = number
      case 2: numbers.2 = number
      default: return false
      }
      (count, digits, number) = (count + 1, 0, 0)
      return true
    }
    for (at, byte) in iso.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 18:
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      case UInt8(ascii: "-") where at == 0: isOpen = true
      case UInt8(ascii: "-") where at == 1 && isOpen: break
      case UInt8(ascii: "-") where end(): break
      default: return nil
      }
      // One dash alone opens nothing.
      if at == 1, isOpen, byte != UInt8(ascii: "-") { return nil }
    }
    guard end(), count < 3 || !isOpen else { return nil }
    if isOpen { numbers = (nil, numbers.0, numbers.1) }
    self.init(year: numbers.0, month: numbers.1, day: numbers.2)
  }
}
