/// A generated page with the figures that were put into it.
struct GeneratedPage: Sendable {
  /// A number of the page.
  struct Figure: Sendable {
    /// Code points of the page.
    var start: Int
    var end: Int
    /// In hundredths, multipliers applied.
    var hundredths: Int
  }

  private(set) var text: [UInt8] = []
  private(set) var figures: [Figure] = []
  /// Length of the text in code points.
  private(set) var count = 0
  private(set) var sentences = 0
  /// Sentences with at least one number.
  private(set) var numericSentences = 0

  mutating func append(_ bytes: some Collection<UInt8>) {
    text.append(contentsOf: bytes)
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
  }

  mutating func append(_ string: String) { append(string.utf8) }

  /// Appends a number as it is written, with the value that it has.
  mutating func append(figure: String, hundredths: Int) {
    let start = count
    append(figure)
    figures.append(Figure(start: start, end: count, hundredths: hundredths))
  }

  mutating func countSentence(isNumeric: Bool) {
    sentences += 1
    if isNumeric { numericSentences += 1 }
  }
}
