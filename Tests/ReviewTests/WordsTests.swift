import Archive
import Consistency
import Extraction
import Foundation
import Testing

@testable import Review

/// Everything that the pages name has a name, in both languages.
@Suite struct WordsTests {
  static let kinds: [(String, [String])] = [
    ("check", Checker.checks + ArchiveCheckRules.checks),
    ("verdict", Finding.Verdict.allCases.map(\.rawValue) + ["all", ""]),
    ("severity", Finding.Severity.allCases.map(\.rawValue)),
    ("reason", Finding.UndecidedReason.allCases.map(\.rawValue)),
    ("qualifier", Qualifier.allCases.map(\.rawValue)),
    ("scope", Statistic.Scope.allCases.map(\.rawValue)),
    ("basis", DistrictBasis.allCases.map(\.rawValue)),
    ("stage", Problem.Stage.allCases.map(\.rawValue)),
    ("status", FindingFilter.Status.allCases.map(\.rawValue)),
    ("reach", FindingFilter.Reach.allCases.map(\.rawValue)),
  ]

  @Test(arguments: kinds) func valuesHaveNames(_ kind: String, _ values: [String]) {
    for words in [Words(.chinese), Words(.english)] {
      for value in values { #expect(words.words["\(kind).\(value)"]?.isEmpty == false, "\(kind).\(value)") }
    }
  }

  @Test func templatesUseKnownWords() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Review/Templates").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "mustache" }
    #expect(files.count > 15)
    let words = Words(.english).words
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for key in text.matches(of: /\{\{w\.([A-Za-z]+)\}\}/).map(\.1) {
        #expect(words[String(key)] != nil, "\(file.lastPathComponent): \(key)")
      }
      // Only what this program itself wrote goes into a page as it is.
      for raw in text.matches(of: /\{\{\{(\w+)\}\}\}|\{\{&(\w+)/).map({ $0.1 ?? $0.2 ?? "" }) {
        #expect(["body", "style"].contains(raw), "\(file.lastPathComponent): \(raw) is not escaped")
      }
    }
  }

  @Test func templatesCanBeRead() throws {
    for language in [try Templates(.chinese), try Templates(.english)] {
      #expect(!language.page("message", [:]).isEmpty)
    }
  }

  @Test func scalesKeepTheirValues() {
    for values in [[3, 8, 21], [40, 90_000], [0, 0.4], [5], [-3, 7]] as [[Double]] {
      let scale = ChartScale(values)
      for value in values { #expect((0...1).contains(scale.share(value)), "\(values)") }
      #expect(scale.ticks == scale.ticks.sorted())
    }
  }
}
