/// Cuts lines into sentences.
///
/// Note [Where a sentence ends]: at 。！？…… and at the end of the line, closing quotation marks and brackets included.
/// A phrase in brackets or quotation marks holds together; a long quotation is a speech, and ends its sentences like
/// the text around it. “谁来养老？”他问 goes on behind the question; “办好了。”他说 does not.
///
/// Note [No sentence is endless]: a page without a single 。 (a table pasted as one line, damage) would be one sentence,
/// and every figure quotes its sentence. Longer ones are cut behind a mark, so that cost and output stay linear.
struct SentenceCutter {
  /// A quotation of more units is a speech.
  private static let longestQuote = 60
  /// Brackets of more units are a text of their own.
  private static let longestBrackets = 200
  /// The longest sentence, in units; printed ones hardly reach 400.
  static let longest = 600

  /// The sentences of a line; they tile it. Complexity: linear.
  func sentences(_ units: [UInt16], _ line: Span) -> [Span] {
    units.withUnsafeBufferPointer { sentences($0, line) }
  }

  private func sentences(_ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> [Span] {
    let pairs = MarkPairs(units, line) { mark, pair in
      pair.count <= (MarkPairs.isQuote(mark) ? Self.longestQuote : Self.longestBrackets)
    }
    var sentences: [Span] = []
    var start = line.start
    var at = line.start
    var pair = 0
    while at < line.end {
      // No pair begins with a plain unit, and it ends nothing.
      if UnitClass.isPlain(units[at]) {
        at &+= 1
        continue
      }
      while pair < pairs.spans.count, pairs.spans[pair].end <= at { pair += 1 }
      if pair < pairs.spans.count, pairs.spans[pair].start == at {
        let whole = pairs.spans[pair]
        at = whole.end
        guard endsInside(units, whole), endsBehind(units, whole, from: start, limit: line.end) else { continue }
      } else {
        let unit = units[at]
        at += 1
        guard ends(units, at - 1, line) else { continue }
        while at < line.end, UnitClass.endsSentence(units[at]) { at += 1 }
        let marks = at
        while at < line.end, UnitClass.closes(units[at]) { at += 1 }
        guard at == line.end || !isJoined(units[at]) else { continue }
        if unit == 0x2026, isInnerEllipsis(units, Span(start, at), marks) { continue }
        // A speech whose end is a question goes on as a quotation does.
        if at > marks, at < line.end, unit != 0x3002, units[at] != 0x201C, units[at] != 0x20 { continue }
      }
      while at < line.end, UnitClass.isSpace(units[at]) { at += 1 }
      append(units, Span(start, at), to: &sentences)
      start = at
    }
    if start < line.end { append(units, Span(start, line.end), to: &sentences) }
    return sentences
  }

  /// Appends a sentence, in parts when it is longer than any sentence is.
  private func append(_ units: UnsafeBufferPointer<UInt16>, _ sentence: Span, to sentences: inout [Span]) {
    var start = sentence.start
    while sentence.end - start > Self.longest {
      let end = cut(units, from: start)
      sentences.append(Span(start, end))
      start = end
    }
    sentences.append(Span(start, sentence.end))
  }

  /// Behind the last mark in the second half of the longest stretch from `start`, else behind the last unit there that
  /// neither continues a number nor halves a character.
  private func cut(_ units: UnsafeBufferPointer<UInt16>, from start: Int) -> Int {
    let limit = start + Self.longest
    let low = start + Self.longest / 2
    // 12,580 and 8:30 have marks inside.
    let mark = (low..<limit).last { at in
      UnitClass.divides(units[at]) && !(units[at] < 0x80 && UnitClass.isDigit(units[at + 1]))
    }
    let end = mark ?? (low..<limit).last { !isNumeric(units[$0]) && !UTF16.isTrailSurrogate(units[$0 + 1]) }
    return end.map { $0 + 1 } ?? limit
  }

  /// A digit or a mark that stands inside numbers: , . :
  private func isNumeric(_ unit: UInt16) -> Bool {
    UnitClass.isDigit(unit) || unit == 0x2C || unit == 0x2E || unit == 0x3A
  }

  /// 。 always; ? and ! not before a letter, as in an address.
  private func ends(_ units: UnsafeBufferPointer<UInt16>, _ at: Int, _ line: Span) -> Bool {
    guard UnitClass.endsSentence(units[at]) else { return false }
    return units[at] >= 0x80 || at + 1 >= line.end || !isLetter(units[at + 1])
  }

  private func isLetter(_ unit: UInt16) -> Bool { UnitClass.isLatin(unit) || UnitClass.isDigit(unit) }

  /// Whether the last unit inside a pair ends a sentence: 。”
  private func endsInside(_ units: UnsafeBufferPointer<UInt16>, _ pair: Span) -> Bool {
    var at = pair.end - 1
    while at > pair.start, UnitClass.closes(units[at]) { at -= 1 }
    return at > pair.start && UnitClass.endsSentence(units[at])
  }

  /// Whether the sentence ends behind a pair that ends in 。！？: nothing follows, or 。 does not let it go on.
  private func endsBehind(_ units: UnsafeBufferPointer<UInt16>, _ pair: Span, from start: Int, limit: Int) -> Bool {
    guard pair.end < limit else { return true }
    let next = units[pair.end]
    if isJoined(next) || UnitClass.endsSentence(next) { return false }
    // Brackets within a sentence end nothing but what is in them.
    guard MarkPairs.isQuote(units[pair.start]) else { return pair.start == start }
    if UnitClass.opens(next) { return true }
    var at = pair.end - 1
    while at > pair.start, UnitClass.closes(units[at]) { at -= 1 }
    return units[at] == 0x3002
  }

  /// Marks behind which a sentence goes on: ，、；：
  private func isJoined(_ unit: UInt16) -> Bool { UnitClass.divides(unit) }

  /// …… at the very start of a sentence.
  private func isInnerEllipsis(_ units: UnsafeBufferPointer<UInt16>, _ sentence: Span, _ marks: Int) -> Bool {
    var at = sentence.start
    while at < marks, units[at] == 0x2026 { at += 1 }
    return at == marks
  }
}
