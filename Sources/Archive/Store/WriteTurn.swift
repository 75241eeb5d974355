import Foundation

/// Lets those who write to an archive take turns.
///
/// Note [Reviewing while documents are read]: SQLite lets one write at a time and whoever waits asks again every tenth of
/// a second; a run that opens its next transaction microseconds after the last would never let anybody in. Whoever
/// wants to begin a transaction therefore first takes a lock on the folder of the archive: a reviewer keeps it until
/// the write is done, and the run, which holds it for a moment at the beginning of each of its transactions, waits.
/// The lock is advisory and goes with its holder; where the file system has none, writers wait as SQLite lets them.
enum WriteTurn {
  static func take<Value>(_ archive: String, _ body: () throws -> Value) rethrows -> Value {
    let folder = (archive as NSString).deletingLastPathComponent
    let file = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if file >= 0 { while flock(file, LOCK_EX) != 0, errno == EINTR {} }
    defer { if file >= 0 { close(file) } }
    return try body()
  }
}
