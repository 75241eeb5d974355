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
  private static let keys = Keys()

  private struct Keys: @unchecked Sendable {
    /// All keys behind each other, for as long as the program runs.
    let memory: UnsafeMutableBufferPointer<UInt8>
    /// Where each key begins, and where the last one ends.
    let starts: [Int]

    init() {
      var bytes: [UInt8] = []
      var starts = [0]
      for (index, column) in StatisticRecord.type.columns.enumerated() {
        var writer = JSONWriter()
        writer.key(column.name)
        bytes.append(UInt8(ascii: index == 0 ? "{" : ","))
        bytes += writer.bytes
        starts.append(bytes.count)
      }
      memory = .allocate(capacity: bytes.count)
      _ = memory.initialize(from: bytes)
      self.starts = starts
    }

    @inline(__always)
    func write(_ key: Key, _ json: inout JSONCursor) {
      let (start, end) = (starts[key.rawValue], starts[key.rawValue + 1])
      json.raw(UnsafeBufferPointer(rebasing: memory[start..<end]))
    }
  }

  /// The columns by name, so that they are written under their own keys.
  private enum Key: Int {
    case id, source, article, headline, published, district, districtCode, districtBasis, place, activity, action
    case object, text, value, low, high, qualifier, unit, baseValue, baseUnit, quantityKind, scope, periodStart
    case periodEnd, planned, start, end, sentence, sentenceStart, sentenceEnd, rule
  }

  /// Room for everything in a line but its texts.
  private static let room = keys.memory.count + 12 * JSONCursor.longestNumber + 256

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
    /// Where the text was read last.
    var place = SourceText.Place()
  }

  /// Appends the lines of a range of statistics. Complexity: linear in what is written.
  func write(_ range: Range<Int>, into writer: inout JSONWriter) {
    guard !range.isEmpty else { return }
    var memory = Memory()
    memory.span = source.span(source.document.statistics[range.lowerBound].mention.span)
    memory.number = StatisticRecord.number(range.lowerBound, source) - 1
    let keys = Self.keys
    source.document.statistics.withUnsafeBufferPointer { statistics in
      for index in range { write(statistics[index], keys, &memory, into: &writer) }
    }
  }

  private func write(
    _ statistic: Statistic, _ keys: Keys, _ memory: inout Memory, into writer: inout JSONWriter
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
    var place = memory.place
    source.document.page.source.withUTF8(in: span, from: &place) { text in
      let room =
        Self.room + memory.articleBytes.count + memory.sentenceBytes.count + 6 * (text.count + Self.texts(statistic))
      writer.write(atMost: room) { json in
        keys.write(.id, &json)
        json.raw("\"s")
        source.digest.write(span, memory.number, to: &json)
        json.byte(UInt8(ascii: "\""))
        json.raw(memory.articleBytes)
        bound(statistic, keys, &json)
        keys.write(.text, &json)
        json.string(text)
        figure(statistic.mention, keys, &json)
        time(statistic, keys, &json)
        keys.write(.start, &json)
        json.integer(span.start)
        keys.write(.end, &json)
        json.integer(span.end)
        json.raw(memory.sentenceBytes)
        keys.write(.rule, &json)
        json.byte(UInt8(ascii: "\""))
        json.inner(statistic.rule.file)
        json.byte(UInt8(ascii: ":"))
        json.integer(statistic.rule.line)
        json.raw("\"}\n")
      }
    }
    memory.place = place
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

  private func article(_ index: Int, _ keys: Keys) -> [UInt8] {
    let page = source.document.page
    let own = page.articles.indices.contains(index) ? page.articles[index].headline : nil
    let date = source.published(index) ?? (published.isEmpty ? nil : published)
    var writer = JSONWriter()
    let texts = source.name.utf8.count + headline.utf8.count + (own?.count ?? 0) + (date?.utf8.count ?? 0)
    writer.write(atMost: Self.room + 6 * texts) { json in
      keys.write(.source, &json)
      json.string(source.name)
      keys.write(.article, &json)
      json.integer(source.number(ofArticle: index))
      keys.write(.headline, &json)
      if let own, !own.isEmpty { write(own, &json) } else { json.string(headline) }
      keys.write(.published, &json)
      json.optional(date)
    }
    return writer.bytes
  }

  private func sentence(_ index: Int, _ figure: SourceSpan, _ keys: Keys) -> [UInt8] {
    let sentences = source.document.page.sentences
    let span = sentences.indices.contains(index) ? sentences[index].span : nil
    let place = span.map(source.span) ?? figure
    var writer = JSONWriter()
    writer.write(atMost: Self.room + 6 * (span?.count ?? 0)) { json in
      keys.write(.sentence, &json)
      if let span { write(span, &json) } else { json.string("") }
      keys.write(.sentenceStart, &json)
      json.integer(place.start)
      keys.write(.sentenceEnd, &json)
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
  private func bound(_ statistic: Statistic, _ keys: Keys, _ json: inout JSONCursor) {
    keys.write(.district, &json)
    json.optional(statistic.district?.name)
    keys.write(.districtCode, &json)
    json.optional(statistic.district?.code)
    keys.write(.districtBasis, &json)
    json.optional(statistic.districtBasis?.rawValue)
    keys.write(.place, &json)
    json.string(statistic.place)
    keys.write(.activity, &json)
    json.string(statistic.activity)
    keys.write(.action, &json)
    json.string(statistic.action)
    keys.write(.object, &json)
    json.string(statistic.object)
  }

  /// How many of what unit.
  private func figure(_ mention: Mention, _ keys: Keys, _ json: inout JSONCursor) {
    keys.write(.value, &json)
    switch mention.value {
    case .number(let number): json.number(number)
    case .date(let date): json.string(date)
    case .none: json.null()
    }
    keys.write(.low, &json)
    json.number(mention.narrow.low)
    keys.write(.high, &json)
    json.number(mention.narrow.high)
    keys.write(.qualifier, &json)
    json.string(mention.qualifier.rawValue)
    keys.write(.unit, &json)
    json.string(mention.unit)
    keys.write(.baseValue, &json)
    json.number(
      mention.measure.map { measure in mention.value.number.map { $0.multiplied(by: measure.factor) } }
        ?? mention.value.number)
    keys.write(.baseUnit, &json)
    json.string(mention.measure?.baseUnit ?? mention.unit)
    keys.write(.quantityKind, &json)
    json.string((mention.measure?.dimension ?? (mention.kind == .percent ? .percent : .count)).rawValue)
  }

  private func time(_ statistic: Statistic, _ keys: Keys, _ json: inout JSONCursor) {
    keys.write(.scope, &json)
    json.string(statistic.scope.rawValue)
    keys.write(.periodStart, &json)
    json.optional(statistic.periodStart)
    keys.write(.periodEnd, &json)
    json.optional(statistic.periodEnd)
    keys.write(.planned, &json)
    json.bool(statistic.planned)
  }
}
