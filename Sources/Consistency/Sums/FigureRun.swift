import Extraction
import Foundation
import NewsText

/// Figures that stand in a row and can be added: 东片40吨、西片60吨.
struct FigureRun {
  /// A figure of the row; with 各 it counts for each of the names before it.
  struct Part {
    var figure: Int
    /// For how many names it stands.
    var times = 1
    /// The percentage said of it right behind: 98件,占33.9%.
    var share: Int?
    /// What it is said of: the words before it from the mark, or, where there are none, those behind it.
    var label: Span
  }

  var parts: [Part]
  /// The strongest mark between each part and the next.
  var marks: [Figure.Mark] = []
  /// Whether figures of other units stand between the parts.
  var isInterrupted = false
  /// Whether a word such as 等 leaves the row open.
  var isOpen = false

  /// Lets the row end before one of its parts.
  mutating func cut(at end: Int) {
    parts.removeSubrange(end...)
    marks.removeSubrange(min(marks.count, max(0, end - 1))...)
  }

  /// The row cut short at each semicolon, where commas part the first two: 男40人、女60人;党员30人.
  var groups: [[Part]] {
    guard let first = marks.first, first < .semicolon else { return [] }
    return marks.indices.dropFirst().filter { marks[$0] >= .semicolon }.map { Array(parts[...$0]) }
  }

  /// The row cut short at each mark stronger than that between the first two: A 40人、B 60人,完成100人.
  var beginnings: [[Part]] {
    guard let first = marks.first else { return [] }
    return marks.indices.dropFirst().filter { marks[$0] > first }.map { Array(parts[...$0]) }
  }

  /// The row without those of its parts that make another of them exactly, told right behind it: 第二批45个村完工27个,尚余18个.
  func withoutParts(_ ledger: Ledger) -> [Part] {
    var kept: [Part] = []
    var at = 0
    while at < parts.count {
      kept.append(parts[at])
      let whole = ledger.figures[parts[at].figure].amount
      let behind = (at + 3)..<max(at + 3, min(parts.count + 1, at + Self.mostInner + 2))
      let end = behind.first { end in
        let sum = Self.sum(Array(parts[(at + 1)..<end]), ledger)
        return ledger.figures[parts[at + 1].figure].before == .figure && sum.isExact && whole.isExact
          && sum.value == whole.value && whole.value >= Self.leastInner
      }
      at = end ?? at + 1
    }
    return kept
  }

  /// How many parts of a part are looked for, and of how much.
  private static let mostInner = 6
  private static let leastInner = Decimal(8)

  /// The sum of parts.
  static func sum(_ parts: [Part], _ ledger: Ledger) -> Amount {
    var sum: Amount?
    for part in parts {
      let amount = ledger.figures[part.figure].amount
      let counted = part.times == 1 ? amount : amount.times(Decimal(part.times))
      sum = sum.map { $0 + counted } ?? counted
    }
    return sum ?? Amount(exactly: 0)
  }
}

/// Finds rows of figures by the words of a relation: `open` leaves a row open, `each` deals a figure to several names,
/// `share` says which percentages belong to the part before them.
struct RunReader {
  let ledger: Ledger
  let relation: CheckRules.Relation

  /// The most parts of a row: a bound on the work for each figure.
  static let longest = 40

  /// The row that begins with a figure and goes on to the end of its sentence.
  ///
  /// - Parameter endsAtVerbs: whether a figure with a verb of its own begins something else, where the first has none.
  func run(from first: Int, endsAtVerbs: Bool) -> FigureRun {
    let start = ledger.figures[first]
    var run = FigureRun(parts: [part(first)])
    let end = ledger.bySentence[start.sentence].upperBound
    let leads = ledger.hasVerb(start)
    let base = start.before == .open ? 1 : 0
    var depth = base
    var isPending = false
    var last = first
    for index in (first + 1)..<max(first + 1, min(end, first + Self.longest * 3)) {
      let figure = ledger.figures[index]
      depth += brackets(Span(ledger.figures[index - 1].span.end, figure.span.start))
      if depth < base { break }
      if figure.kind != .count {
        if isShare(figure), run.parts[run.parts.count - 1].share == nil {
          run.parts[run.parts.count - 1].share = index
        }
        continue
      }
      if relation.tellsChange(figure.lead, ledger) { continue }
      // 育有三名以上子女者30位: a number in the label of the part behind it.
      if index + 1 < end, ledger.figures[index + 1].before == .figure, isBound(figure) { continue }
      // What brackets say of a part is no part beside it.
      if depth > base { continue }
      guard figure.unitClass == start.unitClass else {
        // What follows the row does not interrupt it.
        isPending = true
        continue
      }
      // 2040名学生中,1876名住校,其中402名…: what has parts of its own begins another row.
      if endsAtVerbs, relation.starting("opens", ledger.units, at: figure.lead.start, limit: figure.lead.end) != nil {
        break
      }
      let mark = strongestMark(in: Span(ledger.figures[last].span.end, figure.span.start))
      if endsAtVerbs, !leads, mark > .pause, ledger.hasVerb(figure) || namesAnew(figure, after: run.parts) { break }
      if isPending { run.isInterrupted = true }
      run.marks.append(mark)
      run.parts.append(part(index))
      last = index
      if run.parts.count == Self.longest { break }
    }
    run.isOpen = isOpen(run, between: first, and: last)
    return run
  }

  /// Whether a figure is a bound: 三名以上.
  private func isBound(_ figure: Figure) -> Bool {
    let qualifier = ledger.document.mentions[figure.mention].qualifier
    return qualifier == .atleast || qualifier == .atmost
  }

  /// The row that ends right before a figure, in the same sentence.
  func run(before whole: Int) -> FigureRun? {
    let figure = ledger.figures[whole]
    let begin = ledger.bySentence[figure.sentence].lowerBound
    var parts: [FigureRun.Part] = []
    var share: Int?
    var index = whole - 1
    // 两镇合计892座: what the clause of the whole counts besides it is no part.
    while index >= begin, ledger.figures[index].clause == figure.clause,
      ledger.figures[index].unitClass != figure.unitClass
    { index -= 1 }
    while index >= begin, parts.count < Self.longest {
      let other = ledger.figures[index]
      if other.kind == .count {
        guard other.unitClass == figure.unitClass else {
          // 年满六十岁的780人: a number in the label of a part.
          guard let next = parts.last, ledger.figures[next.figure].clause == other.clause,
            ledger.figures[next.figure].before == .figure
          else { break }
          index -= 1
          continue
        }
        parts.append(part(index))
        parts[parts.count - 1].share = share
        share = nil
      } else if isShare(other) {
        share = index
      } else {
        break
      }
      index -= 1
    }
    guard parts.count >= 2 else { return nil }
    return FigureRun(parts: parts.reversed())
  }

  private func part(_ index: Int) -> FigureRun.Part {
    let figure = ledger.figures[index]
    let label = figure.lead.isEmpty ? figure.tail : figure.lead
    return FigureRun.Part(figure: index, times: times(figure), label: label)
  }

  /// For how many names a figure with 各 stands: those joined before it in its clause.
  private func times(_ figure: Figure) -> Int {
    guard relation.ending("each", ledger.units, at: figure.lead.end, from: figure.lead.start) != nil else { return 1 }
    let clause =
      ledger.sentence(of: figure).clauses.indices.contains(figure.clause)
      ? ledger.sentence(of: figure).clauses[figure.clause].start : figure.lead.start
    var names = 1 + relation.all("joins", ledger.units, in: figure.lead).count
    var at = figure.lead.start
    while at > clause, names < Self.longest {
      at -= 1
      switch LedgerMark.of(ledger.units[at]) {
      case .pause: names += 1
      case nil: break
      default: return names
      }
    }
    return names
  }

  /// Whether something else is counted with words behind the figure, where those before it have theirs in front:
  /// 港岛306个,九龙427个,另有三个选址; but not 另有三个是…
  private func namesAnew(_ figure: Figure, after parts: [FigureRun.Part]) -> Bool {
    guard figure.tail.count >= 2,
      relation.starting("another", ledger.units, at: figure.lead.start, limit: figure.lead.end) != nil,
      relation.starting("is", ledger.units, at: figure.tail.start, limit: figure.tail.end) == nil
    else { return false }
    return parts.allSatisfy { ledger.figures[$0.figure].tail.isEmpty }
  }

  private func isShare(_ figure: Figure) -> Bool {
    figure.kind == .percent
      && (figure.before == .open || relation.holds("share", ledger.units, in: figure.lead))
  }

  private func brackets(_ span: Span) -> Int {
    var depth = 0
    for at in span.range {
      switch LedgerMark.of(ledger.units[at]) {
      case .open: depth += 1
      case .close: depth -= 1
      default: break
      }
    }
    return depth
  }

  private func strongestMark(in span: Span) -> Figure.Mark {
    span.range.compactMap { LedgerMark.of(ledger.units[$0]) }.filter { $0 < .open }.max() ?? .figure
  }

  /// Whether 等 or …… stands behind a part that is not the last, or behind the last before the clause ends.
  private func isOpen(_ run: FigureRun, between first: Int, and last: Int) -> Bool {
    let tail = ledger.figures[last].tail
    if relation.starting(
      "open", ledger.units, at: tail.start, limit: ledger.sentence(of: ledger.figures[last]).span.end)
      != nil
    {
      return true
    }
    return run.parts.dropLast().contains { part in
      relation.starting(
        "open", ledger.units, at: ledger.figures[part.figure].tail.start, limit: ledger.figures[part.figure].tail.end)
        != nil
    }
  }
}

extension CheckRules.Relation {
  /// Whether words before a figure make it a change, and not what came anew: 增加5人, but not 新增5人.
  func tellsChange(_ lead: Span, _ ledger: Ledger) -> Bool {
    all("change", ledger.units, in: lead).contains { word in
      !all("anew", ledger.units, in: lead).contains { $0.contains(word) }
    }
  }
}
