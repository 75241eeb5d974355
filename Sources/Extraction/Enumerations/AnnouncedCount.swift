import NewsText

/// A count that may announce a list: 五项, 六结合, 三巡, 六个一.
struct AnnouncedCount {
  var span: Span
  var count: Int
  var unit: String
  /// What the number is bound to when there is no classifier: 结合, 巡, 平台.
  var head: Span?
  /// The quotation it stands in.
  var quote: Span?
  /// Whether a classifier follows that also serves names (七大专项行动).
  var loose = false
  /// Whether it counts the first of a ranking: 前三位.
  var ranks = false

  /// Whether it is a fixed term, which announces a list only where the list stands behind it.
  var isFixed = false
  /// Whether it is 双, which also means double.
  var isPair = false

  /// What stands behind the classifier in its quotation: 清单 of “三张清单”.
  var noun: Span? {
    guard head == nil, let quote, quote.end > span.end else { return nil }
    return Span(span.end, quote.end)
  }

  /// Whether a quotation marks it as a slogan that stands for a list.
  var isSlogan: Bool { quote != nil && !loose }
}

/// Finds counts written in Chinese numerals.
struct CountScanner {
  let units: [UInt16]
  let rules: EnumerationRules

  func counts(in sentence: Span) -> [AnnouncedCount] {
    var found: [AnnouncedCount] = []
    var quote: Span?
    var at = sentence.start
    while at < sentence.end {
      // Outside of quotations most units begin nothing.
      if quote == nil {
        at = rules.nextCount(units, from: at, to: sentence.end)
        guard at < sentence.end else { break }
      }
      if ListFinder.opensQuote(units[at]) { quote = closing(at, sentence.end) }
      if let open = quote, at >= open.end { quote = nil }
      let inner = quote.map { Span($0.start + 1, $0.end - 1) }
      if let end = rules.fixed.longestMatch(units, at: at, limit: sentence.end)?.end,
        !isPart(Span(at, end), of: inner, after: found.last),
        // “家校社”四方
        at == sentence.start || !ListFinder.closesQuote(units[at - 1])
      {
        if let inner, at == inner.start, end == inner.end, end - at == 2, let (count, stop) = numeral(at, end) {
          found.append(
            AnnouncedCount(
              span: inner, count: count, unit: "", head: Span(stop, end), quote: inner, isFixed: true))
        }
        at = end
        continue
      }
      if let inner, at < inner.end, isPair(at), at == inner.start || found.last?.span.end == at {
        var end = at + 1
        while end < inner.end, end < at + 5, ListFinder.isHan(units[end]), !isPair(end),
          numeral(end, inner.end) == nil
        { end += 1 }
        if end > at + 1, end == inner.end || isPair(end) || numeral(end, inner.end) != nil {
          found.append(
            AnnouncedCount(
              span: Span(at, end), count: 2, unit: "", head: Span(at + 1, end), quote: inner, isPair: true))
          at = end
          continue
        }
      }
      // “三清一改”: what one stands for is a list of one.
      if let inner, let last = found.last, last.span.end == at, last.span.start == inner.start, inner.count == 4,
        last.count >= 2, last.span.count == 2, digit(units[at]) == 1
      {
        found.append(
          AnnouncedCount(
            span: Span(at, inner.end), count: 1, unit: "", head: Span(at + 1, inner.end), quote: inner))
        at = inner.end
        continue
      }
      // 迎来双喜：
      if quote == nil, let end = rules.end(.twins, units, at: at, limit: sentence.end) {
        found.append(
          AnnouncedCount(span: Span(at, end), count: 2, unit: "", head: Span(at + 1, end), quote: nil, isPair: true))
        at = end
        continue
      }
      guard let (count, end) = numeral(at, sentence.end), at == sentence.start || !extends(at - 1) else {
        at += 1
        continue
      }
      if let announced = announced(at, end, count, inner, sentence) {
        found.append(announced)
        at = announced.span.end
      } else {
        at = end
      }
    }
    return found
  }

  /// Whether a fixed term is only a part of a slogan with more counts: “三馆三站”.
  private func isPart(_ term: Span, of quote: Span?, after last: AnnouncedCount?) -> Bool {
    guard let quote, term.count == 2, quote.contains(term), term != quote else { return false }
    return last?.span.end == term.start || (term.end < quote.end && numeral(term.end, quote.end) != nil)
  }

  /// Whether 双 stands here.
  private func isPair(_ at: Int) -> Bool { rules.end(.pair, units, at: at, limit: at + 1) != nil }

  private func announced(_ start: Int, _ end: Int, _ count: Int, _ quote: Span?, _ sentence: Span) -> AnnouncedCount? {
    guard end < sentence.end else { return nil }
    // 前三位: as many names follow.
    if let first = rules.start(.first, units, end: start, from: sentence.start),
      let stop = rules.end(.ranks, units, at: end, limit: sentence.end)
    {
      return AnnouncedCount(
        span: Span(first, stop), count: count, unit: String(decoding: units[end..<stop], as: UTF16.self),
        ranks: true)
    }
    if let stop = rules.end(.classifier, units, at: end, limit: sentence.end) {
      // N个一, N个一起: the repeated word belongs to the count.
      if let tail = rules.end(.ones, units, at: end, limit: sentence.end), stop < tail {
        return AnnouncedCount(
          span: Span(start, tail), count: count, unit: String(decoding: units[end..<stop], as: UTF16.self),
          head: Span(stop, tail), quote: quote)
      }
      return AnnouncedCount(
        span: Span(start, stop), count: count, unit: String(decoding: units[end..<stop], as: UTF16.self), quote: quote)
    }
    if let stop = rules.end(.loose, units, at: end, limit: sentence.end), stop != quote?.end {
      return AnnouncedCount(
        span: Span(start, stop), count: count, unit: String(decoding: units[end..<stop], as: UTF16.self), quote: quote,
        loose: true)
    }
    // A bound head ends with its quotation or before the next number: 六结合, 三巡|六进.
    if let quote {
      var stop = end
      while stop < quote.end, !isPair(stop), numeral(stop, quote.end) == nil, ListFinder.isHan(units[stop]),
        !isOne(stop, start, quote)
      {
        stop += 1
      }
      guard stop > end, stop - end <= 4 else { return nil }
      return AnnouncedCount(span: Span(start, stop), count: count, unit: "", head: Span(end, stop), quote: quote)
    }
    // 原因有二：
    if start > sentence.start, rules.start(.counted, units, end: start, from: sentence.start) != nil,
      !ListFinder.isHan(units[end])
    {
      return AnnouncedCount(span: Span(start, end), count: count, unit: "", head: nil, quote: nil)
    }
    if let stop = rules.end(.section, units, at: end, limit: sentence.end) {
      return AnnouncedCount(span: Span(start, stop), count: count, unit: "", head: Span(end, stop), quote: nil)
    }
    return nil
  }

  /// Whether the second half of a slogan of four begins with one: 一改 of “三清一改”, but not 三统一办.
  private func isOne(_ at: Int, _ start: Int, _ quote: Span) -> Bool {
    quote.count == 4 && start == quote.start && at == start + 2 && digit(units[at]) == 1
      && rules.end(.whole, units, at: at - 1, limit: at + 1) == nil
  }

  /// 二 to 十九, 两: what lists are announced with.
  private func numeral(_ at: Int, _ limit: Int) -> (Int, Int)? {
    guard let first = digit(units[at]) else { return nil }
    if first == 10 {
      if at + 1 < limit, let low = digit(units[at + 1]), low < 10 { return (10 + low, at + 2) }
      return (10, at + 1)
    }
    guard first >= 2, at + 1 >= limit || !extends(at + 1) || isNoted(at + 1, limit) else { return nil }
    return (first, at + 1)
  }

  /// Digits and multipliers: a numeral beside one is part of a longer number.
  private func extends(_ at: Int) -> Bool {
    switch rules.characters.kind(units[at]) {
    case .arabic, .digit, .small, .big: true
    default: rules.end(.extends, units, at: at, limit: at + 1) != nil
    }
  }

  /// 四点要求, 四点:… count points and tell no time.
  private func isNoted(_ at: Int, _ limit: Int) -> Bool {
    guard let end = rules.end(.classifier, units, at: at, limit: limit) else { return false }
    return rules.end(.noted, units, at: end, limit: limit) != nil
  }

  /// 一 to 十, 两.
  private func digit(_ unit: UInt16) -> Int? {
    let value = rules.characters.value(unit)
    switch rules.characters.kind(unit) {
    case .digit: return value > 0 ? value : nil
    case .small: return value == 1 ? 10 : nil
    default: return nil
    }
  }

  private func closing(_ open: Int, _ limit: Int) -> Span? {
    for at in open..<min(limit, open + 20) where units[at] == units[open] + 1 { return Span(open, at + 1) }
    return nil
  }
}
