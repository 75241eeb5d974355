import Dispatch
import RuleFiles

/// One reader of rule files at work on a thread of its own.
///
/// The value is written by that thread alone, and read only once the group says that it is there.
final class Loading<Reader: Sendable>: @unchecked Sendable {
  private let read: @Sendable (inout RuleFolder) -> Reader
  private let group = DispatchGroup()
  private var found: (reader: Reader, diagnostics: [Diagnostic])?

  init(_ read: @escaping @Sendable (inout RuleFolder) -> Reader) { self.read = read }

  func start(_ path: String) {
    DispatchQueue.global(qos: .userInitiated).async(group: group) {
      var folder = RuleFolder(path: path)
      let reader = self.read(&folder)
      self.found = (reader, folder.diagnostics)
    }
  }

  /// What was read; what was found wrong with the files goes to the diagnostics of `folder`.
  func wait(_ folder: inout RuleFolder) -> Reader {
    group.wait()
    guard let found else { return read(&folder) }
    folder.diagnostics += found.diagnostics
    return found.reader
  }
}
