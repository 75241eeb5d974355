import NewsText
import RuleFiles

/// Tells where a place is named that figures do not belong to: a neighbour, a partner, an origin, a comparison.
///
/// Note [Places in passing]: a row of `gazetteer/asides.tsv` says what stands right before the name and what follows it
/// in its clause. Names joined by the words that join share what stands before the first and behind the last of them.
///
/// Filled by one thread and then only read, by all that share it.
final class AsideCues: @unchecked Sendable {
  /// What stands before → index into `rows`.
  private var before = TermTable(capacity: 128)
  private var unless = TermTable(capacity: 32)
  /// What must follow; an empty table asks for nothing.
  private var rows: [[TermTable]] = []
  /// What alone is enough behind a name.
  private var after = TermTable(capacity: 64)
  /// How far behind a name what follows may stand: 与…县水利局|联合.
  private static let reach = 12
  private var joins = WordSet()

  init() {}

  /// Reads `gazetteer/asides.tsv`.
  ///
  /// - Parameter joins: what stands between the names of a list.
  init(rules: inout RuleFolder, joins: WordSet) {
    self.joins = joins
    let file = rules.table("gazetteer/asides.tsv", required: ["before", "after", "unless"], optional: ["example"])
    guard let first = file.column("before"), let second = file.column("after"), let third = file.column("unless") else {
      return
    }
    for row in 0..<file.rowCount {
      let words = file.cell(row, first).split(separator: " ")
      var following = TermTable(capacity: 32)
      for word in file.cell(row, second).split(separator: " ") {
        if words.isEmpty { after.insert(String(word), 0) } else { following.insert(String(word), 0) }
      }
      for word in words {
        let at = Int(before.insert(String(word), Int32(rows.count)))
        if at == rows.count { rows.append([following]) } else { rows[at].append(following) }
      }
      for word in file.cell(row, third).split(separator: " ") { unless.insert(String(word), 0) }
    }
  }

  /// Marks the findings of a sentence that are named in passing. Complexity: linear.
  func mark(_ found: inout [PlaceScanner.Finding], _ units: [UInt16], _ sentence: Span) {
    var first = 0
    while first < found.count {
      var last = first
      while last + 1 < found.count, joins(units, found[last].span.end, found[last + 1].span.start) { last += 1 }
      if (first...last).allSatisfy({ found[$0].isPlace }), let from = passing(found, first...last, units, sentence) {
        for index in from...last { found[index].isAside = true }
      }
      first = last + 1
    }
  }

  /// Names that follow each other are one name (九江市濂溪区); 、 和 与 及 join several.
  private func joins(_ units: [UInt16], _ end: Int, _ start: Int) -> Bool {
    if start == end { return true }
    return start > end && start <= end + 2 && joins.contains(units, Span(end, start))
  }

  /// From which of joined names on they are named in passing: the second of 甲县与乙县联合; nil for none.
  private func passing(
    _ found: [PlaceScanner.Finding], _ names: ClosedRange<Int>, _ units: [UInt16], _ sentence: Span
  ) -> Int? {
    let end = found[names.upperBound].span.end
    for index in names.reversed() where stands(units, found[index].span.start, end, sentence) { return index }
    return after.longestMatch(units, at: end, limit: sentence.end) == nil ? nil : names.lowerBound
  }

  /// Whether what stands before a name, and behind the last of those joined to it, says that it is named in passing.
  private func stands(_ units: [UInt16], _ start: Int, _ end: Int, _ sentence: Span) -> Bool {
    for length in 1...4 where start - length >= sentence.start {
      guard let at = before.value(units, Span(start - length, start)) else { continue }
      if endsUnless(units, start, sentence.start) { return false }
      for following in rows[Int(at)] where following.count == 0 || follows(following, units, end, sentence.end) {
        return true
      }
    }
    return false
  }

  private func endsUnless(_ units: [UInt16], _ end: Int, _ limit: Int) -> Bool {
    for length in 2...4 where end - length >= limit {
      if unless.value(units, Span(end - length, end)) != nil { return true }
    }
    return false
  }

  private func follows(_ words: TermTable, _ units: [UInt16], _ end: Int, _ limit: Int) -> Bool {
    var at = end
    while at < min(limit, end + Self.reach), units[at] >= 0x4E00, units[at] <= 0x9FFF {
      if words.longestMatch(units, at: at, limit: limit) != nil { return true }
      at += 1
    }
    return false
  }
}
