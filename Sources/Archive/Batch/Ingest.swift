import Consistency
import Extraction
import Foundation
import GRDB

/// Reads documents into an archive, so that it can be interrupted at any moment and started again.
///
/// ```swift
/// let means = try Ingest.Means(
///   knowledge: Knowledge(rules: rules), checker: Checker(rules: rules), rules: InputRules(rules: rules), digest: "1")
/// let tally = try Ingest(ArchiveStore(path), means: means, jobs: 2).run(paths)
/// print(tally.added, "added,", tally.statistics, "statistics")
/// // 1 added, 1 statistics
/// ```
public struct Ingest {
  /// Everything that is needed to read a document.
  public struct Means: Sendable {
    /// The rules of all stages of reading.
    public var knowledge: Knowledge
    /// The rules of the checks.
    public var checker: Checker
    /// The rules of decoding and of web pages.
    public var rules: InputRules
    /// Tells the rules and the program from others; rows made with another digest are stale.
    public var digest: String

    /// - Parameters:
    ///   - knowledge: the rules of all stages of reading.
    ///   - checker: the rules of the checks.
    ///   - rules: those of decoding and of web pages.
    ///   - digest: of all rules together, which is stored with each document.
    public init(knowledge: Knowledge, checker: Checker, rules: InputRules, digest: String) {
      self.knowledge = knowledge
      self.checker = checker
      self.rules = rules
      self.digest = digest
    }
  }

  private let store: ArchiveStore
  private let means: Means
  private let settings: InputSettings
  private let jobs: Int
  /// Documents that share a transaction.
  private let batch: Int

  /// An ingest into an archive; nothing is read yet.
  public init(
    _ store: ArchiveStore, means: Means, settings: InputSettings = InputSettings(), jobs: Int, batch: Int = 256
  ) {
    self.store = store
    self.batch = batch
    self.means = means
    self.settings = settings
    self.jobs = jobs
  }

  /// Reads everything behind some paths that is not in the archive yet.
  ///
  /// - Parameters:
  ///   - paths: files, folders, patterns, and `-` for standard input.
  ///   - prune: whether files below the paths that are gone are taken out.
  ///   - report: called after every document with the counts so far; returns whether to go on.
  /// - Throws: `ArchiveFailure`.
  public func run(
    _ paths: [String], prune: Bool = false, report: (IngestTally) -> Bool = { _ in true }
  ) throws -> IngestTally {
    try store.access { db in
      let current = try store.useRules(means.digest, db)
      let folder = FileManager.default.currentDirectoryPath
      let roots = paths.map { IngestFeed.absolute($0, folder) }
      // What was wrong with a path itself is told anew if it still is.
      for root in roots {
        try db.execute(
          sql: "DELETE FROM problem WHERE stage = 'find' AND (path = ? OR substr (path, 1, ?) = ?)",
          arguments: [root, root.count + 1, root + "/"])
      }
      var tally = try read(paths, isRefresh: false, current, db, report)
      if prune, !tally.isInterrupted { try self.prune(roots, current, db, &tally) }
      try finish(db, &tally)
      return tally
    }
  }

  /// Reads again what was read with other rules than those in use.
  ///
  /// - Throws: `ArchiveFailure`.
  public func refresh(report: (IngestTally) -> Bool = { _ in true }) throws -> IngestTally {
    try store.access { db in
      let current = try store.useRules(means.digest, db)
      let paths = try String.fetchAll(
        db, sql: "SELECT path FROM stale WHERE path != '-' GROUP BY path ORDER BY min (id)")
      var tally = try read(paths, isRefresh: true, current, db, report)
      try finish(db, &tally)
      return tally
    }
  }

  /// How long a transaction lasts at most.
  private static let patience = Duration.seconds(1)

  private func read(
    _ paths: [String], isRefresh: Bool, _ current: Int64, _ db: Database, _ report: (IngestTally) -> Bool
  ) throws -> IngestTally {
    var feed = IngestFeed(paths, rules: means.rules, settings: settings, current: current, isRefresh: isRefresh)
    var recorder = IngestRecorder(db, rules: current)
    var failure: (any Error)?
    var isStopped = false
    var pending = 0
    var noted = 0
    var begun = ContinuousClock.now
    /// Ends a transaction; one that changed something notes what is due for it.
    func commit() throws {
      if recorder.tally.changes > noted { try Self.noteDue(db) }
      noted = recorder.tally.changes
      try db.commit()
    }
    try db.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS seen (source INTEGER PRIMARY KEY)")
    try begin(db)
    inOrder(jobs: jobs) {
      if failure != nil || isStopped { return nil }
      do { return try feed.next(db) } catch {
        failure = error
        return nil
      }
    } worker: { [means, settings] in
      DocumentWork(means, settings).outcome
    } consume: { (outcome: IngestOutcome) in
      guard failure == nil, !isStopped else { return }
      do {
        try recorder.record(outcome)
        pending += 1
        if pending >= batch || begun.duration(to: .now) > Self.patience {
          try commit()
          try begin(db)
          (pending, begun) = (0, .now)
        }
        if !report(recorder.tally) { isStopped = true }
      } catch { failure = error }
    }
    if let failure {
      try? db.rollback()
      throw failure
    }
    try commit()
    recorder.tally.isInterrupted = isStopped
    return recorder.tally
  }

  private func begin(_ db: Database) throws {
    try WriteTurn.take(store.path) { try db.beginTransaction(.immediate) }
  }

  /// Takes out the files below some paths that are not there any more.
  private func prune(_ roots: [String], _ current: Int64, _ db: Database, _ tally: inout IngestTally) throws {
    let writer = DocumentWriter(db, rules: current)
    try db.inTransaction(.immediate) {
      let files = try Row.fetchAll(db, sql: "SELECT id, path FROM file ORDER BY id")
      for file in files {
        let path: String = file[1]
        guard path != "-", roots.contains(where: { path == $0 || path.hasPrefix($0 == "/" ? $0 : $0 + "/") }),
          case .failure(let error) = InputPath(path).status(), error.number == ENOENT || error.number == ENOTDIR
        else { continue }
        try writer.remove(file: file[0], path: path)
        tally.removed += 1
      }
      if tally.removed > 0 { try Self.noteDue(db) }
      return .commit
    }
  }

  /// Notes that what is told of all documents together is to be worked out anew. It stands in the transaction that
  /// changes them, so that a run that ends between two of them leaves no document behind that the next one forgets.
  private static func noteDue(_ db: Database) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('reprints', 'to-do')")
    try db.execute(sql: "DELETE FROM meta WHERE key = 'cross'")
  }

  private func finish(_ db: Database, _ tally: inout IngestTally) throws {
    let isDue = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'reprints'") == "to-do"
    if isDue {
      try db.inTransaction(.immediate) {
        try DecisionLinks.renew(db)
        return .commit
      }
    }
    if isDue, !tally.isInterrupted {
      try db.inTransaction(.immediate) {
        tally.reprints = try Reprints.link(db)
        try db.execute(sql: "DELETE FROM meta WHERE key = 'reprints'")
        return .commit
      }
    }
    tally.problemsInArchive = try Int.fetchOne(db, sql: "SELECT count(*) FROM problem") ?? 0
    tally.stale = try Int.fetchOne(db, sql: "SELECT count(*) FROM stale") ?? 0
    try store.settle(db)
  }
}

/// What one worker makes of an item.
private struct DocumentWork {
  private let extractor: Extractor?
  private let reader: DocumentReader
  private let checker: Checker

  init(_ means: Ingest.Means, _ settings: InputSettings) {
    extractor = try? Extractor(means.knowledge)
    reader = DocumentReader(rules: means.rules, settings: settings)
    checker = means.checker
  }

  func outcome(_ item: IngestItem) -> IngestOutcome {
    guard case .document(let raw, let digest, let replaces) = item else { return .passed(item) }
    var reading = reader.read(raw)
    var stored: StoredDocument?
    if let source = reading.source {
      if let extractor {
        let document = extractor.document(source)
        stored = StoredDocument(document, metadata: reading.metadata, findings: checker.findings(in: document))
      } else {
        reading.problems.append(Problem(raw.file, member: raw.member, .parse, "no memory for a word segmenter"))
      }
    }
    return .read(
      stored,
      StoredOrigin(member: raw.member, name: raw.name, digest: digest, format: raw.format.rawValue),
      replaces: replaces, reading.problems)
  }
}
