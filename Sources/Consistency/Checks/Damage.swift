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

  /// Words that stand twice are beyond doubt from this length on.
  private static let certain = 4
  /// A stretch of so many units that stands twice in a paragraph is no turn of speech.
  private static let passageLength = 14

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: ["verb", "classifier", "rest", "word", "silent"], rules: &folder)
    doubled = rules.relation("doubled", &folder)
    stutter = rules.relation("stutter", &folder)
    passage = rules.relation("passage", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    let found = ledger.document.page.sentences.flatMap { sentence in
      rules.relations.flatMap { numbers(sentence, ledger, $0) } + (doubled.map { twice(sentence, ledger, $0) } ?? [])
        + (stutter.map { stutters(sentence, ledger, $0) } ?? [])
    }
    return found + (passage.map { passages(ledger, $0) } ?? [])
  }

  /// Classifiers and units behind verbs that need a number between: 组建支小分队, 投资万元.
  private func numbers(_ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    relation.all("verb", ledger.units, in: sentence.span).compactMap { verb in
      let limit = sentence.span.end
      let classifier = relation.starting("classifier", ledger.units, at: verb.end, limit: limit)
        .flatMap { $0.end < limit && Self.isHan(ledger.units[$0.end]) ? $0 : nil }
      guard let unit = classifier ?? relation.starting("rest", ledger.units, at: verb.end, limit: limit),
        relation.starting("silent", ledger.units, at: verb.end, limit: limit) == nil
      else { return nil }
      let text = ledger.text(Span(verb.start, min(unit.end + 4, limit)))
      return finding(
        Span(verb.start, unit.end), sentence, relation, .fails,
        .init("“\(text)”的量词前没有数字", "no number before the unit of “\(text)”"))
    }
  }

  /// Words whose last character stands twice: 按照照规定.
  private func stutters(_ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    relation.all("word", ledger.units, in: sentence.span).compactMap { word in
      guard relation.starting("silent", ledger.units, at: word.end - 1, limit: sentence.span.end) == nil else {
        return nil
      }
      let text = ledger.text(word)
      return finding(
        word, sentence, relation, .fails, .init("“\(text)”末字重出", "“\(text)” has its last character twice"))
    }
  }

  /// Clauses of a paragraph that begin with the same long stretch. Complexity: linear.
  private func passages(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let units = ledger.units
    var found: [Finding] = []
    var firsts: [ArraySlice<UInt16>: Int] = [:]
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
        guard let first = firsts[stretch] else {
          firsts[stretch] = clause.start
          continue
        }
        guard !relation.holds("silent", units, in: Span(clause.start, stop)) else { continue }
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
    while at < sentence.span.end {
      guard let length = (2...8).reversed().first(where: { isTwice(at, $0, sentence.span.end, units) }),
        !relation.holds("silent", units, in: Span(at, at + length))
      else {
        at += 1
        continue
      }
      let text = ledger.text(Span(at, at + length))
      found.append(
        finding(
          Span(at, at + 2 * length), sentence, relation, length >= Self.certain ? .fails : .tension,
          .init("“\(text)”连写两次", "“\(text)” stands twice in a row")))
      at += 2 * length
    }
    return found
  }

  private func isTwice(_ at: Int, _ length: Int, _ limit: Int, _ units: [UInt16]) -> Bool {
    guard at + 2 * length <= limit, units[at] == units[at + length], units[at] != units[at + 1] else { return false }
    return (0..<length).allSatisfy { Self.isHan(units[at + $0]) && units[at + $0] == units[at + length + $0] }
  }

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
