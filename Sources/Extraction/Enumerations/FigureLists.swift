import Foundation
import NewsText

extension EnumerationReader {
  /// The lists before figures: 昆山镇、李村镇等6个镇, 甲村、乙村、丙村3个示范村. Their counts stay quantities.
  ///
  /// - Parameters:
  ///   - page: gives the sentences that the lists are looked for in.
  ///   - mentions: those of the page, in text order, announced counts among them.
  /// - Complexity: linear in the number of mentions; the look around each is bounded.
  public func figures(in page: Page, _ mentions: [Mention]) -> [Enumeration] {
    let units = page.clean.units
    let finder = ListFinder(units: units, rules: rules)
    let alike = LikeNouns(units: units, rules: rules)
    var found: [Enumeration] = []
    var sentence = 0
    // By index: a copy of a mention counts references.
    for index in mentions.indices where mentions[index].kind == .quantity && mentions[index].qualifier == .exact {
      let dimension = mentions[index].measure?.dimension
      guard let value = mentions[index].value.number, !mentions[index].unit.isEmpty,
        dimension == nil || dimension == .count || dimension == .other, ShortDecimal.lies(value, from: 2, to: 99)
      else { continue }
      let mention = mentions[index]
      while sentence < page.sentences.count, page.sentences[sentence].span.end <= mention.span.start { sentence += 1 }
      guard sentence < page.sentences.count, page.sentences[sentence].span.contains(mention.span) else { continue }
      let span = page.sentences[sentence].span
      let (count, end) = (NSDecimalNumber(decimal: value).intValue, mention.span.start)
      func make(_ items: [Span], _ form: Enumeration.Form, closed: Bool, certain: Bool) {
        found.append(
          Enumeration(
            announced: mention.span, count: count, unit: mention.unit, items: items, form: form, closed: closed,
            isCertain: certain, isFigure: true, rule: rules.reference))
      }
      let noun = alike.noun(from: mention.span.end, limit: span.end)
      if end == span.start {
        if let (reading, form) = listed(mention, count, page.sentences[sentence], page, finder) {
          make(reading.items, form, closed: reading.closed, certain: reading.fits || reading.certain)
        }
        continue
      }
      if let pointer = rules.start(.points, units, end: end, from: span.start), count <= Self.most,
        rules.end(.times, units, at: mention.span.end, limit: span.end) == nil,
        let scene = scene(mention, count, page.sentences[sentence], page, finder)
      {
        if let reading = AntecedentFinder(scene: scene, rules: rules).pointed(at: pointer),
          reading.fits || reading.certain
        {
          make(reading.items, .pointer, closed: reading.closed, certain: true)
        }
      } else if let open = rules.start(.open, units, end: end, from: span.start) {
        guard let clause = finder.clause(before: open, from: span.start),
          let list = finder.split(clause, at: [.pause, .joiner])
        else { continue }
        make(list.items, .before, closed: false, certain: alike.share(list.items, with: noun))
      } else if let list = finder.preceding(
        end: rules.start(.sums, units, end: end, from: span.start) ?? end, from: span.start)
      {
        // 3路、12路、15路共3条公交线路
        guard
          list.items.dropFirst().allSatisfy({ $0.count <= 16 && !hasDigit($0, units) })
            || areNumbered(list.items, units)
        else { continue }
        let certain =
          alike.share(list.items, with: noun) || areNumbered(list.items, units)
          || LikeNouns.isNear(list.items, count)
            && (alike.areBodies(list.items, noun)
              || alike.areSurely(list.items, noun, classifier: mention.unit))
        let counts =
          rules.has(.classifier, mention.unit) || rules.has(.loose, mention.unit)
          || rules.has(.section, mention.unit)
        if certain || (list.items.count == count && counts && !noun.isEmpty) {
          if list.items.count != count, let clause = finder.clause(before: end, from: span.start),
            finder.reaches(count, list, before: clause, from: span.start)
          {
            continue
          }
          make(list.items, .before, closed: true, certain: certain)
        }
      } else if let (reading, form) = listed(mention, count, page.sentences[sentence], page, finder) {
        make(reading.items, form, closed: reading.closed, certain: reading.fits || reading.certain)
      } else {
        var at = mention.span.end
        while at < span.end, at < mention.span.end + 8, ListFinder.isHan(units[at]),
          rules.end(.names, units, at: at, limit: span.end) == nil
        { at += 1 }
        if at < span.end, ListFinder.isComma(units[at]) { at += 1 }
        guard let start = rules.end(.names, units, at: at, limit: span.end),
          let list = finder.split(
            finder.stretch(from: start, limit: span.end, throughCommas: false), at: [.pause, .joiner, .semicolon]),
          list.items.allSatisfy({ !hasDigit($0, units) })
        else { continue }
        make(list.items, .after, closed: list.closed, certain: alike.share(list.items, with: noun))
      }
    }
    return found
  }

  /// The list in brackets behind the noun that a figure counts, or one that is announced there: 4名队员(…), 3条线路:….
  private func listed(
    _ mention: Mention, _ count: Int, _ sentence: Sentence, _ page: Page, _ finder: ListFinder
  ) -> (ListReading, Enumeration.Form)? {
    guard count <= Self.most, let scene = scene(mention, count, sentence, page, finder) else { return nil }
    func take(_ reading: ListReading?, _ form: Enumeration.Form) -> (ListReading, Enumeration.Form)? {
      guard let reading, reading.fits || reading.certain, reading.repeats.isEmpty,
        !reading.items.contains(where: { hasDigit($0, page.clean.units) })
          || LikeNouns(units: page.clean.units, rules: rules).areUniform(reading.items)
          || reading.items.allSatisfy({ isDesignation($0, page.clean.units) })
          || reading.items.allSatisfy({ ListFinder.isDigit(page.clean.units[$0.start]) || $0.count >= 6 })
      else { return nil }
      return (reading, form)
    }
    return take(bracketed(scene), .parentheses) ?? take(self.announced(scene), .after)
      ?? take(OrdinalItems(scene: scene, rules: rules).reading(), .clauses) ?? take(juxtaposed(scene), .after)
      ?? take(ones(scene), .clauses)
  }

  /// Whether all items are names of a number and one character: 3路、12路; the first may have words before it.
  private func areNumbered(_ items: [Span], _ units: [UInt16]) -> Bool {
    guard let last = items.last, last.count >= 2, items.count >= 3 else { return false }
    return items.allSatisfy { item in
      guard item.count >= 2, units[item.end - 1] == units[last.end - 1], ListFinder.isHan(units[item.end - 1]) else {
        return false
      }
      let digits = units[item.start..<(item.end - 1)].reversed().prefix(while: ListFinder.isDigit).count
      return digits > 0 && (item == items[0] || digits == item.count - 1)
    }
  }

  /// Whether a stretch is a name that ends in a number: 济麦22, 郑麦1860.
  private func isDesignation(_ item: Span, _ units: [UInt16]) -> Bool {
    let name = units[item.range].prefix { ListFinder.isHan($0) }
    return (2...6).contains(name.count) && units[name.endIndex..<item.end].allSatisfy(ListFinder.isDigit)
  }

  /// A figure as an announced count with what stands around it.
  private func scene(
    _ mention: Mention, _ count: Int, _ sentence: Sentence, _ page: Page, _ finder: ListFinder
  ) -> Scene? {
    guard sentence.article < page.articles.count else { return nil }
    let announced = AnnouncedCount(span: mention.span, count: count, unit: mention.unit)
    return Scene(
      count: announced, group: [announced][...], sentence: sentence, article: page.articles[sentence.article],
      page: page, lists: ListReader(finder: finder))
  }

  /// Longer lists are not written out.
  private static let most = 20

  private func hasDigit(_ span: Span, _ units: [UInt16]) -> Bool {
    units[span.range].contains { $0 >= 0x30 && $0 <= 0x39 }
  }
}
