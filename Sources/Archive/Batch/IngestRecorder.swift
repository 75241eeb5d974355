import GRDB

/// What became of an item.
enum IngestOutcome: Sendable {
  /// Nothing to be read.
  case passed(IngestItem)
  case read(StoredDocument?, StoredOrigin, replaces: Int64?, [Problem])
}

/// What a run has done so far.
public struct IngestTally: Sendable, Equatable {
  /// Documents that are new.
  public var added = 0
  /// Documents that were read again.
  public var replaced = 0
  /// Documents that are in the archive as they are.
  public var unchanged = 0
  /// Documents and files that are gone.
  public var removed = 0
  /// Figures that were stored.
  public var statistics = 0
  /// Findings that were stored.
  public var findings = 0
  /// Files that were looked at.
  public var files = 0
  /// Bytes of the files that are done.
  public var bytes = 0
  /// Problems of this run by their stage.
  public var problems: [Problem.Stage: Int] = [:]
  /// Whether it was stopped before its end.
  public var isInterrupted = false
  /// Articles that were found to be those of another.
  public var reprints = 0
  /// Problems that the archive holds, of this run and of earlier ones.
  public var problemsInArchive = 0
  /// Documents read with other rules.
  public var stale = 0

  var changes: Int { added + replaced + removed }
  /// All documents together.
  public var documents: Int { added + replaced + unchanged }
}

/// Writes what became of the items, in their order.
struct IngestRecorder {
  private let db: Database
  private var writer: DocumentWriter
  var tally = IngestTally()
  private var file: (id: Int64, path: String, digest: String, isKnown: Bool)?
  /// What was wrong in the current file, to be told from what was wrong before.
  private var problems: Set<[String]> = []
  /// Called for each problem as it is found.
  var announce: (Problem) -> Void = { $0.print() }

  init(_ db: Database, rules: Int64) {
    self.db = db
    writer = DocumentWriter(db, rules: rules)
  }

  mutating func record(_ outcome: IngestOutcome) throws {
    switch outcome {
    case .passed(.begin(let path, let digest, let bytes)): try begin(path, digest, bytes)
    case .passed(.unchanged(let source)):
      tally.unchanged += 1
      try see(source)
    case .passed(.problem(let problem)): try add(problem)
    case .passed(.end(let bytes)):
      try end()
      tally.files += 1
      tally.bytes += bytes
    case .passed(.skipped(let documents, let bytes)):
      tally.files += 1
      tally.unchanged += documents
      tally.bytes += bytes
    case .passed(.document): break
    case .read(let document, let origin, let replaces, let problems):
      try write(document, origin, replaces)
      for problem in problems { try add(problem) }
    }
  }

  private mutating func begin(_ path: String, _ digest: String, _ bytes: Int) throws {
    problems = []
    let known = try Int64.fetchOne(db, sql: "SELECT id FROM file WHERE path = ?", arguments: [path])
    if let known {
      try db.execute(
        sql: "UPDATE file SET digest = ?, bytes = ?, is_complete = 0 WHERE id = ?", arguments: [digest, bytes, known])
      try db.execute(sql: "DELETE FROM seen")
      file = (known, path, digest, true)
    } else {
      let statement = try db.cachedStatement(
        sql: "INSERT INTO file (path, digest, bytes, is_complete) VALUES (?, ?, ?, 0)")
      try statement.execute(arguments: [path, digest, bytes])
      file = (db.lastInsertedRowID, path, digest, false)
    }
  }

  private mutating func write(_ document: StoredDocument?, _ origin: StoredOrigin, _ replaces: Int64?) throws {
    guard let file else { return }
    if let replaces {
      try writer.remove(source: replaces)
      try db.execute(
        sql: "DELETE FROM problem WHERE path = ? AND member = ?", arguments: [file.path, origin.member])
      for problem in problems where problem[0] == origin.member { try insert(problem, file.path) }
    }
    guard let document else { return }
    let source = try writer.write(document, origin, file: file.id)
    if replaces == nil { tally.added += 1 } else { tally.replaced += 1 }
    tally.statistics += document.statistics.count
    tally.findings += document.findings.count
    try see(source)
  }

  /// Notes that a document is still in the file.
  private func see(_ source: Int64) throws {
    guard file?.isKnown == true else { return }
    let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO seen (source) VALUES (?)")
    try statement.execute(arguments: [source])
  }

  private mutating func add(_ problem: Problem) throws {
    announce(problem)
    tally.problems[problem.stage, default: 0] += 1
    let key = [problem.member, problem.stage.rawValue, problem.message]
    // A problem outside of files is about its own path.
    if file != nil { problems.insert(key) }
    try insert(key, file?.path ?? problem.name)
  }

  private func insert(_ problem: [String], _ path: String) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO problem (path, member, stage, message) VALUES (?, ?, ?, ?)")
    try statement.execute(arguments: [path, problem[0], problem[1], problem[2]])
  }

  /// Takes out what is not in the file any more, and marks it as complete.
  private mutating func end() throws {
    guard let file else { return }
    if file.isKnown {
      let gone = try Int64.fetchAll(
        db, sql: "SELECT id FROM source WHERE file_id = ? AND id NOT IN (SELECT source FROM seen)", arguments: [file.id]
      )
      for source in gone { try writer.remove(source: source) }
      tally.removed += gone.count
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, member, stage, message FROM problem WHERE path = ? AND member NOT IN
          (SELECT member FROM source WHERE file_id = ?)
          """, arguments: [file.path, file.id])
      for row in rows where !problems.contains([row[1], row[2], row[3]]) {
        try db.execute(sql: "DELETE FROM problem WHERE id = ?", arguments: [row[0] as Int64])
      }
    }
    let statement = try db.cachedStatement(sql: "UPDATE file SET is_complete = 1 WHERE id = ?")
    try statement.execute(arguments: [file.id])
    self.file = nil
  }
}
