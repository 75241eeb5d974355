import NewsText
import RuleFiles

/// Reads announced counts together with the lists they announce.
public struct EnumerationReader: Sendable {
  let rules: EnumerationRules

  /// Reads `enumerations/`.
  public init(rules: inout RuleFolder) { self.rules = EnumerationRules(rules: &rules) }

  /// The enumerations of a page, in text order. Complexity: linear, but for the bounded search around each count.
  public func enumerations(in page: Page) -> [Enumeration] {
    let units = page.clean.units
    let scanner = CountScanner(units: units, rules: rules)
    let lists = ListReader(finder: ListFinder(units: units, rules: rules))
    var found: [Enumeration] = []
    for article in page.articles {
      for index in article.sentences {
        let sentence = page.sentences[index]
        let counts = scanner.counts(in: sentence.span)
        for (at, count) in counts.enumerated() {
          let scene = Scene(
            count: count, group: group(counts, at), sentence: sentence, article: article, page: page, lists: lists)
          if let enumeration = read(scene) { found.append(enumeration) }
        }
      }
    }
    return found
  }

  /// A count with what stands around it.
  struct Scene {
    let count: AnnouncedCount
    /// The counts of one slogan: 三巡六进.
    let group: ArraySlice<AnnouncedCount>
    let sentence: Sentence
    let article: Article
    let page: Page
    let lists: ListReader

    var units: [UInt16] { page.clean.units }
    var finder: ListFinder { lists.finder }
    /// Behind the count, or the quotation it stands in.
    var tail: Int { count.quote.map { $0.end + 1 } ?? count.span.end }
    /// In front of it.
    var front: Int { count.quote.map { $0.start - 1 } ?? count.span.start }
    var limit: Int { sentence.span.end }
    var start: Int { sentence.span.start }
  }

  private func group(_ counts: [AnnouncedCount], _ at: Int) -> ArraySlice<AnnouncedCount> {
    var low = at
    var high = at + 1
    while low > 0, counts[low - 1].span.end == counts[low].span.start { low -= 1 }
    while high < counts.count, counts[high - 1].span.end == counts[high].span.start { high += 1 }
    return counts[low..<high]
  }

  private func make(_ scene: Scene, _ reading: ListReading?, _ form: Enumeration.Form) -> Enumeration {
    let count = scene.count
    var span = count.span
    // 三清口号: 清客厅、清水沟 share less than what stands behind the number.
    if let shared = reading?.shared, let head = count.head, shared.count < head.count, reading?.fits == true {
      span = Span(span.start, shared.end)
    }
    return Enumeration(
      announced: span, count: count.count, unit: count.unit, head: count.head, items: reading?.items ?? [],
      repeats: reading?.repeats ?? [], form: form, closed: reading?.closed ?? true,
      isCertain: reading.map { $0.fits || $0.certain } ?? false,
      isFigure: count.isFixed || count.isPair
        || (form == .pointer && count.quote == nil && isSection(count, scene.units)), rule: rules.reference)
  }

  /// The list that fits, in the order of the places where lists stand; else the one that should have.
  private func read(_ scene: Scene) -> Enumeration? {
    let count = scene.count
    if count.isFixed {
      // A term that is a name, unless its items stand behind it: “四新”,即新品种、新技术…
      guard let reading = bracketed(scene) ?? announced(scene), reading.shared != nil, reading.fits || reading.certain
      else { return nil }
      return make(scene, reading, .after)
    }
    if count.ranks {
      guard let start = rules.end(.announces, scene.units, at: count.span.end, limit: scene.limit),
        let list = scene.lists.following(from: start, limit: scene.limit, count, scene.group)
      else { return nil }
      return make(scene, list, .after)
    }
    var misses: [Enumeration] = []
    func take(_ reading: ListReading?, _ form: Enumeration.Form) -> Enumeration? {
      guard let reading else { return nil }
      let made = make(scene, reading, form)
      if reading.fits { return made }
      misses.append(made)
      return nil
    }
    if let found = take(bracketed(scene), .parentheses) ?? take(announced(scene), .after)
      ?? take(OrdinalItems(scene: scene, rules: rules).reading(), .clauses) ?? take(juxtaposed(scene), .after)
      ?? take(ones(scene), .clauses)
    {
      return found
    }
    if let before = before(scene) {
      if before.form == .pointer { return make(scene, before.reading, .pointer) }
      if let found = take(before.reading, before.form) { return found }
    }
    if let items = headings(scene) {
      return make(scene, ListReading(items: items.headings, fits: true), items.form)
    }
    if let found = take(clauses(scene), .clauses) { return found }
    if count.quote != nil, let items = repeats(count, from: scene.tail, limit: scene.limit, scene.units) {
      return make(scene, ListReading(items: items, repeats: items, fits: true), .clauses)
    }
    if count.isSlogan, let reading = later(scene) { return make(scene, reading, .clauses) }
    if let miss = misses.first(where: \.isCertain) { return miss }
    if count.quote != nil, !count.isPair,
      let miss = misses.first(where: { $0.form == .parentheses || $0.form == .after })
    {
      return miss
    }
    // A slogan of number, classifier and noun stands for a list wherever that is.
    if count.isSlogan, !count.unit.isEmpty, count.quote?.start == count.span.start {
      return make(scene, nil, .elsewhere)
    }
    return nil
  }

  /// In brackets after the slogan, or after the few words that complete it.
  func bracketed(_ scene: Scene) -> ListReading? {
    for at in scene.tail..<max(scene.tail, min(scene.tail + 10, scene.limit)) {
      if let region = scene.finder.bracket(at: at, limit: scene.limit) {
        return scene.lists.enclosed(region, scene.count, scene.group)
      }
      if !ListFinder.isHan(scene.units[at]) { break }
    }
    return nil
  }

  /// Announced: 即 …
  func announced(_ scene: Scene) -> ListReading? {
    let units = scene.units
    var at = scene.tail
    while at < scene.limit, at < scene.tail + 12,
      ListFinder.isHan(units[at]) || (scene.count.quote == nil && isQuoted(at, scene)),
      rules.end(.announces, units, at: at, limit: scene.limit) == nil
    { at += 1 }
    let gap = Span(scene.tail, at)
    while at < scene.limit, ListFinder.isComma(units[at]) { at += 1 }
    if let start = rules.end(.parts, units, at: at, limit: scene.limit),
      let reading = scene.lists.following(from: start, limit: scene.limit, scene.count, scene.group), reading.fits
    {
      return reading
    }
    if let named = named(scene) { return named }
    let isWhole =
      gap.count <= 7 && rules.end(.some, units, at: at, limit: scene.limit) == nil
      && !gap.range.contains { rules.end(.some, units, at: $0, limit: gap.end) != nil }
    guard let start = rules.end(.announces, units, at: at, limit: scene.limit),
      var reading = scene.lists.following(
        from: start, limit: scene.limit, scene.count, scene.group,
        isWhole: isWhole && rules.end(.some, units, at: start, limit: scene.limit) == nil)
    else { return nil }
    // Only what stands close by is surely announced, and a colon may open speech.
    if !reading.fits, reading.shared == nil,
      gap.count > 7 || gap.range.contains(where: { rules.end(.speech, units, at: $0, limit: gap.end) != nil })
    {
      reading.certain = false
    }
    return scene.count.quote != nil || reading.fits || reading.certain ? reading : nil
  }

  /// The names behind a count of persons: 获奖的两名同学是张子涵、李沐阳和周一诺.
  private func named(_ scene: Scene) -> ListReading? {
    guard rules.has(.persons, scene.count.unit) else { return nil }
    var at = scene.tail
    while at < scene.limit, at < scene.tail + 6, ListFinder.isHan(scene.units[at]) {
      if let start = rules.end(.is, scene.units, at: at, limit: scene.limit),
        let list = scene.finder.split(
          scene.finder.stretch(from: start, limit: scene.limit, throughCommas: false), at: [.pause, .joiner]),
        list.closed,
        list.items.allSatisfy({ rules.isPerson(scene.units, $0) })
      {
        let fits = list.items.count == scene.count.count
        return ListReading(items: list.items, fits: fits, certain: abs(list.items.count - scene.count.count) <= 1)
      }
      at += 1
    }
    return nil
  }

  /// The items of the clause after a slogan's, where all of them begin or end with the word the number is bound to:
  /// “三查”行动,查登记、查保养、查救援.
  private func clauses(_ scene: Scene) -> ListReading? {
    let count = scene.count
    guard count.quote != nil else { return nil }
    var at = scene.tail
    while at < scene.limit, ListFinder.isHan(scene.units[at]) { at += 1 }
    guard at < scene.limit, ListFinder.isComma(scene.units[at]) else { return nil }
    let clause = scene.finder.stretch(from: at + 1, limit: scene.limit, throughCommas: false)
    let sentence = scene.finder.stretch(from: at + 1, limit: scene.limit, throughCommas: true)
    guard let list = scene.finder.split(clause, at: .pause) else { return nil }
    if let reading = scene.lists.run(sentence, count) ?? scene.lists.run(clause, count),
      reading.fits || (scene.group.count == 1 && list.items.count <= reading.items.count)
    {
      return reading
    }
    if list.closed, list.items.count == count.count { return ListReading(items: list.items, fits: true) }
    // “六个一”活动,读一本好书、写一篇心得…: each has one.
    if list.closed, clause.end == sentence.end, let head = count.head, count.unit.isEmpty == false,
      list.items.count >= 3,
      list.items.allSatisfy({ holds($0, head, scene.units) == 1 })
    {
      return ListReading(items: list.items, certain: true)
    }
    return nil
  }

  /// How often a word stands in an item.
  private func holds(_ item: Span, _ word: Span, _ units: [UInt16]) -> Int {
    guard item.count >= word.count else { return 0 }
    return (item.start...(item.end - word.count)).count {
      units[$0..<($0 + word.count)].elementsEqual(units[word.range])
    }
  }

  /// The places after a slogan that repeat the word its number is bound to, as often as it announces: “三清单” … 清单,
  /// … 清单, … 清单.
  private func repeats(_ count: AnnouncedCount, from start: Int, limit: Int, _ units: [UInt16]) -> [Span]? {
    guard let head = count.head, head.count >= 2 else { return nil }
    return repeats(count, head, from: start, limit: limit, units)
  }

  private func repeats(
    _ count: AnnouncedCount, _ head: Span, from start: Int, limit: Int, _ units: [UInt16]
  ) -> [Span]? {
    var items: [Span] = []
    var at = start
    while at + head.count <= limit {
      if units[at..<(at + head.count)].elementsEqual(units[head.range]) {
        items.append(Span(at, at + head.count))
        at += head.count
      } else {
        at += 1
      }
    }
    return items.count == count.count ? items : nil
  }

  /// A list that fits in the sentences that follow in the paragraph: one that begins with 即, or the noun counted as
  /// often as announced: “三项机制” … 晨查机制 … 管理机制 … 奖惩机制.
  private func later(_ scene: Scene) -> ListReading? {
    let sentences = scene.page.sentences
    guard let own = scene.page.sentenceIndex(at: scene.start) else { return nil }
    var end = scene.limit
    var next = own + 1
    while next < sentences.count, next <= own + 3, sentences[next].paragraph == scene.sentence.paragraph {
      let span = sentences[next].span
      if let start = rules.end(.announces, scene.units, at: span.start, limit: span.end),
        let reading = scene.lists.following(from: start, limit: span.end, scene.count, scene.group), reading.fits
      {
        return reading
      }
      end = span.end
      next += 1
    }
    guard let noun = scene.count.noun, noun.count >= 2,
      let items = repeats(scene.count, noun, from: scene.tail, limit: end, scene.units)
    else { return nil }
    return ListReading(items: items, repeats: items, fits: true)
  }

  // MARK: - Before the count

  /// A list, a coinage or a pronoun right before the count.
  private func before(_ scene: Scene) -> (reading: ListReading?, form: Enumeration.Form)? {
    let (count, units, end) = (scene.count, scene.units, scene.front)
    let opens =
      end == scene.start || ListFinder.isComma(units[end - 1]) || ListFinder.isSemicolon(units[end - 1])
      || units[end - 1] == 0x3002
    let antecedents = AntecedentFinder(scene: scene, rules: rules)
    // At the start of a clause such a word counts the kinds just named.
    if rules.has(.kinds, count.unit), count.quote == nil, opens {
      return (antecedents.counted(before: end), .pointer)
    }
    // 甘棠村和柏树村。两村隔一条河
    if opens, isSection(count, units), let reading = antecedents.pointed(at: end), reading.fits {
      return (reading, .pointer)
    }
    // 抽检面粉、食用油、冬粉,二者均合格: so many as were listed right before.
    if opens, count.quote == nil, rules.has(.these, count.unit),
      end > scene.start + 1, let clause = scene.finder.clause(before: end - 1, from: scene.start),
      let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed,
      list.items.dropFirst().allSatisfy({ $0.count <= 6 && !LikeNouns(units: units, rules: rules).hasLink($0) })
    {
      return (ListReading(items: list.items, fits: list.items.count == count.count, certain: true), .pointer)
    }
    if opens, count.quote == nil, !count.unit.isEmpty || isSection(count, units), !rules.has(.kinds, count.unit),
      let reading = antecedents.echoed(before: end)
    {
      return (reading, .pointer)
    }
    if count.quote == nil, isSection(count, units),
      opens || rules.start(.now, units, end: end, from: scene.start) != nil,
      let reading = antecedents.withheldPersons(before: end)
    {
      return (reading, .pointer)
    }
    guard end > scene.start else { return nil }
    if count.isSlogan, let pointer = rules.start(.points, units, end: end, from: scene.start),
      let reading = sloganBefore(scene, pointer)
    {
      return (reading, .before)
    }
    if ListFinder.closesQuote(units[end - 1]), rules.has(.sides, count.unit) {
      let open = units[end - 1] - 1
      var start = end - 2
      while start > scene.start, units[start] != open { start -= 1 }
      let parties = (start + 1..<end - 1).map { Span($0, $0 + 1) }
      let isCoined =
        parties.count >= 2 && parties.allSatisfy { rules.end(.coined, units, at: $0.start, limit: $0.end) != nil }
      if parties.count == count.count || (isCoined && abs(parties.count - count.count) == 1) {
        return (ListReading(items: parties, fits: parties.count == count.count, certain: isCoined), .coinage)
      }
    }
    if let levels = levels(scene) { return (levels, .coinage) }
    if let all = altogether(scene) { return (all, .before) }
    if count.quote == nil, !count.unit.isEmpty || isSection(count, units),
      let pointer = rules.start(.points, units, end: end, from: scene.start)
    {
      return (antecedents.pointed(at: pointer), .pointer)
    }
    if count.quote != nil || !count.unit.isEmpty, let inner = scene.finder.quoted(end: end, from: scene.start),
      inner.closed
    {
      if inner.items.count == count.count { return (ListReading(items: inner.items, fits: true), .before) }
      // “看、问、听、记、改”六字工作法
      if inner.items.allSatisfy({ $0.count == inner.items[0].count && $0.count <= 4 }),
        abs(inner.items.count - count.count) <= 1, !count.unit.isEmpty
      {
        return (ListReading(items: inner.items, certain: true), .before)
      }
      // “党建+网格+物业”四级联动
      if units[inner.items[0].start..<inner.items[1].start].contains(0x2B) {
        return (ListReading(items: inner.items, certain: true), .before)
      }
    }
    if opens, isSection(count, units), rules.end(.sums, units, at: count.span.end, limit: scene.limit) != nil {
      return (antecedents.counted(before: end), .pointer)
    }
    // 由老党员、老教师、老干部组成的劝导队，人称“三老”
    if count.isSlogan, let own = scene.finder.clause(before: end, from: scene.start), own.count <= 4,
      own.start > scene.start, let clause = scene.finder.clause(before: own.start - 1, from: scene.start),
      let list = scene.finder.split(clause, at: .pause), list.closed, list.items.count == count.count
    {
      return (ListReading(items: list.items, fits: true), .before)
    }
    // 先比短跑、再比跳远、最后比铅球,三项成绩相加
    if opens, count.quote == nil, !count.unit.isEmpty, end > scene.start + 1,
      let clause = scene.finder.clause(before: end - 1, from: scene.start),
      let list = scene.finder.split(clause, at: [.pause, .joiner]), list.closed, list.items.count == count.count
    {
      return (ListReading(items: list.items, fits: true), .before)
    }
    guard units[end - 1] != 0x3001, let clause = scene.finder.clause(before: end, from: scene.start),
      let list = scene.finder.split(clause, at: .all), list.closed
    else { return nil }
    if let plain = scene.finder.split(clause, at: .pause), plain.items.count == count.count, plain.closed,
      plain.items.dropFirst().allSatisfy({ $0.count <= 16 }), count.quote != nil
    {
      return (ListReading(items: plain.items, fits: true), .before)
    }
    let short = list.items.dropFirst().allSatisfy { $0.count <= 16 }
    if list.items.count == count.count, short, !count.unit.isEmpty || count.quote != nil || isSection(count, units) {
      return (ListReading(items: list.items, fits: true), .before)
    }
    let alike = LikeNouns(units: units, rules: rules)
    let noun = alike.noun(of: count, limit: scene.limit)
    let certain =
      short
      && (alike.share(list.items, with: noun) || alike.areBodies(list.items, noun)
        || (rules.has(.sides, count.unit) && count.isSlogan && list.items.allSatisfy { $0.count <= 6 })
        || (rules.has(.sides, count.unit) && clause.start == scene.start
          && list.items.allSatisfy { !alike.hasLink($0) })
        || alike.areSurely(list.items, noun, classifier: count.unit))
    // 住房和城乡建设局、文化和旅游局两部门: what joins may stand inside a name.
    if certain, !alike.share(list.items, with: noun), !alike.areUniform(list.items),
      let plain = scene.finder.split(clause, at: .pause), plain.items.count == count.count
    {
      return (ListReading(items: plain.items, fits: true), .before)
    }
    if certain, !count.isSlogan, scene.finder.reaches(count.count, list, before: clause, from: scene.start) {
      return nil
    }
    // 田径、游泳共36个小项: what is listed are kinds of what is counted.
    let isNear = LikeNouns.isNear(list.items, count.count) || alike.share(list.items, with: noun)
    return certain && isNear ? (ListReading(items: list.items, certain: true), .before) : nil
  }

  func isSection(_ count: AnnouncedCount, _ units: [UInt16]) -> Bool {
    guard let head = count.head else { return false }
    return count.quote == nil && rules.end(.section, units, at: head.start, limit: head.end) == head.end
  }
}
