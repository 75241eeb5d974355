import Foundation
import Testing

/// The files of this checkout.
enum Corpora {
  static let root: String = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.path + "/Corpus/floors.tsv") { return folder.path }
    }
    return "."
  }()

  static func bytes(_ path: String) throws -> [UInt8] {
    let data = FileManager.default.contents(atPath: root + "/" + path)
    return [UInt8](try #require(data, "cannot read \(path)"))
  }
}
