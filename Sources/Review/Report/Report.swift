import Archive
import Foundation
import Reporting

/// A report on everything an archive holds, as one file.
public struct Report {
  /// How much of an archive a report shows; what is left out is told.
  public struct Limits: Sendable {
    /// The most findings that are printed.
    public var findings = 500
    /// The most cells of a table that are printed.
    public var cells = 2000
    /// The most articles whose text is printed.
    public var articles = 200
    /// The limits of `heshu report`.
    public init() {}
  }

  private let browser: ArchiveBrowser
  private let store: ArchiveStore
  private let templates: Templates
  private let contexts: Contexts
  private let limits: Limits
  private let version: String

  /// - Parameters:
  ///   - activityNames: the names of the activities in Chinese, by their ids.
  /// - Throws: `ArchiveFailure`, or what is wrong with a template.
  public init(
    archive: String, language: FindingRecord.Language, activityNames: [String: String], limits: Limits = Limits(),
    version: String
  ) throws {
    browser = try ArchiveBrowser(archive, patience: .seconds(600))
    store = try ArchiveStore(archive, mustExist: true)
    templates = try Templates(language)
    contexts = Contexts(words: templates.words, activity: ActivityNames(activityNames, language).name)
    self.limits = limits
    self.version = version
  }

  /// One HTML file that needs nothing else.
  public func html() throws -> String {
    let cells = try ReportCell.all(store)
    var context = try content(cells)
    context["style"] = Templates.style
    context["articleList"] = try articles(&context)
    let charts = try ReportCharts(store, cells, words: templates.words)
    context["timeCharts"] = charts.timeCharts
    context["barCharts"] = charts.barCharts
    context["hasCharts"] = !charts.timeCharts.isEmpty || !charts.barCharts.isEmpty
    return templates.page("report", context)
  }

  /// The same without charts and texts, for terminals and pull requests.
  public func markdown() throws -> String { templates.markdown(try content(try ReportCell.all(store))) }

  private func content(_ cells: [ReportCell]) throws -> Context {
    let overview = try browser.overview()
    var context = contexts.overview(overview)
    let total = overview.total
    let isChinese = templates.words.language == .chinese
    context["summary"] =
      isChinese
      ? "共 \(overview.sources) 个文档、\(overview.articles) 篇文章、\(overview.figures) 个数字；测了 \(total.total) 个关系，其中 \(total.fails) 个不成立，\(total.tension) 个勉强，\(total.undecided) 个未定。"
      : "\(overview.sources) documents, \(overview.articles) articles, \(overview.figures) figures; \(total.total) relations tested: \(total.fails) fail, \(total.tension) in tension, \(total.undecided) undecided."
    context["version"] = version
    context["problemList"] = try browser.problems(limit: 500).map(contexts.problem)
    let list = try browser.findings(FindingFilter(), limit: limits.findings)
    context["findingList"] = try list.lines.compactMap { try browser.finding($0.key) }.map(contexts.detail)
    context["leftOutFindings"] = leftOut(total.fails + total.tension - list.lines.count, "条发现", "findings")
    addTables(cells, &context)
    return context
  }

  private func leftOut(_ count: Int, _ chinese: String, _ english: String) -> String? {
    guard count > 0 else { return nil }
    return templates.words.language == .chinese
      ? "另有 \(count) \(chinese)未列出。" : "\(count) more \(english) are not shown."
  }

  /// The campaign tables, a table for each district.
  private func addTables(_ rows: [ReportCell], _ context: inout Context) {
    var districts: [(name: String, cells: [Context])] = []
    for cell in rows.prefix(limits.cells) {
      let name = cell.district.isEmpty ? templates.words["noDistrict"] : cell.district
      if districts.last?.name != name { districts.append((name, [])) }
      districts[districts.count - 1].cells.append([
        "activity": contexts.activity(cell.activity), "indicator": cell.indicator,
        "value": cell.value.map { NumberText.text($0) } ?? "—", "unit": cell.unit,
        "interval": cell.value == nil ? "" : NumberText.interval(cell.low, cell.high),
        "scope": templates.words.name("scope", cell.scope), "planned": cell.isPlanned,
        "basis": templates.words.name("total", cell.basis), "articles": String(cell.articles),
      ])
    }
    context["districts"] = districts.map { ["name": $0.name, "cells": $0.cells] as Context }
    context["hasTables"] = !rows.isEmpty
    context["leftOutCells"] = leftOut(rows.count - limits.cells, "行", "rows")
  }

  /// The texts, those with findings and figures first served when not all fit.
  private func articles(_ context: inout Context) throws -> [Context] {
    let ids = try browser.articlesWorthReading(limit: limits.articles)
    context["leftOutArticles"] = leftOut(ids.leftOut, "篇文章", "articles")
    return try ids.articles.compactMap { try browser.article($0) }.map { article in
      let figures = Dictionary(
        article.figures.map { ($0.key, contexts.figure($0)) }, uniquingKeysWith: { first, _ in first })
      return [
        "headline": contexts.title(article.headline, article.source), "source": article.source,
        "published": article.published, "hasPublished": !article.published.isEmpty,
        "url": Contexts.link(article.url) ?? "", "hasUrl": Contexts.link(article.url) != nil,
        "paragraphs": contexts.paragraphs(article, figures), "cut": article.parts > 1,
      ]
    }
  }
}

/// Activities in the language of the pages.
struct ActivityNames: Sendable {
  private let names: [String: String]

  init(_ names: [String: String], _ language: FindingRecord.Language) {
    self.names = language == .chinese ? names : [:]
  }

  @Sendable func name(_ id: String) -> String { names[id] ?? id }
}

extension Contexts {
  /// The sentences of an article in the paragraphs they stood in; a headline without figures stands above them already.
  func paragraphs(_ article: ArticleDetail, _ figures: [String: Context], selected: String = "") -> [Context] {
    var paragraphs: [(number: Int, role: String, sentences: [Context])] = []
    for line in article.lines where line.role != "headline" || line.text.pieces.contains(where: { !$0.marks.isEmpty }) {
      if paragraphs.last.map({ $0.number != line.paragraph || $0.role != line.role }) ?? true {
        paragraphs.append((line.paragraph, line.role, []))
      }
      let pieces = pieces(line.text, figures: figures).map { piece in
        piece.merging(["selected": !selected.isEmpty && piece["first"] as? String == selected]) { $1 }
      }
      paragraphs[paragraphs.count - 1].sentences.append(["pieces": pieces, "start": String(line.start)])
    }
    return paragraphs.map { ["role": $0.role, "sentences": $0.sentences] }
  }
}
