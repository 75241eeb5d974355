import NewsText

extension SourceText {
  /// The code points of a 1-based line, without its line end; nil when there is no such line. Lines end with U+000A.
  public func range(ofLine line: Int) -> SourceSpan? {
    var number = 1
    var start = 0
    var at = 0
    for byte in utf8 where byte & 0xC0 != 0x80 {
      if byte == 0x0A {
        if number == line { return SourceSpan(start, at) }
        number += 1
        start = at + 1
      }
      at += 1
    }
    return number == line ? SourceSpan(start, at) : nil
  }
}
