import Foundation
import GRDB

/// A sentence that was found.
public struct FoundSentence: Sendable {
  /// Its number in the archive.
  public var id: Int64
  /// Number of the article in the archive.
  public var article: Int64
  /// Headline of the article, empty without one.
  public var headline: String
  /// Name of the document.
  public var source: String
  /// Date of the article, ISO 8601 as far as it is known.
  public var published: String
  /// The sentence, with what was looked for marked.
  public var text: MarkedText
}

extension ArchiveBrowser {
  /// Sentences that hold every one of some words, in the order in which they were read.
  ///
  /// - Parameters:
  ///   - words: separated by blanks; each is found as it is written, whatever its length. The first eight count.
  ///   - from: the number of the last sentence that was shown, and on which side of it to go on.
  ///   - limit: how many, at most.
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func search(
    _ words: String, _ from: From<Int64> = .start, limit: Int = 50
  ) throws -> ListPart<FoundSentence> {
    let words = words.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }.prefix(8).map {
      String($0.prefix(100))
    }
    .filter { $0.unicodeScalars.contains(where: \.properties.isAlphabetic) || $0.contains(where: \.isNumber) }
    guard !words.isEmpty else { return ListPart(lines: [], hasEarlier: false, hasLater: false) }
    return try read { db in
      var (condition, order, isAtStart) = ("1", "", false)
      var arguments: StatementArguments = [words.map(SpacedText.phrase).joined(separator: " AND ")]
      switch from {
      case .start: isAtStart = true
      case .after(let id):
        condition = "sentence_text.rowid > ?"
        arguments += [id]
      case .before(let id):
        (condition, order) = ("sentence_text.rowid < ?", "DESC")
        arguments += [id]
      }
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT rowid FROM sentence_text WHERE sentence_text MATCH ? AND \(condition)
          ORDER BY rowid \(order) LIMIT ?
          """, arguments: arguments + [limit + 1])
      let (more, isBackward) = (ids.count > limit, !order.isEmpty)
      var shown = Array(ids.prefix(limit))
      if isBackward { shown.reverse() }
      return ListPart(
        lines: try shown.compactMap { try Self.found($0, words, db) }, hasEarlier: isBackward ? more : !isAtStart,
        hasLater: isBackward || more)
    }
  }

  private static func found(_ id: Int64, _ words: [String], _ db: Database) throws -> FoundSentence? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT sentence.id, article.id, coalesce (nullif (headline, ''), title), source.name,
        coalesce (article.published, source.published, ''), sentence.text FROM sentence
        JOIN article ON article.id = sentence.article_id JOIN source ON source.id = article.source_id WHERE sentence.id = ?
        """)
    return try Row.fetchOne(statement, arguments: [id]).map { row in
      let text: String = row[5]
      return FoundSentence(
        id: row[0], article: row[1], headline: row[2], source: row[3], published: row[4],
        text: MarkedText(text, marks: words.flatMap { marks($0, text) }, limit: 300))
    }
  }

  private static func marks(_ word: String, _ text: String) -> [Mark] {
    var marks: [Mark] = []
    var from = text.startIndex
    while marks.count < 20,
      let found = text.range(of: word, options: [.caseInsensitive, .widthInsensitive], range: from..<text.endIndex)
    {
      let start = text.unicodeScalars.distance(from: text.startIndex, to: found.lowerBound)
      let count = text.unicodeScalars.distance(from: found.lowerBound, to: found.upperBound)
      marks.append(Mark(kind: .match, range: start..<start + count, id: ""))
      from = found.upperBound
    }
    return marks
  }
}
