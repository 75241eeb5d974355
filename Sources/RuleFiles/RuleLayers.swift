import Foundation

/// Folders of rule files, one on top of the other: what the program comes with, then what its user adds.
///
/// A file of a later folder adds its rows and stanzas to the file of that name below it; a row or stanza with a key that
/// is there already takes its place.
public struct RuleLayers: Hashable, Sendable {
  /// One of the folders.
  public struct Layer: Hashable, Sendable {
    /// Path of the folder.
    public var path: String
    /// What references to its files begin with; empty for the lowest folder, whose files are named from that folder on.
    public var name: String

    /// - Parameters:
    ///   - path: of the folder.
    ///   - name: what references to its files begin with; empty for the lowest folder.
    public init(path: String, name: String) {
      self.path = path
      self.name = name
    }
  }

  /// From the lowest up; never empty.
  public private(set) var layers: [Layer]

  /// - Parameters:
  ///   - path: the folder with all files that the program needs.
  ///   - additions: what lies on top of it, from the lowest up.
  public init(_ path: String, additions: [Layer] = []) {
    layers = [Layer(path: path, name: "")] + additions
  }

  /// Path of the lowest folder.
  public var base: String { layers[0].path }

  /// Puts a folder on top.
  public mutating func add(_ layer: Layer) { layers.append(layer) }

  /// What a file of a layer is called in diagnostics and references.
  public func name(_ file: String, in layer: Int) -> String {
    layers[layer].name.isEmpty ? file : layers[layer].name + "/" + file
  }

  /// Where the file of a reference is.
  public func path(of name: String) -> String {
    let owner = layers.dropFirst().filter { name.hasPrefix($0.name + "/") }.max { $0.name.count < $1.name.count }
    guard let owner else { return base + "/" + name }
    return owner.path + "/" + name.dropFirst(owner.name.count + 1)
  }

  /// Whether a folder holds a set of its own and adds to none: most of the files of the lowest folder.
  public func isWhole(_ path: String) -> Bool {
    let known = Set(files(in: 0))
    return Self.files(below: path).count { known.contains($0) } * 2 > known.count
  }

  /// The rule files of a layer at any depth, relative to its folder, sorted.
  public func files(in layer: Int) -> [String] { Self.files(below: layers[layer].path) }

  /// The rule files below a folder, relative to it, sorted; without hidden ones, which editors and file managers leave.
  public static func files(below path: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      (name.hasSuffix(".tsv") || name.hasSuffix(".rules")) && !name.hasPrefix(".") && !name.contains("/.")
    }.sorted()
  }
}
