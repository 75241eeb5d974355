import GRDB

/// A stretch of a sentence that something is said of.
public struct Mark: Sendable, Equatable {
  /// What is marked: a figure, a member of a finding, a match of a search.
  public enum Kind: String, Sendable { case figure, member, match }
  /// What is marked.
  public var kind: Kind
  /// In code points of the sentence.
  public var range: Range<Int>
  /// The id of the figure, or the number of the member.
  public var id: String
}

/// A sentence cut at its marks.
public struct MarkedText: Sendable {
  /// A stretch with the same marks throughout.
  public struct Piece: Sendable {
    /// The text, cleaned.
    public var text: String
    /// What holds for all of it.
    public var marks: [Mark]
  }

  /// In text order; together they are the text.
  public var pieces: [Piece]

  /// - Parameters:
  ///   - text: a sentence, cleaned.
  ///   - marks: in any order, and they may overlap; what of one lies outside of the text is left out.
  ///   - limit: code points beyond which a sentence is cut short around its first mark.
  public init(_ text: String, marks: [Mark], limit: Int = 4000) {
    let scalars = Array(text.unicodeScalars)
    let all = 0..<scalars.count
    let marks = marks.map { mark in
      var mark = mark
      mark.range = mark.range.clamped(to: all)
      return mark
    }.filter { !$0.range.isEmpty }
    var window = all
    if scalars.count > limit {
      let first = marks.map(\.range.lowerBound).min() ?? 0
      let start = max(0, min(first - limit / 4, scalars.count - limit))
      window = start..<min(scalars.count, start + limit)
    }
    var edges: Set<Int> = [window.lowerBound, window.upperBound]
    for mark in marks {
      for edge in [mark.range.lowerBound, mark.range.upperBound] where window.contains(edge) { edges.insert(edge) }
    }
    let sorted = edges.sorted()
    let ordered = marks.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var open: [Mark] = []
    var next = 0
    pieces = window.lowerBound > 0 ? [Piece(text: "…", marks: [])] : []
    for (start, end) in zip(sorted, sorted.dropFirst()) {
      while next < ordered.count, ordered[next].range.lowerBound <= start {
        open.append(ordered[next])
        next += 1
      }
      open.removeAll { $0.range.upperBound <= start }
      pieces.append(
        Piece(text: String(String.UnicodeScalarView(scalars[start..<end])), marks: open))
    }
    if window.upperBound < scalars.count { pieces.append(Piece(text: "…", marks: [])) }
  }
}

/// A sentence of an archive.
public struct StoredSentence: Sendable {
  /// What it is in its article.
  public var role: String
  /// Number of its paragraph in the article, from 0.
  public var paragraph: Int
  /// The text, cleaned.
  public var text: String
  /// In code points of the source.
  public var span: Range<Int>
  let shifts: String

  static let columns =
    "sentence.role, sentence.paragraph, sentence.text, sentence.start, sentence.stop, sentence.shifts"

  init(_ row: Row, at column: Int = 0) {
    role = row[column]
    paragraph = row[column + 1]
    text = row[column + 2]
    let start: Int = row[column + 3]
    span = start..<max(start, row[column + 4] as Int)
    shifts = row[column + 5]
  }

  /// The stretch of the sentence behind a stretch of the source.
  func range(of source: Range<Int>, shifts: SentenceShifts) -> Range<Int> {
    let start = shifts.place(source.lowerBound - span.lowerBound)
    return start..<max(start, shifts.place(source.upperBound - span.lowerBound))
  }
}
