import NewsText

/// Turns a sentence into rows of items.
struct ItemReader {
  let rules: ItemRules
  let segmenter: WordSegmenter
  private let memory = Memory()

  /// Memory that is used for one sentence after the other; of one thread.
  private final class Memory {
    var fixed: [Item] = []
    var words: [Span] = []
  }

  init(rules: ItemRules, segmenter: WordSegmenter) {
    self.rules = rules
    self.segmenter = segmenter
  }

  typealias Class = ItemClasses.Structural

  /// - Parameters:
  ///   - mentions: which of all mentions are those of the sentence, in order.
  ///   - places: which of all places are those of the sentence, in order.
  /// - Returns: the row of the sentence first, then one for each pair of brackets with figures, in order.
  func rows(
    _ units: [UInt16], sentence: Span, mentions: Range<Int>, of all: [Mention], places: Range<Int>,
    of allPlaces: [PlaceMention]
  ) -> [ItemRow] {
    var fixed = memory.fixed
    var words = memory.words
    (memory.fixed, memory.words) = ([], [])
    defer { (memory.fixed, memory.words) = (fixed, words) }
    fixed.removeAll(keepingCapacity: true)
    for index in mentions {
      // Its parts one by one: a copy of a mention counts references.
      let classes = classes(
        of: all[index].kind, isBare: all[index].unit.isEmpty, dimension: all[index].measure?.dimension)
      fixed.append(Item(span: all[index].span, classes: classes, mention: index))
    }
    for index in places {
      let place = allPlaces[index].span
      if !mentions.contains(where: { all[$0].span.overlaps(place) }) {
        fixed.append(Item(span: place, classes: Class.place.bit))
      }
    }
    if !places.isEmpty { fixed.sort { $0.span < $1.span } }
    var flat: [Item] = []
    flat.reserveCapacity(sentence.count / 2 + 4)
    var at = sentence.start
    for item in fixed where item.span.start >= at && item.span.end <= sentence.end {
      read(units, Span(at, item.span.start), &words, into: &flat)
      flat.append(item)
      at = item.span.end
    }
    read(units, Span(at, sentence.end), &words, into: &flat)
    closeTimes(&flat)
    nominalise(&flat)
    var rows: [ItemRow]
    if flat.contains(where: { $0.span.count == 1 && rules.marks.closer(of: units[$0.span.start]) != nil }) {
      rows = [ItemRow(items: [])]
      rows[0].items.reserveCapacity(flat.count)
      fold(units, flat[...], into: &rows, row: 0, depth: 0)
    } else {
      rows = [ItemRow(items: flat)]
    }
    if !rules.chunks.isEmpty {
      for row in rows.indices { chunk(&rows[row].items) }
    }
    return rows
  }

  /// Replaces what a chunk matches by one item, leftmost first, the chunks in file order.
  private func chunk(_ items: inout [Item]) {
    guard items.contains(where: { $0.classes & rules.chunkOpenings != 0 }) else { return }
    var kept: [Item] = []
    kept.reserveCapacity(items.count)
    var at = 0
    items.withUnsafeBufferPointer { items in
      scan: while at < items.count {
        if items[at].classes & rules.chunkOpenings != 0 {
          for index in rules.chunks.indices where items[at].classes & rules.chunks[index].opening != 0 {
            guard let end = rules.chunks[index].elements.end(items, from: at),
              !items[at..<end].contains(where: { $0.mention >= 0 && $0.classes & Self.figures != 0 })
            else { continue }
            let span = Span(items[at].span.start, items[end - 1].span.end)
            kept.append(Item(span: span, classes: rules.chunks[index].classes))
            at = end
            continue scan
          }
        }
        kept.append(items[at])
        at += 1
      }
    }
    items = kept
  }

  private static let marked: ClassSet = [
    Class.quantity, .percent, .enumeration, .date, .duration, .ordinal, .comma, .pause, .colon, .semicolon, .stop,
    .space, .mark,
  ].reduce(0) { $0 | $1.bit }

  private static let figures = Class.quantity.bit | Class.percent.bit

  /// 半年|来, 年底|前: a small word that closes a time belongs to it.
  private func closeTimes(_ items: inout [Item]) {
    let times = rules.time | Class.date.bit | Class.duration.bit
    for at in items.indices.dropFirst()
    where items[at].classes & rules.afterTime != 0 && items[at - 1].classes & times != 0 {
      items[at].classes = rules.time
    }
  }

  /// A verb that may be a noun is one when a head noun follows: 排查 整治 行动. The verb that opens a clause stays one
  /// where the noun has another verb before it and its figure behind it: 建设 帮扶 车间 31个.
  private func nominalise(_ items: inout [Item]) {
    var at = items.count - 2
    // Behind the head that the verbs read so far go with.
    var headEnd = items.count
    var verbs = 0
    while at >= 0 {
      let next = items[at + 1].classes
      if items[at].classes & rules.nominal != 0 && next & rules.head != 0
        || items[at].classes & rules.verbal != 0 && next & rules.suffix != 0
      {
        if verbs == 0 {
          headEnd = at + 2
          while headEnd < items.count, items[headEnd].classes & (rules.head | rules.suffix) != 0 { headEnd += 1 }
        }
        if verbs > 0, opensClause(items, at), headEnd < items.count, items[headEnd].classes & Class.quantity.bit != 0 {
          verbs = 0
        } else {
          items[at].classes = items[at].classes & ~rules.verbal | Class.noun.bit | rules.head
          verbs += 1
        }
      } else if next & rules.rate != 0, items[at].classes & rules.verbal != 0 || items[at].span.count == 1,
        items[at].classes & Self.marked == 0
      {
        // 办|复|率: what stands before a rate names it.
        items[at].classes = Class.noun.bit | (items[at].span.count == 1 ? rules.rate : 0)
        verbs = 0
      } else {
        verbs = 0
      }
      at -= 1
    }
  }

  private static let boundaries: ClassSet = [Class.comma, .colon, .semicolon, .stop, .space, .mark].reduce(0) {
    $0 | $1.bit
  }

  private func opensClause(_ items: [Item], _ at: Int) -> Bool {
    at == 0 || items[at - 1].classes & (Self.boundaries | rules.modifier) != 0
  }

  private func classes(of kind: Mention.Kind, isBare: Bool, dimension: Measure.Dimension?) -> ClassSet {
    var bits: ClassSet
    switch kind {
    case .quantity: bits = Class.quantity.bit
    case .percent: bits = Class.percent.bit
    case .enumeration: bits = Class.enumeration.bit
    case .date: bits = Class.date.bit
    case .duration: bits = Class.duration.bit
    case .ordinal: bits = Class.ordinal.bit
    case .name, .identifier: bits = Class.name.bit
    }
    if kind == .quantity {
      if isBare { bits |= Class.bare.bit }
      switch dimension {
      case .money: bits |= Class.money.bit
      case .attendance: bits |= Class.person.bit
      default: break
      }
    }
    return bits
  }

  /// Words of a stretch without mentions and places.
  ///
  /// Neighbouring ICU words that a lexicon lists as one are joined. An ICU word is cut only where a word written for
  /// reports begins at an ICU border and ends inside a word that no such lexicon knows (占比|较 over 占|比较).
  ///
  /// - Parameter words: memory for the words of the stretch.
  private func read(_ units: [UInt16], _ span: Span, _ words: inout [Span], into items: inout [Item]) {
    guard !span.isEmpty else { return }
    words.removeAll(keepingCapacity: true)
    segmenter.words(in: units, span: span, into: &words)
    var at = 0
    while at < words.count {
      let word = words[at]
      if let mark = rules.marks.mark(units[word.start]), word.count == 1 {
        items.append(Item(span: word, classes: mark))
        at += 1
        continue
      }
      if let cut = rules.lexicon.cut(units, word) {
        words.replaceSubrange(at...at, with: [Span(word.start, cut), Span(cut, word.end)])
        continue
      }
      let known = rules.lexicon.words(units, at: word.start, limit: span.end, word: word.end)
      if known.curatedEnd > word.end {
        let end = known.curatedEnd
        var last = at
        while words[last].end < end { last += 1 }
        let goesOn = rules.lexicon.curatedMatch(units, at: end, limit: span.end).map { $0 > words[last].end } ?? false
        if words[last].end > end, goesOn || !rules.lexicon.isCurated(units, words[last]) {
          // The rest of the word that was cut goes together with what follows it anew.
          let next = min(last + 3, words.count)
          let rest = segmenter.words(in: units, span: Span(end, words[next - 1].end))
          words.replaceSubrange(at..<next, with: [Span(word.start, end)] + rest)
          continue
        }
      }
      if let cut = modifierEnd(units, word, known, words[at...], span.end) {
        words.replaceSubrange(at...at, with: [Span(word.start, cut), Span(cut, word.end)])
        continue
      }
      var (end, best) = (word.end, known.classes)
      var reach = at + 1
      // The longest word of a lexicon that ends where one of the next words does, before any mark.
      if known.longestEnd > word.end {
        var next = at + 1
        while next < words.count, words[next].end <= known.longestEnd,
          rules.marks.mark(units[words[next].start]) == nil
        {
          let bits = rules.lexicon.bits(units, Span(word.start, words[next].end))
          next += 1
          if bits != 0 { (end, best, reach) = (words[next - 1].end, bits, next) }
        }
      }
      if best == 0 {
        best = units[word.start] < 0x80 ? Class.noun.bit | Class.latin.bit : Class.noun.bit
      }
      items.append(Item(span: Span(word.start, end), classes: best))
      at = reach
    }
  }

  /// 共印|制: where a dictionary word hides a modifier before a verb written for reports (共|印制).
  private func modifierEnd(
    _ units: [UInt16], _ word: Span, _ known: WordLexicon.Words, _ words: ArraySlice<Span>, _ limit: Int
  ) -> Int? {
    let first = word.start + 1
    guard word.count == 2, !known.isCurated, known.firstClasses & rules.modifier != 0,
      let end = rules.lexicon.curatedMatch(units, at: first, limit: limit), end > word.end,
      rules.lexicon.bits(units, Span(first, end)) & rules.verbal != 0,
      words.prefix(4).contains(where: { $0.end == end })
    else { return nil }
    return first
  }

  /// “健康素养66条”: a name whose last part says of how many articles it is.
  private func isTitle(_ inner: ArraySlice<Item>) -> Bool {
    guard let last = inner.last, (2...6).contains(inner.count), last.classes & Class.quantity.bit != 0 else {
      return false
    }
    // A verb of one character is more likely a part of a longer word.
    return inner.dropLast().allSatisfy {
      $0.mention < 0 && $0.classes & Self.marked == 0 && ($0.classes & rules.verbal == 0 || $0.span.count == 1)
    }
  }

  /// Replaces quotations and brackets by single items; brackets with figures also become rows of their own.
  private func fold(_ units: [UInt16], _ flat: ArraySlice<Item>, into rows: inout [ItemRow], row: Int, depth: Int) {
    var at = flat.startIndex
    while at < flat.endIndex {
      let item = flat[at]
      guard item.span.count == 1, let closer = rules.marks.closer(of: units[item.span.start]), depth < 4,
        let end = flat[(at + 1)...].firstIndex(where: { $0.span.count == 1 && units[$0.span.start] == closer })
      else {
        rows[row].items.append(item)
        at += 1
        continue
      }
      let inner = flat[(at + 1)..<end]
      let figures = inner.contains { $0.classes & (Class.quantity.bit | Class.percent.bit) != 0 }
      let span = Span(item.span.start, flat[end].span.end)
      if rules.marks.isBracket(units[item.span.start]) {
        rows[row].items.append(Item(span: span, classes: Class.paren.bit))
        if figures {
          rows.append(ItemRow(items: []))
          fold(units, inner, into: &rows, row: rows.count - 1, depth: depth + 1)
        }
      } else if figures && !isTitle(inner) || inner.count > 24
        || inner.contains(where: { $0.classes & Class.stop.bit != 0 })
      {
        // Speech, or a quotation with figures of its own: its items count, its marks only separate.
        rows[row].items.append(Item(span: item.span, classes: Class.comma.bit))
        fold(units, inner, into: &rows, row: row, depth: depth + 1)
        rows[row].items.append(Item(span: flat[end].span, classes: Class.comma.bit))
      } else {
        rows[row].items.append(Item(span: span, classes: Class.quoted.bit))
      }
      at = end + 1
    }
  }
}
