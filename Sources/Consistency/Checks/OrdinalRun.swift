import Extraction
import Foundation
import NewsText
import RuleFiles

/// Ordinals run on without gap or repeat: 一是…二是…三是…, 一要…二要…, (1)…(2)….
struct OrdinalRun: Check {
  static let id = "ordinal-run"
  static let takesAnyRelation = true
  let rules: CheckRules

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["order", "also", "weak", "before", "behind", "place"], rules: &folder)
  }

  /// An ordinal found in the text.
  private struct Ordinal {
    var span: Span
    /// From 0; nil for a word that may stand for any.
    var number: Int?
    var paragraph: Int
    var sentence: Int
    /// Whether it stands at the start of a line, as the heads of sections do.
    var opensLine: Bool
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    rules.relations.filter { $0.occurs("order", ledger.units) || $0.occurs("also", ledger.units) }.flatMap { relation in
      let articles = ledger.document.page.articles
      // What may stand anywhere runs through the page: 镜头一 … 镜头四.
      let stretches =
        relation.lists("place", "anywhere", ledger.units)
        ? [articles.flatMap { ordinals($0, ledger, relation) }] : articles.map { ordinals($0, ledger, relation) }
      return stretches.flatMap { runs($0, ledger, relation) }.compactMap { finding($0, ledger, relation) }
    }
  }

  private func ordinals(_ article: Article, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Ordinal] {
    let units = ledger.units
    let atLine = relation.lists("place", "line", ledger.units)
    let anywhere = relation.lists("place", "anywhere", ledger.units)
    let atStop = relation.lists("place", "stop", ledger.units)
    let needsWord = relation.has("before")
    var found: [Ordinal] = []
    // Where the next words start that may be an ordinal.
    var starts: [(key: WordKey, at: Int?)] = [WordKey("order"), "also", "weak"].map { ($0, 0) }
    for index in article.sentences {
      let sentence = ledger.document.page.sentences[index]
      var at = sentence.span.start
      let limit = atLine ? min(sentence.span.end, at + 1) : sentence.span.end
      while let next = Self.next(from: at, &starts, ledger, relation), next < limit {
        at = next
        let opens =
          needsWord
          ? relation.ending("before", units, at: at, from: max(0, at - 4)) != nil
          : at == 0
            || (atLine
              ? units[at - 1] == 0x0A
              : anywhere || (Self.parts(units[at - 1]) && !(atStop && Self.joins(units[at - 1]))))
        if opens, let (span, number) = ordinal(at, sentence.span.end, ledger, relation) {
          var end = span.end
          while end > span.start + 1, Self.parts(units[end - 1]) || units[end - 1] == 0x2E { end -= 1 }
          found.append(
            Ordinal(
              span: Span(span.start, end), number: number, paragraph: sentence.paragraph, sentence: index,
              opensLine: at == 0 || units[at - 1] == 0x0A))
          at = span.end
        } else {
          at += 1
        }
      }
    }
    return found
  }

  /// The first place at an offset or behind it where an ordinal may start; offsets only grow.
  private static func next(
    from at: Int, _ starts: inout [(key: WordKey, at: Int?)], _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Int? {
    var first: Int?
    for index in starts.indices {
      guard var next = starts[index].at else { continue }
      if next < at || next == 0 {
        starts[index].at = relation.next(starts[index].key, ledger.units, from: at)
        guard let found = starts[index].at else { continue }
        next = found
      }
      first = min(first ?? next, next)
    }
    return first
  }

  /// The ordinal at a place: of the order itself, or of what may go on with it (首先, 其次, 第三).
  private func ordinal(
    _ at: Int, _ limit: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (Span, Int?)? {
    let units = ledger.units
    func isMarked(_ span: Span) -> Bool {
      // 1.取号, but not 1.5米.
      if span.end < limit, units[span.end - 1] == 0x2E, units[span.end] >= 0x30, units[span.end] <= 0x39 {
        return false
      }
      return !relation.has("behind")
        || relation.starting("behind", units, at: span.end, limit: limit) != nil
    }
    let mixes = relation.has("also")
    if let span = relation.starting("order", units, at: at, limit: limit), mixes || isMarked(span),
      at == 0 || !isDigit(units[at]) || !isDigit(units[at - 1])
    {
      return (span, relation.number("order", units, span))
    }
    if let span = relation.starting("also", units, at: at, limit: limit), isMarked(span) {
      return (span, relation.number("also", units, span))
    }
    return relation.starting("weak", units, at: at, limit: limit).map { ($0, nil) }
  }

  /// The runs that begin with the first of an order and have a second; one that falls back is nested and none.
  private func runs(_ ordinals: [Ordinal], _ ledger: Ledger, _ relation: CheckRules.Relation) -> [[Ordinal]] {
    let atLine = relation.lists("place", "line", ledger.units) || relation.lists("place", "anywhere", ledger.units)
    var runs: [[Ordinal]] = []
    var run: [Ordinal] = []
    func close() {
      if run.count > 1 { runs.append(run) }
      run = []
    }
    for ordinal in ordinals {
      guard let last = run.last?.number else {
        if ordinal.number == 0 { run = [ordinal] }
        continue
      }
      guard let number = ordinal.number else {
        close()
        continue
      }
      if number == 0 {
        close()
        run = [ordinal]
      } else if number == last + 1
        || (number >= last
          && (atLine || ordinal.paragraph == run.last?.paragraph
            || ordinal.opensLine && run.allSatisfy(\.opensLine)))
      {
        run.append(ordinal)
      } else {
        close()
      }
    }
    close()
    return runs
  }

  private func finding(_ run: [Ordinal], _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    let order = relation.words("order")
    let words = order + (relation.words("also")).dropFirst(order.count)
    let members = run.map(\.span)
    var flaw: Finding.Message?
    for (last, next) in zip(run, run.dropFirst()) {
      guard flaw == nil, let before = last.number, let number = next.number, number != before + 1 else { continue }
      let word = ledger.text(next.span)
      if number == before {
        flaw = .init("，“\(word)”出现两次", ": “\(word)” stands twice")
      } else if before + 1 < words.count {
        flaw = .init(
          "，“\(ledger.text(last.span))”之后没有“\(words[before + 1])”",
          ": no “\(words[before + 1])” after “\(ledger.text(last.span))”")
      }
    }
    let sequence = members.map { ledger.text($0) }.joined(separator: " ")
    return Finding(
      check: Self.id, verdict: flaw == nil ? .holds : .fails, severity: relation.severity, members: members,
      article: ledger.document.page.sentences[run[0].sentence].article, expected: nil, computed: nil,
      message: .init("序号 \(sequence)\(flaw?.chinese ?? "")", "\(sequence)\(flaw?.english ?? "")"),
      rule: relation.reference)
  }

  private func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

  /// Marks between the items of a list.
  private static func joins(_ unit: UInt16) -> Bool { unit == 0x3001 || unit == 0x2C || unit == 0xFF0C || unit == 0x20 }

  /// Marks after which a clause begins.
  private static func parts(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x2C, 0xFF0C, 0x3B, 0xFF1B, 0x3A, 0xFF1A, 0x3002, 0x0A, 0x3001, 0x21, 0xFF01, 0x20, 0x3000, 0x201C, 0x300C:
      true
    default: false
    }
  }
}
