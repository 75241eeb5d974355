import Extraction
import NewsText
import RuleFiles

/// Signs that a sentence was damaged on its way to the page: words or passages that stand twice, units that lost their
/// number. `Checker` lets nothing else in such a sentence fail.
struct Damage: Check {
  static let id = "damage"
  static let takesAnyRelation = true
  let rules: CheckRules
  private let doubled: CheckRules.Relation?
  private let stutter: CheckRules.Relation?
  private let passage: CheckRules.Relation?
  private let cut: CheckRules.Relation?
  private let unit: CheckRules.Relation?

  /// Words that stand twice are beyond doubt from this length on.
  private static let certain = 3
  /// A stretch of so many units that stands twice in a paragraph is no turn of speech.
  private static let passageLength = 14

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["verb", "classifier", "rest", "word", "surely", "cut", "blank", "lost", "silent"], rules: &folder)
    doubled = rules.relation("doubled", &folder)
    stutter = rules.relation("stutter", &folder)
    passage = rules.relation("passage", &folder)
    cut = rules.relation("cut-off", &folder)
    unit = rules.relation("doubled-unit", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    var found: [Finding] = []
    for relation in rules.relations {
      found += numbers(ledger, relation)
      found += blanks(ledger, relation)
      found += multiples(ledger, relation)
    }
    for sentence in ledger.document.page.sentences {
      if let doubled { found += twice(sentence, ledger, doubled) }
    }
    if let stutter { found += stutters(ledger, stutter) }
    if let passage { found += passages(ledger, passage) }
    if let cut { found += cutOff(ledger, cut) }
    if let unit { found += doubledUnits(ledger, unit) }
    return found
  }

  /// Classifiers and units behind verbs that need a number between: 组建支小分队, 投资万元.
  private func numbers(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    relation.all("verb", in: ledger).compactMap { verb, sentence in
      let limit = sentence.span.end
      // 6月　日: a number may have left its place empty.
      var start = verb.end
      while start < limit, Self.isSpace(ledger.units[start]) { start += 1 }
      if !relation.has("classifier"), !relation.has("rest") {
        guard start < limit, Self.isHan(ledger.units[start]),
          ledger.mentions(in: Span(verb.start, min(limit, start + Self.near))).isEmpty
        else { return nil }
        let text = ledger.text(Span(verb.start, min(start + 4, limit)))
        return finding(
          verb, sentence, relation, .fails, .init("“\(text)”没有数字", "no number in “\(text)”"))
      }
      let classifier = relation.starting("classifier", ledger.units, at: start, limit: limit)
        .flatMap { $0.end < limit && Self.isHan(ledger.units[$0.end]) ? $0 : nil }
      guard let unit = classifier ?? relation.starting("rest", ledger.units, at: start, limit: limit),
        relation.starting("silent", ledger.units, at: start, limit: limit) == nil
      else { return nil }
      let text = ledger.text(Span(verb.start, min(unit.end + 4, limit)))
      return finding(
        Span(verb.start, unit.end), sentence, relation, .fails,
        .init("“\(text)”的量词前没有数字", "no number before the unit of “\(text)”"))
    }
  }

  /// How far behind a word that needs a number it may stand: 流量每秒约12立方米.
  private static let near = 4

  /// Spaces where a number should be: 已有　　户签订协议.
  private func blanks(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    relation.all("blank", in: ledger).compactMap { word, sentence in
      var start = word.end
      while start < sentence.span.end, Self.isSpace(ledger.units[start]) { start += 1 }
      guard start > word.end,
        let unit = relation.starting("classifier", ledger.units, at: start, limit: sentence.span.end),
        unit.end < sentence.span.end, Self.isHan(ledger.units[unit.end])
      else { return nil }
      let text = ledger.text(Span(word.start, min(unit.end + 4, sentence.span.end)))
      return finding(
        Span(word.start, unit.end), sentence, relation, .fails,
        .init("“\(text)”的量词前没有数字", "no number before the unit of “\(text)”"))
    }
  }

  /// 接种疫苗万剂次: a multiple behind a noun.
  private func multiples(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    relation.all("lost", in: ledger).compactMap { word, sentence in
      guard word.start >= sentence.span.start + 2, Self.isHan(ledger.units[word.start - 1]),
        Self.isHan(ledger.units[word.start - 2]),
        relation.ending("silent", ledger.units, at: word.start, from: sentence.span.start) == nil,
        // No number covers it.
        ledger.mentions(in: Span(max(sentence.span.start, word.start - Self.longestNumber), word.start))
          .last.map({ $0.span.end <= word.start }) ?? true
      else { return nil }
      let text = ledger.text(Span(word.start - 2, word.end))
      return finding(
        word, sentence, relation, .fails, .init("“\(text)”没有数字", "no number in “\(text)”"))
    }
  }

  /// How long a number before a multiple may be.
  private static let longestNumber = 12

  /// Lines that end inside a phrase: …补助人员下乡勘灾，每公.
  private func cutOff(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    ledger.document.page.sentences.compactMap { sentence in
      guard sentence.role == .body, sentence.span.count >= Self.shortestLine else { return nil }
      var end = sentence.span.end
      while end > sentence.span.start, ledger.units[end - 1] == 0x0A || Self.isSpace(ledger.units[end - 1]) { end -= 1 }
      guard let word = relation.ending("cut", ledger.units, at: end, from: sentence.span.start) else { return nil }
      let text = ledger.text(Span(max(sentence.span.start, word.start - 6), word.end))
      return finding(
        word, sentence, relation, .fails, .init("“…\(text)”一句中断", "the sentence breaks off: “…\(text)”"))
    }
  }

  /// A line this long with such an end is no heading.
  private static let shortestLine = 16

  /// Classifiers that stand twice behind a number, before a mark: 打机井74眼眼，.
  private func doubledUnits(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    ledger.figures.compactMap { figure in
      let end = figure.span.end
      guard figure.kind == .count, figure.tail.count == 1, ledger.units[end] == ledger.units[end - 1],
        Self.isHan(ledger.units[end]), ledger.unit(figure).utf16.count == 1, figure.amount.value > 1,
        !relation.lists("silent", figure.term, ledger.units)
      else { return nil }
      let text = ledger.text(Span(figure.span.start, end + 1))
      return finding(
        Span(figure.span.start, end + 1), ledger.sentence(of: figure), relation, .fails,
        .init("“\(text)”量词重出", "“\(text)” has its unit twice"))
    }
  }

  private static func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x3000 || unit == 0xA0 }

  /// Words whose last character stands twice: 按照照规定.
  private func stutters(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    relation.all("word", in: ledger).compactMap { word, sentence in
      guard relation.starting("silent", ledger.units, at: word.end - 1, limit: sentence.span.end) == nil,
        // 主要|要求: two such words may meet inside a clause.
        word.count > 2 || word.start == sentence.span.start || !Self.isHan(ledger.units[word.start - 1])
      else { return nil }
      let text = ledger.text(word)
      return finding(
        word, sentence, relation, .fails, .init("“\(text)”末字重出", "“\(text)” has its last character twice"))
    }
  }

  /// Clauses of a paragraph that begin with the same long stretch. Complexity: linear.
  private func passages(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let units = ledger.units
    var found: [Finding] = []
    // By their hashes.
    var firsts: [UInt64: Int] = [:]
    var paragraph = -1
    for sentence in ledger.document.page.sentences where sentence.role == .body {
      if sentence.paragraph != paragraph {
        firsts.removeAll(keepingCapacity: true)
        paragraph = sentence.paragraph
      }
      var end = sentence.span.start
      for clause in sentence.clauses where clause.start >= end {
        let stop = clause.start + Self.passageLength
        guard stop <= sentence.span.end else { continue }
        let stretch = units[clause.start..<stop]
        let hash = stretch.reduce(0) { ($0 &+ UInt64($1)) &* 0x9E37_79B9_7F4A_7C15 }
        guard let first = firsts[hash] else {
          firsts[hash] = clause.start
          continue
        }
        guard units[first..<(first + Self.passageLength)].elementsEqual(stretch),
          !relation.holds("silent", units, in: Span(clause.start, stop))
        else { continue }
        var length = Self.passageLength
        while clause.start + length < sentence.span.end, units[first + length] == units[clause.start + length] {
          length += 1
        }
        end = clause.start + length
        let text = ledger.text(Span(clause.start, stop))
        found.append(
          finding(
            Span(clause.start, end), sentence, relation, .fails,
            .init("“\(text)…”一段重出", "the passage “\(text)…” stands twice")))
      }
    }
    return found
  }

  /// Complexity: linear; each place is compared with the few units behind it.
  private func twice(_ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let units = ledger.units
    var found: [Finding] = []
    var at = sentence.span.start
    while true {
      at = Self.candidate(from: at, sentence.span, units.units)
      guard at < sentence.span.end else { break }
      if let again = again(at, sentence.span, units, relation) {
        let text = ledger.text(Span(at, at + again))
        found.append(
          finding(
            Span(at, at + 2 * again + 1), sentence, relation, .fails,
            .init("“\(text)”重出", "“\(text)” stands twice")))
        at += 2 * again + 1
        continue
      }
      guard let length = Self.repeated(at, sentence.span.end, units.units),
        !relation.holds("silent", units, in: Span(at, at + length))
      else {
        at += 1
        continue
      }
      let text = ledger.text(Span(at, at + length))
      found.append(
        finding(
          Span(at, at + 2 * length), sentence, relation,
          length >= Self.certain || relation.starting("surely", units, at: at, limit: at + length)?.end == at + length
            ? .fails : .tension,
          .init("“\(text)”连写两次", "“\(text)” stands twice in a row")))
      at += 2 * length
    }
    return found
  }

  /// The next place from `at` on behind a mark, or with a Han character that comes again within the length of a phrase:
  /// nothing stands twice at all others.
  private static func candidate(from at: Int, _ sentence: Span, _ units: [UInt16]) -> Int {
    units.withUnsafeBufferPointer { units in
      var at = at
      while at < sentence.end {
        if at == sentence.start || LedgerMark.of(units[at - 1]) != nil { return at }
        let first = units[at]
        if isHan(first) {
          var next = at + shortest
          let end = min(sentence.end, at + longest + 1)
          while next < end {
            if units[next] == first { return at }
            next += 1
          }
        }
        at += 1
      }
      return at
    }
  }

  /// The length of a word that opens a clause and stands again behind its comma: 目前，目前该项目….
  private func again(_ at: Int, _ sentence: Span, _ units: IndexedText, _ relation: CheckRules.Relation) -> Int? {
    guard at == sentence.start || LedgerMark.of(units[at - 1]) != nil,
      let word = relation.starting("surely", units, at: at, limit: sentence.end), word.end + word.count < sentence.end,
      LedgerMark.of(units[word.end]) == .comma,
      units[(word.end + 1)..<(word.end + 1 + word.count)].elementsEqual(units[word.range])
    else { return nil }
    return word.count
  }

  /// The length of the longest stretch of Han characters that stands again right behind itself.
  private static func repeated(_ at: Int, _ limit: Int, _ units: [UInt16]) -> Int? {
    let first = units[at]
    guard isHan(first), at + 2 * shortest <= limit, units[at + 1] != first else { return nil }
    var length = min(longest, (limit - at) / 2)
    while length >= shortest {
      if units[at + length] == first,
        (1..<length).allSatisfy({ isHan(units[at + $0]) && units[at + $0] == units[at + length + $0] })
      {
        return length
      }
      length -= 1
    }
    return nil
  }

  /// The lengths of words and phrases that are looked for twice.
  private static let shortest = 2
  private static let longest = 8

  private func finding(
    _ span: Span, _ sentence: Sentence, _ relation: CheckRules.Relation, _ verdict: Finding.Verdict,
    _ message: Finding.Message
  ) -> Finding {
    Finding(
      check: Self.id, verdict: verdict, severity: relation.severity, members: [span], article: sentence.article,
      message: message, rule: relation.reference)
  }

  private static func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF }
}
