import Foundation
import RuleFiles

extension RuleFolder {
  /// Folders in which a file may have any name, with the ending of those that are read.
  static let openFolders = ["activities": ".rules", "binding": ".rules", "units": ".tsv"]

  /// Reports the files of higher layers that nothing reads, such as `unit/own.tsv`.
  mutating func reportStrangeFiles() {
    guard layers.layers.count > 1 else { return }
    let known = layers.files(in: 0)
    for index in layers.layers.indices.dropFirst() {
      reportEndings(index, Set(known.compactMap { $0.split(separator: "/").dropLast().first }))
      for file in layers.files(in: index) where !known.contains(file) {
        let folder = file.split(separator: "/").dropLast().joined(separator: "/")
        if let ending = Self.openFolders[folder], file.hasSuffix(ending) { continue }
        let open = Self.openFolders.keys.map { "\($0)/…" }
        // unit/own.tsv may be meant for units/own.tsv.
        let near = Self.openFolders.keys.sorted().map { "\($0)/\(file.dropFirst(folder.count + 1))" }
        diagnostics.append(
          Diagnostic(
            file: layers.name(file, in: index), line: 1, column: 1, message: "nothing reads a rule file of this name",
            source: file, help: Suggestion.help(for: file, among: known + (folder.isEmpty ? [] : near), orElse: open)))
      }
    }
  }

  /// How editors and spreadsheets may name a table or a file of stanzas that nothing then reads.
  private static let strangeEndings = [".txt", ".csv", ".tab", ".rule", ".xls", ".xlsx", ".ods"]

  /// Warns of files beside rule files that may be meant for some: `units/own.txt`.
  private mutating func reportEndings(_ layer: Int, _ folders: Set<Substring>) {
    for folder in folders.sorted() {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(layers.layers[layer].path)/\(folder)")) ?? []
      for name in names.sorted() where !name.hasPrefix(".") && Self.strangeEndings.contains(where: name.hasSuffix) {
        diagnostics.append(
          Diagnostic(
            .warning, file: layers.name("\(folder)/\(name)", in: layer), line: 1, column: 1,
            message: "nothing reads a file with this ending", source: name,
            help: "a table with TABs between its cells ends in .tsv, stanzas in .rules"))
      }
    }
  }
}
