import GRDB

/// A finding as a list shows it.
public struct FindingLine: Sendable {
  /// Its id in records, which stays when documents are read again.
  public var key: String
  /// Id of the check.
  public var check: String
  /// `holds`, `fails`, `tension` or `undecided`.
  public var verdict: String
  /// How much it matters.
  public var severity: String
  /// What is said of it, in Chinese.
  public var message: String
  /// The same in English.
  public var english: String
  /// Name of the district that reports, empty when none is known.
  public var district: String
  /// Id of the campaign activity, empty for none.
  public var activity: String
  /// Date of the article, ISO 8601 as far as it is known.
  public var date: String
  /// Headline of the article, empty without one.
  public var headline: String
  /// Name of the document.
  public var source: String
  /// Where each member begins: lines of the source, from 1.
  public var lines: [Int]
  /// Whether its members stand in different articles.
  public var isCross: Bool
  /// What the reviewer decided; nil for nothing.
  public var decision: Decision?
  /// Its place in the order of lists.
  public var place: FindingPlace
}

/// Where a finding stands in the order of lists: by verdict, then as it was read.
public struct FindingPlace: Sendable, Equatable, CustomStringConvertible {
  var rank: Int
  var id: Int64

  init(rank: Int, id: Int64) {
    self.rank = rank
    self.id = id
  }

  /// `1.452`
  public init?(_ text: String) {
    let parts = text.split(separator: ".").compactMap { Int64($0) }
    guard parts.count == 2 else { return nil }
    self.init(rank: Int(clamping: parts[0]), id: parts[1])
  }

  public var description: String { "\(rank).\(id)" }
}

/// A part of a list.
public struct ListPart<Line: Sendable>: Sendable {
  /// Those of this page of the list.
  public var lines: [Line]
  /// Whether there are findings before these.
  public var hasEarlier: Bool
  /// Whether there are findings behind these.
  public var hasLater: Bool
  /// How long the whole list is, where it was counted.
  public var count: LineCount?
}

/// How long a list is, as far as it was counted.
public struct LineCount: Sendable, Equatable {
  /// Lines that were counted.
  public var number: Int
  /// Whether these are all.
  public var isWhole: Bool
}

extension ArchiveBrowser {
  /// Where a part of a list begins.
  public enum From<Place: Sendable>: Sendable {
    case start
    case after(Place)
    case before(Place)
  }

  /// Findings in their order, at most `limit`.
  ///
  /// - Parameters:
  ///   - filter: which are wanted.
  ///   - from: the last finding that was shown and on which side of it to go on; the nearest to it come.
  ///   - limit: how many, at most.
  ///   - most: up to where the list is counted; 0 for not at all. Counting ends early where it takes long.
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func findings(
    _ filter: FindingFilter, _ from: From<FindingPlace> = .start, limit: Int = 50, countingTo most: Int = 0
  ) throws -> ListPart<FindingLine> {
    try read { db in
      let conditions = try filter.conditions(db)
      let places = try Self.places(filter.ranks, conditions, from, limit: limit + 1, db)
      let isBackward = if case .before = from { true } else { false }
      let isAtStart = if case .start = from { true } else { false }
      var shown = Array(places.prefix(limit))
      if isBackward { shown.reverse() }
      let more = places.count > limit
      return ListPart(
        lines: try shown.compactMap { try Self.line($0, db) }, hasEarlier: isBackward ? more : !isAtStart,
        hasLater: isBackward || more, count: most > 0 ? try Self.count(filter.ranks, conditions, most: most, db) : nil)
    }
  }

  /// The last thing that is asked of the database in an answer, for it shortens its time.
  private static func count(_ ranks: [Int], _ conditions: Conditions, most: Int, _ db: Database) throws -> LineCount {
    var number = 0
    do {
      try limit(db, to: .milliseconds(15)) {
        for rank in ranks where number <= most {
          let rows = try Row.fetchCursor(
            db, sql: "SELECT 1 FROM \(conditions.rows) WHERE finding.rank = ? AND \(conditions.text) LIMIT ?",
            arguments: [rank] + conditions.arguments + [most + 1 - number])
          while try rows.next() != nil { number += 1 }
        }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      return LineCount(number: min(number, most), isWhole: false)
    }
    return LineCount(number: min(number, most), isWhole: number <= most)
  }

  /// The findings before and after a place.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func neighbours(
    of place: FindingPlace, _ filter: FindingFilter
  ) throws -> (before: String?, after: String?) {
    try read { db in
      let conditions = try filter.conditions(db)
      func key(_ from: From<FindingPlace>) throws -> String? {
        try Self.places(filter.ranks, conditions, from, limit: 1, db).first.flatMap { place in
          try String.fetchOne(db, sql: "SELECT key FROM finding WHERE id = ?", arguments: [place.id])
        }
      }
      return (try key(.before(place)), try key(.after(place)))
    }
  }

  /// Places in the order of lists, one verdict after the other, so that an index gives them in their order from where the
  /// part begins.
  static func places(
    _ ranks: [Int], _ conditions: Conditions, _ from: From<FindingPlace>, limit: Int, _ db: Database
  ) throws -> [FindingPlace] {
    let (place, isBackward): (FindingPlace?, Bool) =
      switch from {
      case .start: (nil, false)
      case .after(let place): (place, false)
      case .before(let place): (place, true)
      }
    var places: [FindingPlace] = []
    for rank in isBackward ? ranks.reversed() : ranks where places.count < limit {
      var conditions = conditions
      if let place {
        if isBackward ? rank > place.rank : rank < place.rank { continue }
        if rank == place.rank { conditions.add(isBackward ? "finding.id < ?" : "finding.id > ?", [place.id]) }
      }
      places += try Int64.fetchAll(
        db,
        sql: """
          SELECT finding.id FROM \(conditions.rows) WHERE finding.rank = ? AND \(conditions.text)
          ORDER BY finding.id \(isBackward ? "DESC" : "") LIMIT ?
          """, arguments: [rank] + conditions.arguments + [limit - places.count]
      ).map { FindingPlace(rank: rank, id: $0) }
    }
    return places
  }

  static func line(_ place: FindingPlace, _ db: Database) throws -> FindingLine? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT finding.key, check_name, verdict, severity, message, english, coalesce (district.name, ''),
        finding.activity, date, coalesce (nullif (headline, ''), title), source.name, lines, is_cross FROM finding
        JOIN article ON article.id = finding.article_id JOIN source ON source.id = article.source_id
        LEFT JOIN district ON district.id = finding.district_id WHERE finding.id = ?
        """)
    return try Row.fetchOne(statement, arguments: [place.id]).map { row in
      FindingLine(
        key: row[0], check: row[1], verdict: row[2], severity: row[3], message: row[4], english: row[5],
        district: row[6], activity: row[7], date: row[8], headline: row[9], source: row[10],
        lines: StoredList.integers(row[11]), isCross: row[12], decision: try Decision.fetch(row[0], db), place: place)
    }
  }
}
