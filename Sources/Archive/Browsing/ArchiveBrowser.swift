import Foundation
import GRDB
import GRDBSQLite

/// Answers what a reader asks of an archive, on any thread, also while documents are read into it.
///
/// Every answer is limited in its size and, by `patience`, in the time it may take.
public final class ArchiveBrowser: Sendable {
  /// Path of the archive.
  public let path: String
  private let pool: DatabasePool
  private let patience: Duration

  /// Opens an archive, bringing its tables up to date where needed.
  ///
  /// - Parameters:
  ///   - path: of the file; one that is not there is an error.
  ///   - patience: how long one answer may take.
  /// - Throws: `ArchiveFailure`.
  public init(_ path: String, patience: Duration = .seconds(5)) throws {
    _ = try ArchiveStore(path, mustExist: true)
    self.path = path
    self.patience = patience
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = -16000")
      // Lists are read from indexes that are larger than this.
      try db.execute(sql: "PRAGMA mmap_size = 2000000000")
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
    } catch let error as DatabaseError {
      throw ArchiveFailure(error, path: path)
    }
  }

  /// When an answer took too long.
  public struct TooSlow: Error {}

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.read { db in
        try Self.limit(db, to: patience) { try body(db) }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw TooSlow()
    } catch let error as DatabaseError {
      throw ArchiveFailure(error, path: path)
    }
  }

  /// Interrupts what the database does for longer than that; there is no limit behind this one.
  static func limit<Value>(_ db: Database, to patience: Duration, _ body: () throws -> Value) rethrows -> Value {
    var deadline = ContinuousClock.now.advanced(by: patience)
    return try withUnsafeMutablePointer(to: &deadline) { deadline in
      sqlite3_progress_handler(
        db.sqliteConnection, 20_000,
        { context in
          let deadline = context?.assumingMemoryBound(to: ContinuousClock.Instant.self).pointee
          return deadline.map { $0 < .now ? 1 : 0 } ?? 0
        }, deadline)
      defer { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }
      return try body()
    }
  }

  private func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try WriteTurn.take(path) { try pool.write(body) }
    } catch let error as DatabaseError {
      throw ArchiveFailure(error, path: path)
    }
  }
}

extension ArchiveBrowser {
  /// Sets status and note of a finding; what is nil stays as it is.
  ///
  /// - Returns: whether there is such a finding, or an earlier decision on it.
  /// - Throws: `ArchiveFailure`, also where another run keeps the archive locked for ten seconds.
  public func decide(_ key: String, status: Decision.Status?, note: String?) throws -> Bool {
    try write { try DecisionLog.set(key, status: status, note: note, $0) }
  }

  /// Takes back the last step on a finding, or of all when `key` is nil, that was not taken back yet.
  ///
  /// - Returns: the finding it was about.
  /// - Throws: `ArchiveFailure`, as above.
  public func undo(_ key: String?) throws -> String? { try write { try DecisionLog.undo(key, $0) } }
}
