import NewsText
import RuleFiles

/// Finds the places of a stretch of text, before it is known which of several places of one name is meant.
struct PlaceScanner {
  /// A place as found.
  struct Finding {
    enum Kind {
      /// Divisions that bear this full name.
      case divisions([Int])
      /// Divisions that bear this short name.
      case shorts([Int])
      /// A functional zone; the indices of listed zones of that name.
      case zone([Int])
      /// A township, community or estate; the counties that have a township of that name.
      case local(PlaceMention.Level, counties: [Int])
      case anaphor(Gazetteer.Anaphor)
    }
    var span: Span
    var kind: Kind
    /// Of a zone: its kind where the text shortens it (高新公安分局).
    var zone: String?
    /// A bare kind of zone inside a clause: it stands only for a zone that the page has named.
    var isWeak = false
    /// Named in passing: figures do not belong to it.
    var isAside = false
    /// The place of one person or inside a quotation: it is not carried beyond its sentence.
    var isPassing = false

    var isPlace: Bool {
      if case .anaphor = kind { return false }
      return true
    }
  }

  let gazetteer: Gazetteer
  /// Kinds of places that hold in the province of the page alone.
  var regional: [(word: [UInt16], level: PlaceMention.Level)] = []
  /// Names that the page has shown to be places of such a kind.
  var known = TermTable(capacity: 16)
  /// The longest name before the word that says what kind of place it is.
  private static let longestName = 8
  private static let longestTownship = 5

  /// The places of a sentence, in order, without overlap. Complexity: linear.
  func findings(_ units: [UInt16], _ span: Span) -> [Finding] {
    var found: [Finding] = []
    var at = span.start
    var free = span.start
    while at < span.end {
      if let (end, value) = gazetteer.anaphora.longestMatch(units, at: at, limit: span.end) {
        found.append(Finding(span: Span(at, end), kind: .anaphor(gazetteer.anaphors[Int(value)])))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.zoneNames.longestMatch(units, at: at, limit: span.end),
        !isCut(units, end, span.end), standsAlone(units, Span(at, end), free)
      {
        found.append(Finding(span: Span(at, end), kind: .zone(gazetteer.zoneGroups[Int(value)])))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.names.longestMatch(units, at: at, limit: span.end),
        isName(units, Span(at, end), span, found.last)
      {
        found.append(Finding(span: Span(at, end), kind: .divisions(gazetteer.nameGroups[Int(value)])))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.townships.longestMatch(units, at: at, limit: span.end), end - at >= 3 {
        let whole = Span(at, office(units, end, span.end))
        found.append(Finding(span: whole, kind: .local(.township, counties: gazetteer.counties(ofTownship: value))))
        (at, free) = (whole.end, whole.end)
      } else if let (end, _) = known.longestMatch(units, at: at, limit: span.end) {
        found.append(Finding(span: Span(at, end), kind: .local(.community, counties: [])))
        (at, free) = (end, end)
      } else if let (start, end, level) = regionalPlace(units, at, free, span.end, found.last) {
        found.removeAll { $0.span.start >= start }
        found.append(Finding(span: Span(start, end), kind: .local(level, counties: [])))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.bodyShorts.longestMatch(units, at: at, limit: span.end),
        gazetteer.bodies[Int(value)].words.longestMatch(units, at: end, limit: span.end) != nil
      {
        found.append(Finding(span: Span(at, end), kind: .zone([]), zone: gazetteer.bodies[Int(value)].zone))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.kinds.longestMatch(units, at: at, limit: span.end) {
        if let level = gazetteer.kindLevels[Int(value)], level == .zone || !isCounted(units, Span(at, end), span),
          let start = (level == .township ? townshipStart(units, Span(at, end), free) : nil)
            ?? nameStart(units, at, free)
        {
          let whole = Span(start, level == .zone ? end : office(units, end, span.end))
          found.removeAll { $0.span.start >= start }
          let counties =
            level == .township ? gazetteer.counties(ofTownship: units[start..<at], kind: units[at..<end]) : []
          found.append(Finding(span: whole, kind: level == .zone ? .zone([]) : .local(level, counties: counties)))
          at = whole.end
        } else {
          // 高新区: … a kind alone names the zone of that kind where a clause begins with it.
          if gazetteer.kindLevels[Int(value)] == .zone, !isCut(units, end, span.end) {
            let opens = at == span.start || !Self.isNamePart(units[at - 1])
            if opens || endsPreposition(units, at, free) {
              let isWeak = !opens || gazetteer.namelessKinds.contains(value)
              found.append(Finding(span: Span(at, end), kind: .zone([]), isWeak: isWeak))
            }
          }
          at = end
        }
        free = at
      } else if let (end, value) = gazetteer.shorts.longestMatch(units, at: at, limit: span.end),
        !isRoad(units, end, span.end)
      {
        found.append(Finding(span: Span(at, end), kind: .shorts(gazetteer.shortGroups[Int(value)])))
        // A short name may be the start of a longer local name: 朝阳社区.
        at = end
      } else {
        at += 1
      }
    }
    gazetteer.asides.mark(&found, units, span)
    markPassing(&found, units, span)
    return found
  }

  /// Marks places inside quotations and those of one person: 家住|锦绣小区的王大妈.
  private func markPassing(_ found: inout [Finding], _ units: [UInt16], _ span: Span) {
    var depth = 0
    var at = span.start
    for index in found.indices {
      while at < found[index].span.start {
        if units[at] == 0x201C { depth += 1 }
        if units[at] == 0x201D { depth = max(0, depth - 1) }
        at += 1
      }
      let start = found[index].span.start
      if depth > 0 { found[index].isPassing = true }
      if index > 0, found[index - 1].isPassing, found[index - 1].span.end == start { found[index].isPassing = true }
      for length in 2...3 where start - length >= span.start {
        if gazetteer.sojourns.value(units, Span(start - length, start)) != nil { found[index].isPassing = true }
      }
    }
  }

  /// 建起好人广场|5个，: what is counted right behind its name is a kind of thing and no place.
  private func isCounted(_ units: [UInt16], _ kind: Span, _ sentence: Span) -> Bool {
    var at = kind.end
    while at < sentence.end, units[at] >= 0x30, units[at] <= 0x39 { at += 1 }
    guard at > kind.end, at < sentence.end, Self.counters.contains(units[at]) else { return false }
    return at + 1 == sentence.end || !Self.isNamePart(units[at + 1])
  }

  /// 个 处 座
  private static let counters: Set<UInt16> = [0x4E2A, 0x5904, 0x5EA7]

  /// A place of a kind that the province of the page knows: 仁和里|里长, 北屯区|仁和里.
  private func regionalPlace(
    _ units: [UInt16], _ at: Int, _ free: Int, _ limit: Int, _ before: Finding?
  ) -> (Int, Int, PlaceMention.Level)? {
    for (word, level) in regional where at + word.count <= limit && units[at..<(at + word.count)].elementsEqual(word) {
      let end = at + word.count
      guard let start = nameStart(units, at, free), at - start <= 3 else { continue }
      let isNamed = end + word.count <= limit && units[end..<(end + word.count)].elementsEqual(word)
      let isBehindDistrict = before.map { $0.span.end == start && $0.isPlace } ?? false
      if isNamed || isBehindDistrict { return (start, end, level) }
    }
    return nil
  }

  /// A preposition or a mark before a bare kind of zone: 在|新区, 与|高新区.
  private func endsPreposition(_ units: [UInt16], _ end: Int, _ free: Int) -> Bool {
    end - 1 >= free && gazetteer.borders.value(units, Span(end - 1, end)) != nil
  }

  /// 人和街|街道办事处, 柳园街道|办事处: what belongs to the name of a township besides what the gazetteer lists.
  private func office(_ units: [UInt16], _ end: Int, _ limit: Int) -> Int {
    var at = end
    while let (stop, value) = gazetteer.kinds.longestMatch(units, at: at, limit: limit),
      let level = gazetteer.kindLevels[Int(value)], level != .zone
    { at = stop }
    return at
  }

  /// Where the longest name of a known township before its kind starts: 人和街|街道办事处, though 和 ends other names.
  private func townshipStart(_ units: [UInt16], _ kind: Span, _ free: Int) -> Int? {
    for start in max(free, kind.start - Self.longestTownship)..<max(free, kind.start - 1)
    where !gazetteer.counties(ofTownship: units[start..<kind.start], kind: units[kind.range]).isEmpty {
      return start
    }
    return nil
  }

  /// Where the name before a kind of place starts, nil when there is no name (老旧小区, 各村).
  private func nameStart(_ units: [UInt16], _ kind: Int, _ free: Int) -> Int? {
    var start = kind
    while start > free, kind - start < Self.longestName, Self.isNamePart(units[start - 1]) {
      // A border word that ends here ends the name.
      if endsBorder(units, start, free) { break }
      start -= 1
    }
    // A border may also lie inside what was taken: 走进|富民.
    var at = start
    while at < kind {
      if let (end, _) = gazetteer.borders.longestMatch(units, at: at, limit: kind), end - at >= 2 || at == start {
        start = end
        at = end
      } else {
        at += 1
      }
    }
    // 和平社区 at the start of a clause or behind a border: nothing stands before that 和 could join.
    if kind - start == 1, start > free, Self.isNamePart(units[start - 1]),
      start - 1 == free || !Self.isNamePart(units[start - 2]) || endsBorder(units, start - 1, free)
    {
      start -= 1
    }
    // 60名|下村: what follows a number is its classifier.
    if start > 0, units[start - 1] >= 0x30, units[start - 1] <= 0x39 { start += 1 }
    guard kind - start >= 2 else { return nil }
    // “清净家园”活动: a quotation names an activity, not a place.
    if start > 0, units[start - 1] == 0x201C || units[start - 1] == 0x300C { return nil }
    let name = String(decoding: units[start..<kind], as: UTF16.self)
    guard !gazetteer.generic.contains(name) else { return nil }
    for length in 2...3 where kind - start >= length {
      if gazetteer.generic.contains(String(decoding: units[(kind - length)..<kind], as: UTF16.self)) { return nil }
    }
    return start
  }

  /// Whether what is also a mere kind of zone names one here: 来到|示范区, but not 放心消费示范区.
  private func standsAlone(_ units: [UInt16], _ name: Span, _ free: Int) -> Bool {
    guard name.start > free, Self.isNamePart(units[name.start - 1]), gazetteer.kinds.value(units, name) != nil else {
      return true
    }
    for length in 2...3 where name.start - length >= free {
      if gazetteer.generic.contains(String(decoding: units[(name.start - length)..<name.start], as: UTF16.self)) {
        return false
      }
    }
    return endsBorder(units, name.start, free)
  }

  private func endsBorder(_ units: [UInt16], _ end: Int, _ free: Int) -> Bool {
    for length in 1...4 where end - length >= free {
      if gazetteer.borders.value(units, Span(end - length, end)) != nil { return true }
    }
    return false
  }

  static func isNamePart(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF }

  /// Guards full names that are also parts of words: 市区|域, 和县, 城区.
  private func isName(_ units: [UInt16], _ name: Span, _ sentence: Span, _ before: Finding?) -> Bool {
    guard !isCut(units, name.end, sentence.end) else { return false }
    guard name.count <= 2 else { return true }
    if let before, before.span.end == name.start {
      switch before.kind {
      case .divisions, .shorts: return true
      default: break
      }
    }
    return name.start == sentence.start || !Self.isNamePart(units[name.start - 1])
  }

  /// 区域, 县城, 市场: the name would end inside a word.
  private func isCut(_ units: [UInt16], _ end: Int, _ limit: Int) -> Bool {
    guard end < limit, let last = units[..<end].last else { return false }
    switch (last, units[end]) {
    case (0x533A, 0x57DF), (0x533A, 0x5757), (0x533A, 0x522B), (0x533A, 0x95F4), (0x533A, 0x5206): return true
    case (0x5E02, 0x573A), (0x53BF, 0x57DF): return true
    default: return false
    }
  }

  /// 路 街 道 巷 桥 河 湖 山 站 after a short name make another name of it.
  private func isRoad(_ units: [UInt16], _ end: Int, _ limit: Int) -> Bool {
    guard end < limit else { return false }
    switch units[end] {
    case 0x8DEF, 0x8857, 0x9053, 0x5DF7, 0x6865, 0x6CB3, 0x6E56, 0x5927: return true
    default: return false
    }
  }
}
