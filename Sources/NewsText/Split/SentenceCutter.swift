/// Cuts lines into sentences and sentences into clauses.
struct SentenceCutter {
  /// The sentences of a line; they tile it. A closing quotation mark or bracket stays with the sentence it closes.
  func sentences(_ units: [UInt16], _ line: Span) -> [Span] {
    var sentences: [Span] = []
    var start = line.start
    var at = line.start
    var depth = 0
    while at < line.end {
      let unit = units[at]
      at += 1
      if unit == 0x28 || unit == 0xFF08 { depth += 1 }
      if unit == 0x29 || unit == 0xFF09 { depth = max(0, depth - 1) }
      guard UnitClass.endsSentence(unit), depth == 0 || unit == 0x3002 else { continue }
      while at < line.end, UnitClass.endsSentence(units[at]) { at += 1 }
      while at < line.end, UnitClass.closes(units[at]) { at += 1 }
      // An ellipsis inside a list, a question in a quotation that goes on: no end.
      if unit == 0x2026, at < line.end, !UnitClass.closes(units[at - 1]), UnitClass.isHan(units[at]) == false {
        continue
      }
      sentences.append(Span(start, at))
      start = at
      depth = 0
    }
    if start < line.end { sentences.append(Span(start, line.end)) }
    return sentences
  }

  /// The clauses of a sentence; they tile it, each with the mark that closes it.
  func clauses(_ units: [UInt16], _ sentence: Span) -> [Span] {
    var clauses: [Span] = []
    var start = sentence.start
    var depth = 0
    for at in sentence.range {
      let unit = units[at]
      if UnitClass.opens(unit) { depth += 1 }
      if UnitClass.closes(unit) { depth = max(0, depth - 1) }
      guard depth == 0 else { continue }
      let isComma = unit == 0xFF0C || unit == 0xFF1B || unit == 0x3B || unit == 0xFF1A || unit == 0x3A || unit == 0x2C
      let inNumber =
        (unit == 0x2C || unit == 0x3A) && at > sentence.start && at + 1 < sentence.end
        && UnitClass.isDigit(units[at - 1]) && UnitClass.isDigit(units[at + 1])
      if isComma && !inNumber, at + 1 < sentence.end {
        clauses.append(Span(start, at + 1))
        start = at + 1
      }
    }
    if start < sentence.end { clauses.append(Span(start, sentence.end)) }
    return clauses
  }
}
