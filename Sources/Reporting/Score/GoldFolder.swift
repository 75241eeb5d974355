import Foundation

/// A folder of annotations: `NAME.tsv` (numeric expressions), `NAME.relations.tsv` and `NAME.traps.tsv` (passages on
/// which nothing may be said to fail), any of them for each document.
public struct GoldFolder: Sendable {
  /// What is known of one document; nil where the file is not there.
  public struct Entry: Sendable {
    /// `NAME.tsv`
    public var mentions: GoldFile?
    /// `NAME.relations.tsv`
    public var relations: GoldFile?
    /// `NAME.traps.tsv`
    public var traps: GoldFile?
  }

  /// Path of the folder.
  public let path: String
  /// The documents that any file belongs to, in order.
  public let names: [String]

  /// - Throws: when the folder cannot be listed.
  public init(_ path: String) throws {
    self.path = path
    let files = try FileManager.default.contentsOfDirectory(atPath: path)
    names = Set(files.compactMap(Self.name)).sorted()
  }

  /// The files of a document, by its name without the ending.
  public subscript(_ name: String) -> Entry {
    Entry(mentions: file("\(name).tsv"), relations: file("\(name).relations.tsv"), traps: file("\(name).traps.tsv"))
  }

  private static func name(_ file: String) -> String? {
    for ending in [".relations.tsv", ".traps.tsv", ".tsv"] where file.hasSuffix(ending) {
      return String(file.dropLast(ending.count))
    }
    return nil
  }

  private func file(_ name: String) -> GoldFile? {
    FileManager.default.contents(atPath: path + "/" + name).map { GoldFile(String(decoding: $0, as: UTF8.self)) }
  }
}
