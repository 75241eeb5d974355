/// How an article is like an earlier one: a reprint has the same figures, one of a series others.
enum Likeness: String, Comparable {
  case reprint, series

  static func < (one: Likeness, other: Likeness) -> Bool { one == .reprint && other == .series }

  /// Bits in which the fingerprints of alike texts may differ.
  static let tolerance = 3

  /// What is compared of an article.
  struct Print: Hashable {
    /// As `ArticleFingerprint.text`.
    var text: UInt64
    /// As `ArticleFingerprint.figures`.
    var figures: String
  }

  /// For each article the earliest one that it is like, one with the same figures before any other; nil where there is
  /// none.
  ///
  /// Whether two articles are alike does not depend on any third, so that pairs can be looked for wherever both articles
  /// are at hand. Fingerprints that differ in at most three of their 64 bits share at least one of four parts of 16 bits;
  /// only articles that share one are compared. Complexity: linear in the articles, and in those that share a part.
  ///
  /// - Parameter prints: of the articles, the earliest first.
  static func links(_ prints: [Print]) -> [(likeness: Likeness, original: Int)?] {
    /// The first article of each print, by the parts of the fingerprints.
    var firsts: [UInt32: [Int]] = [:]
    var known: Set<Print> = []
    return prints.enumerated().map { index, print in
      var same: Int?
      var like: Int?
      let parts = parts(print.text)
      for part in parts {
        for first in firsts[part] ?? [] where (prints[first].text ^ print.text).nonzeroBitCount <= tolerance {
          if prints[first].figures == print.figures { same = min(same ?? first, first) }
          like = min(like ?? first, first)
        }
      }
      if known.insert(print).inserted { for part in parts { firsts[part, default: []].append(index) } }
      return same.map { (.reprint, $0) } ?? like.map { (.series, $0) }
    }
  }

  /// The four parts of a fingerprint, each told from the others.
  static func parts(_ text: UInt64) -> [UInt32] {
    (0..<4).map { UInt32($0) << 16 | UInt32(truncatingIfNeeded: text >> UInt64(16 * $0) & 0xFFFF) }
  }
}

/// Which of two articles is the earlier one: that published first, of those without date or with the same the first by
/// the name of its document, byte for byte as SQLite and Spark compare.
struct ArticlePlace: Comparable {
  /// ISO 8601, or `noDate`.
  var date: String
  var source: String
  var number: Int

  static let noDate = "9999"

  static func < (one: ArticlePlace, other: ArticlePlace) -> Bool {
    if one.date != other.date { return one.date < other.date }
    if one.source != other.source { return one.source.utf8.lexicographicallyPrecedes(other.source.utf8) }
    return one.number < other.number
  }
}
