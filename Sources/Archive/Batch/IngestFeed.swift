import Foundation
import GRDB
import NewsText

/// What a run has to do, one thing after the other, in the order of the inputs.
enum IngestItem: Sendable {
  /// A file whose documents follow.
  case begin(path: String, digest: String, bytes: Int)
  /// A document to be read; `replaces` is the row of its earlier reading.
  case document(RawDocument, digest: String, replaces: Int64?)
  /// A document that is in the archive already.
  case unchanged(source: Int64)
  case problem(Problem)
  /// The file has come to its end.
  case end(bytes: Int)
  /// A file that is in the archive as a whole.
  case skipped(documents: Int, bytes: Int)
}

/// Looks for what is not in the archive yet.
///
/// Note [What makes a run resumable]: documents are written in the order in which they are found, each in one transaction
/// with all its rows, and a file counts as complete only with its last document. Whatever moment a run ends at, the
/// archive holds a beginning of what a whole run writes; the next run passes over it by the digests and goes on.
struct IngestFeed {
  private var walk: InputWalk
  private let rules: InputRules
  private let settings: InputSettings
  private let folder: String
  private let current: Int64
  private let isRefresh: Bool
  private var reader: FileReader?
  private var file: (id: Int64, bytes: Int)?
  private var visited: Set<String> = []

  /// - Parameters:
  ///   - current: the row of the rules in use.
  ///   - isRefresh: whether documents read with other rules are read again.
  init(_ paths: [String], rules: InputRules, settings: InputSettings, current: Int64, isRefresh: Bool) {
    walk = InputWalk(paths)
    self.rules = rules
    self.settings = settings
    self.current = current
    self.isRefresh = isRefresh
    folder = FileManager.default.currentDirectoryPath
  }

  /// The next thing to do; nil at the end.
  mutating func next(_ db: Database) throws -> IngestItem? {
    while true {
      if let open = file {
        if let found = reader?.next() { return try item(found, open.id, db) }
        (reader, file) = (nil, nil)
        return .end(bytes: open.bytes)
      }
      switch walk.next() {
      case nil: return nil
      case .unusable(let problem):
        return .problem(Problem(Self.absolute(problem.name, folder), problem.stage, problem.message))
      case .file(let path): if let item = try begin(path, db) { return item }
      }
    }
  }

  private func item(_ found: Found, _ file: Int64, _ db: Database) throws -> IngestItem {
    switch found {
    case .problem(let problem): return .problem(problem)
    case .document(let document):
      let digest = ContentDigest.of(document)
      guard file > 0 else { return .document(document, digest: digest, replaces: nil) }
      let statement = try db.cachedStatement(
        sql: "SELECT id, digest, rules_id FROM source WHERE file_id = ? AND member = ?")
      guard let row = try Row.fetchOne(statement, arguments: [file, document.member]) else {
        return .document(document, digest: digest, replaces: nil)
      }
      let isFresh = row[1] as String == digest && (!isRefresh || row[2] as Int64 == current)
      return isFresh ? .unchanged(source: row[0]) : .document(document, digest: digest, replaces: row[0])
    }
  }

  private mutating func begin(_ given: InputPath, _ db: Database) throws -> IngestItem? {
    let name = Self.absolute(given.name, folder)
    guard visited.insert(name).inserted else { return nil }
    let path = given.isStandardInput ? given : given.resolved(in: folder)
    var digest = ""
    var bytes = 0
    if !given.isStandardInput {
      switch Self.digest(path, settings) {
      case .failure(let error): return .problem(Problem(name, .open, unreadable: error))
      case .success(let found): (digest, bytes) = found
      }
    }
    let known = try Row.fetchOne(
      try db.cachedStatement(sql: "SELECT id, digest, is_complete FROM file WHERE path = ?"), arguments: [name])
    if let known, known[1] as String == digest, known[2] as Bool, !isRefresh, !digest.isEmpty {
      let count = try Int.fetchOne(
        try db.cachedStatement(sql: "SELECT count(*) FROM source WHERE file_id = ?"), arguments: [known[0] as Int64])
      return .skipped(documents: count ?? 0, bytes: bytes)
    }
    file = (known?[0] ?? 0, bytes)
    reader = FileReader(path, rules: rules, settings: settings)
    return .begin(path: name, digest: digest, bytes: bytes)
  }

  /// A path from the root, without `.` and `..`; links are left as they are.
  static func absolute(_ path: String, _ folder: String) -> String {
    if path == "-" { return path }
    var parts: [Substring] = []
    for part in ((path.hasPrefix("/") ? "" : folder + "/") + path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static func digest(_ path: InputPath, _ settings: InputSettings) -> Result<(String, Int), SystemError> {
    var digest = ContentDigest()
    digest.add(Array("\(settings.format.rawValue) \(settings.textKey) ".utf8))
    var bytes = 0
    switch path.open() {
    case .failure(let error): return .failure(error)
    case .success(let file):
      while true {
        switch file.read(1 << 18) {
        case .failure(let error): return .failure(error)
        case .success(let chunk):
          if chunk.isEmpty { return .success((digest.text, bytes)) }
          digest.add(chunk)
          bytes += chunk.count
        }
      }
    }
  }
}
