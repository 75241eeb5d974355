import Foundation
import Mustache
import Reporting

/// What a template is filled with: texts, numbers, flags, lists and contexts.
typealias Context = [String: Any]

/// The templates of this module, rendered in one language.
public struct Templates: Sendable {
  /// The words of the pages, in their language.
  public let words: Words
  private let pages: MustacheLibrary
  private let documents: MustacheLibrary

  /// - Throws: what is wrong with a template.
  public init(_ language: FindingRecord.Language) throws {
    words = Words(language)
    MustacheContentTypes.register(MarkupContent(), named: "MARKUP")
    MustacheContentTypes.register(MarkdownContent(), named: "MARKDOWN")
    pages = try Self.library(Self.markup, content: "MARKUP")
    documents = try Self.library(["markdown": PackageResources.markdown_mustache], content: "MARKDOWN")
  }

  private static let markup: [String: [UInt8]] = [
    "layout": PackageResources.layout_mustache, "pieces": PackageResources.pieces_mustache,
    "figure": PackageResources.figure_mustache, "charts": PackageResources.charts_mustache,
    "report": PackageResources.report_mustache, "coverage": PackageResources.coverage_mustache,
    "evidence": PackageResources.evidence_mustache, "filters": PackageResources.filters_mustache,
    "pager": PackageResources.pager_mustache, "overview": PackageResources.overview_mustache,
    "findings": PackageResources.findings_mustache, "finding": PackageResources.finding_mustache,
    "articles": PackageResources.articles_mustache, "article": PackageResources.article_mustache,
    "figures": PackageResources.figures_mustache, "search": PackageResources.search_mustache,
    "live": PackageResources.live_mustache, "problems": PackageResources.problems_mustache,
    "message": PackageResources.message_mustache, "lost": PackageResources.lost_mustache,
  ]

  /// Every template escapes as its content type says, partials included.
  private static func library(_ templates: [String: [UInt8]], content: String) throws -> MustacheLibrary {
    try MustacheLibrary(
      templates: templates.mapValues {
        try MustacheTemplate(string: "{{% CONTENT_TYPE:\(content)}}" + String(decoding: $0, as: UTF8.self))
      })
  }

  func page(_ name: String, _ context: Context) -> String { render(pages, name, context) }

  func markdown(_ context: Context) -> String { render(documents, "markdown", context) }

  private func render(_ library: MustacheLibrary, _ name: String, _ context: Context) -> String {
    var context = context
    context["w"] = words.words
    context["lang"] = words.language == .chinese ? "zh-CN" : "en"
    return library.render(context, withTemplate: name) ?? ""
  }

  static var style: String { String(decoding: PackageResources.style_css, as: UTF8.self) }
  static var script: String { String(decoding: PackageResources.review_js, as: UTF8.self) }
}
