import NewsText

/// Lists that nothing announces: names right behind what is counted, one after the other told by its number, and slogans
/// that gather what was said before.
extension EnumerationReader {
  /// The longest noun between a count and the names of what it counts.
  private static let longestNoun = 8

  /// The names right behind a count and its noun: 三艘船艇“海巡0512”轮、“海巡0517”轮; 三名被告人李某、王某、孙某.
  func juxtaposed(_ scene: Scene) -> ListReading? {
    guard scene.count.quote == nil, scene.count.head == nil else { return nil }
    let units = scene.units
    var at = scene.tail
    while at < scene.limit, at < scene.tail + Self.longestNoun, ListFinder.isHan(units[at]) { at += 1 }
    guard at < scene.limit, at - scene.tail >= 2 else { return nil }
    let items = ListFinder.opensQuote(units[at]) ? quotations(at, scene) : people(scene)
    guard let items, items.count >= 2 else { return nil }
    let count = scene.count.count
    return ListReading(items: items, fits: items.count == count, certain: abs(items.count - count) <= 2)
  }

  /// Quotations side by side, with 、 or a word for their kind between: “海巡0512”轮、“海巡0517”轮. Nil where the list stays
  /// open.
  private func quotations(_ start: Int, _ scene: Scene) -> [Span]? {
    let units = scene.units
    var items: [Span] = []
    var at = start
    while at < scene.limit, ListFinder.opensQuote(units[at]) {
      guard let close = units[at..<scene.limit].firstIndex(of: units[at] + 1), close - at <= ListFinder.longest else {
        return nil
      }
      items.append(Span(at + 1, close))
      // A word for its kind, then what parts it from the next.
      var next = close + 1
      while next < scene.limit, next <= close + 3, !ListFinder.opensQuote(units[next]), units[next] != 0x3001,
        ListFinder.isHan(units[next]), rules.end(.joins, units, at: next, limit: scene.limit) == nil
      { next += 1 }
      if next < scene.limit, units[next] == 0x3001 {
        next += 1
      } else if let end = rules.end(.joins, units, at: next, limit: scene.limit) {
        next = end
      }
      guard next < scene.limit, ListFinder.opensQuote(units[next]) else {
        return rules.end(.open, units, at: close + 1, limit: scene.limit) == nil ? items : nil
      }
      at = next
    }
    return items
  }

  /// Persons whose given names are withheld, behind the word for them: 被告人李某、王某、赵某某.
  private func people(_ scene: Scene) -> [Span]? {
    guard rules.has(.persons, scene.count.unit) else { return nil }
    let clause = scene.finder.stretch(from: scene.tail, limit: scene.limit, throughCommas: false)
    guard let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed else { return nil }
    var names: [Span] = []
    for item in list.items {
      guard let name = withheld(item, scene.units) else { return nil }
      // The last may go on: 孙某在法庭上.
      if item != list.items.last, name.end != item.end { return nil }
      if names.isEmpty ? name.start - item.start > Self.longestNoun : name.start != item.start { return nil }
      names.append(name)
    }
    return names
  }

  /// The first name with 某 for the given name in a stretch.
  func withheld(_ item: Span, _ units: [UInt16]) -> Span? {
    guard let at = units[item.range].firstIndex(of: Self.withheld), at > item.start,
      rules.isPerson(units, Span(at - 1, at + 1))
    else { return nil }
    var end = at + 1
    while end < item.end, end < at + 2, units[end] == Self.withheld { end += 1 }
    return Span(at - 1, end)
  }

  /// 某
  static let withheld: UInt16 = 0x67D0

  /// What follows in clauses that begin with its number: 两次降水,一次在12日,一次在14日,还有一次在15日.
  func ones(_ scene: Scene) -> ListReading? {
    let count = scene.count
    guard count.quote == nil, !count.unit.isEmpty, count.head == nil else { return nil }
    let units = scene.units
    let unit = Array(count.unit.utf16)
    let sentence = scene.finder.stretch(from: scene.tail, limit: scene.limit, throughCommas: true)
    guard
      let first = sentence.range.first(where: { scene.finder.isComma(at: $0) || ListFinder.isColon(units[$0]) }),
      let list = scene.finder.split(Span(first + 1, sentence.end), at: [.comma, .semicolon, .pause])
    else { return nil }
    var items: [Span] = []
    var sum = 0
    var ends = false
    for item in list.items {
      var at = item.start
      let also = rules.end(.also, units, at: at, limit: item.end)
      if let also { at = also }
      guard at < item.end, let value = rules.digit(units[at]), at + 1 + unit.count <= item.end,
        units[(at + 1)..<(at + 1 + unit.count)].elementsEqual(unit),
        // 一名学生 counts another noun than 三名老师.
        rules.end(.times, units, at: at + 1 + unit.count, limit: item.end) == nil
      else {
        if items.isEmpty { return nil }
        continue
      }
      let next = at + 1 + unit.count
      // 还有一次在15日 goes on as the others do; 还有一支预备队 is something else.
      if also != nil, let first = items.first {
        guard next < item.end, let own = rules.end(unit: unit, in: first, units), own < first.end,
          units[own] == units[next]
        else { continue }
      }
      ends = also != nil
      items.append(item)
      sum += value
    }
    guard items.count >= 2 else { return nil }
    let fits = sum == count.count
    return ListReading(items: items, fits: fits, certain: sum > count.count || (sum < count.count && ends))
  }

  /// What a slogan gathers that a word points back with: 进村组、进校园、进工地,这“三进”; 一杯热茶、一把椅子,这“两个一”.
  func sloganBefore(_ scene: Scene, _ pointer: Int) -> ListReading? {
    let (count, units) = (scene.count, scene.units)
    guard let head = count.head, head.count <= 3, !count.isFixed else { return nil }
    // 一 of 五个一, 进 of 五进.
    let word = Span(head.start, head.start + 1)
    var end = pointer
    for _ in 0..<3 {
      while end > scene.start, !isMark(units[end - 1]) { end -= 1 }
      guard end > scene.start else { return nil }
      let clauseEnd = end - 1
      guard let clause = scene.finder.clause(before: clauseEnd, from: scene.start), !clause.isEmpty else { return nil }
      if let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed,
        list.items.dropFirst().allSatisfy({ units[$0.start] == units[word.start] }),
        units[list.items[0].range].contains(units[word.start])
      {
        let fits = list.items.count == count.count
        return ListReading(items: list.items, fits: fits, certain: true)
      }
      end = clause.start
    }
    return nil
  }

  private func isMark(_ unit: UInt16) -> Bool {
    ListFinder.isComma(unit) || ListFinder.isSemicolon(unit) || ListFinder.isColon(unit) || ListFinder.stops(unit)
  }

  /// Whether a mark of quotation stands between a count and what announces its list: 三件“宝贝”——….
  func isQuoted(_ at: Int, _ scene: Scene) -> Bool {
    ListFinder.opensQuote(scene.units[at]) || ListFinder.closesQuote(scene.units[at])
  }
}
