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
      case anaphor(PlaceWords.Anaphor)
      /// Several places of a kind, 26个|小区.
      case several
    }
    var span: Span
    var kind: Kind
    /// Counts the places of the sentences of a page; -1 for others.
    var index = -1
    /// Of a zone: its kind where the text shortens it (高新公安分局).
    var zone: String?
    /// Of a zone: the divisions whose name stands right before it, 洛阳市|高新区.
    var owners: [Int] = []
    /// Of a zone: its name says which city it belongs to.
    var isClear = false
    /// A bare kind of zone inside a clause: it stands only for a zone that the page has named.
    var isWeak = false
    /// Named in passing: figures do not belong to it.
    var isAside = false
    /// The place of one person or inside a quotation: it is not carried beyond its sentence.
    var isPassing = false

    /// The divisions that bear the name; of a township those that have one of it. Nil for what is no division.
    var group: [Int]? {
      get {
        switch kind {
        case .divisions(let group), .shorts(let group), .local(.township, let group): group
        case .zone, .local, .anaphor, .several: nil
        }
      }
      set {
        guard let newValue else { return }
        switch kind {
        case .divisions: kind = .divisions(newValue)
        case .shorts: kind = .shorts(newValue)
        case .local(let level, _): kind = .local(level, counties: newValue)
        case .zone, .anaphor, .several: break
        }
      }
    }

    /// The divisions of a full or short name; nil for what is none.
    var divisions: [Int]? {
      switch kind {
      case .divisions(let group), .shorts(let group): group
      case .zone, .local, .anaphor, .several: nil
      }
    }

    var isPlace: Bool {
      switch kind {
      case .anaphor, .several: false
      case .divisions, .shorts, .zone, .local: true
      }
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

  init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// Whether a name would begin inside a word that may stand before one: 其中|城镇 is no 中城镇.
  private func isInsideBorder(_ units: [UInt16], _ at: Int, _ start: Int) -> Bool {
    at > start && (gazetteer.words.borders.longestEnd(units, at: at - 1, limit: at + 1) ?? at) > at
  }

  /// The places of a sentence, in order, without overlap. Complexity: linear.
  func findings(_ units: [UInt16], _ span: Span) -> [Finding] {
    var found: [Finding] = []
    var at = span.start
    var free = span.start
    let isSpecial = self.isSpecial
    while at < span.end {
      if !isSpecial {
        // Most positions begin nothing.
        at = gazetteer.names.nextStart(units, from: at, to: span.end, or: gazetteer.words.openers)
        guard at < span.end else { break }
      }
      let named = gazetteer.names.matches(units, at: at, limit: span.end)
      if let (end, value) = gazetteer.words.anaphora.longestMatch(units, at: at, limit: span.end) {
        found.append(Finding(span: Span(at, end), kind: .anaphor(gazetteer.words.anaphors[Int(value)])))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.zoneNames.longestMatch(units, at: at, limit: span.end),
        !isCut(units, end, span.end), standsAlone(units, Span(at, end), free)
      {
        found.append(Finding(span: Span(at, end), kind: .zone(gazetteer.zoneGroups[Int(value)])))
        found[found.count - 1].isClear = gazetteer.clearZones.contains(value)
        (at, free) = (end, end)
      } else if let (end, name) = named.full,
        isName(units, Span(at, end), span, found.last), standsAlone(units, Span(at, end), free)
      {
        let group = narrowed(gazetteer.names.holders(of: name), at, &found)
        found.append(Finding(span: Span(at, end), kind: .divisions(group)))
        (at, free) = (end, end)
      } else if let (end, name) = named.township,
        end - at >= 3, !isInsideBorder(units, at, span.start)
      {
        let whole = Span(at, office(units, end, span.end))
        let group = narrowed(gazetteer.names.holders(of: name), at, &found, orSame: true)
        found.append(Finding(span: whole, kind: .local(.township, counties: group)))
        (at, free) = (whole.end, whole.end)
      } else if let (end, _) = known.longestMatch(units, at: at, limit: span.end) {
        found.append(Finding(span: Span(at, end), kind: .local(.community, counties: [])))
        (at, free) = (end, end)
      } else if !regional.isEmpty, let (start, end, level) = regionalPlace(units, at, free, span.end, found.last) {
        found.removeAll { $0.span.end > start }
        found.append(Finding(span: Span(start, end), kind: .local(level, counties: [])))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.words.bodyShorts.longestMatch(units, at: at, limit: span.end),
        gazetteer.words.bodies[Int(value)].words.longestMatch(units, at: end, limit: span.end) != nil
      {
        let owners = found.last.flatMap { $0.span.end == at ? $0.divisions : nil } ?? []
        let zone = gazetteer.words.bodies[Int(value)].zone
        found.append(Finding(span: Span(at, end), kind: .zone([]), zone: zone, owners: owners))
        (at, free) = (end, end)
      } else if let (end, value) = gazetteer.words.kinds.longestMatch(units, at: at, limit: span.end) {
        at = kind(Span(at, end), value, units, span, free, &found)
        free = at
      } else if let (end, name) = named.short,
        !isRoad(units, end, span.end), opensName(units, at, span.start, found.last)
      {
        let group = narrowed(gazetteer.names.holders(of: name), at, &found)
        if !gazetteer.words.common.contains(units, Span(at, end))
          || found.last.map({ $0.span.end == at && $0.isPlace }) ?? false
        {
          found.append(Finding(span: Span(at, end), kind: .shorts(group)))
          // 福州日报 says where the page is from.
          found[found.count - 1].isAside = gazetteer.words.papers.longestEnd(units, at: end, limit: span.end) != nil
        }
        // A short name may be the start of a longer local name: 朝阳社区.
        at = end
      } else {
        at += 1
      }
    }
    guard !found.isEmpty else { return found }
    gazetteer.words.asides.mark(&found, units, span)
    markPassing(&found, units, span)
    return found
  }

  /// Whether the page has places of kinds that may begin with any unit.
  private var isSpecial: Bool { known.count > 0 || !regional.isEmpty }

  /// Reads what a kind of place ends, and says where to go on.
  private func kind(
    _ kind: Span, _ value: Int32, _ units: [UInt16], _ span: Span, _ free: Int, _ found: inout [Finding]
  ) -> Int {
    if let level = gazetteer.words.kindLevels[Int(value)], level == .zone || !isCounted(units, kind, span),
      let start = (level == .township ? townshipStart(units, kind, free) : nil) ?? nameStart(units, kind.start, free)
    {
      let whole = Span(start, level == .zone ? kind.end : office(units, kind.end, span.end))
      found.removeAll { $0.span.end > start }
      let counties =
        level == .township ? gazetteer.counties(ofTownship: units[start..<kind.start], kind: units[kind.range]) : []
      found.append(Finding(span: whole, kind: level == .zone ? .zone([]) : .local(level, counties: counties)))
      return whole.end
    }
    if isMany(units, kind.start, span.start) {
      found.append(Finding(span: kind, kind: .several))
      return kind.end
    }
    // 洛阳市|高新区
    if gazetteer.words.kindLevels[Int(value)] == .zone, !isCut(units, kind.end, span.end), let last = found.last,
      last.span.end == kind.start, let owners = last.divisions
    {
      found.append(Finding(span: kind, kind: .zone([]), owners: owners))
      return kind.end
    }
    // 高新区: … a kind alone names the zone of that kind where a clause begins with it.
    if gazetteer.words.kindLevels[Int(value)] == .zone, !isCut(units, kind.end, span.end) {
      let opens = kind.start == span.start || !Self.isNamePart(units[kind.start - 1])
      if opens || endsPreposition(units, kind.start, free) {
        let isWeak = !opens || gazetteer.words.namelessKinds.contains(value)
        found.append(Finding(span: kind, kind: .zone([]), isWeak: isWeak))
      }
    }
    return kind.end
  }

  /// Of the divisions of a name those that belong to the name right before it: 福州市|鼓楼区; and of that name those
  /// that have one of these: 新竹|竹北市.
  private func narrowed(_ group: [Int], _ start: Int, _ found: inout [Finding], orSame: Bool = false) -> [Int] {
    guard let last = found.last, last.span.end == start, let above = last.divisions else { return group }
    let own = group.filter { lower in
      above.contains { gazetteer.divisions.is(lower, within: $0) || orSame && lower == $0 }
    }
    guard !own.isEmpty else { return group }
    let kept = above.filter { upper in
      own.contains { gazetteer.divisions.is($0, within: upper) || orSame && upper == $0 }
    }
    found[found.count - 1].group = kept
    return own
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
      // 东城小学、李埠镇|中心小学: a body in a list of bodies.
      if case .local = found[index].kind, start > span.start, gazetteer.words.joins.contains(units[start - 1]),
        gazetteer.words.schools.longestEnd(units, at: found[index].span.end, limit: span.end) != nil
      {
        found[index].isAside = true
      }
      if depth > 0 { found[index].isPassing = true }
      if index > 0, found[index - 1].isPassing, found[index - 1].span.end == start { found[index].isPassing = true }
      if gazetteer.words.sojourns.endsWord(units, at: start, limit: span.start) { found[index].isPassing = true }
    }
  }

  /// 建起好人广场|5个，: what is counted right behind its name is a kind of thing and no place.
  private func isCounted(_ units: [UInt16], _ kind: Span, _ sentence: Span) -> Bool {
    var at = kind.end
    while at < sentence.end, units[at] >= 0x30, units[at] <= 0x39 { at += 1 }
    guard at > kind.end, let end = gazetteer.words.counters.longestEnd(units, at: at, limit: sentence.end) else {
      return false
    }
    return end == sentence.end || !Self.isNamePart(units[end])
  }

  /// 26个|小区: a number and a classifier before a kind.
  private func isMany(_ units: [UInt16], _ kind: Int, _ limit: Int) -> Bool {
    kind - 2 >= limit && gazetteer.words.counters.contains(units[kind - 1]) && units[kind - 2] >= 0x30
      && units[kind - 2] <= 0x39
  }

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
    end - 1 >= free && gazetteer.words.borders.contains(units[end - 1])
  }

  /// 人和街|街道办事处, 柳园街道|办事处: what belongs to the name of a township besides what the gazetteer lists.
  private func office(_ units: [UInt16], _ end: Int, _ limit: Int) -> Int {
    var at = end
    while let (stop, value) = gazetteer.words.kinds.longestMatch(units, at: at, limit: limit),
      let level = gazetteer.words.kindLevels[Int(value)], level != .zone
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
      if let end = gazetteer.words.borders.longestEnd(units, at: at, limit: kind), end - at >= 2 || at == start {
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
    guard !gazetteer.words.generic.contains(units, Span(start, kind)) else { return nil }
    for length in 2...3 where kind - start >= length {
      if gazetteer.words.generic.contains(units, Span(kind - length, kind)) { return nil }
    }
    // 第二小学城北|校区: the name of a school.
    for at in start..<kind where gazetteer.words.schools.longestEnd(units, at: at, limit: kind) != nil { return nil }
    return start
  }

  /// Whether what is also a mere kind of zone names one here: 来到|示范区, but not 放心消费示范区.
  private func standsAlone(_ units: [UInt16], _ name: Span, _ free: Int) -> Bool {
    guard name.start > free, Self.isNamePart(units[name.start - 1]), gazetteer.words.kinds.value(units, name) != nil
    else { return true }
    for length in 2...3 where name.start - length >= free {
      if gazetteer.words.generic.contains(units, Span(name.start - length, name.start)) { return false }
    }
    return endsBorder(units, name.start, free)
  }

  private func endsBorder(_ units: [UInt16], _ end: Int, _ free: Int) -> Bool {
    gazetteer.words.borders.endsWord(units, at: end, limit: free)
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

  /// 市区|域, 全市|场: the name would end inside a word.
  private func isCut(_ units: [UInt16], _ end: Int, _ limit: Int) -> Bool {
    end > 0 && (gazetteer.words.longer.longestEnd(units, at: end - 1, limit: limit) ?? 0) > end
  }

  /// 路, 大道, 大学 after a short name make another name of it; 路灯 does not.
  private func isRoad(_ units: [UInt16], _ end: Int, _ limit: Int) -> Bool {
    gazetteer.words.roads.longestEnd(units, at: end, limit: limit) != nil
      && gazetteer.words.noRoads.longestEnd(units, at: end, limit: limit) == nil
  }

  /// Whether a short name may start here: at the start of a clause, behind another place, or behind what ends where a
  /// name begins; in 李|新安 and 云|台山 it does not.
  private func opensName(_ units: [UInt16], _ start: Int, _ limit: Int, _ before: Finding?) -> Bool {
    start == limit || !Self.isNamePart(units[start - 1]) || before?.span.end == start || endsBorder(units, start, limit)
  }
}
