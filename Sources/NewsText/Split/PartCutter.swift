/// Cuts a text that is too large to be read at once where an article begins.
///
/// Note [Parts of a large text]: an archive pasted into one file is read part by part, each as a page of its own, so that
/// memory does not grow with the file. A part ends before a masthead, which dates what follows it; where none is near,
/// before a headline: a short line behind a blank one, with the end of a sentence before. A text without such lines is
/// cut behind any line, without lines behind a sentence, and at last anywhere between two characters. The place depends
/// on the bytes alone.
public enum PartCutter {
  /// Parts are at least so many bytes long, but for the last one.
  public static let usual = 1 << 18
  /// No part is longer; a cutter wants to see so much.
  public static let longest = 1 << 19
  /// Behind a headline a masthead is looked for no further.
  private static let patience = 1 << 16
  /// No masthead or headline has more bytes.
  private static let longestLine = 240

  /// The length in bytes of the first part of a text.
  ///
  /// - Parameter bytes: the first `longest` bytes of UTF-8, fewer only where the text ends.
  /// - Complexity: linear in the length of a part.
  public static func length(of bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.count >= longest else { return bytes.count }
    return bytes.withUnsafeBufferPointer { length($0) }
  }

  private static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var headline: Int?
    var line: Int?
    var start = usual
    while start < bytes.count, bytes[start - 1] != 0x0A { start += 1 }
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      guard end < bytes.count else { break }
      if line == nil, end > start { line = start }
      if end > start, end - start <= longestLine {
        let units = Array(String(decoding: bytes[start..<end], as: UTF8.self).utf16)
        let span = Span(0, units.count)
        if units.withUnsafeBufferPointer({ AsideReader.isMasthead($0, span) }) { return start }
        if headline == nil, isBehindSentence(bytes, start) {
          let looks = LineLooks(units, span)
          if looks.hasWords, looks.isHeading(widest: 44) { headline = start }
        }
      }
      if let headline, end - headline > patience { return headline }
      start = end + 1
    }
    return headline ?? line ?? sentence(bytes) ?? character(bytes)
  }

  /// Whether the line here has a blank line before it, and before that the end of a sentence.
  private static func isBehindSentence(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var at = start - 1
    var lines = 0
    while at > 0, bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x20 {
      lines += bytes[at] == 0x0A ? 1 : 0
      at -= 1
    }
    guard lines >= 2, at >= 2 else { return false }
    // 。 ！ ？ ” ) ）
    switch (bytes[at - 2], bytes[at - 1], bytes[at]) {
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xE2, 0x80, 0x9D), (_, _, 0x29),
      (0xEF, 0xBC, 0x89):
      return true
    default: return false
    }
  }

  /// Behind the last 。 in the second half.
  private static func sentence(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = bytes.count - 3
    while at >= usual {
      if bytes[at] == 0xE3, bytes[at + 1] == 0x80, bytes[at + 2] == 0x82 { return at + 3 }
      at -= 1
    }
    return nil
  }

  /// Before the last character that begins within the longest part.
  private static func character(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var at = bytes.count - 1
    while at > usual, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }
}
