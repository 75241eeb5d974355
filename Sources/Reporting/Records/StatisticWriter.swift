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

  /// What was written last of an article and a sentence, and where.
  private struct Memory: ~Copyable {
    var article = -1
    var ofArticle = JSONCursor()
    var sentence = -1
    var ofSentence = JSONCursor()
    var span = SourceSpan(0, 0)
    var number = 0
    /// Where the text was read last.
    var place = SourceText.Place()
  }

  /// Lines are handed over in stretches of so many bytes.
  private static let atOnce = 1 << 16

  /// Appends the lines of a range of statistics. Complexity: linear in what is written.
  func write(_ range: Range<Int>, into writer: inout JSONWriter) {
    guard !range.isEmpty else { return }
    var memory = Memory()
    memory.span = source.span(source.document.statistics[range.lowerBound].mention.span)
    memory.number = StatisticRecord.number(range.lowerBound, source) - 1
    var lines = JSONCursor()
    let keys = Self.keys
    source.document.statistics.withUnsafeBufferPointer { statistics in
      source.document.page.source.utf8.withUnsafeBufferPointer { text in
        guard let first = statistics.baseAddress else { return }
        for index in range {
          write(first + index, text, keys, &memory, &lines)
          if lines.count >= Self.atOnce {
            if index + 1 < range.upperBound, writer.bytes.isEmpty {
              // Room for as many more of about this length.
              let length = lines.count / (index + 1 - range.lowerBound) + 1
              writer.bytes.reserveCapacity(length * range.count / 8 * 9)
            }
            writer.append(lines)
            lines.clear()
          }
        }
      }
    }
    writer.append(lines)
  }

  /// - Parameters:
  ///   - statistic: by its place, for a copy takes as long as writing it.
  ///   - text: the source.
  private func write(
    _ statistic: UnsafePointer<Statistic>, _ text: UnsafeBufferPointer<UInt8>, _ keys: Keys, _ memory: inout Memory,
    _ json: inout JSONCursor
  ) {
    let span = source.span(statistic.pointee.mention.span)
    memory.number = span == memory.span ? memory.number + 1 : 0
    memory.span = span
    if memory.article != statistic.pointee.article {
      memory.article = statistic.pointee.article
      writeArticle(memory.article, keys, &memory.ofArticle)
    }
    if memory.sentence != statistic.pointee.sentence {
      memory.sentence = statistic.pointee.sentence
      writeSentence(memory.sentence, span, keys, &memory.ofSentence)
    }
    let own = UnsafeBufferPointer(
      rebasing: text[source.document.page.source.range(of: span, in: text, from: &memory.place)])
    json.makeRoom(
      Self.room + memory.ofArticle.count + memory.ofSentence.count + 6 * (own.count + Self.texts(statistic)))
    keys.write(.id, &json)
    json.raw("\"s")
    source.digest.write(span, memory.number, to: &json)
    json.byte(UInt8(ascii: "\""))
    json.raw(memory.ofArticle.bytes)
    Self.writeBinding(statistic, keys, &json)
    keys.write(.text, &json)
    json.string(own)
    Self.writeFigure(statistic, keys, &json)
    Self.writeTime(statistic, keys, &json)
    keys.write(.start, &json)
    json.integer(span.start)
    keys.write(.end, &json)
    json.integer(span.end)
    json.raw(memory.ofSentence.bytes)
    keys.write(.rule, &json)
    json.byte(UInt8(ascii: "\""))
    json.inner(statistic.pointee.rule.file)
    json.byte(UInt8(ascii: ":"))
    json.integer(statistic.pointee.rule.line)
    json.raw("\"}\n")
  }

  /// How many bytes the texts of a statistic have that are written with it alone.
  private static func texts(_ place: UnsafePointer<Statistic>) -> Int {
    var count = place.pointee.place.utf8.count + place.pointee.activity.utf8.count + place.pointee.action.utf8.count
    count +=
      place.pointee.object.utf8.count + place.pointee.mention.unit.utf8.count + place.pointee.rule.file.utf8.count
    count += (place.pointee.mention.measure?.baseUnit ?? place.pointee.mention.unit).utf8.count
    count += (place.pointee.periodStart?.utf8.count ?? 0) + (place.pointee.periodEnd?.utf8.count ?? 0)
    count += (place.pointee.district?.name.utf8.count ?? 0) + (place.pointee.district?.code?.utf8.count ?? 0)
    if case .date(let date) = place.pointee.mention.value { count += date.utf8.count }
    return count
  }

  // MARK: parts of a line

  private func writeArticle(_ index: Int, _ keys: Keys, _ json: inout JSONCursor) {
    let page = source.document.page
    let own = page.articles.indices.contains(index) ? page.articles[index].headline : nil
    let date = source.published(index) ?? (published.isEmpty ? nil : published)
    let texts = source.name.utf8.count + headline.utf8.count + (own?.count ?? 0) + (date?.utf8.count ?? 0)
    json.clear()
    json.makeRoom(Self.room + 6 * texts)
    keys.write(.source, &json)
    json.string(source.name)
    keys.write(.article, &json)
    json.integer(source.number(ofArticle: index))
    keys.write(.headline, &json)
    if let own, !own.isEmpty { write(own, &json) } else { json.string(headline) }
    keys.write(.published, &json)
    json.optional(date)
  }

  private func writeSentence(_ index: Int, _ figure: SourceSpan, _ keys: Keys, _ json: inout JSONCursor) {
    let count = source.document.page.sentences.count
    let span = index >= 0 && index < count ? source.document.page.sentences[index].span : nil
    let place = span.map(source.span) ?? figure
    json.clear()
    json.makeRoom(Self.room + 6 * (span?.count ?? 0))
    keys.write(.sentence, &json)
    if let span { write(span, &json) } else { json.string("") }
    keys.write(.sentenceStart, &json)
    json.integer(place.start)
    keys.write(.sentenceEnd, &json)
    json.integer(place.end)
  }

  /// A stretch of the clean text.
  private func write(_ span: Span, _ json: inout JSONCursor) {
    source.document.page.clean.units.withUnsafeBufferPointer { units in
      json.string(UnsafeBufferPointer(rebasing: units[span.range]))
    }
  }

  /// Who, where and what.
  private static func writeBinding(_ statistic: UnsafePointer<Statistic>, _ keys: Keys, _ json: inout JSONCursor) {
    keys.write(.district, &json)
    json.optional(statistic.pointee.district?.name)
    keys.write(.districtCode, &json)
    json.optional(statistic.pointee.district?.code)
    keys.write(.districtBasis, &json)
    json.optional(statistic.pointee.districtBasis?.rawValue)
    keys.write(.place, &json)
    json.string(statistic.pointee.place)
    keys.write(.activity, &json)
    json.string(statistic.pointee.activity)
    keys.write(.action, &json)
    json.string(statistic.pointee.action)
    keys.write(.object, &json)
    json.string(statistic.pointee.object)
  }

  /// How many of what unit.
  private static func writeFigure(_ statistic: UnsafePointer<Statistic>, _ keys: Keys, _ json: inout JSONCursor) {
    keys.write(.value, &json)
    switch statistic.pointee.mention.value {
    case .number(let number): json.number(number)
    case .date(let date): json.string(date)
    case .none: json.null()
    }
    keys.write(.low, &json)
    json.number(statistic.pointee.mention.narrow.low)
    keys.write(.high, &json)
    json.number(statistic.pointee.mention.narrow.high)
    keys.write(.qualifier, &json)
    json.string(statistic.pointee.mention.qualifier.rawValue)
    keys.write(.unit, &json)
    json.string(statistic.pointee.mention.unit)
    keys.write(.baseValue, &json)
    let (number, factor) = (statistic.pointee.mention.value.number, statistic.pointee.mention.measure?.factor)
    json.number(number.map { number in factor.map(number.multiplied) ?? number })
    keys.write(.baseUnit, &json)
    json.string(statistic.pointee.mention.measure?.baseUnit ?? statistic.pointee.mention.unit)
    keys.write(.quantityKind, &json)
    let dimension = statistic.pointee.mention.measure?.dimension
    json.string((dimension ?? (statistic.pointee.mention.kind == .percent ? .percent : .count)).rawValue)
  }

  private static func writeTime(_ statistic: UnsafePointer<Statistic>, _ keys: Keys, _ json: inout JSONCursor) {
    keys.write(.scope, &json)
    json.string(statistic.pointee.scope.rawValue)
    keys.write(.periodStart, &json)
    json.optional(statistic.pointee.periodStart)
    keys.write(.periodEnd, &json)
    json.optional(statistic.pointee.periodEnd)
    keys.write(.planned, &json)
    json.bool(statistic.pointee.planned)
  }
}
