/// The date in a line such as 发布时间：2023-06-11 08:30 or 2023年6月11日.
enum PageDate {
  /// The first date with year, month and day, as ISO 8601; nil when there is none.
  static func find(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      guard let year = number(scalars, at), year.digits == 4, (1900...2100).contains(year.value) else {
        at = max(at + 1, number(scalars, at)?.end ?? 0)
        continue
      }
      if let month = number(scalars, after: year.end, marks: "-/.年 "), (1...12).contains(month.value),
        let day = number(scalars, after: month.end, marks: "-/.月 "), (1...31).contains(day.value)
      {
        return "\(year.value)-\(month.value < 10 ? "0" : "")\(month.value)-\(day.value < 10 ? "0" : "")\(day.value)"
      }
      at = year.end
    }
    return compact(scalars)
  }

  /// 20230611, alone.
  private static func compact(_ scalars: [Unicode.Scalar]) -> String? {
    guard let number = number(scalars, 0), number.digits == 8, number.end == scalars.count else { return nil }
    let (year, month, day) = (number.value / 10000, number.value / 100 % 100, number.value % 100)
    guard (1900...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  private static func number(
    _ scalars: [Unicode.Scalar], after at: Int, marks: String
  ) -> (value: Int, digits: Int, end: Int)? {
    var start = at
    while start < scalars.count, marks.unicodeScalars.contains(scalars[start]), start - at < 3 { start += 1 }
    return start > at ? number(scalars, start) : nil
  }

  private static func number(_ scalars: [Unicode.Scalar], _ at: Int) -> (value: Int, digits: Int, end: Int)? {
    var end = at
    var value = 0
    while end < scalars.count, end - at < 9,
      let digit = scalars[end].properties.numericType == .decimal
        ? Int(scalars[end].properties.numericValue ?? 0) : nil
    {
      value = value * 10 + digit
      end += 1
    }
    return end > at ? (value, end - at, end) : nil
  }
}
