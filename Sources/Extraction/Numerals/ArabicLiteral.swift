import NewsText

extension NumeralReader {
  /// Arabic digits with grouping and a decimal part: 3471, 12,580, 321 146, 3.2.
  struct Literal {
    /// The digits without point and grouping.
    var mantissa: Int
    var fraction = 0
    /// Digits before the point.
    var digits: Int
    var isGrouped = false
    var leadsWithZero = false
    var end: Int
  }

  /// - Returns: nil when no digit stands here, or more than 17 do.
  func literal(_ text: [UInt16], at start: Int, limit: Int) -> Literal? {
    var at = start
    var mantissa = 0
    var digits = 0
    func digit(_ index: Int) -> Int? {
      index < limit && characters.isArabic(text[index]) ? characters.value(text[index]) : nil
    }
    while let next = digit(at) {
      if digits >= 17 { return nil }
      mantissa = mantissa * 10 + next
      digits += 1
      at += 1
    }
    guard digits > 0 else { return nil }
    var literal = Literal(
      mantissa: mantissa, digits: digits, leadsWithZero: digits > 1 && characters.value(text[start]) == 0, end: at)
    if digits <= 3, !literal.leadsWithZero {
      let ungrouped = literal
      let mark = literal.end < limit ? text[literal.end] : 0
      // One number is grouped by one mark: 1,018 964 are two.
      while literal.end < limit, literal.digits <= 15, text[literal.end] == mark, isGroupMark(mark),
        let a = digit(literal.end + 1), let b = digit(literal.end + 2), let c = digit(literal.end + 3),
        digit(literal.end + 4) == nil
      {
        literal.mantissa = literal.mantissa * 1000 + a * 100 + b * 10 + c
        literal.digits += 3
        literal.isGrouped = true
        literal.end += 4
      }
      // 602 588 647 1,837: where another number follows, spaces part the cells of a table.
      if literal.isGrouped, characters.kind(mark) != .grouping, literal.end < limit, isGroupMark(text[literal.end]),
        digit(literal.end + 1) != nil
      {
        literal = ungrouped
      }
    }
    if literal.end + 1 < limit, characters.kind(text[literal.end]) == .point, digit(literal.end + 1) != nil {
      var end = literal.end + 1
      var mantissa = literal.mantissa
      var fraction = 0
      while let next = digit(end), literal.digits + fraction < 17 {
        mantissa = mantissa * 10 + next
        fraction += 1
        end += 1
      }
      if digit(end) == nil {
        literal.mantissa = mantissa
        literal.fraction = fraction
        literal.end = end
      }
    }
    return literal
  }

  private func isGroupMark(_ unit: UInt16) -> Bool {
    characters.kind(unit) == .grouping || unit == 0x20 || unit == 0xA0 || unit == 0x202F || unit == 0x2009
  }

  /// Arabic digits without grouping and decimals.
  func plain(_ text: [UInt16], at start: Int, limit: Int) -> Numeral? {
    var end = start
    var value = 0
    while end < limit, end - start < 17, characters.isArabic(text[end]) {
      value = value * 10 + characters.value(text[end])
      end += 1
    }
    guard end > start else { return nil }
    return Numeral(span: Span(start, end), value: value, low: value, high: value, digitCount: end - start)
  }
}
