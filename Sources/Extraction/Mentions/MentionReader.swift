import Foundation
import NewsText
import RuleFiles

/// Reads the numeric expressions of a text: quantities, percentages, dates, durations, ordinals, and the numbers that
/// only name something.
public struct MentionReader: Sendable {
  private let shared: Shared<MentionRules>
  @inline(__always) var rules: MentionRules { unsafeAddress { shared.address } }

  /// Loads `numerals/`, `units/` and `dates/`; what is wrong with them goes to the folder's diagnostics, failing examples
  /// included where it tries them.
  public init(rules folder: inout RuleFolder) {
    shared = Shared(MentionRules(rules: &folder))
    if folder.triesExamples, !folder.diagnostics.contains(where: { $0.severity == .error }) { checkExamples(&folder) }
  }

  /// The mentions of a page in text order, without overlap, in articles and asides alike; dates without a year take it
  /// from the page. Linear in the length of the page.
  public func mentions(in page: Page, segmenter: WordSegmenter) -> [Mention] {
    read(page, segmenter).map(\.mention)
  }

  /// The date of each article, ISO 8601 as far as the page gives it, nil where it gives none.
  ///
  /// - Parameters:
  ///   - page: gives the articles and their datelines.
  ///   - mentions: those of the page, as `mentions(in:segmenter:)` returned them.
  /// - Returns: one entry for each article of the page: `2023`, `2023-06` or `2023-06-09`.
  public func publishedDates(of page: Page, mentions: [Mention]) -> [String?] {
    // By index: a copy of a mention counts references.
    PublishedDates(page: page).parts(mentions.indices) {
      mentions[$0].span.start
    } date: { index in
      guard mentions[index].kind == .date, case .date(let iso) = mentions[index].value else { return nil }
      return DateParts(iso: iso)
    }.map { $0?.iso }
  }

  /// The time frames of a page, in text order, without overlap.
  ///
  /// - Parameters:
  ///   - page: gives the text and the articles.
  ///   - mentions: those of the page.
  ///   - published: the date of each article, as `publishedDates(of:mentions:)` returned them.
  /// - Complexity: linear in the length of the page.
  public func timeFrames(of page: Page, mentions: [Mention], published: [String?]) -> [TimeFrame] {
    let dates = published.map { $0.flatMap { DateParts(iso: $0) } }
    let starts = page.articles.map(\.span.start)
    var article = 0
    return TimeFrameReader(words: rules.dates, frames: rules.frames, text: page.clean.units).frames(mentions) {
      position in
      while article + 1 < starts.count, starts[article + 1] <= position { article += 1 }
      return article < dates.count ? dates[article] : nil
    }
  }

  /// The mentions of a stretch of clean text by itself, in text order.
  ///
  /// - Parameters:
  ///   - units: UTF-16 of a clean text; it is not cleaned here.
  ///   - span: the stretch that is read, in UTF-16 units.
  ///   - segmenter: nil leaves the dictionary out: a numeral inside a word (统一) is then told by word lists only.
  public func mentions(in units: [UInt16], span: Span, segmenter: WordSegmenter? = nil) -> [Mention] {
    var scan = MentionScan(shared, units, span, segmenter)
    scan.run()
    DateResolver(words: rules.dates, text: units).resolve(&scan.found) { _ in nil }
    return scan.found.map(\.mention)
  }

  private func read(_ page: Page, _ segmenter: WordSegmenter) -> [RawMention] {
    let text = page.clean.units
    var scan = MentionScan(shared, text, Span(0, text.count), segmenter)
    scan.run()
    let published = PublishedDates(page: page).parts(scan.found.indices) {
      scan.found[$0].mention.span.start
    } date: {
      scan.found[$0].date
    }
    var article = 0
    DateResolver(words: rules.dates, text: text).resolve(&scan.found) { position in
      while article + 1 < page.articles.count, page.articles[article + 1].span.start <= position { article += 1 }
      return article < published.count ? published[article] : nil
    }
    return scan.found
  }
}
