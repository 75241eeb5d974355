import Foundation
import NewsText

extension SectionCount {
  /// Lines that begin with labels of one kind, in text order.
  struct Parts {
    /// What all labels share: 封 of 第一封, 镜头 of 镜头一; empty for 一、 and for names in brackets.
    var word: Span?
    var labels: [Span]
    /// Whether the labels are numbered.
    var isNumbered: Bool
    /// Whether they are words before a colon: such lines may be of any kind.
    var isHeaded: Bool
  }

  /// A count in a headline that the labelled parts of the text contradict or bear out: 三封感谢信 above 第一封 to 第四封.
  func parts(_ article: Article, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Finding? {
    guard let head = head(article, ledger, relation), head.count <= Self.longestHead,
      !relation.holds("unfinished", ledger.units, in: head)
    else { return nil }
    let counts = counts(in: head, ledger, relation)
    guard !counts.isEmpty else { return nil }
    let body = lines(of: article, below: head, ledger, relation)
    guard !(body.last.map { relation.holds("unfinished", ledger.units, in: $0) } ?? false) else { return nil }
    for parts in labelled(body, ledger, relation) where parts.labels.count >= 2 {
      let number = parts.labels.count
      let tied = counts.filter { isTied($0.span, head, parts, ledger, relation) }
      let fitting = tied.first { $0.number == number } ?? counts.first { $0.number == number }
      guard let count = fitting ?? (parts.word != nil || Set(counts.map(\.number)).count == 1 ? tied.first : nil) else {
        continue
      }
      let holds = count.number == number
      if !holds, parts.isHeaded, parts.word == nil { continue }
      guard holds || parts.word != nil || abs(count.number - number) <= Self.near else { continue }
      let names = parts.labels.map { ledger.text($0) }.joined(separator: "、")
      return Finding(
        check: Self.id, verdict: holds ? .holds : .fails, severity: relation.severity,
        members: [count.span] + parts.labels, article: article.index, expected: Decimal(count.number),
        computed: Decimal(number),
        message: .init(
          "“\(ledger.text(count.span))”应有\(count.number)个部分，文中有\(number)个：\(names)",
          "“\(ledger.text(count.span))” announces \(count.number) parts, there are \(number): \(names)"),
        rule: relation.reference)
    }
    return nil
  }

  /// How far a headline may be off the number of unlike labels.
  private static let near = 2
  private static let longestHead = 40
  private static let longestLabel = 8
  /// The key of labels that are no more than words before a colon.
  private static let headed = ":"
  /// The keys of labels in brackets, of ordinals and of bare numbers.
  private static let bracketed = "["
  private static let ordinal = "#"
  private static let numbered = "."
  /// The key of labels that end in a space.
  private static let spaced = " "

  /// The line that may announce parts: the headline, or the first line where there is none.
  private func head(_ article: Article, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Span? {
    guard let headline = article.headline else { return lines(in: article.span, ledger, most: 1).first }
    // 四条公交线路今起调整 above 3路:…, which look like a shoulder and its headline.
    return label(headline, ledger, relation) == nil ? headline : article.shoulder ?? headline
  }

  /// The lines below the headline: of the article, and of those that follow as long as they begin with a label.
  private func lines(
    of article: Article, below head: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> [Span] {
    var lines = lines(in: article.span, ledger)
    lines.removeAll { $0.start < head.end }
    for next in ledger.document.page.articles[(article.index + 1)...] {
      guard let first = self.lines(in: next.span, ledger, most: 1).first, let label = label(first, ledger, relation),
        label.number != 1 || lines.isEmpty
      else { break }
      lines += self.lines(in: next.span, ledger)
    }
    return lines
  }

  /// The lines of a stretch, at most so many, without the spaces they begin with.
  private func lines(in span: Span, _ ledger: Ledger, most: Int = .max) -> [Span] {
    let wraps = ledger.document.page.clean.offsets.breaks(in: span)
    var wrap = 0
    var lines: [Span] = []
    var start = span.start
    for at in span.start...span.end {
      let isBreak = at == span.end || ledger.units[at] == 0x0A
      var isWrap = false
      if wrap < wraps.count, wraps[wrap] == at {
        isWrap = self.isWrap(at, ledger)
        wrap += 1
      }
      guard isBreak || isWrap else { continue }
      while start < at, ledger.units[start] == 0x20 || ledger.units[start] == 0x3000 { start += 1 }
      if start < at { lines.append(Span(start, at)) }
      if lines.count == most { break }
      start = isBreak ? at + 1 : at
    }
    return lines
  }

  /// Whether a line of the source began here that cleaning has joined to the one before: short lines look like wraps.
  private func isWrap(_ at: Int, _ ledger: Ledger) -> Bool {
    let page = ledger.document.page
    guard at > 0 else { return false }
    let (before, here) = (page.clean.offsets.codePoint(of: at - 1), page.clean.offsets.codePoint(of: at))
    return here > before + 1 && page.source.line(at: before) != page.source.line(at: here)
  }

  /// The numbers of a headline that count something, each with what it counts.
  private func counts(
    in head: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> [(span: Span, number: Int)] {
    var found: [(Span, Int)] = []
    var at = head.start
    while at < head.end {
      guard let (number, end) = number(at, head.end, ledger, relation) else {
        at += 1
        continue
      }
      let before = at > head.start ? ledger.units[at - 1] : 0
      if end < head.end, Self.isHan(ledger.units[end]), before != 0x7B2C, !isDigit(before),
        relation.starting("silent", ledger.units, at: end, limit: head.end) == nil
      {
        found.append((Span(at, end + 1), number))
      }
      at = end
    }
    return found
  }

  /// 二 to 十, 两, or 2 to 12.
  private func number(
    _ at: Int, _ limit: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (Int, Int)? {
    let units = ledger.units
    if let found = relation.starting("number", units, at: at, limit: limit),
      let number = relation.number("number", units, found)
    {
      // 二 and 两 are the same.
      guard found.end == limit || relation.starting("number", units, at: found.end, limit: limit) == nil else {
        return nil
      }
      return (number == 0 ? 2 : number + 1, found.end)
    }
    guard isDigit(units[at]), at == 0 || !isDigit(units[at - 1]) else { return nil }
    var end = at
    var value = 0
    while end < limit, isDigit(units[end]), end - at < 3 {
      value = value * 10 + Int(units[end]) - 0x30
      end += 1
    }
    return (2...12).contains(value) ? (value, end) : nil
  }

  /// The groups of labels that the lines begin with, each numbered from 1 without gap.
  private func labelled(_ lines: [Span], _ ledger: Ledger, _ relation: CheckRules.Relation) -> [Parts] {
    var groups: [(key: String, parts: Parts, next: Int, isOpen: Bool)] = []
    for line in lines {
      guard let label = label(line, ledger, relation) else { continue }
      let index = groups.firstIndex { $0.key == label.key }
      if let index {
        guard groups[index].isOpen else { continue }
        if label.number == 0 || label.number == groups[index].next {
          groups[index].parts.labels.append(label.span)
          if let word = groups[index].parts.word, let other = label.word, ledger.text(word) != ledger.text(other) {
            groups[index].parts.word = nil
          }
          groups[index].next += 1
        } else {
          groups[index].isOpen = false
        }
      } else if label.number <= 1 {
        groups.append(
          (
            label.key,
            Parts(
              word: label.word, labels: [label.span], isNumbered: label.number > 0,
              isHeaded: label.key == Self.headed || label.key == Self.spaced),
            2,
            true
          ))
      }
    }
    return groups.map(\.parts)
  }

  /// The label at the start of a line: 第一封, 镜头一, 一、, 【秦小满】; number 0 where it has none.
  private func label(
    _ line: Span, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (key: String, span: Span, word: Span?, number: Int)? {
    let units = ledger.units
    if units[line.start] == 0x3010 {
      guard let close = units[line.range].firstIndex(of: 0x3011), close - line.start <= Self.longestLabel,
        !relation.holds("credit", units, in: Span(line.start, close))
      else { return nil }
      return (Self.bracketed, Span(line.start + 1, close), nil, 0)
    }
    func ordinal(_ at: Int) -> (number: Int, end: Int)? {
      guard at < line.end else { return nil }
      // 镜头1
      if isDigit(units[at]), at > line.start, !isDigit(units[at - 1]), at + 1 == line.end || !isDigit(units[at + 1]) {
        return units[at] > 0x30 ? (Int(units[at]) - 0x30, at + 1) : nil
      }
      guard let found = relation.starting("ordinal", units, at: at, limit: line.end),
        let number = relation.number("ordinal", units, found)
      else { return nil }
      return (number + 1, found.end)
    }
    // 第一封, 第二招
    if units[line.start] == 0x7B2C, let (number, end) = ordinal(line.start + 1), end < line.end, Self.isHan(units[end])
    {
      return (Self.ordinal + ledger.text(Span(end, end + 1)), Span(line.start, end + 1), Span(end, end + 1), number)
    }
    // 一问:
    if let (number, end) = ordinal(line.start), end + 1 < line.end, Self.isHan(units[end]),
      units[end + 1] == 0x3A || units[end + 1] == 0xFF1A
    {
      return ("-" + ledger.text(Span(end, end + 1)), Span(line.start, end + 1), Span(end, end + 1), number)
    }
    // 一、
    if let (number, end) = ordinal(line.start), end < line.end, units[end] == 0x3001 || units[end] == 0x2E {
      return (Self.numbered, Span(line.start, end), nil, number)
    }
    // 镜头一, 关键词二:
    for at in (line.start + 1)..<max(line.start + 2, min(line.start + 5, line.end)) {
      guard at < line.end, Self.isHan(units[at - 1]) else { break }
      guard let (number, end) = ordinal(at) else { continue }
      guard end == line.end || isDigit(units[at]) || !Self.isHan(units[end]) else { break }
      // 变化之一
      let word = Span(line.start, units[at - 1] == 0x4E4B ? at - 1 : at)
      return (ledger.text(Span(line.start, at)), Span(line.start, end), word.isEmpty ? nil : word, number)
    }
    // 3路:
    let digits = units[line.range].prefix(3).prefix(while: isDigit)
    if !digits.isEmpty {
      let name = units[digits.endIndex..<line.end].prefix(3).prefix(while: Self.isHan)
      guard !name.isEmpty, name.endIndex < line.end, units[name.endIndex] == 0x3A || units[name.endIndex] == 0xFF1A
      else { return nil }
      return (Self.headed, Span(line.start, name.endIndex), Span(name.endIndex - 1, name.endIndex), 0)
    }
    // 上午·博物馆　青铜器前排起队。
    let title = units[line.range].prefix(Self.longestLabel + 3).prefix { Self.isHan($0) || $0 == 0xB7 || $0 == 0x30FB }
    if title.count >= 2, title.endIndex < line.end, units[title.endIndex] == 0x3000 || units[title.endIndex] == 0x20,
      line.end - title.endIndex > 4, !relation.holds("credit", units, in: Span(line.start, title.endIndex))
    {
      return (Self.spaced, Span(line.start, title.endIndex), Span(title.endIndex - 1, title.endIndex), 0)
    }
    // 后溪村:
    let head = units[line.range].prefix(Self.longestLabel).prefix(while: Self.isHan)
    guard head.count >= 2, head.endIndex < line.end, units[head.endIndex] == 0x3A || units[head.endIndex] == 0xFF1A,
      !relation.holds("credit", units, in: Span(line.start, head.endIndex))
    else { return nil }
    let last = Span(head.endIndex - 1, head.endIndex)
    return (Self.headed, Span(line.start, head.endIndex), last, 0)
  }

  /// Whether a count of the headline counts what the labels name: 三封 and 第一封, 三个镜头 and 镜头一, 五条建议 and 一、.
  private func isTied(
    _ count: Span, _ head: Span, _ parts: Parts, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Bool {
    let units = ledger.units
    let behind = Span(count.end - 1, min(head.end, count.end + 4))
    guard let word = parts.word else {
      return parts.isNumbered
        ? relation.holds("parts", units, in: behind)
        : relation.starting("persons", units, at: behind.start, limit: behind.end) != nil
          || areOfKind(parts.labels, behind, ledger)
    }
    // 四条公交线路 counts lines with one word for all: 3路, 8路.
    let reach = Span(count.end - 1, min(head.end, count.end + (word.count == 1 && !parts.isHeaded ? 4 : 6)))
    guard reach.count >= word.count else { return false }
    return (reach.start...(reach.end - word.count)).prefix(parts.isNumbered || parts.isHeaded ? 5 : 2)
      .contains { units[$0..<($0 + word.count)].elementsEqual(units[word.range]) }
  }

  /// Whether every label ends in a character of what is counted: 【柳河镇】 and 【青山乡】 below 三乡镇.
  private func areOfKind(_ labels: [Span], _ counted: Span, _ ledger: Ledger) -> Bool {
    let kinds = ledger.units[counted.range].prefix(2)
    let ends = labels.map { ledger.units[$0.end - 1] }
    return ends.allSatisfy { kinds.contains($0) } && Set(ends).count == kinds.count { ends.contains($0) }
  }

  private func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }
  static func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF }
}
