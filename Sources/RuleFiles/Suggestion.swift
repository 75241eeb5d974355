/// What to propose for a word that is not known.
public enum Suggestion {
  /// The nearest known word when one is within two edits, else all of them.
  ///
  /// - Parameter others: what to list in their place.
  public static func help(for word: String, among known: [String], orElse others: [String]? = nil) -> String {
    let ranked = known.map { ($0, distance(word, $0)) }.filter { $0.1 <= 2 }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    if let ranked { return "did you mean '\(ranked.0)'?" }
    return "known: \((others ?? known).sorted().joined(separator: ", "))"
  }

  /// Levenshtein distance; 3 where the lengths alone differ by more than two. Complexity: O(n·m).
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    if abs(a.count - b.count) > 2 { return 3 }
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
