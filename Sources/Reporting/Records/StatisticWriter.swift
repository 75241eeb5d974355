import Extraction
import Foundation
import NewsText

/// Writes the lines of statistics from the document itself, without strings and cells in between.
///
/// What all statistics of an article or of a sentence say is written once and copied.
struct StatisticWriter: Sendable {
  private let source: RecordSource
  private let headline: String
  private let published: String

  /// The keys of a record with what stands before and behind them: `{"id":`, `,"source":` …
  private static let keys: [[UInt8]] = StatisticRecord.type.columns.indices.map { index in
    var writer = JSONWriter()
    writer.key(StatisticRecord.type.columns[index].name)
    return [UInt8(ascii: index == 0 ? "{" : ",")] + writer.bytes
  }

  /// The columns by name, so that they are written under their own keys.
  private enum Key: Int {
    case id, source, article, headline, published, district, districtCode, districtBasis, place, activity, action
    case object, text, value, low, high, qualifier, unit, baseValue, baseUnit, quantityKind, scope, periodStart
    case periodEnd, planned, start, end, sentence, sentenceStart, sentenceEnd, rule
  }

  /// Room for everything in a line but its texts.
  private static let room = keys.reduce(0) { $0 + $1.count } + 12 * JSONCursor.longestNumber + 256

  init(_ source: RecordSource, headline: String, published: String) {
    self.source = source
    self.headline = headline
    self.published = published
  }

  /// What was written last of an article and a sentence.
  private struct Memory {
    var article = -1
    var articleBytes: [UInt8] = []
    var sentence = -1
    var sentenceBytes: [UInt8] = []
    var span = SourceSpan(0, 0)
    var number = 0
  }

  /// Appends the lines of a range of statistics. Complexity: linear in what is written.
  func write(_ range: Range<Int>, into writer: inout JSONWriter) {
    guard !range.isEmpty else { return }
    var memory = Memory()
    memory.span = source.span(source.document.statistics[range.lowerBound].mention.span)
    memory.number = StatisticRecord.number(range.lowerBound, source) - 1
    Self.keys.withUnsafeBufferPointer { keys in
      source.document.statistics.withUnsafeBufferPointer { statistics in
        for index in range { write(statistics[index], keys, &memory, into: &writer) }
      }
    }
  }

  private func write(
    _ statistic: Statistic, _ keys: UnsafeBufferPointer<[UInt8]>, _ memory: inout Memory, into writer: inout JSONWriter
  ) {
    let span = source.span(statistic.mention.span)
    memory.number = span == memory.span ? memory.number + 1 : 0
    memory.span = span
    if memory.article != statistic.article {
      memory.article = statistic.article
      memory.articleBytes = article(statistic.article, keys)
    }
    if memory.sentence != statistic.sentence {
      memory.sentence = statistic.sentence
      memory.sentenceBytes = sentence(statistic.sentence, span, keys)
    }
    source.document.page.source.withUTF8(in: span) { text in
      let room =
        Self.room + memory.articleBytes.count + memory.sentenceBytes.count + 6 * (text.count + Self.texts(statistic))
      writer.write(atMost: room) { json in
        json.raw(keys[Key.id.rawValue])
        json.raw("\"s")
        source.digest.write(span, memory.number, to: &json)
        json.byte(UInt8(ascii: "\""))
        json.raw(memory.articleBytes)
        bound(statistic, keys, &json)
        json.raw(keys[Key.text.rawValue])
        json.string(text)
        figure(statistic.mention, keys, &json)
        time(statistic, keys, &json)
        json.raw(keys[Key.start.rawValue])
        json.integer(span.start)
        json.raw(keys[Key.end.rawValue])
        json.integer(span.end)
        json.raw(memory.sentenceBytes)
        json.raw(keys[Key.rule.rawValue])
        json.byte(UInt8(ascii: "\""))
        json.inner(statistic.rule.file)
        json.byte(UInt8(ascii: ":"))
        json.integer(statistic.rule.line)
        json.raw("\"}\n")
      }
    }
  }

  /// How many bytes the texts of a statistic have that are written with it alone.
  private static func texts(_ statistic: Statistic) -> Int {
    var count = statistic.place.utf8.count + statistic.activity.utf8.count + statistic.action.utf8.count
    count += statistic.object.utf8.count + statistic.mention.unit.utf8.count + statistic.rule.file.utf8.count
    count += (statistic.mention.measure?.baseUnit ?? statistic.mention.unit).utf8.count
    count += (statistic.periodStart?.utf8.count ?? 0) + (statistic.periodEnd?.utf8.count ?? 0)
    count += (statistic.district?.name.utf8.count ?? 0) + (statistic.district?.code?.utf8.count ?? 0)
    if case .date(let date) = statistic.mention.value { count += date.utf8.count }
    return count
  }

  // MARK: parts of a line

  private func article(_ index: Int, _ keys: UnsafeBufferPointer<[UInt8]>) -> [UInt8] {
    let page = source.document.page
    let own = page.articles.indices.contains(index) ? page.articles[index].headline : nil
    let date = source.published(index) ?? (published.isEmpty ? nil : published)
    var writer = JSONWriter()
    let texts = source.name.utf8.count + headline.utf8.count + (own?.count ?? 0) + (date?.utf8.count ?? 0)
    writer.write(atMost: Self.room + 6 * texts) { json in
      json.raw(keys[Key.source.rawValue])
      json.string(source.name)
      json.raw(keys[Key.article.rawValue])
      json.integer(source.number(ofArticle: index))
      json.raw(keys[Key.headline.rawValue])
      if let own, !own.isEmpty { write(own, &json) } else { json.string(headline) }
      json.raw(keys[Key.published.rawValue])
      json.optional(date)
    }
    return writer.bytes
  }

  private func sentence(_ index: Int, _ figure: SourceSpan, _ keys: UnsafeBufferPointer<[UInt8]>) -> [UInt8] {
    let sentences = source.document.page.sentences
    let span = sentences.indices.contains(index) ? sentences[index].span : nil
    let place = span.map(source.span) ?? figure
    var writer = JSONWriter()
    writer.write(atMost: Self.room + 6 * (span?.count ?? 0)) { json in
      json.raw(keys[Key.sentence.rawValue])
      if let span { write(span, &json) } else { json.string("") }
      json.raw(keys[Key.sentenceStart.rawValue])
      json.integer(place.start)
      json.raw(keys[Key.sentenceEnd.rawValue])
      json.integer(place.end)
    }
    return writer.bytes
  }

  /// A stretch of the clean text.
  private func write(_ span: Span, _ json: inout JSONCursor) {
    source.document.page.clean.units.withUnsafeBufferPointer { units in
      json.string(UnsafeBufferPointer(rebasing: units[span.range]))
    }
  }

  /// Who, where and what.
  private func bound(_ statistic: Statistic, _ keys: UnsafeBufferPointer<[UInt8]>, _ json: inout JSONCursor) {
    json.raw(keys[Key.district.rawValue])
    json.optional(statistic.district?.name)
    json.raw(keys[Key.districtCode.rawValue])
    json.optional(statistic.district?.code)
    json.raw(keys[Key.districtBasis.rawValue])
    json.optional(statistic.districtBasis?.rawValue)
    json.raw(keys[Key.place.rawValue])
    json.string(statistic.place)
    json.raw(keys[Key.activity.rawValue])
    json.string(statistic.activity)
    json.raw(keys[Key.action.rawValue])
    json.string(statistic.action)
    json.raw(keys[Key.object.rawValue])
    json.string(statistic.object)
  }

  /// How many of what unit.
  private func figure(_ mention: Mention, _ keys: UnsafeBufferPointer<[UInt8]>, _ json: inout JSONCursor) {
    json.raw(keys[Key.value.rawValue])
    switch mention.value {
    case .number(let number): json.number(number)
    case .date(let date): json.string(date)
    case .none: json.null()
    }
    json.raw(keys[Key.low.rawValue])
    json.number(mention.narrow.low)
    json.raw(keys[Key.high.rawValue])
    json.number(mention.narrow.high)
    json.raw(keys[Key.qualifier.rawValue])
    json.string(mention.qualifier.rawValue)
    json.raw(keys[Key.unit.rawValue])
    json.string(mention.unit)
    json.raw(keys[Key.baseValue.rawValue])
    json.number(
      mention.measure.map { measure in mention.value.number.map { $0.multiplied(by: measure.factor) } }
        ?? mention.value.number)
    json.raw(keys[Key.baseUnit.rawValue])
    json.string(mention.measure?.baseUnit ?? mention.unit)
    json.raw(keys[Key.quantityKind.rawValue])
    json.string((mention.measure?.dimension ?? (mention.kind == .percent ? .percent : .count)).rawValue)
  }

  private func time(_ statistic: Statistic, _ keys: UnsafeBufferPointer<[UInt8]>, _ json: inout JSONCursor) {
    json.raw(keys[Key.scope.rawValue])
    json.string(statistic.scope.rawValue)
    json.raw(keys[Key.periodStart.rawValue])
    json.optional(statistic.periodStart)
    json.raw(keys[Key.periodEnd.rawValue])
    json.optional(statistic.periodEnd)
    json.raw(keys[Key.planned.rawValue])
    json.bool(statistic.planned)
  }
}
