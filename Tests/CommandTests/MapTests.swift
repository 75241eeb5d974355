import Foundation
import Testing

/// The maps of the repository name everything that is there, and nothing else.
@Suite struct MapTests {
  @Test func everyRuleFileIsInItsIndex() throws {
    let index = try String(contentsOfFile: Package.root + "/Rules/README.md", encoding: .utf8)
    let named = index.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap {
      $0.split(separator: "`").dropFirst().first.map(String.init)
    }.filter { $0.contains("/") }
    let files = try FileManager.default.subpathsOfDirectory(atPath: Package.root + "/Rules").filter {
      $0.hasSuffix(".tsv") || $0.hasSuffix(".rules")
    }
    #expect(named.sorted() == files.sorted())
    #expect(named == named.sorted(), "in order of name")
  }

  /// A heading of the map may stand for the folders below it.
  @Test func everySourceFolderIsOnTheMap() throws {
    let map = try String(contentsOfFile: Package.root + "/Sources/README.md", encoding: .utf8)
    let headings = map.split(separator: "\n").filter { $0.hasPrefix("## ") }.compactMap {
      $0.dropFirst(3).split(separator: " ").first.map(String.init)
    }
    let sources = Package.root + "/Sources/"
    for heading in headings { #expect(FileManager.default.fileExists(atPath: sources + heading), "\(heading) is gone") }
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources).filter { $0.hasSuffix(".swift") }
    for file in files where !file.hasPrefix("heshu/Heshu.swift") {
      #expect(headings.contains { file == $0 || file.hasPrefix($0 + "/") }, "\(file) is not on the map")
    }
  }
}
