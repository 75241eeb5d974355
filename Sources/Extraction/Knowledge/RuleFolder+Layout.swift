import RuleFiles

extension RuleFolder {
  /// Folders in which a file may have any name, with the ending of those that are read.
  static let openFolders = ["activities": ".rules", "binding": ".rules", "units": ".tsv"]

  /// Reports the files of higher layers that nothing reads, such as `unit/own.tsv`.
  mutating func reportStrangeFiles() {
    guard layers.layers.count > 1 else { return }
    let known = layers.files(in: 0)
    for index in layers.layers.indices.dropFirst() {
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
}
