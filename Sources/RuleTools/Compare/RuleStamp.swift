import Foundation
import RuleFiles

/// The names, sizes and times of rule files: what differs when one of them was saved.
public struct RuleStamp: Equatable {
  /// Size and time of each file, by its name.
  private let files: [String: String]

  /// - Complexity: one look at each file.
  public init(_ layers: RuleLayers) {
    var files: [String: String] = [:]
    for index in layers.layers.indices {
      for file in layers.files(in: index) {
        let found = try? FileManager.default.attributesOfItem(atPath: layers.layers[index].path + "/" + file)
        let time = (found?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        files[layers.name(file, in: index)] = "\(found?[.size] ?? 0) \(time)"
      }
    }
    self.files = files
  }

  /// What became of the files, for people: `a.tsv, b.rules saved; c.tsv removed`. Empty when nothing changed.
  public func summary(since earlier: RuleStamp) -> String {
    let changes = changes(since: earlier)
    let saved = changes.filter { files[$0] != nil }
    let removed = changes.filter { files[$0] == nil }
    return [(saved, "saved"), (removed, "removed")].filter { !$0.0.isEmpty }
      .map { "\($0.0.joined(separator: ", ")) \($0.1)" }.joined(separator: "; ")
  }

  /// The names of the files that were written, added or removed, sorted.
  public func changes(since earlier: RuleStamp) -> [String] {
    Set(files.keys).union(earlier.files.keys).filter { files[$0] != earlier.files[$0] }.sorted()
  }
}
