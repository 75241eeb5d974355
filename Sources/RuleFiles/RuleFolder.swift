import Foundation

/// The folder that holds the rule files, and everything found wrong while reading it.
///
/// Readers of single files collect into `diagnostics`; `throwIfErrors()` ends a load.
public struct RuleFolder: Sendable {
  /// Path of the folder.
  public let path: String
  public var diagnostics: [Diagnostic] = []

  public init(path: String) { self.path = path }

  /// The bytes of a file, nil (and a diagnostic) when it cannot be read.
  public mutating func bytes(_ file: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: path + "/" + file) else {
      diagnostics.append(
        Diagnostic(file: file, line: 1, column: 1, message: "cannot read this rule file", source: path + "/" + file))
      return nil
    }
    return [UInt8](data)
  }

  /// Reads a TSV file.
  public mutating func table(_ file: String, required: [String], optional: [String] = []) -> TableFile {
    let bytes = bytes(file) ?? []
    return TableFile(bytes: bytes, file: file, required: required, optional: optional, diagnostics: &diagnostics)
  }

  /// Reads a `.rules` file.
  public mutating func stanzas(_ file: String, grammar: StanzaGrammar) -> StanzaFile {
    let bytes = bytes(file) ?? []
    return StanzaFile(bytes: bytes, file: file, grammar: grammar, diagnostics: &diagnostics)
  }

  /// The files of a subfolder with that ending, relative to the rules folder, sorted by name.
  public func files(in folder: String, ending: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
  }

  /// - Throws: `RuleErrors` with every diagnostic when one of them is an error.
  public func throwIfErrors() throws {
    if diagnostics.contains(where: { $0.severity == .error }) { throw RuleErrors(diagnostics) }
  }
}
