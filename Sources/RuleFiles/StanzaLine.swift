/// One line of a `.rules` file taken apart.
struct StanzaLine {
  /// The line as written.
  var source: String
  /// Blanks before the key, in characters.
  var indent: Int
  var key: String
  var value: String
  /// 1-based column of the first character of the value.
  var column: Int
  var hasTab: Bool

  /// The lines of a file, without their ends.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
  }

  /// Nil for a blank line and for a remark.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first(where: { $0 != 0x20 }), first != UInt8(ascii: "#") else { return nil }
    self.init(plain: bytes)
    guard key.isEmpty else { return }
    self.init(anyhow: String(decoding: bytes, as: UTF8.self))
    if source.isEmpty { return nil }
  }

  /// A line as nearly all are: blanks are spaces, the key is in ASCII, and nothing is written in full width that may
  /// stand for ASCII. The key is empty where it is not like that.
  private init(plain bytes: ArraySlice<UInt8>) {
    (source, indent, key, value, column, hasTab) = ("", 0, "", "", 0, false)
    var at = bytes.startIndex
    while at < bytes.endIndex, bytes[at] == 0x20 { at += 1 }
    let start = at
    while at < bytes.endIndex, (0x21..<0x7F).contains(bytes[at]), bytes[at] != UInt8(ascii: ":") { at += 1 }
    let stop = at
    guard stop > start, stop == bytes.endIndex || bytes[stop] == 0x20 else { return }
    while at < bytes.endIndex, bytes[at] == 0x20 { at += 1 }
    var end = bytes.endIndex
    while end > at, bytes[end - 1] == 0x20 { end -= 1 }
    // A tab, and the first bytes of U+3000 and of the full-width signs; marks of a character before them join it.
    for byte in bytes[at..<end] where byte == 0x09 || byte == 0x0D || byte == 0x0B || byte == 0x0C { return }
    if Self.hasWide(bytes[at..<end]) || Self.mayCombine(bytes[at..<end]) { return }
    source = String(decoding: bytes, as: UTF8.self)
    indent = start - bytes.startIndex
    key = String(decoding: bytes[start..<stop], as: UTF8.self)
    value = String(decoding: bytes[at..<end], as: UTF8.self)
    column = at - bytes.startIndex + 1
  }

  /// Whether U+3000 ＝ or ＞ is there.
  private static func hasWide(_ bytes: ArraySlice<UInt8>) -> Bool {
    var at = bytes.startIndex
    while at + 2 < bytes.endIndex {
      if bytes[at] == 0xE3, bytes[at + 1] == 0x80, bytes[at + 2] == 0x80 { return true }
      if bytes[at] == 0xEF, bytes[at + 1] == 0xBC, bytes[at + 2] == 0x9D || bytes[at + 2] == 0x9E { return true }
      at += 1
    }
    return false
  }

  /// Whether the value begins with what may go together with the space before it.
  private static func mayCombine(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    return !(first < 0x80 || first >= 0xE3 && first <= 0xEF)
  }

  /// Any line, character by character; the source is empty for a blank line and for a remark.
  private init(anyhow line: String) {
    (source, indent, key, value, column, hasTab) = ("", 0, "", "", 0, true)
    let body = line.drop(while: WrittenForm.isSpace)
    if body.isEmpty || body.hasPrefix("#") { return }
    source = line
    indent = line.count - body.count
    key = String(body.prefix { !WrittenForm.isSpace($0) && !WrittenForm.isColon($0) })
    var value = body.dropFirst(key.count)
    // Who writes 'about: …' means the same.
    if let mark = value.first, WrittenForm.isColon(mark) { value = value.dropFirst() }
    value = value.drop(while: WrittenForm.isSpace)
    column = line.count - value.count + 1
    self.value = WrittenForm.value(value, isExample: key == "example" || key == "none")
  }
}
