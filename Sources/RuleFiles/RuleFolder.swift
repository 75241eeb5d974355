import Foundation

/// The folders that hold the rule files, and everything found wrong while reading them.
///
/// Readers of single files collect into `diagnostics`; `throwIfErrors()` ends a load.
///
/// ```swift
/// var folder = RuleFolder(path: rules)
/// let table = folder.table("units/own.tsv", required: ["unit", "dimension"], key: ["unit"])
/// try folder.throwIfErrors()
/// for row in 0..<table.rowCount { print(table.reference(row), table.cell(row, "unit")) }
/// // units/own.tsv:2 大桶
/// ```
public struct RuleFolder: Sendable {
  /// The folders, from the lowest up.
  public let layers: RuleLayers
  /// Everything found wrong so far.
  public var diagnostics: [Diagnostic] = []
  /// What a reader looked up by its id (`checks/rate.rules named-rate`): where nothing else is read, all else is
  /// unknown.
  public var asked: Set<String> = []
  /// How many lists of words were read so far: the number of the next.
  public var wordLists = 0

  /// What was read so far, in the order of reading; empty unless it is kept.
  public var sources: [RuleSource] = []
  /// Whether `sources` is wanted.
  public let keepsSources: Bool
  /// Whether readers that can tell by themselves hold examples to what they say. A load that reads documents leaves it
  /// to the tools that look at the rules themselves.
  public var triesExamples: Bool { keepsSources }
  /// Tables that several readers ask for, by their files: read once for all of them.
  public private(set) var common: [String: TableFile] = [:]

  /// - Parameters:
  ///   - layers: the folders; nothing of them is read yet.
  ///   - keepsSources: whether the files are kept as they were read, for tools that look at the rules themselves.
  ///   - common: tables that were read already, by their files.
  public init(_ layers: RuleLayers, keepsSources: Bool = false, common: [String: TableFile] = [:]) {
    self.layers = layers
    self.keepsSources = keepsSources
    self.common = common
  }

  /// - Parameter path: the only folder.
  public init(path: String) { self.init(RuleLayers(path)) }

  /// The bytes of a file of each layer that has it, the lowest first. That no layer has it is an error.
  private mutating func contents(_ file: String) -> [(bytes: [UInt8], layer: Int)] {
    var found: [(bytes: [UInt8], layer: Int)] = []
    func report(_ layer: Int) {
      diagnostics.append(
        Diagnostic(
          file: layers.name(file, in: layer), line: 1, column: 1, message: "cannot read this rule file",
          source: layers.layers[layer].path + "/" + file))
    }
    var isReported = false
    for (index, layer) in layers.layers.enumerated() {
      let path = layer.path + "/" + file
      if let bytes = RuleBytes.contents(path) {
        found.append((bytes, index))
      } else if (try? FileManager.default.attributesOfItem(atPath: path)) != nil {
        // A folder, a link to nothing, or another user's.
        report(index)
        isReported = true
      }
    }
    if found.isEmpty, !isReported { report(0) }
    return found
  }

  /// Reads a TSV file.
  ///
  /// - Parameters:
  ///   - file: its path within each folder: `units/measures.tsv`.
  ///   - required: columns that must be there.
  ///   - optional: columns that may be there.
  ///   - key: the columns that tell rows from each other: a row of a later folder replaces those with the same cells
  ///     there. Without a key rows only add.
  public mutating func table(
    _ file: String, required: [String], optional: [String] = [], key: [String] = []
  ) -> TableFile {
    if let known = common[file] { return known }
    var result: TableFile?
    for (bytes, layer) in contents(file) {
      let table = TableFile(
        bytes: bytes, file: layers.name(file, in: layer), layer: layer, required: required, optional: optional,
        diagnostics: &diagnostics)
      result = result.map { $0.merged(with: table, key: key) } ?? table
    }
    let table =
      result ?? TableFile(bytes: [], file: file, required: required, optional: optional, diagnostics: &diagnostics)
    keep(file, .table(table, columns: required + optional, key: key))
    return table
  }

  /// Reads a table now and has it ready for all that ask for it, unless the files are kept in the order of reading.
  ///
  /// - Parameters:
  ///   - file: its path within each folder.
  ///   - read: how its readers ask for it.
  public mutating func share(_ file: String, _ read: (inout RuleFolder) -> TableFile) {
    if !keepsSources { common[file] = read(&self) }
  }

  private mutating func keep(_ name: String, _ content: RuleSource.Content) {
    guard keepsSources, !sources.contains(where: { $0.name == name }) else { return }
    sources.append(RuleSource(name: name, content: content))
  }

  /// Reads a `.rules` file.
  public mutating func stanzas(_ file: String, grammar: StanzaGrammar) -> StanzaFile {
    read([file], file, grammar)
  }

  /// Reads all `.rules` files of a subfolder as one.
  public mutating func stanzas(in folder: String, grammar: StanzaGrammar) -> StanzaFile {
    read(files(in: folder, ending: ".rules"), folder, grammar)
  }

  private mutating func read(_ files: [String], _ name: String, _ grammar: StanzaGrammar) -> StanzaFile {
    var result = StanzaFile(file: name, stanzas: [])
    let contents = files.flatMap { file in self.contents(file).map { (file: file, bytes: $0.bytes, layer: $0.layer) } }
    for layer in layers.layers.indices {
      for content in contents where content.layer == layer {
        let file = StanzaFile(
          bytes: content.bytes, file: layers.name(content.file, in: layer), layer: layer, grammar: grammar,
          diagnostics: &diagnostics)
        result.add(file, diagnostics: &diagnostics)
      }
    }
    keep(name, .stanzas(result, grammar))
    return result
  }

  /// The files of a subfolder with that ending, relative to the rules folder: those of the lowest folder sorted by name,
  /// then those that only later ones have.
  public func files(in folder: String, ending: String) -> [String] {
    var all: [String] = []
    for layer in layers.layers {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: layer.path + "/" + folder)) ?? []
      for name in names.filter({ $0.hasSuffix(ending) && !$0.hasPrefix(".") }).sorted().map({ folder + "/" + $0 })
      where !all.contains(name) {
        all.append(name)
      }
    }
    return all
  }

  /// - Throws: `RuleErrors` with every diagnostic when one of them is an error.
  public func throwIfErrors() throws {
    if diagnostics.contains(where: { $0.severity == .error }) { throw RuleErrors(diagnostics) }
  }
}
