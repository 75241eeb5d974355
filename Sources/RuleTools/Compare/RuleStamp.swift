import Foundation
import RuleFiles

/// The names, sizes and times of rule files: what differs when one of them was saved.
public struct RuleStamp: Equatable {
  private let files: [String]

  /// - Complexity: one look at each file.
  public init(_ layers: RuleLayers) {
    files = layers.layers.indices.flatMap { index in
      layers.files(in: index).map { file in
        let path = layers.layers[index].path + "/" + file
        let found = try? FileManager.default.attributesOfItem(atPath: path)
        let time = (found?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(path) \(found?[.size] ?? 0) \(time)"
      }
    }
  }
}
