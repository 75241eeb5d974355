import NewsText

/// Antecedents that are no list of names: things told with their numbers, by numbers that name them, in clauses of one
/// build, or as two that 前者 and 后者 tell apart.
extension AntecedentFinder {
  func told(_ noun: Span, before pointer: Int) -> ListReading? {
    guard rules.end(.times, units, at: noun.start, limit: noun.end) == nil else { return nil }
    return numbered(before: pointer) ?? parallel(before: pointer) ?? designated(noun, before: pointer)
      ?? paired(noun, before: pointer)
  }

  /// 铜镜一面、玉璧一件,…这三件: each with its number; 罚款200元、记6分,以上三项: each with a figure.
  private func numbered(before pointer: Int) -> ListReading? {
    var end = pointer
    for distance in 0..<2 {
      while end > scene.start, !isMark(units[end - 1]) { end -= 1 }
      guard end > scene.start, let clause = scene.finder.clause(before: end - 1, from: scene.start), !clause.isEmpty
      else { return nil }
      if let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed {
        let numbers = list.items.compactMap(number)
        if numbers.count == list.items.count {
          // Their sum may be meant as well.
          let (own, sum) = (list.items.count, numbers.reduce(0, +))
          if own != scene.count.count, sum == scene.count.count { return nil }
          return ListReading(items: list.items, fits: own == scene.count.count, certain: true)
        }
        let isAbove = rules.end(.above, units, at: pointer, limit: units.count) != nil
        if distance == 0, isAbove, list.items.allSatisfy(hasDigit) {
          return ListReading(items: list.items, fits: list.items.count == scene.count.count, certain: true)
        }
        return nil
      }
      end = clause.start
    }
    return nil
  }

  /// The number that an item ends in, before its classifier: 一 of 铜镜一面.
  private func number(_ item: Span) -> Int? {
    guard item.count >= 4, rules.has(.classifier, text(item.end - 1)) || rules.has(.loose, text(item.end - 1)) else {
      return nil
    }
    // A longer number is another matter.
    guard let value = rules.digit(units[item.end - 2]), rules.digit(units[item.end - 3]) == nil,
      rules.end(.extends, units, at: item.end - 3, limit: item.end - 2) == nil
    else { return nil }
    return value
  }

  private func text(_ at: Int) -> String { String(decoding: units[at..<(at + 1)], as: UTF16.self) }

  private func hasDigit(_ item: Span) -> Bool { units[item.range].contains(where: ListFinder.isDigit) }

  /// 桃花谷有瀑,镜湖有舟,飞来石有云,…这五处: clauses of one build from the start of the sentence on.
  private func parallel(before pointer: Int) -> ListReading? {
    var items: [Span] = []
    for clause in clauses(Span(scene.start, pointer)) {
      guard clause.count <= Self.longestParallel,
        let verb = clause.range.dropFirst(2).first(where: { rules.end(.is, units, at: $0, limit: clause.end) != nil }),
        verb - clause.start <= 5, clause.end - verb >= 2,
        items.isEmpty || units[verb] == units[items[0].end]
      else { break }
      items.append(Span(clause.start, verb))
    }
    guard items.count >= 3 else { return nil }
    return ListReading(items: items, fits: items.count == scene.count.count, certain: true)
  }

  private static let longestParallel = 8

  /// 5路延伸至高铁站,9路改走滨河道。以上三条线路: each clause of the sentence before, or of the own one, begins with a number
  /// that names it by a character of the noun.
  private func designated(_ noun: Span, before pointer: Int) -> ListReading? {
    let sentences = scene.page.sentences
    guard let own = scene.page.sentenceIndex(at: scene.start) else { return nil }
    var region = Span(scene.start, pointer)
    if region.count < 4 {
      guard own > 0, sentences[own - 1].paragraph == scene.sentence.paragraph else { return nil }
      region = sentences[own - 1].span
    }
    var names: [Span] = []
    for clause in clauses(region) {
      let digits = units[clause.range].prefix(while: ListFinder.isDigit)
      guard (1...3).contains(digits.count), digits.endIndex < clause.end,
        noun.range.contains(where: { units[$0] == units[digits.endIndex] })
      else { return nil }
      let name = Span(clause.start, digits.endIndex + 1)
      if !names.contains(where: { units[$0.range].elementsEqual(units[name.range]) }) { names.append(name) }
    }
    guard names.count >= 2 else { return nil }
    return ListReading(items: names, fits: names.count == scene.count.count, certain: true)
  }

  /// 项目是液压阀体国产化和废砂再生,前者…,后者…。…这三个项目: two, as the words for the one and the other say.
  private func paired(_ noun: Span, before pointer: Int) -> ListReading? {
    let sentences = scene.page.sentences
    guard let own = scene.page.sentenceIndex(at: scene.start), noun.count >= 2 else { return nil }
    let word = units[noun.start..<(noun.start + 2)]
    for index in [own, own - 1] where index >= 0 && sentences[index].paragraph == scene.sentence.paragraph {
      let span = index == own ? Span(scene.start, pointer) : sentences[index].span
      guard span.count > 8, span.range.contains(where: { rules.end(.former, units, at: $0, limit: span.end) != nil })
      else { continue }
      for clause in clauses(span) {
        guard let pair = pair(clause),
          clause.range.dropLast(2).contains(where: {
            units[$0] == word.first && units[$0..<($0 + 2)].elementsEqual(word)
          })
        else { continue }
        return ListReading(items: pair, fits: scene.count.count == 2, certain: true)
      }
    }
    return nil
  }

  /// 先后走进石桥镇、双河镇,…,三个镇共有…: a count at the start of a clause, of what a list near before it names. Sure where
  /// the items end in the noun counted, or the noun leads to the list or follows persons named (被评为模范。四位模范…).
  func echoed(before place: Int) -> ListReading? {
    let count = scene.count
    let alike = LikeNouns(units: units, rules: rules)
    let noun = alike.noun(of: count, limit: scene.limit)
    guard noun.count >= 1, rules.end(.times, units, at: noun.start, limit: noun.end) == nil,
      rules.end(.derived, units, at: noun.start, limit: units.count) == nil
    else { return nil }
    var region = Span(scene.start, place)
    if region.count < 4 {
      let sentences = scene.page.sentences
      guard let own = scene.page.sentenceIndex(at: scene.start), own > 0,
        sentences[own - 1].paragraph == scene.sentence.paragraph
      else { return nil }
      region = sentences[own - 1].span
    }
    let near = clauses(region).suffix(3)
    let lists = near.compactMap { clause in
      scene.finder.split(clause, at: [.pause, .joiner]).map { (clause, $0) }
    }
    // Of two lists either may be meant.
    guard lists.count == 1, let (clause, list) = lists.first, list.closed,
      list.items.dropFirst().dropLast().allSatisfy({ $0.count <= 12 && !alike.hasLink($0) })
    else { return nil }
    // 三个镇共有…, 三个品种都…: it is of all of them.
    let isOfAll = noun.range.dropFirst().contains { rules.end(.allOf, units, at: $0, limit: scene.limit) != nil }
    func reading(_ items: [Span], isSure: Bool = false) -> ListReading? {
      let fits = items.count == count.count
      guard fits || (abs(items.count - count.count) == 1 && (isOfAll || isSure)) else { return nil }
      return ListReading(items: items, fits: fits, certain: true)
    }
    if region.end == place, let run = run(clause, endingLike: noun), run.items.count == list.items.count,
      rules.end(.open, units, at: run.end, limit: units.count) == nil
    {
      return reading(run.items)
    }
    guard noun.count >= 2 else { return nil }
    let word = units[noun.start..<(noun.start + 2)]
    func stands(in span: Span) -> Int? {
      span.range.dropLast(1).first { units[$0..<($0 + 2)].elementsEqual(word) }
    }
    let names = list.items
    if countsPersons, alike.areNamed(names.dropLast()), let last = names.last,
      let end = [3, 2].first(where: { last.count >= $0 && rules.isPerson(units, Span(last.start, last.start + $0)) }),
      stands(in: Span(last.start + end, max(last.start + end, clause.end))) != nil
    {
      return reading(names, isSure: true)
    }
    // 新品种叫“豫花9号”“豫花22号”,三个品种
    if let lead = stands(in: Span(clause.start, names[0].end)),
      let link = rules.end(.calls, units, at: lead + 2, limit: names[0].end), link < names[0].end,
      let last = names.last, last.count <= 12, !alike.hasLink(last)
    {
      return reading(names)
    }
    return nil
  }

  /// 李某伙同赵某…,目前三人已被拘留: no more persons than are named.
  func withheldPersons(before place: Int) -> ListReading? {
    guard countsPersons else { return nil }
    let region = Span(scene.start, place)
    guard units[region.range].contains(EnumerationReader.withheld),
      !region.range.contains(where: {
        rules.end(.open, units, at: $0, limit: region.end) != nil
          || rules.end(.others, units, at: $0, limit: region.end) != nil
      })
    else { return nil }
    var names: [Span] = []
    var at = region.start + 1
    while at < region.end {
      guard units[at] == EnumerationReader.withheld, rules.isPerson(units, Span(at - 1, at + 1)) else {
        at += 1
        continue
      }
      var end = at + 1
      while end < region.end, end < at + 2, units[end] == EnumerationReader.withheld || Self.isStem(units[end]) {
        end += 1
      }
      let name = Span(at - 1, end)
      if !names.contains(where: { units[$0.range].elementsEqual(units[name.range]) }) { names.append(name) }
      at = end
    }
    guard names.count >= 2, names.count <= scene.count.count else { return nil }
    return ListReading(items: names, fits: names.count == scene.count.count, certain: true)
  }

  /// 甲 乙 丙 丁, which tell persons of one surname apart.
  private static func isStem(_ unit: UInt16) -> Bool {
    unit == 0x7532 || unit == 0x4E59 || unit == 0x4E19 || unit == 0x4E01
  }
}
