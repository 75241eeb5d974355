import NewsText

/// Finds what a count points back at: 到甲县、乙县，对这两个县…
struct AntecedentFinder {
  let scene: EnumerationReader.Scene
  let rules: EnumerationRules
  private var units: [UInt16] { scene.units }

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
    if let earlier = counted(like: noun, before: pointer) { return earlier }
    var end = pointer
    // To the start of its own clause, then back over the clauses before.
    while end > scene.start, !isMark(units[end - 1]) { end -= 1 }
    var distance = 0
    while end > scene.start, distance < 4 {
      end -= 1
      guard let clause = scene.finder.clause(before: end, from: scene.start) else { return nil }
      if let run = run(clause, endingLike: noun) {
        let open = rules.end(.open, units, at: run.end, limit: units.count) != nil
        return ListReading(
          items: run.items, closed: !open, fits: run.items.count == count.count,
          certain: distance == 0 && !open && run.items.allSatisfy { $0.count <= 10 })
      }
      if let list = scene.finder.split(clause, at: .all), list.items.count == count.count {
        return ListReading(items: list.items, closed: list.closed, fits: true)
      }
      end = clause.start
      distance += 1
    }
    return nil
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
            let adds = rules.end(.sums, units, at: scene.count.span.end, limit: units.count) != nil
            return ListReading(items: list.items, closed: list.closed, certain: adds)
          }
        }
      }
      at = clause.start - 1
      clauses += 1
    }
    return nil
  }

  /// The first run of listed names that end in a word of `noun`: 高明县、西安县 of 先后到高明县、西安县调研.
  private func run(_ clause: Span, endingLike noun: Span) -> (items: [Span], end: Int)? {
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

  private func isMark(_ unit: UInt16) -> Bool {
    ListFinder.isComma(unit) || ListFinder.isSemicolon(unit) || ListFinder.isColon(unit) || ListFinder.stops(unit)
  }
}
