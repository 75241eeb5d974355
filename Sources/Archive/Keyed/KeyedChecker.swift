import Foundation
import Reporting

/// Holds the records of a group against each other; see Note [Checks by key].
public struct KeyedChecker: Sendable {
  /// What came of a group.
  public enum Outcome {
    case finding(ArchiveFinding)
    /// A record of type `ArticleLinkRecord`.
    case link(Row)
    /// What could not be read.
    case problem(Problem)
  }

  private let checker: ArchiveChecker

  /// A checker with these settings.
  public init(rules: ArchiveCheckRules) { checker = ArchiveChecker(rules: rules) }

  /// A link as a line: `{"link":{…}}`.
  public static func line(link: Row) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("link")
    JSONLines.object(link, of: ArticleLinkRecord.type, into: &writer)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// Reads standard input to its end.
  ///
  /// - Throws: `ArchiveFailure` when it cannot be read on.
  public func checkStandardInput(_ body: (Outcome) -> Void) throws {
    let stream = ByteStream(file: OpenFile(STDIN_FILENO, isOwned: false))
    check(stream, body)
    if let failure = stream.failure { throw ArchiveFailure("standard input: \(failure.message)") }
  }

  /// Complexity: linear in the records but for sorting within groups; memory for one group.
  func check(_ stream: ByteStream, _ body: (Outcome) -> Void) {
    var groups = KeyedGroups(stream)
    while let item = groups.next() {
      switch item {
      case .problem(let problem): body(.problem(problem))
      case .group(let group): check(group, body)
      }
    }
  }

  private func check(_ group: KeyedGroups.Group, _ body: (Outcome) -> Void) {
    guard let (kind, parts) = GroupKey.parts(of: group.key) else {
      body(.problem(Problem(group.key, .parse, "no key that heshu extract gives; its records are skipped")))
      return
    }
    let group = group.filtered { record in
      guard let name = kind.lacks(RecordFields(record)) else { return true }
      body(.problem(Problem(record.values["source"] ?? group.key, .parse, kind.message(lacking: name))))
      return false
    }
    switch kind {
    case .indicator:
      let figures = figures(group)
      for finding in checker.crossArticle(figures) { body(.finding(finding)) }
      for finding in checker.cumulative(figures) { body(.finding(finding)) }
      for finding in checker.containment(figures) { body(.finding(finding)) }
    case .ratio: for finding in checker.perUnit(figures(group), only: parts) { body(.finding(finding)) }
    case .place: for finding in checker.placeNames(figures(group)) { body(.finding(finding)) }
    case .folder: for finding in checker.heaping(figures(group)) { body(.finding(finding)) }
    case .band: for link in links(group) { body(.link(ArticleLinkRecord.row(link))) }
    case .link:
      let links = group.records.compactMap { ArticleLink(RecordFields($0)) }
      guard let link = links.min(by: { $0.precedes($1) }) else { return }
      body(.finding(checker.nearDuplicate(link.likeness, of: link.original.found, link.copy.found)))
    }
  }

  /// The figures of a group by document and place in it.
  private func figures(_ group: KeyedGroups.Group) -> [ArchiveFigure] {
    var articles: [String: Int64] = [:]
    var sentences: [String: Int64] = [:]
    func number(_ name: String, in table: inout [String: Int64]) -> Int64 {
      let known = table[name] ?? Int64(table.count)
      table[name] = known
      return known
    }
    let placed = group.records.compactMap { record -> (figure: ArchiveFigure, article: Int, number: Int)? in
      let fields = RecordFields(record)
      let article = fields.integer("article") ?? 0
      let name = "\(fields.text("source"))\t\(article)"
      guard
        let figure = ArchiveFigure(
          fields, article: number(name, in: &articles),
          sentence: number("\(name)\t\(fields.text("sentence_start"))", in: &sentences))
      else { return nil }
      return (figure, article, fields.integer("number") ?? figure.span.start)
    }
    return placed.sorted { one, other in
      if one.figure.source != other.figure.source {
        return one.figure.source.utf8.lexicographicallyPrecedes(other.figure.source.utf8)
      }
      return (one.article, one.number) < (other.article, other.number)
    }.map(\.figure)
  }

  private func links(_ group: KeyedGroups.Group) -> [ArticleLink] {
    let articles = group.records.compactMap { record -> (member: ArticleLink.Member, print: Likeness.Print)? in
      let fields = RecordFields(record)
      guard let member = ArticleLink.Member(fields, role: ""), let text = UInt64(fields.text("fingerprint"), radix: 16)
      else { return nil }
      return (member, Likeness.Print(text: text, figures: fields.text("figures")))
    }.sorted { $0.member.place < $1.member.place }
    return zip(articles, Likeness.links(articles.map(\.print))).compactMap { article, link in
      link.map { ArticleLink(likeness: $0.likeness, original: articles[$0.original].member, copy: article.member) }
    }
  }
}
