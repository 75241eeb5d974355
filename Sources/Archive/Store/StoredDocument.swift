import Consistency
import Extraction
import Foundation
import GRDB
import NewsText
import Reporting

/// A document as the rows it becomes, without the ids that the database gives. Made by the workers.
struct StoredDocument: Sendable {
  typealias Values = [DatabaseValue]

  /// The columns of `source` behind `file_id, member, name, digest, rules_id, format`.
  var source: Values
  /// The columns of `article` behind `source_id`.
  var articles: [Values] = []
  /// The columns of `sentence` behind `article_id`, with the index of the article.
  var sentences: [(article: Int, values: Values, text: String)] = []
  /// The columns of `statistic` behind `article_id, sentence_id, district_id`.
  var statistics: [(article: Int, sentence: Int, district: District?, values: Values)] = []
  /// What each article is found by, `date` included.
  var articleFacets: [Facets] = []
  /// The columns of `mention` behind `source_id, article_id`.
  var mentions: [(article: Int?, values: Values)] = []
  /// The columns of `finding` behind `article_id`, with the statistics it is about.
  var findings: [(article: Int, values: Values, statistics: [Int], facets: Facets)] = []

  /// What a list finds an article or a finding by: those of its first figure that has one.
  struct Facets: Sendable {
    var district: District?
    var activity = ""
    var date = ""

    mutating func complete(from other: Facets) {
      district = district ?? other.district
      if activity.isEmpty { activity = other.activity }
      if date.isEmpty { date = other.date }
    }
  }

  /// Rows to be filled in.
  init(source: Values) { self.source = source }

  init(_ document: Document, metadata: Metadata, findings: [Finding]) {
    let page = document.page
    source =
      [page.source.encoding.rawValue.databaseValue, page.source.count.databaseValue]
      + [page.source.replacements.databaseValue]
      + [\Metadata.title, \.author, \.published, \.origin, \.url, \.id].map { metadata[keyPath: $0].databaseValue }
    let fingerprints = ArticleFingerprint.fingerprints(of: document)
    for (row, print) in zip(ArticleRecord.rows(document), fingerprints) {
      articles.append(
        Self.values(row, Self.articleColumns) + [print.text.databaseValue, print.figures.databaseValue])
    }
    for sentence in page.sentences {
      let span = page.clean.offsets.source(sentence.span)
      let text = page.clean.text(in: sentence.span)
      sentences.append(
        (
          sentence.article,
          [
            sentence.role.rawValue.databaseValue, text.databaseValue, span.start.databaseValue, span.end.databaseValue,
            sentence.paragraph.databaseValue,
            SentenceShifts.text(of: sentence.span, in: page.clean, from: span.start).databaseValue,
          ], text
        ))
    }
    for (row, statistic) in zip(StatisticRecord.rows(document), document.statistics) {
      statistics.append(
        (statistic.article, statistic.sentence, statistic.district, Self.values(row, Self.statisticColumns)))
    }
    for (row, mention) in zip(MentionRecord.rows(document), document.mentions) {
      mentions.append((page.articleIndex(at: mention.span.start), Self.values(row, Self.mentionColumns)))
    }
    articleFacets = page.articles.indices.map { index in
      let published = document.published.indices.contains(index) ? document.published[index] : nil
      return Facets(date: published ?? metadata.published)
    }
    for statistic in document.statistics where articleFacets.indices.contains(statistic.article) {
      articleFacets[statistic.article].complete(
        from: Facets(district: statistic.district, activity: statistic.activity))
    }
    for (row, finding) in zip(FindingRecord.rows(findings, in: document), findings) {
      var facets = Facets()
      for index in finding.statistics where document.statistics.indices.contains(index) {
        let statistic = document.statistics[index]
        facets.complete(
          from: Facets(
            district: statistic.district, activity: statistic.activity, date: statistic.periodEnd ?? ""))
      }
      if articleFacets.indices.contains(finding.article) { facets.complete(from: articleFacets[finding.article]) }
      self.findings.append(
        (
          finding.article,
          Self.values(row, Self.findingColumns)
            + [finding.message.english.databaseValue, facets.activity.databaseValue, facets.date.databaseValue],
          finding.statistics, facets
        ))
    }
  }

  private static let articleColumns = indices(
    ArticleRecord.type, ["article", "kind", "headline", "shoulder", "byline", "published", "start", "end"])
  /// The keys of the records whose values `statistics` and `findings` hold.
  static let statisticKeys = [
    "id", "district_basis", "place", "activity", "action", "object", "text", "value", "low", "high", "qualifier",
    "unit", "base_value", "base_unit", "quantity_kind", "scope", "period_start", "period_end", "planned", "start",
    "end", "rule",
  ]
  static let findingKeys = [
    "id", "check", "verdict", "severity", "message", "spans", "lines", "quotes", "expected", "computed", "rounding",
    "reason", "rule",
  ]
  private static let statisticColumns = indices(StatisticRecord.type, statisticKeys)
  private static let mentionColumns = indices(
    MentionRecord.type,
    ["start", "end", "text", "kind", "value", "low", "high", "qualifier", "unit", "rule"])
  private static let findingColumns = indices(FindingRecord.type, findingKeys)

  private static func indices(_ type: RecordType, _ names: [String]) -> [Int] {
    names.compactMap { name in type.columns.firstIndex { $0.name == name } }
  }

  private static func values(_ row: Reporting.Row, _ columns: [Int]) -> Values { columns.map { value(row[$0]) } }

  private static func value(_ cell: Cell) -> DatabaseValue {
    switch cell {
    case .null: .null
    case .text(let text): text.databaseValue
    case .integer(let integer): integer.databaseValue
    case .number(let number): value(number)
    case .flag(let flag): flag.databaseValue
    case .integers(let integers): "[\(integers.map(String.init).joined(separator: ","))]".databaseValue
    case .texts(let texts):
      String(decoding: (try? JSONEncoder().encode(texts)) ?? Data("[]".utf8), as: UTF8.self).databaseValue
    case .spans(let spans):
      ("[" + spans.map { "[\($0.start),\($0.end)]" }.joined(separator: ",") + "]").databaseValue
    }
  }

  /// Whole numbers as integers, others as floating point.
  private static func value(_ number: Decimal) -> DatabaseValue {
    if number.isNaN { return .null }
    let approximate = NSDecimalNumber(decimal: number).doubleValue
    // Newspapers print no fraction so long that it would be lost here.
    return value(Double(number.description) ?? approximate)
  }

  static func value(_ number: Double) -> DatabaseValue {
    if abs(number) < 1e15, number == number.rounded() { return Int(number).databaseValue }
    return number.databaseValue
  }
}
