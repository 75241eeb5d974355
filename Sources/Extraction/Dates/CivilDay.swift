/// A day of the Gregorian calendar as a number, so that days can be added and their weekday told.
public struct CivilDay: Sendable, Comparable {
  /// Days since 1970-01-01.
  public var number: Int

  /// - Parameter number: days since 1970-01-01.
  public init(number: Int) { self.number = number }

  /// - Parameters:
  ///   - year: of the common era; 0 and negative years are those before it, as in ISO 8601.
  ///   - month: from 1 to 12.
  ///   - day: from 1; a day beyond the month counts into the next.
  public init(year: Int, month: Int, day: Int) {
    // Years begin in March, so that the leap day is the last of its year.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// As the calendar writes it.
  public var parts: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// 1 is Monday, 7 Sunday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  /// ISO 8601: 2023-06-11.
  public var iso: String {
    let (year, month, day) = parts
    return "\(DateParts.pad(year, 4))-\(DateParts.pad(month, 2))-\(DateParts.pad(day, 2))"
  }

  public static func < (a: CivilDay, b: CivilDay) -> Bool { a.number < b.number }
}
