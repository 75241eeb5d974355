import NewsText

/// One way to read a list for the count that announces it.
struct ListReading {
  var items: [Span]
  /// The places of the word that the count repeats, where these and not the items are counted: “六个一”(一街一特色、…).
  var repeats: [Span] = []
  var closed = true
  /// Whether there are as many as announced.
  var fits = false
  /// Whether nothing else can be meant, so that a list that does not fit is an error of the text.
  var certain = false
  /// The word all items share with the count, where it is shorter than what stands behind the number.
  var shared: Span?
}

/// Reads the lists that follow a count, in every admissible way.
struct ListReader {
  let finder: ListFinder
  private var units: [UInt16] { finder.units }

  /// A list in brackets.
  func enclosed(_ region: Span, _ count: AnnouncedCount, _ group: ArraySlice<AnnouncedCount>) -> ListReading? {
    guard let all = finder.split(region, at: .all) else { return nil }
    if group.count > 1 { return share(all, region, count, group, isBracketed: true) }
    if let fit = fit(region, count) ?? sharing(all, count) ?? repeated(region, all, count) { return fit }
    guard !all.items.contains(where: isCredit) else { return nil }
    let isWhole = finder.rules.end(.some, units, at: region.start, limit: region.end) == nil
    return ListReading(
      items: all.items, closed: isClosed(all),
      certain: isClosed(all) && (all.items.allSatisfy(isPlain) || alike.areUniform(all.items))
        && (count.isSlogan || (isWhole && all.items.count >= 3 && isNear(all.items.count, count)))
    )
  }

  /// A list behind 即 or a colon, which may run through commas to the end of the sentence.
  ///
  /// - Parameter isWhole: whether what leads to the list promises all of it: 分别是, but not 包括.
  func following(
    from start: Int, limit: Int, _ count: AnnouncedCount, _ group: ArraySlice<AnnouncedCount>, isWhole: Bool = false
  ) -> ListReading? {
    let clause = finder.stretch(from: start, limit: limit, throughCommas: false)
    let sentence = finder.stretch(from: start, limit: limit, throughCommas: true)
    if group.count > 1, let all = finder.split(sentence, at: [.pause, .comma, .semicolon]),
      let own = share(all, sentence, count, group, isBracketed: false), own.shared != nil
    {
      return own
    }
    let near = finder.split(clause, at: .all)
    // 301路、302路和303路 are three, however they are joined.
    if let near, near.items.count != count.count,
      alike.areUniform(near.items) || (alike.areOfOneLength(near.items) && isJoined(near, clause)),
      isClosed(near), !goesOn(sentence, clause, near)
    {
      return ListReading(items: near.items, certain: true)
    }
    if let near, near.items.count == count.count {
      return ListReading(items: near.items, closed: isClosed(near), fits: true)
    }
    let run = run(sentence, count)
    if let run, run.fits { return run }
    if let fit = fit(clause, count) ?? (count.isSlogan ? fit(sentence, count) : nil) { return fit }
    if let near, let fit = repeated(clause, near, count) { return fit }
    if let run, near.map({ $0.items.count <= run.items.count }) ?? true { return run }
    // “两个结合”：把训练与备赛结合起来，把理论与实践结合起来: each clause has the noun once.
    if isWhole, count.isSlogan, let noun = count.noun, noun.count >= 2,
      let parts = finder.split(sentence, at: [.comma, .semicolon]), isClosed(parts), isNear(parts.items.count, count),
      parts.items.allSatisfy({ holds($0, noun) != nil })
    {
      return ListReading(items: parts.items, certain: true)
    }
    if isWhole, let dated = dated(sentence, count) { return dated }
    if isWhole, let parts = finder.split(sentence, at: .semicolon), isClosed(parts), isNear(parts.items.count, count),
      fit(sentence, count) == nil
    {
      // 优化流程,压缩时限;开通专线,专人值守: each stretch up to a semicolon is one.
      return ListReading(items: parts.items, certain: true)
    }
    guard let near else { return nil }
    if let fit = repeated(clause, near, count) ?? sharing(near, count) { return fit }
    if isWhole, isClosed(near), near.items.allSatisfy(isPlain), isNear(near.items.count, count),
      !resumes(sentence, clause)
    {
      return ListReading(items: near.items, certain: true)
    }
    return ListReading(
      items: near.items, closed: isClosed(near),
      certain: count.isSlogan && isClosed(near) && clause.end == sentence.end && near.items.allSatisfy(isPlain))
  }

  /// Items that share the word the number is bound to, from `start` on: 查登记、查保养; 选材关、施工关; 红事必到，白事必到.
  func run(_ region: Span, _ count: AnnouncedCount) -> ListReading? {
    guard let list = finder.split(region, at: [.pause, .comma, .semicolon]) else { return nil }
    var best: ListReading?
    for word in words(count) {
      for atEnd in [false, true] {
        var items: [Span] = []
        for item in list.items {
          if shares(item, word, atEnd: atEnd) {
            items.append(item)
          } else {
            // What goes on behind the last one: 管护关环环相扣.
            if atEnd, let end = holds(item, word) { items.append(Span(item.start, end)) }
            break
          }
        }
        guard items.count >= 2, items.count > best?.items.count ?? 1 else { continue }
        let open = items.last.map(finder.leavesOpen) ?? false
        let reading = ListReading(
          items: items, closed: !open, fits: items.count == count.count,
          certain: !open && items.allSatisfy { !isFigure($0) },
          shared: word)
        if reading.fits { return reading }
        best = reading
      }
    }
    return best
  }

  // MARK: - Parts

  private var alike: LikeNouns { LikeNouns(units: units, rules: finder.rules) }

  /// Whether a word joins the last of a list to the others.
  private func isJoined(_ list: ListFinder.List, _ clause: Span) -> Bool {
    (finder.split(clause, at: .pause)?.items.count ?? 1) < list.items.count
  }

  /// Whether a list goes on behind the comma that ends its clause.
  private func goesOn(_ sentence: Span, _ clause: Span, _ list: ListFinder.List) -> Bool {
    guard clause.end < sentence.end, let last = list.items.last,
      let rest = finder.split(Span(last.start, sentence.end), at: [.pause, .comma, .semicolon])
    else { return false }
    return rest.items.dropFirst().contains { $0.count >= 2 && units[$0.end - 1] == units[last.end - 1] }
  }

  /// Items that begin with dates: 3月6日在城东小学,3月9日在西关集市.
  private func dated(_ sentence: Span, _ count: AnnouncedCount) -> ListReading? {
    guard let list = finder.split(sentence, at: [.comma, .semicolon]) else { return nil }
    let items = list.items.prefix { item in
      let digits = units[item.range].prefix { $0 >= 0x30 && $0 <= 0x39 }
      return !digits.isEmpty && finder.rules.end(.days, units, at: digits.endIndex, limit: item.end) != nil
    }
    guard items.count >= 2, isNear(items.count, count) || items.count == count.count else { return nil }
    return ListReading(items: Array(items), fits: items.count == count.count, certain: true)
  }

  /// Whether a list misses the count by so little that it is surely meant for it.
  private func isNear(_ items: Int, _ count: AnnouncedCount) -> Bool {
    items >= 2 && abs(items - count.count) <= (count.count > 5 ? 2 : 1)
  }

  /// Whether what stands behind the comma that ends a clause may be more of its list: something as short as an item, or
  /// a list itself.
  private func resumes(_ sentence: Span, _ clause: Span) -> Bool {
    guard clause.end < sentence.end else { return false }
    let next = finder.stretch(from: clause.end + 1, limit: sentence.end, throughCommas: false)
    return next.count <= Self.shortest || units[next.range].contains(0x3001)
  }

  /// A clause this short may be an item of a list.
  private static let shortest = 6

  /// The first cut of a region that gives as many items as announced.
  private func fit(_ region: Span, _ count: AnnouncedCount) -> ListReading? {
    let cuts: [ListFinder.Marks] = [
      .all, [.pause, .comma, .semicolon], [.semicolon], [.comma, .semicolon], [.pause], [.pause, .joiner],
    ]
    for marks in cuts {
      if let list = finder.split(region, at: marks), list.items.count == count.count {
        return ListReading(items: list.items, closed: isClosed(list), fits: true)
      }
    }
    return nil
  }

  /// Of a list for several counts (巡讲、巡展、进社区、进机关) the items that hold the word this one is bound to; without
  /// such words the part of the list between its commas.
  private func share(
    _ list: ListFinder.List, _ region: Span, _ count: AnnouncedCount, _ group: ArraySlice<AnnouncedCount>,
    isBracketed: Bool
  ) -> ListReading? {
    for word in words(count) {
      let own = list.items.filter { shares($0, word, atEnd: false) || shares($0, word, atEnd: true) }
      guard !own.isEmpty else { continue }
      let run = list.items.prefix { item in
        group.contains { other in
          words(other).contains { shares(item, $0, atEnd: false) || shares(item, $0, atEnd: true) }
        }
      }
      // Brackets hold nothing but the list; behind a colon the sentence may go on.
      let whole = run.count == list.items.count || (!isBracketed && own.allSatisfy { run.contains($0) })
      return ListReading(
        items: own, closed: isClosed(list), fits: own.count == count.count, certain: whole && isClosed(list),
        shared: word)
    }
    for marks: ListFinder.Marks in [[.semicolon], [.comma, .semicolon]] {
      guard let parts = finder.split(region, at: marks), parts.items.count == group.count,
        let place = group.firstIndex(where: { $0.span == count.span }),
        let own = finder.split(parts.items[place - group.startIndex], at: [.pause, .joiner])
      else { continue }
      return ListReading(items: own.items, closed: isClosed(own), fits: own.items.count == count.count)
    }
    return ListReading(items: list.items, closed: isClosed(list), fits: list.items.count == count.count)
  }

  private func sharing(_ list: ListFinder.List, _ count: AnnouncedCount) -> ListReading? {
    for word in words(count) {
      let own = list.items.filter { item in
        shares(item, word, atEnd: false) || shares(item, word, atEnd: true)
          || (item == list.items.last && holds(item, word) != nil)
      }
      if own.count == count.count { return ListReading(items: own, closed: isClosed(list), fits: true) }
    }
    return nil
  }

  /// The places of the repeated word, where there are as many as announced.
  private func repeated(_ region: Span, _ list: ListFinder.List, _ count: AnnouncedCount) -> ListReading? {
    guard let head = count.head else { return nil }
    var found: [Span] = []
    var at = region.start
    while at + head.count <= region.end {
      if same(at, head) {
        found.append(Span(at, at + head.count))
        at += head.count
      } else {
        at += 1
      }
    }
    guard found.count == count.count else { return nil }
    return ListReading(items: list.items, repeats: found, closed: isClosed(list), fits: true)
  }

  /// The words items may share with a count, longest first: 必到 and 必 of 六必到, 关 of “三道关”.
  private func words(_ count: AnnouncedCount) -> [Span] {
    guard let head = count.head ?? count.noun, !head.isEmpty else { return [] }
    return (1...head.count).reversed().map { Span(head.start, head.start + $0) }
  }

  func shares(_ item: Span, _ word: Span, atEnd: Bool) -> Bool {
    item.count > word.count && same(atEnd ? item.end - word.count : item.start, word)
  }

  /// Where a word ends inside an item, behind its first unit.
  private func holds(_ item: Span, _ word: Span) -> Int? {
    guard item.count > word.count else { return nil }
    return ((item.start + 1)...(item.end - word.count)).first { same($0, word) }.map { $0 + word.count }
  }

  private func same(_ at: Int, _ word: Span) -> Bool {
    guard at >= 0, at + word.count <= units.count else { return false }
    return units[at..<(at + word.count)].elementsEqual(units[word.range])
  }

  private func isClosed(_ list: ListFinder.List) -> Bool {
    list.closed && !(list.items.last.map(finder.leavesOpen) ?? false)
  }

  /// Whether an item is one thing, so that counting it once is the only way.
  private func isPlain(_ item: Span) -> Bool {
    var end = item.end
    if let open = units[item.range].firstIndex(where: { $0 == 0x28 || $0 == 0xFF08 }) { end = open }
    return end - item.start <= 16 && !isFigure(item)
      && !Span(item.start, end).range.dropFirst().contains {
        finder.rules.end(.joins, units, at: $0, limit: end) != nil
      }
  }

  /// Whether digits stand in an item.
  private func isFigure(_ item: Span) -> Bool { units[item.range].contains { $0 >= 0x30 && $0 <= 0x39 } }

  /// Whether it is a name with a space in it, as of reporters.
  private func isCredit(_ item: Span) -> Bool { units[item.range].contains(where: ListFinder.isSpace) }
}
