import Extraction
import Foundation
import NewsText
import RuleFiles

/// Frames told in months and years, and the ages of the dead.
extension DateOrder {
  /// A month, counted from year 0; nil where a mention tells no year or no month.
  private func month(_ iso: Substring) -> Int? {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      (1...12).contains(month)
    else { return nil }
    return year * 12 + month
  }

  private func month(_ mention: Mention) -> Int? {
    guard mention.kind == .date, case .date(let iso) = mention.value, !iso.contains("/") else { return nil }
    return month(Substring(iso))
  }

  /// 2021年3月开工,2022年9月完工,历时三年: a frame of months ends after it begins, and is as long as it is said.
  func longFrames(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let mentions = ledger.document.mentions
    var found: [Finding] = []
    for (index, mention) in mentions.enumerated() {
      guard mention.kind == .date, let number = ledger.document.page.sentenceIndex(at: mention.span.start) else {
        continue
      }
      let sentence = ledger.document.page.sentences[number]
      guard let frame = frame(index, sentence, ledger, relation) else { continue }
      let texts = frame.members.map { ledger.text($0) }.joined(separator: "、")
      if frame.to < frame.from {
        found.append(
          Finding(
            check: Self.id, verdict: .fails, severity: relation.severity, members: frame.members,
            article: sentence.article,
            message: .init("\(texts)：止日早于起日", "\(texts): ends before it begins"), rule: relation.reference))
        continue
      }
      // A length told before the frame or behind it: 历时三年(2019年3月至2020年8月).
      let around = (max(0, index - 1)..<min(mentions.count, frame.next + 2)).filter { mentions[$0].kind == .duration }
      for place in around {
        guard let length = length(place, sentence, ledger, relation) else { continue }
        let months = Decimal(frame.to - frame.from)
        // Three years may be three calendar years.
        let years = Decimal((frame.to - 1) / 12 - (frame.from - 1) / 12 + 1)
        let fits = abs(months - length) * 4 <= max(length, 8) || abs(months + 1 - length) <= 1 || years * 12 == length
        let text = ledger.text(mentions[place].span)
        found.append(
          Finding(
            check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
            members: frame.members + [mentions[place].span], article: sentence.article, expected: length,
            computed: months,
            message: .init(
              "\(texts)相距\(months)个月，文中为\(text)", "\(texts) lie \(months) months apart, the text has \(text)"),
            rule: relation.reference))
        break
      }
    }
    return found
  }

  private typealias Frame = (from: Int, to: Int, members: [Span], next: Int)

  /// The frame that begins with a mention: a span of months, or two months that words call its ends.
  private func frame(
    _ index: Int, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Frame? {
    let mentions = ledger.document.mentions
    guard case .date(let iso) = mentions[index].value else { return nil }
    let parts = iso.split(separator: "/")
    if parts.count == 2, parts.allSatisfy({ $0.utf8.count == 7 }), let from = month(parts[0]), let to = month(parts[1])
    {
      return (from, to, [mentions[index].span], index)
    }
    guard index + 1 < mentions.count, sentence.span.contains(mentions[index + 1].span),
      let from = month(mentions[index]), let to = month(mentions[index + 1])
    else { return nil }
    // Days are told by other relations.
    guard case .date(let other) = mentions[index + 1].value, iso.utf8.count == 7 || other.utf8.count == 7 else {
      return nil
    }
    let gap = Span(mentions[index].span.end, mentions[index + 1].span.start)
    let joins = !gap.isEmpty && relation.starting("to", ledger.units, at: gap.start, limit: gap.end)?.end == gap.end
    guard
      joins
        || relation.starting("behind", ledger.units, at: gap.start, limit: gap.end) != nil
          && relation.starting("ends", ledger.units, at: mentions[index + 1].span.end, limit: sentence.span.end) != nil
    else { return nil }
    return (from, to, [mentions[index].span, mentions[index + 1].span], index + 1)
  }

  /// A length in months that its words tell to be that of a frame.
  private func length(
    _ index: Int, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Decimal? {
    let mention = ledger.document.mentions[index]
    guard sentence.span.contains(mention.span), let value = mention.value.number, mention.qualifier == .exact,
      relation.ending(
        "lasts", ledger.units, at: mention.span.start, from: max(sentence.span.start, mention.span.start - 6)) != nil
        || isUsed(mention.span.start, sentence, ledger, relation)
    else { return nil }
    let tail = Span(mention.number.end, mention.span.end)
    if relation.holds("year", ledger.units, in: tail) { return value * 12 }
    return relation.holds("month", ledger.units, in: tail) ? value : nil
  }

  /// Whether what leads to a length is no length of anything else: 建设工期仅用了, 仅用了, but not 主体工程仅用了.
  private func isUsed(
    _ place: Int, _ sentence: Sentence, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    guard let word = relation.ending("used", ledger.units, at: place, from: sentence.span.start) else { return false }
    var start = word.start
    while let before = relation.ending("lasts", ledger.units, at: start, from: sentence.span.start) {
      start = before.start
    }
    return start == sentence.span.start || LedgerMark.of(ledger.units[start - 1]) != nil
  }

  /// 1956年出生,2020年去世,享年64岁: by the calendar, or a year or two more as elders count.
  func ages(_ ledger: Ledger, _ relation: CheckRules.Relation) -> [Finding] {
    let mentions = ledger.document.mentions
    return ledger.figures.compactMap { figure in
      guard relation.ending("aged", ledger.units, at: figure.lead.end, from: figure.lead.start) != nil,
        figure.amount.isExact
      else { return nil }
      var born: (year: Int, span: Span)?
      var died: (year: Int, span: Span)?
      for mention in mentions[max(0, figure.mention - 6)..<figure.mention] where mention.kind == .date {
        guard mention.span.start >= ledger.sentence(of: figure).span.start, case .date(let iso) = mention.value,
          !iso.contains("/"), iso.utf8.prefix(4).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let year = Int(iso.prefix(4))
        else { continue }
        var end = mention.span.end
        while end < figure.span.start, LedgerMark.of(ledger.units[end]) == nil { end += 1 }
        let clause = Span(mention.span.end, end)
        if relation.holds("born", ledger.units, in: clause)
          || relation.ending("born", ledger.units, at: mention.span.start, from: max(0, mention.span.start - 4)) != nil
        {
          born = (year, mention.span)
        } else if relation.holds("died", ledger.units, in: clause) {
          died = (year, mention.span)
        }
      }
      guard let born, let died, died.year > born.year else { return nil }
      let age = Decimal(died.year - born.year)
      let fits = figure.amount.value >= age - 1 && figure.amount.value <= age + 2
      let text = ledger.text(figure.span)
      return Finding(
        check: Self.id, verdict: fits ? .holds : .fails, severity: relation.severity,
        members: [born.span, died.span, figure.span], article: figure.article, expected: figure.amount.value,
        computed: age,
        message: .init(
          "\(born.year)年至\(died.year)年是\(age)岁，文中为\(text)",
          "\(born.year) to \(died.year) is \(age) years, the text has \(text)"), rule: relation.reference)
    }
  }
}
