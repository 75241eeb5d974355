import Consistency
import Extraction
import Foundation
import NewsText
import RuleFiles

/// What every stage made of a sentence, and the rule behind each decision, for reading.
public struct Explanation {
  private let source: RecordSource
  private let document: Document
  private let findings: [Finding]
  private let ruleLine: (RuleReference) -> String?

  /// - Parameters:
  ///   - document: as the extractor read it.
  ///   - findings: every relation tested in the document.
  ///   - ruleLine: the line of a rule file as written; nil when there is none.
  public init(
    _ document: Document, findings: [Finding] = [], ruleLine: @escaping (RuleReference) -> String?
  ) {
    self.document = document
    self.findings = findings
    source = RecordSource(document)
    self.ruleLine = ruleLine
  }

  /// Explains every sentence that has a part in a range of the source.
  ///
  /// - Parameters:
  ///   - range: in code points of the source.
  ///   - words: the words of a sentence, as spans of the clean text.
  ///   - traces: how the figures of the sentence with that index were bound.
  public func text(
    of range: SourceSpan, words: (Sentence) -> [Span], traces: (Int) -> [BindingTrace]
  ) -> String {
    var text = heading("source", "\(range)")
    text += line(source.sourceText(range))
    text += cleaning(in: range)
    let sentences = document.page.sentences.enumerated().filter { overlaps(source.span($0.element.span), range) }
    for (number, sentence) in sentences {
      text += explain(sentence, number: number, words: words(sentence), traces: traces(number))
    }
    if sentences.isEmpty { text += line("no article has a sentence here") }
    text += relations(in: range)
    return text
  }

  /// The relations that have a figure in a range, each with its arithmetic and what else was tried.
  private func relations(in range: SourceSpan) -> String {
    var text = ""
    for finding in findings where finding.members.contains(where: { overlaps(source.span($0), range) }) {
      let reason = finding.reason.map { ": \($0.rawValue)" } ?? (finding.rounding ? " by rounding" : "")
      text += decision("\(finding.check) \(finding.verdict.rawValue)\(reason)", finding.rule)
      for member in finding.members {
        let span = source.span(member)
        text += line("  \(span) line \(document.page.source.line(at: span.start)): \(source.sourceText(span))")
      }
      text += line("  \(finding.message.chinese)")
      if finding.message.english != finding.message.chinese { text += line("  \(finding.message.english)") }
      for other in finding.otherReadings { text += line("  other reading: \(other.chinese)") }
    }
    return text.isEmpty ? "" : heading("relations", "") + text
  }

  private func cleaning(in range: SourceSpan) -> String {
    var text = ""
    for dropped in document.page.clean.dropped where overlaps(dropped.span, range) {
      text += line("dropped \(dropped.span) \(dropped.reason.rawValue): \(source.sourceText(dropped.span))")
    }
    for aside in document.page.clean.asides where overlaps(source.span(aside.span), range) {
      text += line("aside \(source.span(aside.span)) \(aside.reason.rawValue): \(source.cleanText(aside.span))")
    }
    return text.isEmpty ? "" : heading("clean", "") + text
  }

  private func explain(_ sentence: Sentence, number: Int, words: [Span], traces: [BindingTrace]) -> String {
    let span = sentence.span
    var text = heading("sentence", "\(source.span(span)) article \(sentence.article) \(sentence.role.rawValue)")
    text += line(source.cleanText(span))
    if let article = document.page.articles.first(where: { $0.index == sentence.article }) {
      text += line("headline: \(source.cleanText(article.headline))")
      if let section = sentence.section, article.sections.indices.contains(section) {
        text += line("section: \(source.cleanText(article.sections[section].heading))")
      }
      if let published = source.published(article.index) { text += line("published: \(published)") }
    }
    text += heading("clauses", "")
    for clause in sentence.clauses { text += line(source.cleanText(clause)) }
    text += heading("words", "")
    text += line(words.map { source.cleanText($0) }.joined(separator: " "))
    text += places(in: span)
    text += mentions(in: span)
    text += enumerations(in: span)
    text += activities(in: span)
    text += binding(traces)
    text += statistics(of: number)
    return text
  }

  private func places(in span: Span) -> String {
    var text = ""
    for place in document.districts.places where span.contains(place.span) {
      let district = place.district.map { " → \($0.name) \($0.code ?? "")" } ?? ""
      text += decision("\(source.cleanText(place.span)) \(place.level.rawValue)\(district)", place.rule)
    }
    for zone in document.districts.zones where zone.span.overlaps(span) {
      let answer = zone.answer.map { "\($0.district.name) (\($0.basis.rawValue))" } ?? "none"
      text += line("here: \(answer)\(zone.place.isEmpty ? "" : " · \(zone.place)")")
    }
    return text.isEmpty ? "" : heading("places", "") + text
  }

  private func mentions(in span: Span) -> String {
    var text = ""
    for mention in document.mentions where span.contains(mention.span) {
      let low = mention.narrow.low.map(\.description) ?? "−∞"
      let high = mention.narrow.high.map(\.description) ?? "∞"
      let open = mention.narrow.includesLow ? "[" : "("
      let close = mention.narrow.includesHigh ? "]" : ")"
      text += decision(
        "\(source.cleanText(mention.span)) \(mention.kind.rawValue) \(SeparatedValues.plainText(mention.value.cell)) "
          + "\(open)\(low), \(high)\(close) \(mention.qualifier.rawValue) \(mention.unit)", mention.rule)
    }
    return text.isEmpty ? "" : heading("mentions", "") + text
  }

  private func enumerations(in span: Span) -> String {
    var text = ""
    for enumeration in document.enumerations where span.contains(enumeration.announced) {
      let items = enumeration.items.map { source.cleanText($0) }.joined(separator: " | ")
      text += decision(
        "\(source.cleanText(enumeration.announced)) announces \(enumeration.count), \(enumeration.form.rawValue)"
          + "\(enumeration.closed ? "" : ", open"): \(items)", enumeration.rule)
    }
    return text.isEmpty ? "" : heading("enumerations", "") + text
  }

  private func activities(in span: Span) -> String {
    var text = ""
    for zone in document.activities.zones where zone.span.overlaps(span) && !zone.activity.isEmpty {
      if let rule = zone.rule { text += decision(zone.activity, rule) } else { text += line(zone.activity) }
    }
    return text.isEmpty ? "" : heading("activities", "") + text
  }

  /// What the patterns saw and which of them fitted, the winner first.
  private func binding(_ traces: [BindingTrace]) -> String {
    var text = ""
    for trace in traces {
      let pieces = trace.pieces.map { piece in
        source.cleanText(piece.span) + (piece.classes.isEmpty ? "" : "/" + piece.classes.joined(separator: "+"))
      }
      text += line("\(source.cleanText(trace.figure)) in: \(pieces.joined(separator: " "))")
      if let veto = trace.veto { text += decision("reports nothing", veto) }
      if trace.veto == nil, let nearest = trace.nearest {
        text += line("no pattern took this figure\(trace.candidates.isEmpty ? "" : " with an action or an object")")
        let stands =
          trace.pieces.indices.contains(nearest.piece)
          ? "\(source.cleanText(trace.pieces[nearest.piece].span)) stands" : "the row ends"
        text += decision("nearest: \(nearest.pattern) wants \(nearest.wants) where \(stands)", nearest.rule)
      }
      for candidate in trace.candidates {
        text += decision(
          "\(candidate.pattern): action=\(candidate.action) object=\(candidate.object) "
            + "from \(source.cleanText(candidate.span))", candidate.rule)
      }
    }
    return text.isEmpty ? "" : heading("binding", "") + text
  }

  private func statistics(of sentence: Int) -> String {
    var text = ""
    for statistic in document.statistics where statistic.sentence == sentence {
      let district = statistic.district.map { "\($0.name) (\(statistic.districtBasis?.rawValue ?? ""))" } ?? ""
      let period = [statistic.periodStart, statistic.periodEnd].compactMap { $0 }.joined(separator: " – ")
      let roles = [
        ("district", district), ("place", statistic.place), ("activity", statistic.activity),
        ("action", statistic.action), ("object", statistic.object), ("scope", statistic.scope.rawValue),
        ("period", period), ("planned", statistic.planned ? "yes" : ""),
      ]
      let filled = roles.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
      text += decision("\(source.cleanText(statistic.mention.span)) \(filled)", statistic.rule)
    }
    return text.isEmpty ? "" : heading("statistics", "") + text
  }

  private func overlaps(_ a: SourceSpan, _ b: SourceSpan) -> Bool { a.start < b.end && b.start < a.end }

  private func heading(_ name: String, _ detail: String) -> String {
    detail.isEmpty ? "\(name)\n" : "\(name) \(detail)\n"
  }

  private func line(_ text: String) -> String { "  \(DisplayWidth.printable(text))\n" }

  private func decision(_ text: String, _ rule: RuleReference) -> String {
    line(text) + "    \(rule)\(ruleLine(rule).map { "  \(DisplayWidth.printable($0))" } ?? "")\n"
  }
}
