import Foundation
import GRDB

/// Why an archive cannot be used, in one line for the user.
public struct ArchiveFailure: Error, CustomStringConvertible {
  public var description: String

  init(_ description: String) { self.description = description }

  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR:
      description =
        "\(path): the disk is full or cannot be written (\(error.message ?? "\(error.resultCode)")); what was stored is "
        + "kept: free some space and start the same command again"
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      description = "\(path): another run is writing to it; wait until it has ended"
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      description = "\(path): no archive of heshu, or damaged; give another name with --db"
    case .SQLITE_CANTOPEN: description = "\(path): cannot be opened; check the folder and its permissions"
    case .SQLITE_READONLY: description = "\(path): may not be written; check its permissions"
    default: description = "\(path): \(error.message ?? "\(error.resultCode)")"
    }
  }
}

/// An archive: an SQLite file of documents and everything that was read from them.
///
/// One connection, used by one thread at a time. Write-ahead logging lets others read the file meanwhile.
public final class ArchiveStore {
  /// Path of the archive.
  public let path: String
  let queue: DatabaseQueue

  /// Opens an archive, making it or bringing its tables up to date where needed.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - mustExist: whether a missing file is an error.
  /// - Throws: `ArchiveFailure`.
  public init(_ path: String, mustExist: Bool = false) throws {
    self.path = path
    if mustExist, !FileManager.default.fileExists(atPath: path) {
      throw ArchiveFailure("\(path): no such file; make it with heshu ingest")
    }
    // A write beyond a limit on the size of files is then an error, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
        try db.execute(sql: "PRAGMA cache_size = -32000")
        try db.execute(sql: "PRAGMA temp_store = FILE")
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let migrator = Schema.migrator
      if try queue.read({ try migrator.hasBeenSuperseded($0) }) {
        throw ArchiveFailure("\(path): made by a newer version of heshu; use that one")
      }
      let isOther = try queue.read { db in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0 > 0 && !db.tableExists("grdb_migrations")
      }
      if isOther { throw ArchiveFailure("\(path): a database, but no archive of heshu; give another name with --db") }
      try migrator.migrate(queue)
    } catch let error as DatabaseError {
      throw ArchiveFailure(error, path: path)
    }
  }

  /// Calls a body with the connection; errors of the database come out as `ArchiveFailure`.
  func access<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.inDatabase(body)
    } catch let error as DatabaseError {
      throw ArchiveFailure(error, path: path)
    }
  }

  /// Calls a body in a transaction of its own; it waits for its turn while documents are read into the archive.
  func write(_ body: (Database) throws -> Void) throws {
    try access { db in
      try WriteTurn.take(path) {
        try db.inTransaction(.immediate) {
          try body(db)
          return .commit
        }
      }
    }
  }

  /// Marks these rules as those that new rows are made with, and all rows made with others as stale.
  func useRules(_ digest: String, _ db: Database) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO rules (digest, is_current) VALUES (?, 1) ON CONFLICT (digest) DO NOTHING", arguments: [digest])
    try db.execute(
      sql: "UPDATE rules SET is_current = (digest = ?) WHERE is_current != (digest = ?)", arguments: [digest, digest])
    return try Int64.fetchOne(db, sql: "SELECT id FROM rules WHERE digest = ?", arguments: [digest]) ?? 0
  }

  /// Moves everything from the log into the file, so that the file alone is the archive.
  func settle(_ db: Database) throws {
    try db.execute(sql: "PRAGMA optimize")
    _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// The sentences that hold a text as it is written, and where they stand, at most `limit`.
  ///
  /// - Throws: `ArchiveFailure`.
  public func sentences(with text: String, limit: Int = .max) throws -> [(source: String, sentence: String)] {
    try access { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT source.name, sentence.text FROM sentence_text JOIN sentence ON sentence.id = sentence_text.rowid
          JOIN article ON article.id = sentence.article_id JOIN source ON source.id = article.source_id
          WHERE sentence_text MATCH ? ORDER BY sentence.id LIMIT ?
          """, arguments: [SpacedText.phrase(text), limit]
      ).map { ($0[0], $0[1]) }
    }
  }
}
