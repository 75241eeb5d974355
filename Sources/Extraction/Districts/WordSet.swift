import NewsText

/// Many words, asked whether a stretch of text is one of them; see Note [Finding names].
///
/// Filled by one thread and then only read, by all that share it.
final class WordSet: @unchecked Sendable {
  /// One bit for each unit that is a word by itself.
  private var single = [UInt64](repeating: 0, count: 1024)
  private let longer: NameIndex

  /// - Parameter isLarge: whether there are thousands of words.
  init(isLarge: Bool = false) { longer = NameIndex(headBits: isLarge ? 13 : 9) }

  func insert(utf8 word: ArraySlice<UInt8>) { word.withUnsafeBufferPointer { insert(utf8: $0) } }

  func insert(utf8 word: UnsafeBufferPointer<UInt8>) {
    guard word.count > 3 else {
      for unit in String(decoding: word, as: UTF8.self).utf16 { single[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
      return
    }
    longer.insert(utf8: word, .full, holder: 0)
  }

  func contains(_ unit: UInt16) -> Bool { single[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 }

  func contains(_ text: borrowing [UInt16], _ span: Span) -> Bool {
    span.count == 1 ? contains(text[span.start]) : longer.name(.full, text, span) != nil
  }

  /// Where the longest word ends that starts at `at`, nil for none.
  func longestEnd(_ text: borrowing [UInt16], at: Int, limit: Int) -> Int? {
    guard at < limit else { return nil }
    return longer.matches(text, at: at, limit: limit).full?.end ?? (contains(text[at]) ? at + 1 : nil)
  }

  /// Whether a word of at most `longest` units ends at `end` and starts no earlier than `limit`.
  func endsWord(_ text: borrowing [UInt16], at end: Int, limit: Int, longest: Int = 4) -> Bool {
    var length = 1
    while length <= longest, end - length >= limit {
      if contains(text, Span(end - length, end)) { return true }
      length += 1
    }
    return false
  }
}
