import Foundation
import Reporting

/// Writes a folder of CSV files with a description of every column (Frictionless Data Package).
public enum DataPackage {
  /// - Throws: `ArchiveFailure`, and errors of the file system.
  public static func write(_ store: ArchiveStore, to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("profile")
    writer.string("tabular-data-package")
    writer.key("name")
    writer.string("heshu")
    writer.key("resources")
    writer.beginArray()
    for table in ArchiveTable.all {
      let path = folder + "/\(table.type.name).csv"
      guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
      else { throw ArchiveFailure("\(path): cannot be written") }
      let encoder = RecordEncoder(format: .csv, type: table.type)
      var bytes = encoder.header
      try table.forEach(in: store) { row in
        bytes += encoder.encode([row])
        if bytes.count > 1 << 20 {
          try file.write(contentsOf: Data(bytes))
          bytes = []
        }
      }
      try file.write(contentsOf: Data(bytes))
      try file.close()
      describe(table.type, &writer)
    }
    writer.endArray()
    writer.endObject()
    writer.endLine()
    try Data(writer.bytes).write(to: URL(fileURLWithPath: folder + "/datapackage.json"))
  }

  private static func describe(_ type: RecordType, _ writer: inout JSONWriter) {
    func pair(_ key: String, _ value: String) {
      writer.key(key)
      writer.string(value)
    }
    writer.beginObject()
    pair("name", type.name)
    pair("description", type.meaning)
    pair("path", type.name + ".csv")
    pair("profile", "tabular-data-resource")
    pair("encoding", "utf-8")
    writer.key("schema")
    writer.beginObject()
    writer.key("fields")
    writer.beginArray()
    for column in type.columns {
      writer.beginObject()
      pair("name", column.name)
      pair("type", fieldType(column.content))
      pair("description", column.meaning)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    writer.endObject()
  }

  private static func fieldType(_ content: Column.Content) -> String {
    switch content {
    case .integer: "integer"
    case .number: "number"
    case .flag: "boolean"
    case .text, .texts, .spans, .integers: "string"
    case .numberOrText: "any"
    }
  }
}
