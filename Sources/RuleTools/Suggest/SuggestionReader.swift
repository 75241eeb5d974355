import Extraction
import NewsText

/// Looks in a document for what the rules do not know.
public struct SuggestionReader {
  private let document: Document
  private let extractor: Extractor
  private let units: [UInt16]
  private let known: KnownWords

  /// - Parameters:
  ///   - document: as `extractor` read it.
  ///   - extractor: tells the words and which patterns were tried.
  ///   - known: what is no suggestion; made once for all documents.
  public init(_ document: Document, _ extractor: Extractor, known: KnownWords) {
    self.document = document
    self.extractor = extractor
    self.known = known
    units = document.page.clean.units
  }

  /// In text order, by kind. Complexity: linear, but for the traces of figures that no pattern took.
  public func suggestions() -> [RuleSuggestion] { unknownUnits() + unknownZones() + slogans() + untakenFigures() }

  // MARK: units

  /// A number without unit, and right behind it a short word that another word follows: 30|大桶|毒饵.
  private func unknownUnits() -> [RuleSuggestion] {
    var found: [RuleSuggestion] = []
    var next = 0
    for sentence in document.page.sentences {
      while next < document.mentions.count, document.mentions[next].span.start < sentence.span.start { next += 1 }
      var at = next
      while at < document.mentions.count, document.mentions[at].span.end <= sentence.span.end {
        defer { at += 1 }
        let mention = document.mentions[at]
        guard mention.kind == .quantity || mention.kind == .identifier, mention.unit.isEmpty else { continue }
        // 12345热线, 5号楼: what stands behind such a name counts nothing.
        guard mention.kind == .quantity || known.digits.contains(units[mention.span.end - 1]) else { continue }
        let words = extractor.words(of: sentence, in: document).drop { $0.start < mention.span.end }
        guard let first = words.first, first.start == mention.span.end, isHan(first) else { continue }
        // 大|摞: a measure word is cut from the word before it.
        var word = first
        var rest = words.dropFirst()
        if word.count == 1, let next = rest.first, next.count == 1, isHan(next) {
          word = Span(word.start, next.end)
          rest = rest.dropFirst()
        }
        let unit = text(word)
        let follower = rest.first
        guard word.count <= 2, !known.names.contains(unit), !known.noThings.contains(unit),
          follower.map({ isHan($0) || isMark($0) }) ?? true
        else {
          continue
        }
        let stretch = Span(mention.span.start, follower.map { isHan($0) ? $0.end : word.end } ?? word.end)
        found.append(
          suggestion(.unit, unit, "\(unit)\tcount\t\t\t\(text(stretch))", at: mention.span))
      }
    }
    return found
  }

  // MARK: places

  /// Zones that stand in no list.
  private func unknownZones() -> [RuleSuggestion] {
    document.districts.places.compactMap { place in
      let full = place.district?.name ?? place.name
      guard place.level == .zone, !known.zones.contains(full), !known.zones.contains(place.name) else { return nil }
      let named = known.city(before: full)
      return suggestion(
        .place, full, "\(full)\t\(named?.city ?? "CITY")\t\(named?.rest ?? (full == place.name ? "" : place.name))",
        at: place.span)
    }
  }

  // MARK: activities

  /// The most characters of a slogan.
  private static let longestSlogan = 10

  /// Names with a number in quotation marks where no activity holds: “三清三改”.
  private func slogans() -> [RuleSuggestion] {
    var found: [RuleSuggestion] = []
    var open: Int?
    for at in units.indices {
      if units[at] == 0x201C { open = at + 1 }
      guard units[at] == 0x201D, let start = open else { continue }
      open = nil
      let span = Span(start, at)
      guard (3...Self.longestSlogan).contains(span.count), isHan(span),
        units[span.range].contains(where: known.numerals.contains),
        document.activities.zone(at: start)?.activity.isEmpty ?? true,
        let sentence = document.page.sentenceIndex(at: start).map({ document.page.sentences[$0] })
      else { continue }
      let rule = """
        activity NEW-ID
          about    WHAT THE CAMPAIGN IS ABOUT
          strong   \(text(span))
          example  \(text(sentence.span))

        """
      found.append(suggestion(.activity, text(span), rule, at: span))
    }
    return found
  }

  // MARK: patterns

  /// Figures that no pattern takes, with one that would.
  private func untakenFigures() -> [RuleSuggestion] {
    let taken = Set(document.statistics.filter { !$0.action.isEmpty || !$0.object.isEmpty }.map(\.mention.span))
    var found: [RuleSuggestion] = []
    var mention = 0
    for (index, sentence) in document.page.sentences.enumerated() {
      var isOpen = false
      while mention < document.mentions.count, document.mentions[mention].span.start < sentence.span.end {
        let entry = document.mentions[mention]
        isOpen = isOpen || (entry.kind == .quantity || entry.kind == .percent) && !taken.contains(entry.span)
        mention += 1
      }
      guard isOpen else { continue }
      for trace in extractor.traces(of: index, in: document)
      where trace.nearest != nil && trace.veto == nil && !taken.contains(trace.figure) {
        if let draft = PatternDraft(trace) {
          found.append(suggestion(.pattern, draft.match, draft.stanza(text), at: trace.figure))
        }
      }
    }
    return found
  }

  private func suggestion(_ kind: RuleSuggestion.Kind, _ key: String, _ rule: String, at span: Span) -> RuleSuggestion {
    let page = document.page
    let start = page.clean.offsets.source(span).start
    let sentence = page.sentenceIndex(at: span.start).map { text(page.sentences[$0].span) } ?? ""
    return RuleSuggestion(
      kind: kind, key: key, rule: rule, source: page.source.name, line: page.source.line(at: start), sentence: sentence)
  }

  private func text(_ span: Span) -> String { document.page.clean.text(in: span) }

  private func isHan(_ span: Span) -> Bool { units[span.range].allSatisfy { (0x4E00...0x9FFF).contains($0) } }

  private func isMark(_ span: Span) -> Bool { span.count == 1 && !isHan(span) && units[span.start] > 0x7F }
}
