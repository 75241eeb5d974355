import GRDB

/// How much an archive holds, and how much of it was looked at.
public struct Overview: Sendable {
  /// How much one check has tested.
  public struct Coverage: Sendable {
    /// Id of the check.
    public var check: String
    /// Relations that cannot hold.
    public var fails = 0
    /// Relations that only rounding saves.
    public var tension = 0
    /// Relations that could not be decided.
    public var undecided = 0
    /// Relations that hold.
    public var holds = 0
    /// All of them together.
    public var total: Int { fails + tension + undecided + holds }
  }

  /// Documents in the archive.
  public var sources = 0
  /// How many articles.
  public var articles = 0
  /// How many sentences.
  public var sentences = 0
  /// How many figures are reported.
  public var figures = 0
  /// What could not be read.
  public var problems = 0
  /// Articles that are those of another.
  public var reprints = 0
  /// Findings that a reviewer confirmed.
  public var confirmed = 0
  /// Findings that a reviewer dismissed.
  public var dismissed = 0
  /// Findings with a note.
  public var noted = 0
  /// Decisions whose finding is no more.
  public var lost = 0
  /// Documents that were read with other rules.
  public var stale = 0
  /// Files that are not complete: a run is reading them, or was interrupted.
  public var incomplete = 0
  /// By check.
  public var coverage: [Coverage] = []
  /// The districts that most articles are about.
  public var districts: [String] = []
  /// Why relations are undecided, the most frequent first.
  public var reasons: [(reason: String, count: Int)] = []

  /// All of them together.
  public var total: Coverage {
    coverage.reduce(into: Coverage(check: "")) {
      $0.fails += $1.fails
      $0.tension += $1.tension
      $0.undecided += $1.undecided
      $0.holds += $1.holds
    }
  }
}

/// The last of what was read.
public struct RecentSource: Sendable {
  /// What it is called.
  public var name: String
  /// How many articles.
  public var articles: Int
  /// How many figures are reported.
  public var figures: Int
}

/// What could not be read.
public struct ProblemLine: Sendable {
  /// Name of the document.
  public var path: String
  /// What could not be done with it.
  public var stage: String
  /// What is wrong, in one line.
  public var message: String
}

extension ArchiveBrowser {
  /// How much of everything is in the archive, decisions left at zero. Complexity: linear in the findings; pages keep the
  /// answer for a while.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func overview() throws -> Overview {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? 0 }
      var overview = Overview()
      overview.sources = try count("source")
      overview.articles = try count("article")
      overview.sentences = try count("sentence")
      overview.figures = try count("statistic")
      overview.problems = try count("problem")
      overview.reprints = try count("article WHERE original_id NOTNULL AND likeness = 'reprint'")
      overview.stale = try count("stale")
      overview.incomplete = try count("file WHERE NOT is_complete")
      for row in try Row.fetchAll(
        db, sql: "SELECT check_name, rank, count(*) FROM finding GROUP BY check_name, rank ORDER BY check_name, rank")
      {
        if overview.coverage.last?.check != row[0] as String { overview.coverage.append(.init(check: row[0])) }
        let last = overview.coverage.count - 1
        switch row[1] as Int {
        case 0: overview.coverage[last].fails = row[2]
        case 1: overview.coverage[last].tension = row[2]
        case 2: overview.coverage[last].undecided = row[2]
        default: overview.coverage[last].holds = row[2]
        }
      }
      overview.districts = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM district JOIN (SELECT district_id, count(*) AS number FROM article GROUP BY district_id)
          ON district_id = district.id GROUP BY name ORDER BY sum (number) DESC, name LIMIT 100
          """)
      overview.reasons = try Row.fetchAll(
        db,
        sql: """
          SELECT coalesce (reason, ''), count(*) FROM finding WHERE rank = 2 GROUP BY 1 ORDER BY 2 DESC, 1
          """
      ).map { ($0[0], $0[1]) }
      return overview
    }
  }

  /// Counts the decisions anew. Complexity: linear in them.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func countDecisions(_ overview: inout Overview) throws {
    let counts = try read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT total (status = 'confirmed'), total (status = 'dismissed'), total (note != ''),
          total ((status != '' OR note != '') AND NOT EXISTS (SELECT 1 FROM finding WHERE finding.key = decision.key))
          FROM decision
          """)
    }
    guard let counts else { return }
    (overview.confirmed, overview.dismissed) = (Int(counts[0] as Double), Int(counts[1] as Double))
    (overview.noted, overview.lost) = (Int(counts[2] as Double), Int(counts[3] as Double))
  }

  /// The documents read last.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func recent(limit: Int = 20) throws -> [RecentSource] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT name, (SELECT count(*) FROM article WHERE source_id = source.id), (SELECT count(*) FROM statistic
          JOIN article ON article.id = article_id WHERE source_id = source.id) FROM source ORDER BY id DESC LIMIT ?
          """, arguments: [limit]
      ).map { RecentSource(name: $0[0], articles: $0[1], figures: $0[2]) }
    }
  }

  /// What could not be read, in the order in which it was met.
  ///
  /// - Throws: `ArchiveFailure`; `TooSlow` beyond the patience of the browser.
  public func problems(limit: Int = 100) throws -> [ProblemLine] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT path || member, stage, message FROM problem ORDER BY id LIMIT ?", arguments: [limit]
      ).map { ProblemLine(path: $0[0], stage: $0[1], message: $0[2]) }
    }
  }
}
