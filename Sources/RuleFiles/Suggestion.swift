/// What to propose for a word that is not known.
public enum Suggestion {
  /// The nearest known word when one is within two edits, of a short word within one, else all of them.
  ///
  /// - Parameters:
  ///   - word: as it was written.
  ///   - known: what it may have been meant to be.
  ///   - others: what to list where none is near; nil lists `known`.
  public static func help(for word: String, among known: [String], orElse others: [String]? = nil) -> String {
    if let nearest = nearest(to: word, among: known) { return "did you mean '\(nearest)'?" }
    return "known: \((others ?? known).sorted().joined(separator: ", "))"
  }

  /// The known word that is nearest, nil when none is near.
  static func nearest(to word: String, among known: [String]) -> String? {
    // Of two characters one must stay.
    let most = min(word.count - 1, word.count < 5 ? 1 : 2)
    return known.map { ($0, distance(word, $0)) }.filter { $0.1 <= most }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// How many characters are to be put in, left out, changed or swapped with the next; 3 where the lengths alone differ by
  /// more than two. Complexity: O(n·m).
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    if abs(a.count - b.count) > 2 { return 3 }
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        var least = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
}
