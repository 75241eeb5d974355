/// Reads who wrote and who photographed: bylines, datelines, signatures, credits.
struct BylineReader {
  let cues: LayoutCues

  /// The brackets of a byline hold no more units.
  private static let longestBrackets = 64
  /// 新华社北京6月1日电 is no longer.
  private static let longestDateline = 30

  // MARK: Whole lines

  /// □记者 李四 通讯员 王五 文/图: nothing but cues and names.
  func isByline(_ units: [UInt16], _ span: Span) -> Bool {
    guard let named = names(units, span) else { return false }
    if cues.begins(units, span, .byline) { return named.surnames > 0 || (named.writers > 0 && named.names > 0) }
    return named.writers + named.authors > 0 && named.surnames > 0
  }

  /// 记者 李四 摄, 李四 摄影报道, 图/李四.
  func isCredit(_ units: [UInt16], _ span: Span) -> Bool {
    let inner = unbracketed(units, span)
    guard cues.ends(units, inner, .credit) || cues.begins(units, inner, .credit), let named = names(units, inner) else {
      return false
    }
    return named.credits > 0 && named.authors == 0 && (named.surnames > 0 || named.writers > 0)
  }

  /// (记者 王一 整理), (韩一立 马二月), (据新华社).
  func isSignature(_ units: [UInt16], _ span: Span) -> Bool {
    guard span.count >= 3, isBracket(units[span.start]), UnitClass.closes(units[span.end - 1]) else { return false }
    let inner = unbracketed(units, span)
    guard inner.count <= Self.longestBrackets else { return false }
    if cues.begins(units, inner, .closing) { return true }
    guard let named = names(units, inner) else { return false }
    return named.surnames > 0 || (named.writers > 0 && named.names > 0)
  }

  /// 核心提示, also in 【】 or with a colon.
  func isLabel(_ units: [UInt16], _ span: Span) -> Bool {
    var inner = unbracketed(units, span)
    while !inner.isEmpty,
      UnitClass.divides(units[inner.end - 1]) || cues.isCue(units, Span(inner.end - 1, inner.end), .byline)
    {
      inner.end -= 1
    }
    while !inner.isEmpty, cues.isCue(units, Span(inner.start, inner.start + 1), .byline) { inner.start += 1 }
    return cues.isCue(units, inner, .label)
  }

  // MARK: Before a paragraph

  /// What stands before the text of a first paragraph: 本报讯(记者 …), 〔记者…/台中报导〕, 新华社北京6月1日电.
  func lead(_ units: [UInt16], _ span: Span) -> Span? {
    if let end = cues.match(units, at: span.start, limit: span.end, .lead) {
      return Span(span.start, signed(units, behind: end, span))
    }
    if isBracket(units[span.start]), let close = closing(units, span.start, span) {
      let inner = Span(span.start + 1, close - 1)
      if cues.holds(units, inner, .writer) || cues.ends(units, inner, .tail) {
        return Span(span.start, signed(units, behind: close, span))
      }
    }
    if let end = dateline(units, span) { return Span(span.start, signed(units, behind: end, span)) }
    return marked(units, span)
  }

  /// 新华社北京6月1日电, 大河网讯(记者 …): a run without marks that ends in a tail.
  private func dateline(_ units: [UInt16], _ span: Span) -> Int? {
    let limit = min(span.end, span.start + Self.longestDateline)
    let agency = cues.begins(units, span, .agency)
    var at = span.start
    while at < limit {
      let unit = units[at]
      if let end = cues.match(units, at: at, limit: limit, .tail), at > span.start {
        let behind = skipSpaces(units, end, span.end)
        let open = behind < span.end && isBracket(units[behind])
        if open, let close = closing(units, behind, span), cues.holds(units, Span(behind, close), .writer) {
          return end
        }
        if agency, open || behind > end || (behind < span.end && isColon(units[behind])) { return end }
      }
      guard UnitClass.isHan(unit) || UnitClass.isDigit(unit) || UnitClass.isSpace(unit) else { return nil }
      at += 1
    }
    return nil
  }

  /// □记者 李四 近日…, 记者李四/台中报导 近日…: a byline that the text follows on the same line.
  private func marked(_ units: [UInt16], _ span: Span) -> Span? {
    let byMark = cues.begins(units, span, .byline)
    guard byMark || cues.begins(units, span, .writer) else { return nil }
    var end = span.start
    var at = span.start
    let limit = min(span.end, span.start + Self.longestBrackets)
    // The longest prefix that reads as a byline and ends at a space or at 报道.
    while at < limit {
      if UnitClass.isSpace(units[at]) || isColon(units[at]), isByline(units, Span(span.start, at)) { end = at + 1 }
      if let tail = cues.match(units, at: at, limit: limit, .tail), at > span.start {
        if isByline(units, Span(span.start, tail)) { end = tail }
        at = tail
      } else if UnitClass.endsSentence(units[at]) || (UnitClass.divides(units[at]) && !isColon(units[at])) {
        break
      } else {
        at += 1
      }
    }
    return end > span.start && end < span.end ? Span(span.start, end) : nil
  }

  /// Takes in the brackets behind a lead when they name writers, and a colon.
  private func signed(_ units: [UInt16], behind end: Int, _ span: Span) -> Int {
    var end = end
    let open = skipSpaces(units, end, span.end)
    if open < span.end, isBracket(units[open]), let close = closing(units, open, span),
      cues.holds(units, Span(open, close), .writer) || names(units, Span(open + 1, close - 1)) != nil
    {
      end = close
      let tail = skipSpaces(units, end, span.end)
      if let stop = cues.match(units, at: tail, limit: span.end, .tail), stop < span.end,
        UnitClass.isSpace(units[stop]) || isColon(units[stop])
      {
        end = stop
      }
    }
    let rest = skipSpaces(units, end, span.end)
    if cues.begins(units, Span(rest, span.end), .writer), let named = marked(units, Span(rest, span.end)) {
      end = named.end
    }
    if end < span.end, isColon(units[end]) { end += 1 }
    return skipSpaces(units, end, span.end)
  }

  // MARK: Names

  private struct Named {
    var names = 0
    var surnames = 0
    var writers = 0
    var authors = 0
    var credits = 0
  }

  /// Reads a stretch as cues, names and separators; nil when it holds anything else.
  private func names(_ units: [UInt16], _ span: Span) -> Named? {
    guard span.count <= Self.longestBrackets else { return nil }
    var named = Named()
    var at = span.start
    var name = at
    func isName(_ span: Span) -> Bool { span.count <= 4 && span.count >= 2 }
    func take(_ end: Int) -> Bool {
      guard end > name else { return true }
      let span = Span(name, end)
      guard isName(span) else { return false }
      named.names += 1
      if cues.isName(units, span) { named.surnames += 1 }
      return true
    }
    while at < span.end {
      if let cue = cue(units, at, span.end, startsName: name == at) {
        guard take(at) else { return nil }
        if cue.role == .writer { named.writers += 1 }
        if cue.role == .author { named.authors += 1 }
        if cue.role == .credit { named.credits += 1 }
        at = cue.end
        name = at
      } else if isSeparator(units[at]) {
        guard take(at) else { return nil }
        at += 1
        name = at
      } else if UnitClass.isHan(units[at]) {
        at += 1
      } else {
        return nil
      }
    }
    return take(span.end) ? named : nil
  }

  /// The cue at a place in a byline. A name may hold a character that is a cue by itself.
  private func cue(_ units: [UInt16], _ at: Int, _ limit: Int, startsName: Bool) -> (end: Int, role: LayoutCues.Role)? {
    guard let best = cues.longest(units, at: at, limit: limit, of: Self.nameCues) else { return nil }
    let isWord = best.end - at > 1 || !UnitClass.isHan(units[at])
    return isWord || best.end == limit || isSeparator(units[best.end]) || startsName ? best : nil
  }

  private static let nameCues: [LayoutCues.Role] = [.writer, .byline, .author, .credit, .duty, .tail]

  private func isSeparator(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x2F, 0xFF0F, 0x3001, 0xB7, 0x2022, 0x30FB, 0x7C, 0xFF5C, 0x2014, 0x2D: true
    default: UnitClass.isSpace(unit) || isColon(unit) || isBracket(unit) || UnitClass.closes(unit)
    }
  }

  private func isColon(_ unit: UInt16) -> Bool { unit == 0x3A || unit == 0xFF1A }

  /// ( （ [ 【 〔
  private func isBracket(_ unit: UInt16) -> Bool {
    UnitClass.opens(unit) && !MarkPairs.isQuote(unit) && unit != 0x300A && unit != 0x3008
  }

  private func unbracketed(_ units: [UInt16], _ span: Span) -> Span {
    guard span.count > 2, isBracket(units[span.start]), UnitClass.closes(units[span.end - 1]) else { return span }
    return Span(span.start + 1, span.end - 1)
  }

  /// One past the first closing mark behind an opening one.
  private func closing(_ units: [UInt16], _ open: Int, _ span: Span) -> Int? {
    let limit = min(span.end, open + Self.longestBrackets)
    guard open + 1 < limit else { return nil }
    for at in (open + 1)..<limit where UnitClass.closes(units[at]) { return at + 1 }
    return nil
  }

  private func skipSpaces(_ units: [UInt16], _ at: Int, _ limit: Int) -> Int {
    var at = at
    while at < limit, UnitClass.isSpace(units[at]) { at += 1 }
    return at
  }
}
