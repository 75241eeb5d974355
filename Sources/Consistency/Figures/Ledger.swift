import Extraction
import Foundation
import NewsText

/// The figures of a document in text order, with indices by sentence and paragraph: what every check reads.
final class Ledger {
  let document: Document
  let figures: [Figure]
  /// The clean text.
  let units: IndexedText
  /// The figures of each sentence of the page.
  let bySentence: [Range<Int>]
  /// The sentences of each paragraph, indexed by `Sentence.paragraph`.
  let paragraphs: [Range<Int>]
  /// What each statistic of the document tells.
  let told: [Told]
  /// The words of `told`.
  let names: NameTable
  /// Which part each figure has in a comparison of two times.
  private(set) var changes: [Change] = []
  /// Every whole with its parts, worked out when first asked for.
  private(set) lazy var sums = reader.statements(self)
  private let reader: SumReader

  /// Lets go of the sums: their messages, written when asked for, hold on to the ledger.
  func forgetSums() { sums = [] }

  /// Labels that leave nothing between them: 男 and 女.
  var opposites: [[[UInt16]]] { reader.sets }

  /// Complexity: linear in the text.
  init(
    _ document: Document, units classes: UnitClasses, changes words: ChangeWords, sums: SumReader, terms: TermIndex
  ) {
    reader = sums
    self.document = document
    let clean = document.page.clean.units
    units = IndexedText(units: clean, hits: terms.hits(in: clean), terms: terms)
    var builder = LedgerBuilder(document, classes, terms, changes: words, text: self.units)
    builder.build()
    var names = NameTable()
    told = document.statistics.map { Told($0, &names) }
    self.names = names
    figures = builder.figures
    bySentence = builder.bySentence
    paragraphs = builder.paragraphs
    changes = Change.all(in: self, words: words)
  }

  func sentence(of figure: Figure) -> Sentence { document.page.sentences[figure.sentence] }

  /// The unit of a figure as written, simplified.
  func unit(_ figure: Figure) -> String { document.mentions[figure.mention].unit }

  /// The statistic that a figure is, if it reports something.
  func statistic(_ figure: Figure) -> StatisticView? { figure.statistic.map { StatisticView(ledger: self, index: $0) } }

  /// The same, as numbers.
  func told(_ figure: Figure) -> Told? { figure.statistic.map { told[$0] } }

  /// Whether a verb of its own leads to a figure.
  func hasVerb(_ figure: Figure) -> Bool {
    statistic(figure)?.actionSpan.map { figure.lead.contains($0) } ?? false
  }

  /// The clean text of a stretch.
  func text(_ span: Span) -> String { document.page.clean.text(in: span) }

  /// The figure as the text has it.
  func quote(_ figure: Int) -> String { text(figures[figure].span) }

  /// The first mention that starts at a place or behind it. Complexity: logarithmic.
  func mention(from place: Int) -> Int {
    let mentions = document.mentions
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].span.start < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The mentions that start in a stretch.
  func mentions(in span: Span) -> ArraySlice<Mention> {
    let first = mention(from: span.start)
    return document.mentions[first..<max(first, mention(from: span.end))]
  }

  /// The lists whose announced count stands in a stretch or little before it. Complexity: logarithmic in the lists.
  func enumerations(near span: Span) -> ArraySlice<Enumeration> {
    let lists = document.enumerations
    var low = 0
    var high = lists.count
    while low < high {
      let middle = (low + high) / 2
      if lists[middle].announced.start < span.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < lists.count, lists[end].announced.start < span.end { end += 1 }
    return lists[max(0, low - 1)..<end]
  }

  /// A figure as it is printed, whatever base unit its amount is held in: 20 for 20公里.
  func printed(_ figure: Int) -> Amount {
    let mention = document.mentions[figures[figure].mention]
    guard let value = mention.value.number else { return figures[figure].amount }
    return Amount(value, narrow: mention.narrow, wide: mention.wide)
  }

  /// The figures of the paragraph of a figure that stand before it, the nearest first.
  func before(_ figure: Int) -> ReversedCollection<Range<Int>> {
    let sentences = paragraphs[figures[figure].paragraph]
    return (bySentence[sentences.lowerBound].lowerBound..<figure).reversed()
  }

  /// Whether two figures are reported for the same place, as far as is known.
  func samePlace(_ a: Figure, _ b: Figure) -> Bool {
    guard let a = told(a), let b = told(b) else { return true }
    return a.district == b.district
      && (a.place == b.place || a.place == NameTable.empty || b.place == NameTable.empty)
  }
}

/// Collects the figures sentence by sentence.
private struct LedgerBuilder {
  let document: Document
  let units: [UInt16]
  let terms: TermIndex
  let changes: ChangeWords
  let text: IndexedText
  var classes: UnitClasses.Numbering
  var figures: [Figure] = []
  var bySentence: [Range<Int>] = []
  var paragraphs: [Range<Int>] = []

  init(
    _ document: Document, _ classes: UnitClasses, _ terms: TermIndex, changes: ChangeWords, text: IndexedText
  ) {
    self.document = document
    self.changes = changes
    self.text = text
    self.terms = terms
    units = document.page.clean.units
    self.classes = UnitClasses.Numbering(classes)
  }

  mutating func build() {
    var mention = 0
    var statistic = 0
    for (index, sentence) in document.page.sentences.enumerated() {
      while paragraphs.count < sentence.paragraph { paragraphs.append(index..<index) }
      if paragraphs.count == sentence.paragraph {
        paragraphs.append(index..<(index + 1))
      } else if sentence.paragraph >= 0 {
        paragraphs[sentence.paragraph] = paragraphs[sentence.paragraph].lowerBound..<(index + 1)
      }
      let first = figures.count
      while mention < document.mentions.count, document.mentions[mention].span.start < sentence.span.start {
        mention += 1
      }
      var end = mention
      while end < document.mentions.count, document.mentions[end].span.end <= sentence.span.end { end += 1 }
      let isTable = isTableLine(mention..<end, sentence)
      let comparesTimes = comparesTimes(mention..<end, sentence)
      while mention < end {
        add(mention, index, sentence, isTable, comparesTimes, &statistic)
        mention += 1
      }
      bySentence.append(first..<figures.count)
      surround(first..<figures.count, sentence)
    }
  }

  /// Whether a sentence is the line of a table: bare numbers with nothing but spaces between and behind them. Alone, such
  /// a number would be no figure.
  private func isTableLine(_ mentions: Range<Int>, _ sentence: Sentence) -> Bool {
    guard mentions.count >= 2 else { return false }
    return mentions.allSatisfy { number in
      let mention = document.mentions[number]
      let end = number + 1 < mentions.upperBound ? document.mentions[number + 1].span.start : sentence.span.end
      return mention.unit.isEmpty && mention.value.number != nil
        && (mention.span.end..<end).allSatisfy { Self.isSpace(units[$0]) }
    }
  }

  /// Whether lengths of time are what changes: 由20个工作日压减至5个工作日. Elsewhere they are told of something and are no
  /// figures.
  private func comparesTimes(_ mentions: Range<Int>, _ sentence: Sentence) -> Bool {
    let times = mentions.filter { Self.isTime(document.mentions[$0]) }
    return times.count >= 2
      && times.contains { number in
        let start = document.mentions[number].span.start
        return changes.leads(text, to: start, from: max(sentence.span.start, start - Self.longestLead))
      }
  }

  private static func isTime(_ mention: Mention) -> Bool {
    mention.kind == .duration && mention.measure?.dimension == .duration
  }

  private static let longestLead = 8

  private static func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x09 || unit == 0x0A }

  private mutating func add(
    _ number: Int, _ index: Int, _ sentence: Sentence, _ isTable: Bool, _ comparesTimes: Bool, _ statistic: inout Int
  ) {
    let mention = document.mentions[number]
    guard
      mention.kind == .quantity || mention.kind == .percent || isTable || comparesTimes && Self.isTime(mention),
      let value = mention.value.number
    else {
      return
    }
    while statistic < document.statistics.count,
      document.statistics[statistic].mention.span.start < mention.span.start
    { statistic += 1 }
    let reported = statistic < document.statistics.count && document.statistics[statistic].mention.span == mention.span
    let factor = mention.measure?.factor ?? 1
    let amount =
      factor == 1
      ? Amount(value, narrow: mention.narrow, wide: mention.wide)
      : Amount(value * factor, narrow: mention.narrow.times(factor), wide: mention.wide.times(factor))
    let isPercent = mention.measure?.dimension == .percent || mention.kind == .percent
    figures.append(
      Figure(
        mention: number, statistic: reported ? statistic : nil, span: mention.span,
        kind: !isPercent ? .count : classes.known.isPoints(mention.unit) ? .points : .percent,
        amount: amount, rough: NSDecimalNumber(decimal: amount.value).doubleValue,
        unitClass: isPercent ? -1 : classes.number(mention.unit, mention.measure), unit: classes.name(mention.unit),
        term: terms.term(mention.unit),
        sentence: index, clause: clause(of: mention.span, sentence), article: sentence.article,
        paragraph: sentence.paragraph, lead: mention.span, tail: mention.span, before: .stop))
  }

  private func clause(of span: Span, _ sentence: Sentence) -> Int {
    // Sentences are short; clauses tile them.
    sentence.clauses.lastIndex { $0.start <= span.start } ?? 0
  }

  /// Sets the words around each figure of a sentence.
  private mutating func surround(_ range: Range<Int>, _ sentence: Sentence) {
    var floor = sentence.span.start
    for index in range {
      var start = figures[index].span.start
      var mark: Figure.Mark = floor == sentence.span.start ? .stop : .figure
      while start > floor {
        if let found = LedgerMark.of(units[start - 1]) {
          mark = found
          break
        }
        start -= 1
      }
      figures[index].lead = Span(start, figures[index].span.start)
      figures[index].before = mark
      let ceiling = index + 1 < range.upperBound ? figures[index + 1].span.start : sentence.span.end
      var end = figures[index].span.end
      while end < ceiling, LedgerMark.of(units[end]) == nil { end += 1 }
      figures[index].tail = Span(figures[index].span.end, end)
      floor = figures[index].span.end
    }
  }
}
