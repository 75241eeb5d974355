import NewsText

/// The clean text of a document, with the places of all words that the rules of checks ask for.
struct IndexedText: RandomAccessCollection {
  /// UTF-16 units.
  let units: [UInt16]
  let hits: TermHits
  /// The words themselves.
  let terms: TermIndex

  var startIndex: Int { 0 }
  var endIndex: Int { units.count }
  subscript(at: Int) -> UInt16 { units[at] }
  subscript(range: Range<Int>) -> ArraySlice<UInt16> { units[range] }
}
