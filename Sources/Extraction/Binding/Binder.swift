import NewsText
import RuleFiles

/// Binds the figures of a document to who, where, what and when.
public struct Binder: Sendable {
  let rules: BindingRules
  let matcher: PatternMatcher
  let vetoes: PatternMatcher
  private let scopes: ScopeRules
  private let families: UnitFamilies
  let itemRules: ItemRules
  let objects: ObjectText
  private let state: ClassSet
  private let event: ClassSet
  private let distribution: Distribution

  /// Reads `lexicons/` and `binding/`.
  public init(rules folder: inout RuleFolder) {
    rules = BindingRules(rules: &folder)
    let classes = rules.lexicon.classes
    scopes = ScopeRules(rules: &folder)
    itemRules = ItemRules(rules: rules, marks: Marks(rules: &folder))
    families = UnitFamilies(rules: &folder)
    matcher = PatternMatcher(patterns: rules.patterns)
    vetoes = PatternMatcher(patterns: rules.vetoes)
    objects = ObjectText(classes: classes)
    state = classes.bit("have") ?? 0
    event = ["act", "dual", "cause"].reduce(0) { $0 | (classes.bit($1) ?? 0) }
    distribution = Distribution(
      sign: classes.bit("dist") ?? 0, and: classes.bit("and") ?? 0, rate: classes.bit("rate") ?? 0)
  }

  /// The statistics of a document, in text order. `document.statistics` is not read.
  public func statistics(in document: Document, segmenter: WordSegmenter) -> [Statistic] {
    let page = document.page
    let reader = ItemReader(rules: itemRules, segmenter: segmenter)
    var scopeReader = ScopeReader(rules: scopes)
    var bound: [Statistic] = []
    var memory = Memory(families: families)
    // What every sentence asks of them, apart from what else they hold.
    let (mentionSpans, reported) = Self.figures(document.mentions)
    let (rowBits, vetoBits) = (matcher.rowBits(), vetoes.rowBits())
    let placeSpans = document.districts.places.map(\.span)
    let frameSpans = document.timeFrames.map(\.span)
    var nextMention = 0
    var nextPlace = 0
    var nextFrame = 0
    var zones = Zones()
    var dealt = distribution
    var figures: [Figure] = []
    bound.reserveCapacity(reported.count { $0 })
    // Its parts one by one: a copy of a sentence counts references.
    let sentences = page.sentences
    for index in sentences.indices {
      let span = sentences[index].span
      let article = sentences[index].article
      let paragraph = sentences[index].paragraph
      let frames = Self.slice(frameSpans, span, &nextFrame)
      let mentions = Self.slice(mentionSpans, span, &nextMention)
      let frame = scopeReader.frame(
        page.clean.units, span, paragraph: paragraph, isAsked: reported[mentions].contains(true),
        sentences[index].clauses, document.timeFrames[frames])
      if memory.article != article { memory = Memory(article: article, families: families) }
      memory.startSentence(in: paragraph)
      guard let frame else { continue }
      let times = document.timeFrames[frames]
      let places = Self.slice(placeSpans, span, &nextPlace)
      let rows = rows(document, span, mentions, places, reader, &figures)
      let periods = PeriodReader(times)
      dealt.start()
      var row = -1
      for figure in figures {
        let unit = document.mentions[figure.mention].unit
        if row != figure.row {
          row = figure.row
          rowBits.start(rows[row].items)
          vetoBits.start(rows[row].items)
        }
        guard !vetoes.matches(rows[row].items, value: figure.item, unit: unit, vetoBits),
          let match = matcher.best(rows[row].items, value: figure.item, unit: unit, rowBits)
        else { continue }
        var statistic = Statistic(
          mention: document.mentions[figure.mention], sentence: index, article: article,
          rule: rules.patterns[match.pattern].reference)
        fill(&statistic, match, rows[row].items, page.clean.units, memory)
        let action = match.action.map { rows[row].items[$0].reduce(0) { $0 | $1.classes } } ?? 0
        (statistic.scope, statistic.planned) = frame.scope(
          of: mentionSpans[figure.mention], isState: action & state != 0 && action & event == 0,
          isEvent: action & event != 0)
        (statistic.periodStart, statistic.periodEnd) = periods.period(of: mentionSpans[figure.mention])
        zones.fill(&statistic, document)
        dealt.note(figure, at: bound.count)
        memory.keep(
          statistic, leads: match.action != nil && match.object != nil,
          counts: !rules.patterns[match.pattern].takesUnit)
        bound.append(statistic)
      }
      dealt.deal(rows, &bound, page.clean.units, objects)
    }
    return bound
  }

  /// A figure and where it stands in the rows of its sentence.
  struct Figure {
    var row: Int
    var item: Int
    var mention: Int
  }

  /// The items of a sentence.
  ///
  /// - Parameter figures: becomes its figures, in text order.
  func rows(
    _ document: Document, _ sentence: Span, _ mentions: Range<Int>, _ places: Range<Int>, _ reader: ItemReader,
    _ figures: inout [Figure]
  ) -> [ItemRow] {
    let rows = reader.rows(
      document.page.clean.units, sentence: sentence, mentions: mentions, of: document.mentions, places: places,
      of: document.districts.places)
    figures.removeAll(keepingCapacity: true)
    for row in rows.indices {
      for item in rows[row].items.indices {
        let mention = rows[row].items[item].mention
        if mention >= 0, Self.reports(document.mentions[mention].kind) {
          figures.append(Figure(row: row, item: item, mention: mention))
        }
      }
    }
    if rows.count > 1 { figures.sort { $0.mention < $1.mention } }
    return rows
  }

  /// Whether a mention can be a reported figure.
  static func reports(_ kind: Mention.Kind) -> Bool { kind == .quantity || kind == .percent }

  private func fill(
    _ statistic: inout Statistic, _ match: PatternMatcher.Match, _ items: [Item], _ units: [UInt16], _ memory: Memory
  ) {
    if let range = match.action {
      statistic.action = ObjectText.text(units, items[range])
      statistic.actionSpan = Span(items[range.lowerBound].span.start, items[range.upperBound - 1].span.end)
    }
    if let range = match.object, let object = objects.phrase(units, items, range) {
      statistic.object = object.text
      statistic.objectSpan = object.span
    }
    if rules.patterns[match.pattern].takesUnit, statistic.object.isEmpty { statistic.object = statistic.mention.unit }
    let inherits = rules.patterns[match.pattern].inherits
    // 69个、236场次: a figure with nothing of its own measures what the one before it does.
    if inherits.count == 2, statistic.object.isEmpty, let last = memory.sentence,
      last.kind == statistic.mention.kind
    {
      statistic.object = last.object
    }
    for role in inherits {
      switch role {
      case .action where statistic.action.isEmpty: statistic.action = memory.sentence?.action ?? ""
      case .object where statistic.object.isEmpty:
        statistic.object = memory.object(of: statistic, nearest: rules.patterns[match.pattern].inheritsNearest)
      default: break
      }
    }
  }

  /// Fills in what holds where the figures stand, for one figure after the other.
  private struct Zones {
    private var district = 0
    private var activity = 0

    mutating func fill(_ statistic: inout Statistic, _ document: Document) {
      let at = statistic.mention.span.start
      while district < document.districts.zones.count, document.districts.zones[district].span.end <= at {
        district += 1
      }
      if district < document.districts.zones.count, document.districts.zones[district].span.contains(at) {
        statistic.district = document.districts.zones[district].answer?.district
        statistic.districtBasis = document.districts.zones[district].answer?.basis
        statistic.place = document.districts.zones[district].place
      }
      while activity < document.activities.zones.count, document.activities.zones[activity].span.end <= at {
        activity += 1
      }
      if activity < document.activities.zones.count, document.activities.zones[activity].span.contains(at) {
        statistic.activity = document.activities.zones[activity].activity
      }
    }
  }

  /// Where each mention stands, and whether it can be a reported figure.
  private static func figures(_ mentions: [Mention]) -> (spans: [Span], reported: [Bool]) {
    var spans: [Span] = []
    var reported: [Bool] = []
    spans.reserveCapacity(mentions.count)
    reported.reserveCapacity(mentions.count)
    // By index: a copy of a mention counts references.
    for index in mentions.indices {
      spans.append(mentions[index].span)
      reported.append(reports(mentions[index].kind))
    }
    return (spans, reported)
  }

  /// The indices of the spans inside a sentence, moving on a cursor over sorted, disjoint spans.
  static func slice(_ spans: [Span], _ sentence: Span, _ next: inout Int) -> Range<Int> {
    while next < spans.count, spans[next].start < sentence.start { next += 1 }
    let first = next
    while next < spans.count, spans[next].end <= sentence.end { next += 1 }
    return first..<next
  }

  /// What earlier figures leave for later ones that do not repeat it.
  private struct Memory {
    /// What a figure measured.
    struct Last {
      var kind: Mention.Kind
      var unit: String
      var action: String
      var object: String
    }

    /// An object with the unit it was counted in.
    private struct Counted {
      var unit: String
      var object: String
      /// Whether it may be taken over in a later paragraph.
      var reaches: Bool
    }

    var article = -1
    /// The last figure of the sentence.
    var sentence: Last?
    /// The last object of the sentence that is no part or list item of another.
    private var whole: (object: String, unit: String)?
    /// The last such object of the article for each unit, of which there are few; of some units, that of the paragraph.
    private var objects: [Counted] = []
    private var paragraph = -1
    private let families: UnitFamilies

    init(article: Int = -1, families: UnitFamilies) {
      self.article = article
      self.families = families
    }

    /// - Parameters:
    ///   - leads: whether the figure names both its action and its object, and so may be what later figures
    ///     break down.
    ///   - counts: false where the unit is itself the object.
    mutating func keep(_ statistic: Statistic, leads: Bool, counts: Bool) {
      let unit = statistic.mention.unit
      sentence = Last(
        kind: statistic.mention.kind, unit: unit, action: statistic.action, object: statistic.object)
      guard counts, !statistic.object.isEmpty, statistic.mention.kind == .quantity, statistic.scope != .part else {
        return
      }
      if leads || whole == nil { whole = (statistic.object, unit) }
      if let known = objects.firstIndex(where: { $0.unit.hasBytes(of: unit) }) {
        if leads { objects[known].object = statistic.object }
      } else {
        objects.append(
          Counted(unit: unit, object: statistic.object, reaches: families.reachesBeyondParagraph(unit)))
      }
    }

    mutating func startSentence(in paragraph: Int) {
      sentence = nil
      whole = nil
      if self.paragraph != paragraph, !objects.isEmpty { objects.removeAll { !$0.reaches } }
      self.paragraph = paragraph
    }

    func object(of statistic: Statistic, nearest: Bool) -> String {
      if statistic.mention.kind == .percent {
        return sentence?.object ?? ""
      }
      let unit = statistic.mention.unit
      if nearest, let sentence, families.match(sentence.unit, unit) { return sentence.object }
      if let whole, families.match(whole.unit, unit) { return whole.object }
      if let known = objects.first(where: { $0.unit.hasBytes(of: unit) }) { return known.object }
      if let sentence, families.match(sentence.unit, unit) { return sentence.object }
      return ""
    }
  }
}
