import NewsText

/// Lists right before a count that its unit or the word between makes sure: levels of government, and names with 共.
extension EnumerationReader {
  /// 县乡村组户六级网格, 县、乡、村“三级联动”: the levels of government right before their number, written with marks between or
  /// without; 全县乡村两级 names a county before its levels.
  func levels(_ scene: Scene) -> ListReading? {
    let (count, units) = (scene.count, scene.units)
    guard
      rules.end(.tiers, units, at: count.head?.start ?? count.span.end - 1, limit: scene.limit) != nil
        || rules.has(.tiers, count.unit)
    else { return nil }
    var items: [Span] = []
    var end = scene.front
    var isMarked: Bool?
    while end > scene.start {
      if let last = items.last, last.start == end, units[end - 1] == 0x3001 {
        if isMarked == false { break }
        (isMarked, end) = (true, end - 1)
        continue
      }
      if isMarked == true, units[end] != 0x3001 { break }
      guard let word = rules.start(.levels, units, end: end, from: scene.start) else { break }
      if isMarked == nil, !items.isEmpty { isMarked = false }
      items.append(Span(word, end))
      end = word
    }
    guard items.count >= 2 else { return nil }
    let listed = Array(items.prefix(max(count.count, 2)).reversed())
    if items.count >= count.count, isMarked != true || items.count == count.count {
      return ListReading(items: listed, fits: listed.count == count.count)
    }
    return ListReading(items: items.reversed(), certain: abs(items.count - count.count) == 1)
  }

  /// 陶艺、剪纸、围棋共六门课程: as many as are listed, says the word between.
  func altogether(_ scene: Scene) -> ListReading? {
    let (count, units) = (scene.count, scene.units)
    guard count.quote == nil, !count.unit.isEmpty,
      let word = rules.start(.altogether, units, end: scene.front, from: scene.start), word > scene.start,
      let clause = scene.finder.clause(before: word, from: scene.start), clause.end == word,
      let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed, list.items.count >= 3,
      list.items.dropFirst().allSatisfy({ item in
        item.count <= 10 && !LikeNouns(units: units, rules: rules).hasLink(item)
          && !units[item.range].contains(where: ListFinder.isDigit)
      })
    else { return nil }
    let fits = list.items.count == count.count
    return ListReading(items: list.items, fits: fits, certain: abs(list.items.count - count.count) == 1)
  }
}
