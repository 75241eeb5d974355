import Reporting

/// An article that is like an earlier one, with the article it is like.
///
/// The earliest of all such links of an article says what it is a copy of; each band finds some of them.
struct ArticleLink {
  var likeness: Likeness
  var original: Member
  var copy: Member

  /// One of the two articles.
  struct Member {
    var place: ArticlePlace
    var start: Int
    var end: Int
    var headline: String
  }
}

/// The record that says which article is that of another.
public enum ArticleLinkRecord {
  /// What it has.
  public static let type = RecordType(
    name: "article-link", meaning: "An article that is like an earlier one.",
    columns: [
      Column("key", .text, pattern: "^link\t", "Shared by the links of one article."),
      Column("likeness", .text, allowed: ["reprint", "series"], "Whether the figures are alike too."),
    ]
      + ["", "original_"].flatMap { role in
        let whose = role.isEmpty ? "of the article" : "of the one it is like"
        return [
          Column("\(role)source", .text, "Id of the document \(whose)."),
          Column("\(role)article", .integer, "Position on its page \(whose), from 0."),
          Column("\(role)published", .text, "Date \(whose), 9999 when it is not known."),
          Column("\(role)start", .integer, "First Unicode code point \(whose)."),
          Column("\(role)end", .integer, "One past the last code point \(whose)."),
          Column("\(role)headline", .text, "Headline \(whose)."),
        ]
      }, table: ["likeness", "source", "article", "original_source", "original_article"])

  static func row(_ link: ArticleLink) -> Row {
    let key = GroupKey.link.key([link.copy.place.source, "\(link.copy.place.number)"])
    return [.text(key), .text(link.likeness.rawValue)]
      + [link.copy, link.original].flatMap { member -> Row in
        [
          .text(member.place.source), .integer(member.place.number), .text(member.place.date), .integer(member.start),
          .integer(member.end), .text(member.headline),
        ]
      }
  }
}

extension ArticleLink {
  /// Reads a record back; nil when it is none.
  init?(_ fields: RecordFields) {
    guard let likeness = Likeness(rawValue: fields.text("likeness")), let copy = Member(fields, role: ""),
      let original = Member(fields, role: "original_")
    else { return nil }
    self.init(likeness: likeness, original: original, copy: copy)
  }

  /// Whether this link says more of its article than another.
  func precedes(_ other: ArticleLink) -> Bool {
    likeness == other.likeness ? original.place < other.original.place : likeness < other.likeness
  }
}

extension ArticleLink.Member {
  /// - Parameter role: what the names of the fields begin with.
  init?(_ fields: RecordFields, role: String) {
    guard let number = fields.integer(role + "article"), let start = fields.integer(role + "start"),
      let end = fields.integer(role + "end")
    else { return nil }
    let date = fields.text(role + "published")
    self.init(
      place: ArticlePlace(
        date: date.isEmpty ? ArticlePlace.noDate : date, source: fields.text(role + "source"), number: number),
      start: start, end: end, headline: fields.text(role + "headline"))
  }

  var found: ArchiveFinding.Member {
    ArchiveFinding.Member(source: place.source, start: start, stop: end, text: headline, key: "")
  }
}
