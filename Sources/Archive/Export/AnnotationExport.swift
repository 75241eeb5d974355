import Foundation
import GRDB
import NewsText
import Reporting

/// Writes texts with their figures marked, for annotators. The texts are read from their files again; a file that has
/// changed since is left out, for its offsets would be wrong.
public struct AnnotationExport {
  private let store: ArchiveStore
  private let rules: InputRules

  /// - Parameters:
  ///   - store: the archive that is exported.
  ///   - rules: those of decoding and of web pages, for the files are read again.
  public init(_ store: ArchiveStore, rules: InputRules) {
    self.store = store
    self.rules = rules
  }

  private struct Mark {
    var start: Int
    var stop: Int
    var label: String
    var note: String
  }

  /// A folder of `.txt` and `.ann` files (brat standoff), numbered as the sources are.
  ///
  /// - Returns: what is wrong with documents that were left out.
  /// - Throws: `ArchiveFailure`, or what the file system says when a file cannot be written.
  public func brat(to folder: String) throws -> [Problem] {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try forEach { id, name, text, marks in
      var lines = ""
      for (number, mark) in marks.enumerated() {
        let covered = text.text(in: SourceSpan(mark.start, mark.stop)).replacing("\n", with: " ")
        lines += "T\(number + 1)\t\(mark.label) \(mark.start) \(mark.stop)\t\(covered)\n"
        lines += "#\(number + 1)\tAnnotatorNotes T\(number + 1)\t\(mark.note)\n"
      }
      let stem = folder + "/\(id)"
      try Data(text.utf8).write(to: URL(fileURLWithPath: stem + ".txt"))
      try Data(lines.utf8).write(to: URL(fileURLWithPath: stem + ".ann"))
    }
  }

  /// A file of JSON Lines with `text`, `label` and `source`, as doccano imports them.
  ///
  /// - Returns: what is wrong with documents that were left out.
  /// - Throws: `ArchiveFailure`, or what the file system says when a file cannot be written.
  public func doccano(to path: String) throws -> [Problem] {
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else { throw ArchiveFailure("\(path): cannot be written") }
    defer { try? file.close() }
    return try forEach { _, name, text, marks in
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("text")
      writer.string(String(decoding: text.utf8, as: UTF8.self))
      writer.key("label")
      writer.beginArray()
      for mark in marks {
        writer.beginArray()
        writer.integer(mark.start)
        writer.integer(mark.stop)
        writer.string(mark.label)
        writer.endArray()
      }
      writer.endArray()
      writer.key("source")
      writer.string(name)
      writer.endObject()
      writer.endLine()
      try file.write(contentsOf: Data(writer.bytes))
    }
  }

  private func forEach(_ body: (Int64, String, SourceText, [Mark]) throws -> Void) throws -> [Problem] {
    try store.access { db in
      var problems: [Problem] = []
      let reader = DocumentReader(rules: rules)
      for file in try GRDB.Row.fetchAll(db, sql: "SELECT id, path FROM file ORDER BY id") {
        let path: String = file[1]
        var known: [String: (id: Int64, digest: String)] = [:]
        let sql = "SELECT id, member, digest FROM source WHERE file_id = ?"
        for row in try GRDB.Row.fetchAll(db, sql: sql, arguments: [file[0] as Int64]) {
          known[row[1]] = (row[0], row[2])
        }
        var documents = FileReader(InputPath(path), rules: rules, settings: InputSettings())
        while path != "-", let found = documents.next() {
          guard case .document(let document) = found, let source = known[document.member],
            source.digest == ContentDigest.of(document), let text = reader.read(document).source
          else { continue }
          known[document.member] = nil
          try body(source.id, document.name, text, try marks(source.id, db))
        }
        for member in known.keys.sorted() {
          problems.append(Problem(path, member: member, .open, "gone or changed since it was read; ingest it again"))
        }
      }
      return problems
    }
  }

  private func marks(_ source: Int64, _ db: Database) throws -> [Mark] {
    try GRDB.Row.fetchAll(
      db,
      sql: """
        SELECT mention.start, mention.stop, mention.kind, statistic.action, statistic.object, statistic.base_value,
        statistic.base_unit FROM mention
        LEFT JOIN statistic ON statistic.article_id = mention.article_id AND statistic.start = mention.start
        WHERE source_id = ? GROUP BY mention.id ORDER BY mention.start
        """, arguments: [source]
    ).map { row in
      let bound = (row[3] as String?).map { action in
        "\(action) \((row[4] as String?) ?? "") \((row[5] as DatabaseValue).storage.value.map { "\($0)" } ?? "")"
          + ((row[6] as String?) ?? "")
      }
      return Mark(
        start: row[0], stop: row[1], label: bound == nil ? row[2] : "statistic", note: bound ?? "")
    }
  }
}
