import Consistency
import Reporting

/// The words of the pages in one language, from `Templates/words.tsv`.
public struct Words: Sendable {
  /// The language of the pages.
  public let language: FindingRecord.Language
  /// By their keys; `check.rate` is the name of a check.
  let words: [String: String]

  /// The words of a language.
  public init(_ language: FindingRecord.Language) {
    self.language = language
    let column = language == .chinese ? 1 : 2
    var words: [String: String] = [:]
    for line in String(decoding: PackageResources.words_tsv, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      if cells.count > column { words[String(cells[0])] = String(cells[column]) }
    }
    self.words = words
  }

  /// The word for a value of some kind; the value itself where there is none.
  func name(_ kind: String, _ value: String) -> String { value.isEmpty ? "" : words["\(kind).\(value)"] ?? value }

  subscript(_ key: String) -> String { words[key] ?? key }

  func message(_ chinese: String, _ english: String) -> String {
    language == .english && !english.isEmpty ? english : chinese
  }
}
