import NewsText

/// Finds what a count points back at: 到甲县、乙县，对这两个县…
struct AntecedentFinder {
  let scene: EnumerationReader.Scene
  let rules: EnumerationRules
  var units: [UInt16] { scene.units }

  init(scene: EnumerationReader.Scene, rules: EnumerationRules) {
    self.scene = scene
    self.rules = rules
  }

  /// The list that 这 and its kin stand for: right before the word, or in the clauses before its own.
  func pointed(at pointer: Int) -> ListReading? {
    let count = scene.count
    let alike = LikeNouns(units: units, rules: rules)
    let noun = alike.noun(of: count, limit: scene.limit)
    if let list = scene.finder.preceding(end: pointer, from: scene.start) {
      if !list.closed { return ListReading(items: list.items, closed: false, fits: list.items.count == count.count) }
      let plain = list.items.dropFirst().allSatisfy { $0.count <= 12 }
      return ListReading(items: list.items, fits: list.items.count == count.count, certain: plain)
    }
    if let earlier = counted(like: noun, before: pointer) ?? told(noun, before: pointer) { return earlier }
    var end = pointer
    // To the start of its own clause, then back over the clauses before.
    while end > scene.start, !isMark(units[end - 1]) { end -= 1 }
    var distance = 0
    while end > scene.start, distance < 4 {
      end -= 1
      guard let clause = scene.finder.clause(before: end, from: scene.start), clause.start < end else { return nil }
      if let run = run(clause, endingLike: noun) {
        if distance > 0, run.items.count != count.count, let only = earlier(noun, before: pointer), only.certain {
          return only
        }
        let open = rules.end(.open, units, at: run.end, limit: units.count) != nil
        // 低庄镇、桥江镇的人来取经,回去照着做,这三个镇: one clause may stand between.
        let isNear = abs(run.items.count - count.count) == 1 && run.items.allSatisfy { $0.count <= 5 }
        return ListReading(
          items: run.items, closed: !open, fits: run.items.count == count.count,
          certain: (distance == 0 || (distance == 1 && isNear)) && !open
            && run.items.dropFirst().allSatisfy { $0.count <= 10 })
      }
      if let list = scene.finder.split(clause, at: .all), list.items.count == count.count {
        return ListReading(items: list.items, closed: list.closed, fits: true)
      }
      if let pair = pair(clause) {
        let fits = count.count == 2
        if fits || (distance == 0 && arrives(clause, pair, noun)) {
          return ListReading(items: pair, fits: fits, certain: true)
        }
      }
      // 周五、周六、周日晚各演一场,这四场
      if distance == 0, let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed,
        abs(list.items.count - count.count) == 1, list.items.last.map(hasOneEach) ?? false
      {
        return ListReading(items: list.items, certain: true)
      }
      // 市一院、市妇幼、市中医院坐到一起,这两家医院: the noun stands in the last name.
      if distance == 0, isBare(clause), let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed,
        let last = list.items.last, abs(list.items.count - count.count) == 1,
        list.items.dropLast().allSatisfy({ $0.count <= 8 && !alike.hasLink($0) }), names(last, noun)
      {
        return ListReading(items: list.items, certain: true)
      }
      // 皮影、剪纸、糖画,这四个项目: a clause that is nothing but a list.
      if distance == 0, isBare(clause), let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed,
        list.items.count >= 3, list.items.allSatisfy({ $0.count <= 8 && !alike.hasLink($0) }),
        abs(list.items.count - count.count) <= 2
      {
        return ListReading(items: list.items, certain: true)
      }
      end = clause.start
      distance += 1
    }
    return earlier(noun, before: pointer)
  }

  /// Whether an item says that each has one of what is counted: 周日晚各演一场.
  private func hasOneEach(_ item: Span) -> Bool {
    let unit = Array(scene.count.unit.utf16)
    guard !unit.isEmpty else { return false }
    return item.range.contains { at in
      guard let start = rules.end(.each, units, at: at, limit: item.end) else { return false }
      let end = min(item.end, start + 6) - unit.count
      return start + 1 < end && ((start + 1)...end).contains { units[$0..<($0 + unit.count)].elementsEqual(unit) }
    }
  }

  /// Whether the noun that is counted ends a name that an item begins with: 市中|医院|坐到一起.
  private func names(_ item: Span, _ noun: Span) -> Bool {
    for length in stride(from: min(3, noun.count), to: 1, by: -1) {
      let word = units[noun.start..<(noun.start + length)]
      let limit = min(item.end, item.start + Self.longestName) - length
      if limit > item.start, (item.start...limit).contains(where: { units[$0..<($0 + length)].elementsEqual(word) }) {
        return true
      }
    }
    return false
  }

  /// Whether a clause begins its sentence.
  private func isBare(_ clause: Span) -> Bool {
    clause.start == scene.start || ListFinder.isColon(units[clause.start - 1])
  }

  /// What 和 joins in a clause without a list: 到梧桐里|和|印刷厂宿舍走了走.
  func pair(_ clause: Span) -> [Span]? {
    guard !units[clause.range].contains(0x3001) else { return nil }
    var found: [Span]?
    for at in clause.range.dropFirst(2).dropLast(2) {
      guard let end = rules.end(.joins, units, at: at, limit: clause.end) else { continue }
      guard found == nil else { return nil }
      var start = at
      while start > clause.start, at - start < Self.longestName, ListFinder.isHan(units[start - 1]),
        rules.start(.arrives, units, end: start, from: clause.start) == nil || start == at
      { start -= 1 }
      found = [Span(start, at), Span(end, min(clause.end, end + Self.longestName))]
    }
    return found
  }

  /// Whether a clause tells of arriving at the two places that a count of places points back at.
  private func arrives(_ clause: Span, _ pair: [Span], _ noun: Span) -> Bool {
    guard rules.start(.arrives, units, end: pair[0].start, from: clause.start) != nil,
      rules.end(.sites, units, at: pair[0].end - 1, limit: pair[0].end) != nil,
      rules.end(.times, units, at: noun.start, limit: noun.end) == nil
    else { return false }
    return (1...max(1, min(3, noun.count))).contains { length in
      noun.count >= length
        && rules.end(.sites, units, at: noun.start + length - 1, limit: noun.start + length) != nil
    }
  }

  private static let longestName = 8

  /// A list in the sentences before, in the same paragraph, where it is the only one that the count can mean: names of
  /// persons before 这三名队员, names that end like the noun before 这三个镇.
  private func earlier(_ noun: Span, before pointer: Int) -> ListReading? {
    let count = scene.count
    guard rules.end(.times, units, at: noun.start, limit: noun.end) == nil,
      let own = scene.page.sentenceIndex(at: scene.start)
    else { return nil }
    if let scattered = scattered(noun, before: pointer, own) { return scattered }
    let alike = LikeNouns(units: units, rules: rules)
    let sentences = scene.page.sentences
    var found: [Span]?
    var index = own
    var others = false
    let isAbove = rules.end(.above, units, at: pointer, limit: units.count) != nil
    while index >= 0, own - index <= 2, sentences[index].paragraph == scene.sentence.paragraph {
      let span = Span(sentences[index].span.start, index == own ? pointer : sentences[index].span.end)
      var end = span.end
      while end > span.start {
        if isMark(units[end - 1]) {
          end -= 1
          continue
        }
        guard let clause = scene.finder.clause(before: end, from: span.start), clause.start < end else { break }
        if let list = scene.finder.split(clause, at: [.pause, .joiner]) {
          let people = countsPersons && alike.areNamed(list.items.dropLast())
          let places = run(clause, endingLike: noun)?.items
          // 上述五家 means what was listed, whatever it is.
          let listed =
            isAbove && list.items.count >= 3 && list.items.dropLast().allSatisfy { $0.count <= 8 && !alike.hasLink($0) }
          if let items = people || (listed && places == nil) ? list.items : places {
            if found != nil || !list.closed { return nil }
            found = items
          } else if !list.items.allSatisfy(holdsDigit) {
            // 手机11部、银行卡26张 are no persons and no places.
            others = true
          }
        } else if countsPersons, isNamed(clause) {
          others = true
        } else if let pair = pair(clause),
          alike.kinds(noun).contains(where: { kind in
            pair.allSatisfy { alike.ends($0, in: kind) }
          })
        {
          if found != nil { return nil }
          found = pair
        }
        end = clause.start
      }
      index -= 1
    }
    guard let items = found else { return nil }
    let fits = items.count == count.count
    return ListReading(items: items, fits: fits, certain: fits || (!others && abs(items.count - count.count) == 1))
  }

  private func holdsDigit(_ item: Span) -> Bool { units[item.range].contains { $0 >= 0x30 && $0 <= 0x39 } }

  /// Whether persons are counted: 三名队员, 二被告人.
  var countsPersons: Bool {
    if rules.has(.persons, scene.count.unit) { return true }
    guard let head = scene.count.head else { return false }
    return rules.end(.persons, units, at: head.end - 1, limit: head.end) != nil
  }

  /// Names told one by one in the clauses of the sentence before: 上午到石门村,下午到花桥村; 陈志明夺冠,林佳慧居次.
  private func scattered(_ noun: Span, before pointer: Int, _ own: Int) -> ListReading? {
    let count = scene.count
    let sentences = scene.page.sentences
    // The own sentence up to the pointer, else the one before.
    var region = Span(scene.start, pointer)
    if region.count < 4 {
      guard own > 0, sentences[own - 1].paragraph == scene.sentence.paragraph else { return nil }
      region = sentences[own - 1].span
    }
    guard !units[region.range].contains(0x3001) else { return nil }
    let clauses = clauses(region)
    var items: [Span] = []
    if countsPersons {
      items = clauses.compactMap { clause in
        [3, 2].lazy.map { Span(clause.start, clause.start + $0) }
          .first { clause.count > $0.count && rules.isPerson(units, $0) }
      }
      // The first clause may tell the occasion.
      let named = items.first.map { $0.start == clauses[0].start } ?? false ? clauses.count : clauses.count - 1
      if items.count < 2 || (items.count != named && items.count != count.count) { items = [] }
    }
    if items.isEmpty {
      guard let kind = LikeNouns(units: units, rules: rules).kinds(noun).last else { return nil }
      for clause in clauses {
        let start = clause.range.dropFirst().last {
          clause.end - $0 >= 2 && rules.start(.arrives, units, end: $0, from: clause.start) != nil
        }
        guard units[clause.end - 1] == units[kind.start], let start else { return nil }
        items.append(Span(start, clause.end))
      }
    }
    let names = Set(items.map { String(decoding: units[$0.range], as: UTF16.self) })
    guard items.count >= 2, names.count == items.count else { return nil }
    let fits = items.count == count.count
    return ListReading(items: items, fits: fits, certain: fits || abs(items.count - count.count) == 1)
  }

  /// The clauses of a stretch, in order; none where one is too long.
  func clauses(_ region: Span) -> [Span] {
    var found: [Span] = []
    var end = region.end
    while end > region.start {
      if isMark(units[end - 1]) {
        end -= 1
        continue
      }
      guard let clause = scene.finder.clause(before: end, from: region.start), !clause.isEmpty else { return [] }
      found.append(clause)
      end = clause.start
    }
    return found.reversed()
  }

  /// Whether a clause begins with what may be the name of a person: 王强随后也来了.
  private func isNamed(_ clause: Span) -> Bool {
    clause.count >= 3
      && (2...3).contains { clause.count > $0 && rules.isPerson(units, Span(clause.start, clause.start + $0)) }
  }

  /// A list with a count of its own that counts the same: 甲、乙两区合办讲座，这三区…
  private func counted(like noun: Span, before pointer: Int) -> ListReading? {
    let alike = LikeNouns(units: units, rules: rules)
    let counts = CountScanner(units: units, rules: rules).counts(in: Span(scene.start, pointer))
    guard let kind = alike.kinds(noun).last, let other = counts.last, other.quote == nil,
      alike.kinds(alike.noun(of: other, limit: pointer)).contains(where: {
        units[$0.range].elementsEqual(units[kind.range])
      }),
      let list = scene.finder.preceding(end: other.span.start, from: scene.start), list.closed,
      list.items.count == other.count
    else { return nil }
    return ListReading(items: list.items, fits: other.count == scene.count.count, certain: true)
  }

  /// The things with a figure each that a count at the start of a clause adds up: 头份市1,362吨、竹南镇1,105吨，两地合计…
  func counted(before end: Int) -> ListReading? {
    let from = scene.count.quote == nil ? max(0, end - 400) : scene.start
    guard end > from + 1 else { return nil }
    var at = end - 1
    var clauses = 0
    while at > from, clauses < 4 {
      guard let clause = scene.finder.clause(before: at, from: from) else { return nil }
      if clauses == 0, let head = scene.count.head, let run = run(clause, endingLike: head),
        run.items.count == scene.count.count
      {
        return ListReading(items: run.items, fits: true)
      }
      if let list = scene.finder.split(clause, at: [.pause, .joiner]) {
        let fits = list.items.count == scene.count.count
        if fits || clauses == 0 {
          let figures = list.items.allSatisfy { item in units[item.range].contains { $0 >= 0x30 && $0 <= 0x39 } }
          if fits { return ListReading(items: list.items, closed: list.closed, fits: true) }
          if figures {
            let adds =
              rules.end(.sums, units, at: scene.count.span.end, limit: units.count) != nil || isOfAll(scene.count)
            return ListReading(items: list.items, closed: list.closed, certain: adds)
          }
        }
      }
      at = clause.start - 1
      clauses += 1
    }
    return nil
  }

  /// Whether it is said of all that are counted: 四类设施全部投用.
  private func isOfAll(_ count: AnnouncedCount) -> Bool {
    (count.span.end..<min(scene.limit, count.span.end + 4)).contains {
      rules.end(.allOf, units, at: $0, limit: scene.limit) != nil
    }
  }

  /// The first run of listed names that end in a word of `noun`: 高明县、西安县 of 先后到高明县、西安县调研.
  func run(_ clause: Span, endingLike noun: Span) -> (items: [Span], end: Int)? {
    guard let list = scene.finder.split(clause, at: [.pause, .joiner]) else { return nil }
    let alike = LikeNouns(units: units, rules: rules)
    for kind in alike.kinds(noun) {
      var items: [Span] = []
      var stop = clause.end
      for item in list.items {
        if alike.ends(item, in: kind) {
          items.append(item)
          stop = item.end
        } else if !items.isEmpty {
          let last = item.range.dropFirst().first { alike.ends(Span(item.start, $0 + 1), in: kind) }
          if let last {
            items.append(Span(item.start, last + 1))
            stop = last + 1
          }
          break
        }
      }
      if items.count >= 2 { return (items, stop) }
    }
    return nil
  }

  func isMark(_ unit: UInt16) -> Bool {
    ListFinder.isComma(unit) || ListFinder.isSemicolon(unit) || ListFinder.isColon(unit) || ListFinder.stops(unit)
  }
}
