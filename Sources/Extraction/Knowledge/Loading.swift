import Dispatch
import RuleFiles

/// One reader of rule files at work on a thread of its own.
///
/// The value is written by that thread alone, and read only once the group says that it is there.
package final class Loading<Reader: Sendable>: @unchecked Sendable {
  private let read: @Sendable (inout RuleFolder) -> Reader
  private let group = DispatchGroup()
  private var found: (reader: Reader, folder: RuleFolder)?

  package init(_ read: @escaping @Sendable (inout RuleFolder) -> Reader) { self.read = read }

  package func start(_ layers: RuleLayers, keepsSources: Bool, common: [String: TableFile] = [:]) {
    DispatchQueue.global(qos: .userInitiated).async(group: group) {
      var folder = RuleFolder(layers, keepsSources: keepsSources, common: common)
      let reader = self.read(&folder)
      self.found = (reader, folder)
    }
  }

  /// What was read; what was found wrong with the files goes to the diagnostics of `folder`.
  package func wait(_ folder: inout RuleFolder) -> Reader {
    group.wait()
    guard let found else { return read(&folder) }
    folder.diagnostics += found.folder.diagnostics
    let known = Set(folder.sources.map(\.name))
    folder.sources += found.folder.sources.filter { !known.contains($0.name) }
    return found.reader
  }
}
