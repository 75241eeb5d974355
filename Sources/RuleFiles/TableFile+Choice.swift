extension TableFile {
  /// A cell that must be one of some words; nil, and a diagnostic, when it is none of them.
  ///
  /// - Parameters:
  ///   - row: from 0, the row of names not counted.
  ///   - column: an index of `columns`.
  ///   - what: what the words are: `role`.
  ///   - known: the words.
  ///   - diagnostics: receives what is wrong.
  public func choice(
    _ row: Int, _ column: Int, _ what: String, among known: [String], _ diagnostics: inout [Diagnostic]
  ) -> String? {
    let word = cell(row, column)
    if known.contains(word) { return word }
    diagnostics.append(
      diagnostic(
        row: row, column: column, "no \(what) '\(word)' is known here", help: Suggestion.help(for: word, among: known)))
    return nil
  }

  /// A cell that must be a whole number; nil, and a diagnostic, when it is none.
  public func integer(
    _ row: Int, _ column: Int, in range: ClosedRange<Int>, _ diagnostics: inout [Diagnostic]
  ) -> Int? {
    if let number = Int(cell(row, column)), range.contains(number) { return number }
    diagnostics.append(
      diagnostic(
        row: row, column: column,
        "a whole number from \(range.lowerBound) to \(range.upperBound) is expected here, not '\(cell(row, column))'"))
    return nil
  }
}
