import Extraction
import NewsText
import RuleFiles

/// Articles of one page with the same text: reprints, whose figures are alike too, and series made from one template,
/// whose figures are not. A reprint in which a single figure deviates contradicts what it copies.
struct NearDuplicate: Check {
  static let id = "near-duplicate"
  let rules: CheckRules
  private let reprint: CheckRules.Relation?
  private let series: CheckRules.Relation?
  private let deviation: CheckRules.Relation?

  /// Characters that an article must have for its likeness to mean something.
  private static let least = 40
  /// Of a hundred stretches of an article so many stand in the other.
  private static let likeness = 80
  /// Figures that must agree for a single one that does not to be a slip.
  private static let agreeing = 3

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(Self.id, keys: [], rules: &folder)
    reprint = rules.relation("reprint", &folder)
    series = rules.relation("series", &folder)
    deviation = rules.relation("deviation", &folder)
  }

  /// An article as what is compared.
  private struct Copy {
    /// How many times four Han characters stand in a row outside figures.
    var count: Int
    /// Those of them that are in the sample.
    var sample: [UInt64]
    /// Indices of its numeric expressions.
    var figures: [Int]
  }

  /// Complexity: linear: an article is compared with the first that has each of its stretches.
  func findings(_ ledger: Ledger) -> [Finding] {
    let articles = ledger.document.page.articles
    guard articles.count > 1 else { return [] }
    let copies = copies(ledger)
    var firsts: [UInt64: Int] = [:]
    var found: [Finding] = []
    for (article, copy) in copies.enumerated() where copy.count >= Self.least {
      var shared: [Int: Int] = [:]
      // A sample of the stretches, the same in every article, finds the one that is worth a closer look.
      for stretch in copy.sample {
        if let first = firsts[stretch] {
          if first != article { shared[first, default: 0] += 1 }
        } else {
          firsts[stretch] = article
        }
      }
      guard let most = shared.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        most.value * Self.sample * Self.margin * 100 >= copy.count * Self.likeness,
        isAlike(copy, articles[article], copies[most.key], articles[most.key], ledger),
        let finding = finding(most.key, article, copies, ledger)
      else { continue }
      found.append(finding)
    }
    return found
  }

  /// One of so many stretches is in the sample, which may be so many times too small by chance.
  private static let sample = 4
  private static let margin = 4

  private static func isSampled(_ stretch: UInt64) -> Bool {
    ((stretch &* 0x9E37_79B9_7F4A_7C15) >> 32) % UInt64(sample) == 0
  }

  private func isAlike(
    _ one: Copy, _ first: Article, _ other: Copy, _ second: Article, _ ledger: Ledger
  ) -> Bool {
    var known: Set<UInt64> = []
    forEachStretch(of: second, without: other.figures, ledger) { known.insert($0) }
    var shared = 0
    forEachStretch(of: first, without: one.figures, ledger) { if known.contains($0) { shared += 1 } }
    return shared * 100 >= max(one.count, other.count) * Self.likeness
  }

  private func copies(_ ledger: Ledger) -> [Copy] {
    let mentions = ledger.document.mentions
    var mention = 0
    return ledger.document.page.articles.map { article in
      var copy = Copy(count: 0, sample: [], figures: [])
      while mention < mentions.count, mentions[mention].span.start < article.span.start { mention += 1 }
      while mention < mentions.count, mentions[mention].span.start < article.span.end {
        switch mentions[mention].kind {
        case .quantity, .percent, .date, .duration: copy.figures.append(mention)
        default: break
        }
        mention += 1
      }
      forEachStretch(of: article, without: copy.figures, ledger) { stretch in
        copy.count += 1
        if Self.isSampled(stretch) { copy.sample.append(stretch) }
      }
      return copy
    }
  }

  /// Calls `body` with each four Han characters in a row of an article, as if its figures were not there.
  private func forEachStretch(
    of article: Article, without figures: [Int], _ ledger: Ledger, _ body: (UInt64) -> Void
  ) {
    var stretch: UInt64 = 0
    var length = 0
    var at = article.span.start
    ledger.units.units.withUnsafeBufferPointer { units in
      func take(_ end: Int) {
        while at < end {
          let unit = units[at]
          at += 1
          guard (0x4E00...0x9FFF).contains(unit) else { continue }
          stretch = stretch << 16 | UInt64(unit)
          length += 1
          if length >= 4 { body(stretch) }
        }
      }
      for figure in figures {
        let span = ledger.document.mentions[figure].span
        take(span.start)
        at = max(at, min(span.end, article.span.end))
      }
      take(article.span.end)
    }
  }

  private func finding(_ first: Int, _ second: Int, _ copies: [Copy], _ ledger: Ledger) -> Finding? {
    let mentions = ledger.document.mentions
    let pairs = zip(copies[first].figures, copies[second].figures).map { (mentions[$0], mentions[$1]) }
    let unlike = pairs.filter { $0.value != $1.value }
    let isComplete = copies[first].figures.count == copies[second].figures.count
    let members = [first, second].map { name(of: $0, ledger) }
    let names = members.map { ledger.text($0) }
    if isComplete, unlike.isEmpty {
      guard let reprint, !pairs.isEmpty else { return nil }
      return Finding(
        check: Self.id, verdict: .tension, severity: reprint.severity, members: members, article: second,
        message: .init(
          "“\(names[0])”与“\(names[1])”同文，数字相同", "“\(names[0])” and “\(names[1])” have the same text and figures"),
        rule: reprint.reference)
    }
    if isComplete, unlike.count == 1, let (one, other) = unlike.first, one.kind != .date, one.unit == other.unit,
      pairs.count > Self.agreeing
    {
      guard let deviation else { return nil }
      let (a, b) = (ledger.text(one.span), ledger.text(other.span))
      return Finding(
        check: Self.id, verdict: .fails, severity: deviation.severity, members: [one.span, other.span],
        article: second, expected: one.value.number, computed: other.value.number,
        message: .init("两文相同，只有一处数字不同：\(a)，\(b)", "two articles are alike but for one figure: \(a), \(b)"),
        rule: deviation.reference)
    }
    guard let series else { return nil }
    return Finding(
      check: Self.id, verdict: .undecided, severity: series.severity, members: members, article: second,
      reason: .period,
      message: .init(
        "“\(names[0])”与“\(names[1])”同一模板，数字不同", "“\(names[0])” and “\(names[1])” share a template, not their figures"),
      rule: series.reference)
  }

  /// The headline of an article, else its first sentence.
  private func name(of article: Int, _ ledger: Ledger) -> Span {
    let page = ledger.document.page
    return page.articles[article].headline ?? page.articles[article].sentences.first.map { page.sentences[$0].span }
      ?? page.articles[article].span
  }
}
